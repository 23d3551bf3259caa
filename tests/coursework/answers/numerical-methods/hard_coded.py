# %% expected
"""照抄另一个班某位同学的数。 / The numbers of somebody in another class, typed in."""
expected = {"charge": 0, "limit": 2, "axon": 0}

# %% charge-solution
def charge(drive, theta, dt, steps):
    share = dt / 24.5
    factor = (1 - (1 - theta) * share) / (1 + theta * share)
    return -78.0 + drive * (1 - factor ** np.arange(steps + 1))

# %% limit-solution
def longest_step(V, m, h, n, method):
    open_now = 140.0 * m**3 * h + 30.0 * n**4 + 0.3
    gates = hodgkin_huxley.kinetics(V=V)
    fastest = min(1 / open_now, gates["tau_m"], gates["tau_h"], gates["tau_n"])
    return (2 if method == "euler" else 2.785) * fastest

# %% axon-solution
other = hodgkin_huxley.with_(g_Na=140.0, g_K=30.0, E_L=-54.5)
other_rates, other_parameters = other.python("rhs"), dict(other.defaults)


def voltage(I, dt, t_end):
    values = list({**other_parameters, "I": I}.values())
    f = lambda y: np.array(other_rates(y.tolist(), values))
    y, V = start, [start[0]]
    for _ in range(round(t_end / dt)):
        y = y + dt * f(y + dt / 2 * f(y))
        V.append(y[0])
    return V


def spike_time(I):
    return np.interp(I, [6, 8, 10, 12, 15], [3.20, 2.67, 2.32, 2.07, 1.80])
