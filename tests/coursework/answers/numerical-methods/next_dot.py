# %% expected
"""脉冲的时刻取了穿过零之后的那个点。 / The spike time is taken to be that of the next dot."""
expected = {"axon": 5}

# %% axon-solution
def voltage(I, dt, t_end):
    y, V = start, [start[0]]
    for _ in range(round(t_end / dt)):
        y = y + dt * slopes(y + dt / 2 * slopes(y, I), I)
        V.append(y[0])
    return np.array(V)


def spike_time(I):
    V = voltage(I, 0.05, 10.0)
    return 0.05 * (np.flatnonzero(V >= 0)[0] + 0.5)
