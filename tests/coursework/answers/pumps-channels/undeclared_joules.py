# %% expected
"""用了焦耳和伏特，却没有说明：得一半。 / Joules and volts without saying so: half the points."""
expected = {"uphill": 2.5, "pump": 4}

# %% uphill-solution
import math

from excitable.constants import F, R


def uphill(z, c_out, c_in, V, T):
    return R * T * math.log(c_in / c_out) + z * F * V / 1000

# %% pump-solution
from excitable.constants import e

T = mine.celsius + 273.15
E_K = R * T / F * math.log(mine.K_out / mine.K_in)  # V
E_Na = R * T / F * math.log(mine.Na_out / mine.Na_in)
work = F * (3 * E_Na - 2 * E_K - mine.V / 1000)
stall = 3 * E_Na - 2 * E_K - 1000 * mine.ATP / F
cycles = 1000 * mine.g_K * (mine.V / 1000 - E_K) * 4 * math.pi * (mine.radius * 1e-4) ** 2 * 1e-6 / e / 2
