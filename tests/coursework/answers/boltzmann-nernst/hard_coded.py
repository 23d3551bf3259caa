# %% expected
"""抄来的数：换了学号就不对，只碰巧说中一瓶盐。 / Copied numbers, another student's; one bottle is guessed by chance."""
expected = {"potential": 0, "label": 1, "beaker": 0, "derivation": 0, "walk": 0}

# %% potential-solution
def equilibrium_potential(z, c_out, c_in, celsius):
    return -89.02

# %% label-solution
import numpy as np


def valence(c_out, readings, celsius):
    return 1

# %% beaker-solution
reading = -68.37
share = 1.234e-09
weak_wanted = 13.21

# %% derivation-solution
free_energy = -0.6931
p_open = 0.731
V_half = -35.0

# %% walk-solution
def walk(energy, steps, seed):
    return [0, 1, 0, 0, 1, 2, 1, 0, 1, 0]
