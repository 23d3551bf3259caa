# %% expected
"""电势能漏了价数：一价阳离子照样对。 / The electrical energy lacks the valence: cations of one charge come out right."""
expected = {"uphill": 2}

# %% uphill-solution
import math

from excitable.constants import F, R


def uphill(z, c_out, c_in, V, T):
    return (R * T * math.log(c_in / c_out) + F * V / 1000) / 1000
