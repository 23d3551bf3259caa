# %% expected
"""T 已经是 K，却又减去 273.15；由这个电压求 Cl⁻ 时错误又抵消了。 / 273.15 subtracted from a temperature that is in kelvin already; it cancels where Cl⁻ is computed from that voltage."""
expected = {"permeability": 2.5, "reversal": 2.5, "hours": 2}

# %% permeability-solution
from excitable import constants


def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    e_u = np.exp(constants.F * V * 1e-3 / (constants.R * (T - 273.15)))
    return (e_u * (K_in + P_Cl * Cl_out) - K_out - P_Cl * Cl_in) / (Na_out - e_u * Na_in)


my_P_Na = sodium_permeability(mine.V, mine.P_Cl, mine.K_out, mine.K_in, 145, mine.Na_in, 110, mine.Cl_in, mine.T)

# %% reversal-solution
from scipy.optimize import brentq


def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    def current(V):
        return (ghk_current(V, 1.0, K_out, K_in, 1, T - 273.15) + ghk_current(V, P_Na, Na_out, Na_in, 1, T - 273.15)
                + ghk_current(V, P_Ca, Ca_out, Ca_in, 2, T - 273.15))

    return brentq(current, -200, 200)

# %% hours-solution
thermal_voltage = 1000 * constants.R * (mine.T - 273.15) / constants.F  # mV
V_hours = thermal_voltage * np.log((1.5 * mine.K_out + mine.P_Na * 145) / (1.5 * mine.K_in + mine.P_Na * mine.Na_in))
Cl_hours = 110 * np.exp(V_hours / thermal_voltage)
I_pump = ghk_current(V_hours, 1e-6, mine.K_out, mine.K_in, 1, mine.T) / 2
