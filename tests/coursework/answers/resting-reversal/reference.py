# %% expected
"""参考解答。 / The reference solution."""
expected = {}

# %% permeability-solution
from excitable import constants


def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    e_u = np.exp(constants.F * V * 1e-3 / (constants.R * T))
    return (e_u * (K_in + P_Cl * Cl_out) - K_out - P_Cl * Cl_in) / (Na_out - e_u * Na_in)


my_P_Na = sodium_permeability(mine.V, mine.P_Cl, mine.K_out, mine.K_in, 145, mine.Na_in, 110, mine.Cl_in, mine.T)

# %% reversal-solution
from scipy.optimize import brentq


def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    def current(V):
        return (ghk_current(V, 1.0, K_out, K_in, 1, T) + ghk_current(V, P_Na, Na_out, Na_in, 1, T)
                + ghk_current(V, P_Ca, Ca_out, Ca_in, 2, T))

    return brentq(current, -200, 200)

# %% switch-solution
def total_current(V, K_out):
    return (ghk_current(V, 1e-6, K_out, mine.K_in, 1, mine.T)
            + ghk_current(V, 1e-6 * mine.P_Na, 145, mine.Na_in, 1, mine.T)
            + ghk_current(V, 1e-6 * mine.P_Cl, 110, mine.Cl_in, -1, mine.T))


def switch_bath(K_out, duration, dt):
    voltages = [brentq(total_current, -200, 200, args=(K_out[0],))]
    for bath in K_out:
        for _ in range(round(duration / dt)):
            voltages.append(voltages[-1] - dt * total_current(voltages[-1], bath))
    return np.array(voltages)

# %% hours-solution
thermal_voltage = 1000 * constants.R * mine.T / constants.F  # mV
r = 3 / 2
V_hours = thermal_voltage * np.log((r * mine.K_out + mine.P_Na * 145) / (r * mine.K_in + mine.P_Na * mine.Na_in))
Cl_hours = 110 * np.exp(V_hours / thermal_voltage)
K_leak = ghk_current(V_hours, 1e-6, mine.K_out, mine.K_in, 1, mine.T)
Na_leak = ghk_current(V_hours, 1e-6 * mine.P_Na, 145, mine.Na_in, 1, mine.T)
I_pump = -(K_leak + Na_leak)

# %% derivation-solution
E = R * T / (z * F) * sp.log(c_out / c_in)
xi = z * F * V / (R * T)
I = P * z * F * xi * (c_in - c_out * sp.exp(-xi)) / (1 - sp.exp(-xi))
g_0 = P * z * F * (c_in - c_out) / (0 - E)
g_E = sp.simplify(sp.diff(I, V).subs(V, E))
g_c = P * z**2 * F**2 * c / (R * T)

# %% [markdown] explanation
# 朋友的话一半对。电压停住了，电容不取电流，所以总电流确实为零。
# 但这不是平衡态：$V$ 比 $E_\mathrm{Na}$ 低将近 100 mV，Na⁺ 一直在流入；比 $E_\mathrm{Cl}$ 高几十毫伏，Cl⁻ 也在流入，那是外向电流。
# 浴液里 K⁺ 多，$V$ 甚至略低于 $E_\mathrm{K}$，K⁺ 也在流入。
# 三个问题里，浴液中只有第一问答“是”；浓度不变是我们假定的，没有泵，它就会漂移。
# 几个钟头后的稳态里，前两问答“是”，第三问仍答“否”。
# GHK 是由三种漏电流之和为零推出来的，里面没有泵；泵以因子 $r$ 进来，只把电压往下拉几毫伏，至多 $\frac{RT}{F}\ln\frac32$，约 10 mV。
# 在稳态里加哇巴因，头一秒电压只上跳几毫伏，因为梯度还在。
# 几个钟头后，Na⁺ 进来，K⁺ 出去，梯度耗尽，电压趋于零，Cl⁻ 和水跟进来，细胞胀大。
# 先前漏电流耗散的能量都由泵支付，现在没有人付账了。
