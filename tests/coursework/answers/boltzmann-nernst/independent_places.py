# %% expected
"""按玻尔兹曼分布一次次抽签，而不是一步步走。 / Places drawn from the Boltzmann distribution one by one, and no walk at all."""
expected = {"walk": 0}

# %% walk-solution
def walk(energy, steps, seed):
    rng = np.random.default_rng(seed)
    weight = np.exp(-energy)
    return rng.choice(len(energy), size=steps + 1, p=weight / weight.sum())
