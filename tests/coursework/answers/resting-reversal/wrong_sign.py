# %% expected
"""处处把符号写反：电压、dV/dt、对数里的内外、泵的电流。 / The sign turned round everywhere: of the voltage, of dV/dt, of the logarithms, of the pump's current."""
expected = {"permeability": 0, "reversal": 0, "switch": 0, "hours": 0, "derivation": 1}

# %% permeability-solution
from excitable import constants


def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    e_u = np.exp(-constants.F * V * 1e-3 / (constants.R * T))
    return (e_u * (K_in + P_Cl * Cl_out) - K_out - P_Cl * Cl_in) / (Na_out - e_u * Na_in)


my_P_Na = sodium_permeability(mine.V, mine.P_Cl, mine.K_out, mine.K_in, 145, mine.Na_in, 110, mine.Cl_in, mine.T)

# %% reversal-solution
from scipy.optimize import brentq


def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    def current(V):  # inside and outside exchanged
        return (ghk_current(V, 1.0, K_in, K_out, 1, T) + ghk_current(V, P_Na, Na_in, Na_out, 1, T)
                + ghk_current(V, P_Ca, Ca_in, Ca_out, 2, T))

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
            voltages.append(voltages[-1] + dt * total_current(voltages[-1], bath))
    return np.array(voltages)

# %% hours-solution
thermal_voltage = 1000 * constants.R * mine.T / constants.F  # mV
V_hours = thermal_voltage * np.log((1.5 * mine.K_in + mine.P_Na * mine.Na_in) / (1.5 * mine.K_out + mine.P_Na * 145))
Cl_hours = 110 * np.exp(V_hours / thermal_voltage)
I_pump = -ghk_current(-V_hours, 1e-6, mine.K_out, mine.K_in, 1, mine.T) / 2

# %% derivation-solution
g_0 = P * z * F * (c_in - c_out) * z * F / (R * T * sp.log(c_out / c_in))
g_E = P * z**2 * F**2 / (R * T) * c_in * c_out * sp.log(c_out / c_in) / (c_in - c_out)
g_c = P * z**2 * F**2 * c / (R * T)
