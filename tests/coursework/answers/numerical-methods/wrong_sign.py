# %% expected
"""好几处符号错了：漏电、误差、电流、阶和外推的方向。 / Wrong signs in many places: the leak, the error, the current, the order, the extrapolation."""
expected = {"derivation": 2, "charge": 0, "verdict": 0}

# %% derivation-solution
rho = (1 + (1 - theta) * x) / (1 - theta * x)
error = sp.Rational(1, 2) - theta
x_max = 2 / (1 + 2 * theta)
x_smooth = 1 / (1 - theta)

# %% charge-solution
def charge(drive, theta, dt, steps):
    goal, share = mine.E - drive, dt / mine.tau
    V = [mine.E]
    for _ in range(steps):
        V.append((V[-1] * (1 - (1 - theta) * share) + share * goal) / (1 + theta * share))
    return V

# %% verdict-solution
def observed_order(coarse, middle, fine, r):
    return np.log((middle - fine) / (coarse - middle)) / np.log(r)


def extrapolated(coarse, middle, fine, r):
    ratio = (coarse - middle) / (middle - fine)
    return fine - (fine - middle) / (ratio - 1)
