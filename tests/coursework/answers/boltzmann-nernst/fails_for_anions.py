# %% expected
"""遇到阴离子就出错，其余都对。 / It stops with an error at an anion, and is right otherwise."""
expected = {"potential": 4}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    ions = {1: "K⁺", 2: "Ca²⁺"}
    return 1000 * R * (celsius + 273.15) / (z * F) * math.log(c_out / c_in) + 0 * len(ions[z])
