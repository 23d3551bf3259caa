# %% expected
"""处处把正负号弄反：电化学势外减内，泵的功为负，电流流错方向。 / Every sign reversed: the potential outside minus inside, a negative work, a current the wrong way."""
expected = {"uphill": 0, "pump": 0, "derivation": 0, "simulation": 0}

# %% uphill-solution
import math

from excitable.constants import F, R


def uphill(z, c_out, c_in, V, T):
    return (R * T * math.log(c_out / c_in) - z * F * V / 1000) / 1000

# %% pump-solution
from excitable.constants import e

T = mine.celsius + 273.15
E_K = 1000 * R * T / F * math.log(mine.K_in / mine.K_out)
E_Na = 1000 * R * T / F * math.log(mine.Na_in / mine.Na_out)
work = F * (3 * E_Na - 2 * E_K + mine.V) * 1e-6
stall = 3 * E_Na - 2 * E_K + mine.ATP * 1e6 / F
cycles = mine.g_K * (E_K - mine.V) * 4 * math.pi * (mine.radius * 1e-4) ** 2 * 1e-6 / e / 2

# %% derivation-solution
cost = 3 * RT * sp.log(Na_i * K_o / (Na_o * K_i))
lowest_Na = Na_o * K_i / K_o * sp.exp(G / (3 * RT))
end = E_K + I_p / g_K
V_t = end + (V_0 - end) * sp.exp(-g_K * t / C)

# %% simulation-solution
import numpy as np


def charge(radius, g_K, c_in, c_out, V_0, times):
    V, c = [V_0], [c_in]
    for step in np.diff(times):
        current = g_K * (V[-1] - 1000 * R * 310.0 / F * math.log(c_out / c[-1]))
        V.append(V[-1] + step * current)
        c.append(c[-1] + step * current * 30 / (F * radius))
    return V, c
