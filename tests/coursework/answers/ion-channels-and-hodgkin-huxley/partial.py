# %% expected
"""每题都做了一部分。 / Part of every task."""
expected = {"crowd": 3, "derivation": 4, "patch": 3, "clamp": 3.5, "refractory": 3.75}

# %% crowd-solution
def fibre_length(p, noise, diameter):
    return 1 / (p * noise**2) * mine.gamma / (10 * mine.g_Na * np.pi * diameter)  # as if opening were rare

# %% derivation-solution
goal = alpha / (alpha + beta)
x_t = goal + (x_0 - goal) * sp.exp(-(alpha + beta) * t)
beta_read = s * (1 - x_infty) / x_infty
t_peak = None

# %% patch-solution
def patch(N, alpha, beta, dt, steps, seed):
    chance = np.random.default_rng(seed)
    history = [0]
    for _ in range(steps):
        n = history[-1]
        history.append(n - chance.binomial(n, min(1, beta * dt)) + chance.binomial(N - n, min(1, alpha * dt)))
    return history

# %% clamp-solution
def sodium_current(V_hold, V, t, T):
    was, now = (hodgkin_huxley.kinetics(V=voltage) for voltage in (V_hold, V))  # at 6.3 °C, whatever T
    m, h = (now[f"{x}_infty"] + (was[f"{x}_infty"] - now[f"{x}_infty"]) * np.exp(-t / now[f"tau_{x}"]) for x in "mh")
    return mine.g_Na * m**3 * h * (V - 50)

# %% refractory-solution
def least_shock(gap):
    low, high = 0.0, 400.0
    while high - low > 0.005 * high:
        middle = (low + high) / 2
        shocks = [(0, 0), (2, 40), (2.5, 0), (2 + gap, middle), (2.5 + gap, 0)]
        low, high = (low, middle) if len(simulate(axon, 37.6, I=shocks).spikes()) > 1 else (middle, high)  # 37.6 ms, whatever the gap
    return high
