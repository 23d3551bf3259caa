# %% expected
"""处处用了常用对数；由此得出的停转电位和圈数不重复扣分。 / Decimal logarithms throughout; the stall potential and the cycles that follow are not marked down twice."""
expected = {"uphill": 0, "pump": 4, "simulation": 2}

# %% uphill-solution
import math

from excitable.constants import F, R


def uphill(z, c_out, c_in, V, T):
    return (R * T * math.log10(c_in / c_out) + z * F * V / 1000) / 1000

# %% pump-solution
from excitable.constants import e

T = mine.celsius + 273.15
E_K = 1000 * R * T / F * math.log10(mine.K_out / mine.K_in)
E_Na = 1000 * R * T / F * math.log10(mine.Na_out / mine.Na_in)
work = F * (3 * E_Na - 2 * E_K - mine.V) * 1e-6
stall = 3 * E_Na - 2 * E_K - mine.ATP * 1e6 / F
cycles = mine.g_K * (mine.V - E_K) * 4 * math.pi * (mine.radius * 1e-4) ** 2 * 1e-6 / e / 2

# %% simulation-solution
import numpy as np


def charge(radius, g_K, c_in, c_out, V_0, times):
    V, c = [V_0], [c_in]
    for step in np.diff(times):
        current = g_K * (V[-1] - 1000 * R * 310.0 / F * math.log10(c_out / c[-1]))
        V.append(V[-1] - step * current)
        c.append(c[-1] - step * current * 30 / (F * radius))
    return V, c
