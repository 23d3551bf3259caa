# %% expected
"""抄来另一位同学的数：按他的细胞都对，换成自己的学号就不对。 / The numbers of another student, right for that student's cell."""
expected = {"permeability": 0, "reversal": 0, "switch": 0, "hours": 0}

# %% permeability-solution
def sodium_permeability(V, P_Cl, K_out, K_in, Na_out, Na_in, Cl_out, Cl_in, T):
    return 0.0685


my_P_Na = 0.0685

# %% reversal-solution
def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    return -7.3


# %% switch-solution
from excitable import ghk_voltage


def switch_bath(K_out, duration, dt):
    inside, P = {"K": 125, "Na": 9, "Cl": 7}, {"K": 1, "Na": 0.1, "Cl": 0.1}
    rests = [ghk_voltage(P, {"K": bath, "Na": 145, "Cl": 110}, inside, 305) for bath in K_out]
    return np.append(rests[0], np.repeat(rests, round(duration / dt)))


# %% hours-solution
V_hours = -80.44
Cl_hours = 5.052
I_pump = 0.4501
