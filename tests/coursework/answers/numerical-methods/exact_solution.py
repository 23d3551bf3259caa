# %% expected
"""交了精确解，而不是方法算出的值；权重也放反了。 / The exact solution instead of what the method gives; and the weights are exchanged."""
expected = {"charge": 0, "derivation": 6}

# %% derivation-solution
rho = (1 - theta * x) / (1 + (1 - theta) * x)
error = theta - sp.Rational(1, 2)
x_max = 2 / (1 - 2 * theta)
x_smooth = 1 / (1 - theta)

# %% charge-solution
def charge(drive, theta, dt, steps):
    return mine.E + drive * (1 - np.exp(-dt * np.arange(steps + 1) / mine.tau))
