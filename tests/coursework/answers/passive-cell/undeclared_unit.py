# %% expected
"""电阻用 GΩ，电压用 V，都没有声明：那几问得一半。 / Resistance in GΩ and voltage in V without saying so: half of those criteria."""
expected = {"record": 4, "pulses": 2.5}

# %% record-solution
R_in = (mine.plateau - mine.jump) / mine.I_cell  # GΩ
time_constant = mine.t_half / np.log(2)
S = time_constant / R_in * 1e-6 / 0.9
radius = np.sqrt(S / (4 * np.pi)) * 1e4
R_m = R_in * 1e6 * S

# %% pulses-solution
def voltage(t, on, off, size, E_L, g_L, C):
    def rise(since):
        return (1 - np.exp(-np.maximum(since, 0) * g_L / C)) / g_L

    return (E_L + sum(I * (rise(t - begin) - rise(t - end)) for begin, end, I in zip(on, off, size))) / 1000
