# %% expected
"""忘了价数：钙像一价离子，推导里丢了一个 z；一价的地方不受影响。 / The valence forgotten: calcium like a monovalent ion, a z lost in the derivation; where ions are monovalent nothing is lost."""
expected = {"reversal": 2, "derivation": 2.5}

# %% reversal-solution
from scipy.optimize import brentq


def reversal_potential(P_Na, P_Ca, K_out, K_in, Na_out, Na_in, Ca_out, Ca_in, T):
    return 1000 * constants.R * T / constants.F * np.log((K_out + P_Na * Na_out + P_Ca * Ca_out) / (K_in + P_Na * Na_in + P_Ca * Ca_in))

# %% derivation-solution
g_0 = P * z * F**2 / (R * T) * (c_in - c_out) / sp.log(c_in / c_out)
g_E = P * z * F**2 / (R * T) * c_in * c_out * sp.log(c_in / c_out) / (c_in - c_out)
g_c = P * z * F**2 * c / (R * T)
