# %% expected
"""返回伏特，却没有说明单位：得一半。 / Volts without saying so: half the points."""
expected = {"potential": 2.5, "beaker": 4.5}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    return R * (celsius + 273.15) / (z * F) * math.log(c_out / c_in)

# %% beaker-solution
reading = equilibrium_potential(1, mine.weak, mine.strong, mine.celsius)
share = 1e-6 * mine.area * abs(reading) / F / (mine.strong * mine.volume * 1e-6)
weak_wanted = mine.strong * math.exp(mine.target / 1000 * F / (R * (mine.celsius + 273.15)))
