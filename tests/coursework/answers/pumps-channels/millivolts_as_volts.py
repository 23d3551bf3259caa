# %% expected
"""毫伏没有换成伏特，电能那一项大出一千倍。 / Millivolts taken for volts: an electrical term a thousand times too large."""
expected = {"uphill": 2.5}

# %% uphill-solution
import math

from excitable.constants import F, R


def uphill(z, c_out, c_in, V, T):
    return (R * T * math.log(c_in / c_out) + z * F * V) / 1000

# %% pump-solution
from excitable.constants import e

T = mine.celsius + 273.15
E_K = 1000 * R * T / F * math.log(mine.K_out / mine.K_in)
E_Na = 1000 * R * T / F * math.log(mine.Na_out / mine.Na_in)
work = F * (3 * E_Na - 2 * E_K - mine.V) * 1e-6
stall = 3 * E_Na - 2 * E_K - mine.ATP * 1e6 / F
cycles = mine.g_K * (mine.V - E_K) * 4 * math.pi * (mine.radius * 1e-4) ** 2 * 1e-6 / e / 2
