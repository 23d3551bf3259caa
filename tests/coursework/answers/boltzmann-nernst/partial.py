# %% expected
"""做了一半：第二题没写，三、四题各缺一问，散步的两端处理错了。 / Half done: the second task left out, two parts missing, the ends of the walk wrong."""
expected = {"label": 0, "beaker": 3, "derivation": 4, "walk": 3}

# %% label-solution
import numpy as np


def valence(c_out, readings, celsius):
    raise NotImplementedError()

# %% beaker-solution
reading = equilibrium_potential(1, mine.weak, mine.strong, mine.celsius)
share = 1e-6 * mine.area * abs(reading) / 1000 / F / (mine.strong * mine.volume * 1e-6)
weak_wanted = None

# %% derivation-solution
free_energy = p * epsilon + k * T * (p * sp.log(p / g) + (1 - p) * sp.log(1 - p))
p_open = g / (g + sp.exp(epsilon / (k * T)))
V_half = None

# %% walk-solution
def walk(energy, steps, seed):
    rng = np.random.default_rng(seed)
    last, places = len(energy) - 1, [0]
    for step in range(steps):
        here = places[-1]
        there = 1 if here == 0 else last - 1 if here == last else here + int(rng.choice([-1, 1]))
        places.append(there if rng.random() < math.exp(energy[here] - energy[there]) else here)
    return places
