# %% expected
"""每个时刻都重新掷骰子，前后没有联系。 / The dice are thrown afresh at every time, whatever was before."""
expected = {"patch": 2}

# %% patch-solution
def patch(N, alpha, beta, dt, steps, seed):
    times = dt * np.arange(steps + 1)
    probability = alpha / (alpha + beta) * (1 - np.exp(-(alpha + beta) * times))
    return np.random.default_rng(seed).binomial(N, probability)
