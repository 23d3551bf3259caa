# %% expected
"""抄来另一位同学的数字，函数也只返回数字。 / The numbers of another student, typed in; the functions return numbers only."""
expected = {"decay": 0, "derivation": 0, "neuron": 0, "fork": 0, "fibre": 0}

# %% slowest-solution
def slowest(t, V):
    return 24.0

# %% length-solution
def electrotonic_length(t, V):
    return 0.9

# %% derivation-solution
d_1, ratio, R_in = 0.63, 0.794, 6.98

# %% resistance-solution
def input_resistance(s, d, l, R_m, rho):
    return 187.4

# %% tip-solution
I_tip = 118.0
V_tip = 61.3

# %% fork-solution
def fork_response(d, l, R_m, rho, at, t):
    return np.array([[17.1, 6.9, 6.9]] * len(t))

# %% exponent-solution
def exponent(d, v):
    return 1.5

# %% internode-solution
best_internode = 3000.0
