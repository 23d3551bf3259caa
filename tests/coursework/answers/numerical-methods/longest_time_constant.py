# %% expected
"""取了最长的时间常数。 / The longest time constant instead of the shortest."""
expected = {"limit": 0}

# %% limit-solution
def longest_step(V, m, h, n, method):
    open_now = mine.g_Na * m**3 * h + mine.g_K * n**4 + 0.3
    gates = hodgkin_huxley.kinetics(V=V)
    slowest = max(1 / open_now, gates["tau_m"], gates["tau_h"], gates["tau_n"])
    return (2 if method == "euler" else 2.785) * slowest
