# %% expected
"""用了以 10 为底的对数和幂；先取对数再取幂的 Cl⁻ 因此碰巧是对的。 / Logarithms and powers of base ten; Cl⁻, by a logarithm and then a power, comes out right by chance."""
expected = {"permeability": 0, "reversal": 0, "hours": 1}

# %% permeability-solution
from excitable import constants


def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    e_u = 10 ** (constants.F * V * 1e-3 / (constants.R * T))
    return (e_u * (K_in + P_Cl * Cl_out) - K_out - P_Cl * Cl_in) / (Na_out - e_u * Na_in)


my_P_Na = sodium_permeability(mine.V, mine.P_Cl, mine.K_out, mine.K_in, 145, mine.Na_in, 110, mine.Cl_in, mine.T)

# %% reversal-solution
from scipy.optimize import brentq


def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    A, B = K_in + P_Na * Na_in, K_out + P_Na * Na_out
    a, b, c = A + 4 * P_Ca * Ca_in, A - B, -(B + 4 * P_Ca * Ca_out)
    return 1000 * constants.R * T / constants.F * np.log10((-b + np.sqrt(b * b - 4 * a * c)) / (2 * a))

# %% hours-solution
thermal_voltage = 1000 * constants.R * mine.T / constants.F  # mV
V_hours = thermal_voltage * np.log10((1.5 * mine.K_out + mine.P_Na * 145) / (1.5 * mine.K_in + mine.P_Na * mine.Na_in))
Cl_hours = 110 * 10 ** (V_hours / thermal_voltage)
I_pump = ghk_current(V_hours, 1e-6, mine.K_out, mine.K_in, 1, mine.T) / 2
