# %% expected
"""函数打印答案，却没有 return。 / The functions print their answer and return nothing."""
expected = {"potential": 0, "label": 0}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    print(1000 * R * (celsius + 273.15) / (z * F) * math.log(c_out / c_in))

# %% label-solution
import numpy as np


def valence(c_out, readings, celsius):
    slope, offset = np.polyfit(np.log(c_out), readings, 1)
    print(round(1000 * R * (celsius + 273.15) / F / slope))

# %% beaker-solution
thermal_voltage = 1000 * R * (mine.celsius + 273.15) / F
reading = thermal_voltage * math.log(mine.weak / mine.strong)
share = 1e-9 * mine.area * abs(reading) / F / (mine.strong * mine.volume * 1e-6)
weak_wanted = mine.strong * math.exp(mine.target / thermal_voltage)
