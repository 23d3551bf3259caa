# %% expected
"""抄来的数：换了学号和数值就不对。 / Copied numbers: they are another student's."""
expected = {"uphill": 0, "pump": 0, "derivation": 0, "simulation": 0}

# %% uphill-solution
def uphill(z, c_out, c_in, V, T):
    return 1.83

# %% pump-solution
work = 46.9
stall = -142.0
cycles = 0.5

# %% derivation-solution
cost = 46.9
lowest_Na = 3.3
V_t = -85.0

# %% simulation-solution
import numpy as np


def charge(radius, g_K, c_in, c_out, V_0, times):
    V = -89.0 * (1 - np.exp(-np.linspace(0, 10, len(times))))
    return V, np.full(len(times), 140.0)
