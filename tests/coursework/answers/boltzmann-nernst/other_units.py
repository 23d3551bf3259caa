# %% expected
"""用别的单位，并且声明：伏特、百分比、mol/L。 / Other units, declared: volts, per cent, mol/L."""
expected = {}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    return R * (celsius + 273.15) / (z * F) * math.log(c_out / c_in), "V"

# %% beaker-solution
volts = equilibrium_potential(1, mine.weak, mine.strong, mine.celsius)[0]
reading = (volts, "V")
charge = 1 * mine.area * abs(volts)  # µC
share = (100 * charge / F / (mine.strong * mine.volume), "%")
weak_wanted = (mine.strong / 1000 * math.exp(mine.target / 1000 * F / (R * (mine.celsius + 273.15))), "mol/L")
