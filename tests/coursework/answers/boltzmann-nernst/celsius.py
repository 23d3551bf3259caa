# %% expected
"""忘了把摄氏度换成开尔文：物理对，换算错，得一半。 / Degrees Celsius where kelvin belong: right physics, wrong conversion, half the points."""
expected = {"potential": 2.5, "label": 0, "beaker": 3.5}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    return 1000 * R * celsius / (z * F) * math.log(c_out / c_in)

# %% label-solution
import numpy as np


def valence(c_out, readings, celsius):
    slope, offset = np.polyfit(np.log(c_out), readings, 1)
    return round(1000 * R * celsius / F / slope)

# %% beaker-solution
reading = equilibrium_potential(1, mine.weak, mine.strong, mine.celsius)
share = 1e-6 * mine.area * abs(reading) / 1000 / F / (mine.strong * mine.volume * 1e-6)
weak_wanted = mine.strong * math.exp(mine.target * F / (1000 * R * mine.celsius))
