# %% expected
"""用自己的单位，并且声明了单位。 / Units of one's own, declared."""
expected = {}

# %% record-solution
ohms = (mine.plateau - mine.jump) / mine.I_cell * 1e9
seconds = mine.t_half / 1000 / np.log(2)
cm2 = seconds / ohms / 0.9e-6
R_in = ohms, "Ω"
time_constant = seconds, "s"
radius = np.sqrt(cm2 / (4 * np.pi)), "cm"
R_m = ohms * cm2 * 1e-4, "Ω m²"

# %% pulses-solution
def voltage(t, on, off, size, E_L, g_L, C):
    def rise(since):
        return (1 - np.exp(-np.maximum(since, 0) * g_L / C)) / g_L

    return (E_L + sum(I * (rise(t - begin) - rise(t - end)) for begin, end, I in zip(on, off, size))) / 1000, "V"

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    V = [V_0]
    for current, leak in zip(I, g_L):
        V.append(V[-1] + dt / C * (current - leak * (V[-1] - E_L)))
    return np.array(V) / 1000, "V"
