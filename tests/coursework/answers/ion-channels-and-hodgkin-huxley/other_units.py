# %% expected
"""用别的单位，并且声明了。 / Other units, declared."""
expected = {}

# %% crowd-solution
def fibre_length(p, noise, diameter):
    per_cm2 = mine.g_Na * 1e-3 / (mine.gamma * 1e-12)
    return (1 - p) / (p * noise**2) / per_cm2 / (np.pi * diameter * 1e-4), "cm"

# %% clamp-solution
def sodium_current(V_hold, V, t, T):
    was, now = (hodgkin_huxley.kinetics(V=voltage, T=T) for voltage in (V_hold, V))
    m, h = (now[f"{x}_infty"] + (was[f"{x}_infty"] - now[f"{x}_infty"]) * np.exp(-t / now[f"tau_{x}"]) for x in "mh")
    return mine.g_Na * 1e-3 * m**3 * h * (V - 50) * 1e-3, "A/cm²"

# %% refractory-solution
def least_shock(gap):
    low, high = 0.0, 5.0  # A/m², a hundred µA/cm² each
    while high - low > 0.004 * high:
        middle = (low + high) / 2
        shocks = [(0, 0), (2, 40), (2.5, 0), (2 + gap, 100 * middle), (2.5 + gap, 0)]
        low, high = (low, middle) if len(simulate(axon, gap + 20, I=shocks).spikes()) > 1 else (middle, high)
    return high, "A/m^2"
