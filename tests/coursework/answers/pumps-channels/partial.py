# %% expected
"""做了一半：停转电位写错符号，圈数没有除以二，只推导了一步，浓度不变。 / Half done: a sign in the stall, cycles not halved, one step derived, a concentration that stays."""
expected = {"pump": 3, "derivation": 2, "simulation": 3}

# %% pump-solution
from excitable.constants import e

T = mine.celsius + 273.15
E_K = 1000 * R * T / F * math.log(mine.K_out / mine.K_in)
E_Na = 1000 * R * T / F * math.log(mine.Na_out / mine.Na_in)
work = F * (3 * E_Na - 2 * E_K - mine.V) * 1e-6
stall = 3 * E_Na + 2 * E_K - mine.ATP * 1e6 / F
cycles = mine.g_K * (mine.V - E_K) * 4 * math.pi * (mine.radius * 1e-4) ** 2 * 1e-6 / e

# %% derivation-solution
cost = 3 * RT * sp.log(Na_o * K_i / (Na_i * K_o))
lowest_Na = None
V_t = None

# %% simulation-solution
import numpy as np


def charge(radius, g_K, c_in, c_out, V_0, times):
    E_K = 1000 * R * 310.0 / F * math.log(c_out / c_in)
    return E_K + (V_0 - E_K) * np.exp(-g_K * times), np.full(len(times), c_in)
