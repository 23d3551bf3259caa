# %% expected
"""变量和函数用中文命名。 / Variables and functions with Chinese names."""
expected = {}

# %% crowd-solution
def fibre_length(p, noise, diameter):
    所需通道数 = (1 - p) / (p * noise**2)
    每平方微米通道数 = 10 * mine.g_Na / mine.gamma
    return 所需通道数 / (每平方微米通道数 * np.pi * diameter)

# %% derivation-solution
稳态 = alpha / (alpha + beta)
快慢 = alpha + beta
x_t = 稳态 + (x_0 - 稳态) * sp.exp(-快慢 * t)
beta_read = s * (1 - x_infty) / x_infty
t_peak = tau_m * sp.log((tau_m + 3 * tau_h) / tau_m)

# %% patch-solution
def patch(N, alpha, beta, dt, steps, seed):
    骰子 = np.random.default_rng(seed)
    稳态, 余下 = alpha / (alpha + beta), np.exp(-(alpha + beta) * dt)
    开着 = np.zeros(N, bool)
    历史 = [0]
    for _ in range(steps):
        开着 = 骰子.random(N) < 稳态 + (开着 - 稳态) * 余下
        历史.append(int(开着.sum()))
    return 历史

# %% refractory-solution
def 又发放(间隔, 强度):
    电流 = [(0, 0), (2, 40), (2.5, 0), (2 + 间隔, 强度), (2.5 + 间隔, 0)]
    return len(simulate(axon, 间隔 + 20, I=电流).spikes()) > 1


def least_shock(gap):
    太弱, 够强 = 0.0, 400.0
    while 够强 - 太弱 > 0.005 * 够强:
        中间 = (太弱 + 够强) / 2
        if 又发放(gap, 中间):
            够强 = 中间
        else:
            太弱 = 中间
    return 够强
