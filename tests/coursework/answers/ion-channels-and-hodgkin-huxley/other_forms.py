# %% expected
"""同样的答案，换了写法和算法。 / The same answers in other forms and by other algorithms."""
expected = {}

# %% crowd-solution
def fibre_length(p, noise, diameter):
    channels = (1 / p - 1) / noise / noise
    return channels * mine.gamma / (10 * mine.g_Na * np.pi * diameter)

# %% derivation-solution
pace = 1 / (alpha + beta)
x_t = sp.Eq(sp.Function("x")(t), x_0 * sp.exp(-t / pace) + alpha * pace * (1 - sp.exp(-t / pace)))
beta_read = (1 / x_infty - 1) * s
t_peak = tau_m * (sp.log(tau_m + 3 * tau_h) - sp.log(tau_m))

# %% patch-solution
def patch(N, alpha, beta, dt, steps, seed):
    # Each channel tells its own story: how long it stays shut, how long open, and so on.
    chance = np.random.default_rng(seed)
    end, history = steps * dt, np.zeros(steps + 1)
    for _ in range(N):
        now, is_open = 0.0, False
        while now <= end:
            until = now + chance.exponential(1 / (beta if is_open else alpha))
            if is_open:
                history[int(np.ceil(now / dt)):min(int(np.ceil(until / dt)), steps + 1)] += 1
            now, is_open = until, not is_open
    return history.tolist()

# %% clamp-solution
def sodium_current(V_hold, V, t, T):
    was, now = (hodgkin_huxley.kinetics(V=voltage, T=T) for voltage in (V_hold, V))
    x = {name: now[name + "_infty"] + (was[name + "_infty"] - now[name + "_infty"]) * np.exp(-t / now["tau_" + name]) for name in "mh"}
    return np.array([mine.g_Na * x["m"] ** 3 * x["h"] * (V - 50)])

# %% refractory-solution
def least_shock(gap):
    def enough(strength):
        I = [(0, 0), (2, 40), (2.5, 0), (2 + gap, strength), (2 + gap + 0.5, 0)]
        return (simulate(axon, gap + 18, I=I)["V"] > 0).any() and len(simulate(axon, gap + 18, I=I).spikes()) == 2

    strength = 3.0
    for ladder in (1.4, 1.08, 1.01):
        while not enough(strength):
            strength *= ladder
        strength /= ladder
    return strength * ladder
