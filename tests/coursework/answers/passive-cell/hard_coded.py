# %% expected
"""抄来另一位同学的数：按他的记录都对，换成自己的学号就不对。 / The numbers of another student, right for that student's record."""
expected = {"record": 0, "pulses": 0, "synapse": 0}

# %% record-solution
R_in = 263.2
time_constant = 17.02
radius = 23.91
R_m = 18.92

# %% pulses-solution
def voltage(t, on, off, size, E_L, g_L, C):
    return np.full(len(t), -63.2)

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    return -70 + 10 * (1 - np.exp(-0.1 * np.arange(len(I) + 1) / 10))
