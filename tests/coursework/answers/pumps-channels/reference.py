# %% expected
"""参考解答。 / The reference solution."""
expected = {}

# %% uphill-solution
import math

from excitable.constants import F, R


def uphill(z, c_out, c_in, V, T):
    joules = R * T * math.log(c_in / c_out) + z * F * V / 1000  # J/mol
    return joules / 1000

# %% pump-solution
from excitable.constants import e

T = mine.celsius + 273.15  # K
climb_Na = uphill(1, mine.Na_out, mine.Na_in, mine.V, T)
climb_K = uphill(1, mine.K_out, mine.K_in, mine.V, T)
work = -3 * climb_Na + 2 * climb_K

stall = mine.V - (mine.ATP - work) * 1e6 / F  # each millivolt costs F per mole of cycles

E_K = 1000 * R * T / F * math.log(mine.K_out / mine.K_in)
area = 4 * math.pi * (mine.radius * 1e-4) ** 2  # cm²
leak = mine.g_K * (mine.V - E_K) * area * 1e-6  # A
cycles = leak / e / 2

# %% derivation-solution
cost = 3 * RT * sp.log(Na_o * K_i / (Na_i * K_o))
lowest_Na = Na_o * K_i / K_o * sp.exp(-G / (3 * RT))
end = E_K - I_p / g_K
V_t = end + (V_0 - end) * sp.exp(-g_K * t / C)

# %% simulation-solution
import numpy as np


def charge(radius, g_K, c_in, c_out, V_0, times):
    C = 1.0  # µF/cm²
    thermal_voltage = 1000 * R * 310.0 / F  # mV
    V, c = np.empty(len(times)), np.empty(len(times))
    V[0], c[0] = V_0, c_in
    for n, step in enumerate(np.diff(times)):
        current = g_K * (V[n] - thermal_voltage * math.log(c_out / c[n]))  # µA/cm²
        V[n + 1] = V[n] - step * current / C
        # nC/cm² over 3/r in cm and F is nmol/cm³ = µM: 1e-9 mol · 3/(1e-4 cm) · 1e6 mM
        c[n + 1] = c[n] - step * current * 1e-9 * 3 / (radius * 1e-4) / F * 1e6
    return V, c

# %% [markdown] explanation
# 泵造的是梯度；电压由通道与梯度决定，泵停的一刻只少几毫伏，以后随着梯度垮掉才慢慢降下来。
# 通道是被动的：V 比 E_K 高，K⁺ 才顺着电化学梯度流出，不是泵出去。
# 胞内的 K⁺ 有 c·4/3πr³·N_A 个，每秒漏掉 2·cycles 个，漏掉一半要几十分钟到几小时，不是几秒。
# 这个估算偏短：K⁺ 越少，E_K 越高，驱动力越小。
# 富钾水洼是假说，有争议；停泵后细胞会胀，这才是可以检验的。
