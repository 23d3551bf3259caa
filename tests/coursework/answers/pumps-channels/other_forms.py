# %% expected
"""等价的写法与别的算法：驱动力、log10、解方程、现成的积分器。 / Equivalent forms and other algorithms: log10, equations solved, a ready-made integrator."""
expected = {}

# %% uphill-solution
import numpy as np
from excitable import nernst
from excitable.constants import F


def uphill(z, c_out, c_in, V, T):
    driving_force = V - nernst(c_out, c_in, z, T)  # mV
    return np.array([z * 96.485 * driving_force / 1000])

# %% pump-solution
from excitable.constants import e, k_B
from scipy.optimize import brentq

kelvin = mine.celsius + 273.15


def cost_at(V):
    out = uphill(1, mine.Na_out, mine.Na_in, V, kelvin)[0]
    back = uphill(1, mine.K_out, mine.K_in, V, kelvin)[0]
    return 2 * back - 3 * out


work = cost_at(mine.V)
stall = brentq(lambda V: cost_at(V) - mine.ATP, -400, 0)
E_K = -1000 * k_B * kelvin / e * np.log(10) * np.log10(mine.K_in / mine.K_out)
nanosiemens = mine.g_K * 4 * np.pi * mine.radius**2 / 100
cycles = nanosiemens * 1e-9 * (mine.V - E_K) * 1e-3 / (2 * e)

# %% derivation-solution
E_Na_times_F = RT * (sp.log(Na_o) - sp.log(Na_i))
E_K_times_F = -RT * sp.log(K_i / K_o)
cost = sp.Eq(sp.Symbol("W"), sp.expand_log(3 * (E_Na_times_F - E_K_times_F)))
lowest_Na = sp.solve(sp.Eq(3 * RT * sp.log(Na_o * K_i / (K_o * Na_i)), G), Na_i)[0]
v = sp.Function("v")
V_t = sp.dsolve(sp.Eq(C * v(t).diff(t), -g_K * (v(t) - E_K) - I_p), v(t), ics={v(0): V_0})

# %% simulation-solution
from scipy.integrate import solve_ivp


def charge(radius, g_K, c_in, c_out, V_0, times):
    def slopes(t, state):
        V, c = state
        current = g_K * (V - nernst(c_out, c))
        return -current, -30 * current / (F * radius)

    return solve_ivp(slopes, (0, times[-1]), [V_0, c_in], t_eval=times).y
