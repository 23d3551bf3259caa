# %% expected
"""把 GHK 当成能斯特电位的加权平均：通透性当电导用。 / GHK taken for an average of Nernst potentials, with permeabilities for conductances."""
expected = {"permeability": 0, "reversal": 0, "switch": 2, "hours": 0}

# %% permeability-solution
from scipy.optimize import brentq


def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    E_K, E_Na, E_Cl = nernst(K_out, K_in, 1, T), nernst(Na_out, Na_in, 1, T), nernst(Cl_out, Cl_in, -1, T)
    return (E_K - V + P_Cl * (E_Cl - V)) / (V - E_Na)


my_P_Na = sodium_permeability(mine.V, mine.P_Cl, mine.K_out, mine.K_in, 145, mine.Na_in, 110, mine.Cl_in, mine.T)

# %% reversal-solution
def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    E_K, E_Na, E_Ca = nernst(K_out, K_in, 1, T), nernst(Na_out, Na_in, 1, T), nernst(Ca_out, Ca_in, 2, T)
    return (E_K + P_Na * E_Na + P_Ca * E_Ca) / (1 + P_Na + P_Ca)

# %% switch-solution
def switch_bath(K_out, duration, dt):
    g = np.array([1, mine.P_Na, mine.P_Cl]) * 0.1  # mS/cm²
    E_Na, E_Cl = nernst(145, mine.Na_in, 1, mine.T), nernst(110, mine.Cl_in, -1, mine.T)
    E = [np.array([nernst(bath, mine.K_in, 1, mine.T), E_Na, E_Cl]) for bath in K_out]
    voltages = [g @ E[0] / g.sum()]
    for bath in E:
        for _ in range(round(duration / dt)):
            voltages.append(voltages[-1] - dt * (g @ (voltages[-1] - bath)))
    return np.array(voltages)

# %% hours-solution
V_hours = (1.5 * nernst(mine.K_out, mine.K_in, 1, mine.T) + mine.P_Na * nernst(145, mine.Na_in, 1, mine.T)) / (1.5 + mine.P_Na)
Cl_hours = 110 * np.exp(V_hours / nernst(np.e, 1, 1, mine.T))
I_pump = ghk_current(V_hours, 1e-6, mine.K_out, mine.K_in, 1, mine.T) / 2
