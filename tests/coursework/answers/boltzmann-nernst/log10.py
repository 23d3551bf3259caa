# %% expected
"""用了常用对数，没有乘 ln 10；由错的读数算出的比例不重复扣分。 / Decimal logarithms without ln 10; the share that follows is not marked down twice."""
expected = {"potential": 0, "label": 0, "beaker": 2}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    return 1000 * R * (celsius + 273.15) / (z * F) * math.log10(c_out / c_in)

# %% label-solution
import numpy as np


def valence(c_out, readings, celsius):
    slope, offset = np.polyfit(np.log10(c_out), readings, 1)
    return round(1000 * R * (celsius + 273.15) / F / slope)

# %% beaker-solution
reading = equilibrium_potential(1, mine.weak, mine.strong, mine.celsius)
share = 1e-6 * mine.area * abs(reading) / 1000 / F / (mine.strong * mine.volume * 1e-6)
weak_wanted = mine.strong * 10 ** (mine.target * F / (1000 * R * (mine.celsius + 273.15)))
