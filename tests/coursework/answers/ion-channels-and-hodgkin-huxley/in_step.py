# %% expected
"""所有通道一起跳。 / All the channels jump together."""
expected = {"patch": 1}

# %% patch-solution
def patch(N, alpha, beta, dt, steps, seed):
    chance = np.random.default_rng(seed)
    goal, memory = alpha / (alpha + beta), np.exp(-(alpha + beta) * dt)
    is_open, history = 0, [0]
    for _ in range(steps):
        is_open = int(chance.random() < goal + (is_open - goal) * memory)
        history.append(N * is_open)
    return history
