# %% expected
"""照抄另一个班某位同学的数。 / The numbers of somebody in another class, typed in."""
expected = {"crowd": 0, "clamp": 0, "refractory": 0}

# %% crowd-solution
def fibre_length(p, noise, diameter):
    return (1 - p) / (p * noise**2) * 23.5 / (10 * 108.0 * np.pi * diameter)

# %% clamp-solution
def sodium_current(V_hold, V, t, T):
    was, now = (hodgkin_huxley.kinetics(V=voltage, T=T) for voltage in (V_hold, V))
    m, h = (now[f"{x}_infty"] + (was[f"{x}_infty"] - now[f"{x}_infty"]) * np.exp(-t / now[f"tau_{x}"]) for x in "mh")
    return 108.0 * m**3 * h * (V - 50)

# %% refractory-solution
def least_shock(gap):
    return np.interp(gap, [5.5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 30, 45], [389, 327, 149, 104, 77.6, 60.3, 39.2, 27.4, 20.8, 16.1, 17.3, 17.2])
