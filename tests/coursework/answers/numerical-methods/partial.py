# %% expected
"""每题都做了一部分。 / Part of every task."""
expected = {"derivation": 4, "charge": 1, "limit": 2, "axon": 3, "verdict": 2}

# %% derivation-solution
rho = (1 - (1 - theta) * x) / (1 + theta * x)
error = theta - sp.Rational(1, 2)
x_max = None
x_smooth = None

# %% charge-solution
def charge(drive, theta, dt, steps):
    V = [mine.E]
    for _ in range(steps):
        V.append(V[-1] + dt * (mine.E + drive - V[-1]) / mine.tau)  # Euler's method, whatever theta
    return V

# %% limit-solution
def longest_step(V, m, h, n, method):
    open_now = mine.g_Na * m**3 * h + mine.g_K * n**4 + 0.3  # the membrane only
    return (2 if method == "euler" else 2.785) / open_now

# %% axon-solution
def voltage(I, dt, t_end):
    y, V = start, [start[0]]
    for _ in range(round(t_end / dt)):
        y = y + dt * slopes(y, I)
        V.append(y[0])
    return np.array(V)


def spike_time(I):
    raise NotImplementedError()

# %% verdict-solution
def observed_order(coarse, middle, fine, r):
    return np.log((coarse - middle) / (middle - fine)) / np.log(r)


def extrapolated(coarse, middle, fine, r):
    return fine + (fine - middle) / (r**2 - 1)  # as if the order were two
