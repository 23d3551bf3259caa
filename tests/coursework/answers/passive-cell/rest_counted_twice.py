# %% expected
"""把每个脉冲单独引起的电压相加，静息电位算了好几遍。 / The voltages of the single pulses added, so that rest is counted several times."""
expected = {"pulses": 2}

# %% pulses-solution
def voltage(t, on, off, size, E_L, g_L, C):
    def alone(begin, end, I):
        rise = lambda since: (1 - np.exp(-np.maximum(since, 0) * g_L / C)) / g_L
        return E_L + I * (rise(t - begin) - rise(t - end))

    return sum(alone(*pulse) for pulse in zip(on, off, size))
