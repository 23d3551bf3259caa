# %% expected
"""用别的单位，并且声明了。 / Other units, declared."""
expected = {}

# %% charge-solution
def charge(drive, theta, dt, steps):
    share = dt / mine.tau
    factor = (1 - (1 - theta) * share) / (1 + theta * share)
    return (mine.E + drive * (1 - factor ** np.arange(steps + 1))) * 1e-3, "V"

# %% limit-solution
def longest_step(V, m, h, n, method):
    open_now = mine.g_Na * m**3 * h + mine.g_K * n**4 + 0.3
    gates = hodgkin_huxley.kinetics(V=V)
    fastest = min(1 / open_now, gates["tau_m"], gates["tau_h"], gates["tau_n"])
    return 1000 * (2 if method == "euler" else 2.785) * fastest, "µs"

# %% axon-solution
def in_millivolts(I, dt, t_end):
    y, V = start, [start[0]]
    for _ in range(round(t_end / dt)):
        first = slopes(y, I)
        y = y + dt / 2 * (first + slopes(y + dt * first, I))
        V.append(y[0])
    return np.array(V)


def voltage(I, dt, t_end):
    return in_millivolts(I, dt, t_end) / 1000, "V"


def spike_time(I):
    V = in_millivolts(I, 0.005, 10.0)
    k = np.flatnonzero(V >= 0)[0]
    return 5e-6 * (k - V[k] / (V[k] - V[k - 1])), "s"
