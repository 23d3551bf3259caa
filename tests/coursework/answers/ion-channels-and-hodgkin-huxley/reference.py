# %% expected
"""参考解答。 / The reference solution."""
expected = {}

# %% crowd-solution
def fibre_length(p, noise, diameter):
    channels = (1 - p) / (p * noise**2)
    channels_per_cm2 = (mine.g_Na * 1e-3) / (mine.gamma * 1e-12)
    circumference = np.pi * diameter * 1e-4  # cm
    return channels / (channels_per_cm2 * circumference) * 1e4  # µm

# %% derivation-solution
goal = alpha / (alpha + beta)
x_t = goal + (x_0 - goal) * sp.exp(-(alpha + beta) * t)
beta_read = s / x_infty - s  # s is α, s/x_∞ is α + β
t_peak = tau_m * sp.log(1 + 3 * tau_h / tau_m)

# %% patch-solution
def patch(N, alpha, beta, dt, steps, seed):
    chance = np.random.default_rng(seed)
    goal, memory = alpha / (alpha + beta), np.exp(-(alpha + beta) * dt)
    stays_open, opens = goal + (1 - goal) * memory, goal * (1 - memory)
    history = np.zeros(steps + 1, int)
    for k in range(steps):
        history[k + 1] = chance.binomial(history[k], stays_open) + chance.binomial(N - history[k], opens)
    return history

# %% clamp-solution
def rates(V):
    u = (V + 40) / 10
    alpha_m = 1.0 if abs(u) < 1e-7 else u / (1 - np.exp(-u))
    beta_m = 4 * np.exp(-(V + 65) / 18)
    alpha_h = 0.07 * np.exp(-(V + 65) / 20)
    beta_h = 1 / (1 + np.exp(-(V + 35) / 10))
    return (alpha_m, beta_m), (alpha_h, beta_h)


def sodium_current(V_hold, V, t, T):
    faster = 3 ** ((T - 279.45) / 10)
    gates = []
    for before, now in zip(rates(V_hold), rates(V)):
        start, goal = before[0] / sum(before), now[0] / sum(now)
        gates.append(goal + (start - goal) * np.exp(-faster * sum(now) * t))
    m, h = gates
    return mine.g_Na * m**3 * h * (V - 50)

# %% refractory-solution
def spikes_twice(gap, strength):
    shocks = [(0, 0), (2, 40), (2.5, 0), (2 + gap, strength), (2.5 + gap, 0)]
    return len(simulate(axon, gap + 20, I=shocks).spikes()) > 1


def least_shock(gap):
    quiet, firing = 0.0, 1.0
    while not spikes_twice(gap, firing):
        quiet, firing = firing, 2 * firing
    while firing - quiet > 0.005 * firing:
        middle = (quiet + firing) / 2
        if spikes_twice(gap, middle):
            firing = middle
        else:
            quiet = middle
    return firing

# %% [markdown] explanation
# 间隔 6 ms 时要几十 µA/cm²，40 ms 时只要十几：h 才恢复到 0.4 左右，静息时是 0.6，失活的通道怎样去极化也打不开；n 仍高于静息，钾的外向电流把电压往下拉。
# 之后 h 越过静息值，n 落到静息值以下，曲线在十几毫秒处低于静息时的强度。
# 检验：在第二次刺激之前把 n 换回静息值。要是所需强度完全不变，我关于 n 的说法就错了。
