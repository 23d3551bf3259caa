# %% expected
"""只算浓度，忘了电压；由此推出的不重复扣分。 / Concentrations alone, the voltage forgotten; what follows is not marked down twice."""
expected = {"uphill": 0, "pump": 4, "derivation": 4}

# %% uphill-solution
import math

from excitable.constants import F, R


def uphill(z, c_out, c_in, V, T):
    return R * T * math.log(c_in / c_out) / 1000

# %% pump-solution
from excitable.constants import e

T = mine.celsius + 273.15
E_K = 1000 * R * T / F * math.log(mine.K_out / mine.K_in)
E_Na = 1000 * R * T / F * math.log(mine.Na_out / mine.Na_in)
work = F * (3 * E_Na - 2 * E_K) * 1e-6
stall = 3 * E_Na - 2 * E_K - mine.ATP * 1e6 / F
cycles = mine.g_K * (mine.V - E_K) * 4 * math.pi * (mine.radius * 1e-4) ** 2 * 1e-6 / e / 2

# %% derivation-solution
cost = 3 * RT * sp.log(Na_o / Na_i) + 2 * RT * sp.log(K_i / K_o)
lowest_Na = Na_o * (K_i / K_o) ** sp.Rational(2, 3) * sp.exp(-G / (3 * RT))
end = E_K - I_p / g_K
V_t = end + (V_0 - end) * sp.exp(-g_K * t / C)
