# %% expected
"""公式漏了 1/z：一价阳离子照样对。 / The formula lacks 1/z: cations of one charge come out right."""
expected = {"potential": 3}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    return 1000 * R * (celsius + 273.15) / F * math.log(c_out / c_in)
