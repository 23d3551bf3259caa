# %% expected
"""用自己的单位，并且声明了单位。 / Units of one's own, declared."""
expected = {}

# %% permeability-solution
from excitable import constants


def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    e_u = np.exp(constants.F * V * 1e-3 / (constants.R * T))
    return 100 * (e_u * (K_in + P_Cl * Cl_out) - K_out - P_Cl * Cl_in) / (Na_out - e_u * Na_in), "%"


my_P_Na = sodium_permeability(mine.V, mine.P_Cl, mine.K_out, mine.K_in, 145, mine.Na_in, 110, mine.Cl_in, mine.T)

# %% reversal-solution
from scipy.optimize import brentq


def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    def current(V):
        return (ghk_current(V, 1.0, K_out, K_in, 1, T) + ghk_current(V, P_Na, Na_out, Na_in, 1, T)
                + ghk_current(V, P_Ca, Ca_out, Ca_in, 2, T))

    return brentq(current, -200, 200) / 1000, "V"

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
    return np.array(voltages) / 1000, "V"

# %% hours-solution
thermal_voltage = constants.R * mine.T / constants.F  # V
volts = thermal_voltage * np.log((1.5 * mine.K_out + mine.P_Na * 145) / (1.5 * mine.K_in + mine.P_Na * mine.Na_in))
V_hours = volts, "V"
Cl_hours = 0.110 * np.exp(volts / thermal_voltage), "mol/L"
I_pump = ghk_current(1000 * volts, 1e-6, mine.K_out, mine.K_in, 1, mine.T) / 200, "A/m²"
