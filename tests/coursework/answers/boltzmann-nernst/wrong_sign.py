# %% expected
"""处处把正负号弄反：比值颠倒，熵加错，离子往高处走。 / Every sign reversed: the ratio upside down, the entropy added, an ion that climbs."""
expected = {"potential": 0, "label": 0, "beaker": 2, "derivation": 0, "walk": 2}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    return 1000 * R * (celsius + 273.15) / (z * F) * math.log(c_in / c_out)

# %% label-solution
import numpy as np


def valence(c_out, readings, celsius):
    slope, offset = np.polyfit(-np.log(c_out), readings, 1)
    return round(1000 * R * (celsius + 273.15) / F / slope)

# %% beaker-solution
reading = equilibrium_potential(1, mine.weak, mine.strong, mine.celsius)
share = 1e-6 * mine.area * abs(reading) / 1000 / F / (mine.strong * mine.volume * 1e-6)
weak_wanted = mine.strong * math.exp(-mine.target * F / (1000 * R * (mine.celsius + 273.15)))

# %% derivation-solution
free_energy = p * epsilon - k * T * (p * sp.log(p / g) + (1 - p) * sp.log(1 - p))
p_open = g / (g + sp.exp(-epsilon / (k * T)))
V_half = (k * T * sp.log(g) - epsilon_0) / q

# %% walk-solution
def walk(energy, steps, seed):
    rng = np.random.default_rng(seed)
    places = [0]
    for direction, luck in zip(rng.choice([-1, 1], size=steps), rng.random(steps)):
        there = places[-1] + direction
        climbs = 0 <= there < len(energy) and luck < np.exp(energy[there] - energy[places[-1]])
        places.append(int(there) if climbs else places[-1])
    return places
