# %% expected
"""只取平均值，没有涨落。 / The mean only, without any chance."""
expected = {"patch": 1}

# %% patch-solution
def patch(N, alpha, beta, dt, steps, seed):
    times = dt * np.arange(steps + 1)
    return np.round(N * alpha / (alpha + beta) * (1 - np.exp(-(alpha + beta) * times)))
