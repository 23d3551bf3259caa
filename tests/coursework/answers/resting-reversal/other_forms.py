# %% expected
"""等价的做法：用求根代替反解，用二次方程代替求根，用自适应的求解器代替欧拉法，公式换一种写法。 / Equivalent ways: a root finder instead of algebra, a quadratic equation instead of a root finder, a solver with steps of its own instead of Euler's, formulas written otherwise."""
expected = {}

# %% permeability-solution
from scipy.optimize import brentq

from excitable import ghk_voltage


def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    outside, inside = {"K": K_out, "Na": Na_out, "Cl": Cl_out}, {"K": K_in, "Na": Na_in, "Cl": Cl_in}
    return brentq(lambda P_Na: ghk_voltage({"K": 1, "Na": P_Na, "Cl": P_Cl}, outside, inside, T) - V, 0, 10)


my_P_Na = sodium_permeability(mine.V, mine.P_Cl, mine.K_out, mine.K_in, 145, mine.Na_in, 110, mine.Cl_in, mine.T)

# %% reversal-solution
import math


def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    # With x = exp(FV/RT) the sum of the currents is a quadratic equation: (A x − B)(x + 1) + 4 P_Ca (Ca_in x² − Ca_out) = 0.
    A, B = K_in + P_Na * Na_in, K_out + P_Na * Na_out
    a, b, c = A + 4 * P_Ca * Ca_in, A - B, -(B + 4 * P_Ca * Ca_out)
    return 8314.46 * T / 96485.3 * math.log((-b + math.sqrt(b * b - 4 * a * c)) / (2 * a))

# %% switch-solution
from scipy.integrate import solve_ivp


def slope(t, V, K_out):
    u = 96485.3 * V[0] / (8314.46 * mine.T)
    leaving = mine.K_in + mine.P_Na * mine.Na_in + mine.P_Cl * 110
    entering = K_out + mine.P_Na * 145 + mine.P_Cl * mine.Cl_in
    return [-1e-6 * 96485.3 * u / -np.expm1(-u) * (leaving - entering * np.exp(-u))]


def switch_bath(K_out, duration, dt):
    V = [[mine.T * 8314.46 / 96485.3 * np.log((K_out[0] + mine.P_Na * 145 + mine.P_Cl * mine.Cl_in)
                                              / (mine.K_in + mine.P_Na * mine.Na_in + mine.P_Cl * 110))]]
    for bath in K_out:
        times = np.linspace(0, duration, round(duration / dt) + 1)
        V.append(solve_ivp(slope, (0, duration), [V[-1][-1]], t_eval=times, args=(bath,), rtol=1e-7, atol=1e-7).y[0][1:])
    return np.concatenate(V)

# %% hours-solution
V_hours = float(ghk_voltage({"K": 1.5, "Na": mine.P_Na}, {"K": mine.K_out, "Na": 145}, {"K": mine.K_in, "Na": mine.Na_in}, mine.T))
Cl_hours = 110 / math.exp(-96485.3 * V_hours / (8314.46 * mine.T))
I_pump = ghk_current(V_hours, 1e-6, mine.K_out, mine.K_in, 1, mine.T) / 2

# %% derivation-solution
g_0 = sp.Eq(sp.Symbol("g_0"), (z * F) ** 2 * P / (R * T) * (c_out - c_in) / (sp.log(c_out) - sp.log(c_in)))
g_E = (z * F) ** 2 * P / (R * T) * sp.log(c_out / c_in) / (1 / c_in - 1 / c_out)
g_c = sp.limit(g_0.rhs, c_out, c_in).subs(c_in, c)
