# %% expected
"""把玻尔兹曼因子当成了概率，没有除以配分函数。 / A Boltzmann factor taken for a probability, without the partition function."""
expected = {"derivation": 5}

# %% derivation-solution
free_energy = p * epsilon + k * T * (p * sp.log(p / g) + (1 - p) * sp.log(1 - p))
p_open = g * sp.exp(-epsilon / (k * T))
V_half = (epsilon_0 - k * T * sp.log(g)) / q
