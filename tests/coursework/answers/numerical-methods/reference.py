# %% expected
"""参考解答。 / The reference solution."""
expected = {}

# %% derivation-solution
rho = (1 - (1 - theta) * x) / (1 + theta * x)
error = (sp.diff(rho, x, 2) - sp.exp(-x)).subs(x, 0) / 2  # both begin with 1 − x
x_max = sp.solve(rho + 1, x)[0]
x_smooth = sp.solve(rho, x)[0]

# %% charge-solution
def charge(drive, theta, dt, steps):
    goal, share = mine.E + drive, dt / mine.tau
    V = [mine.E]
    for _ in range(steps):
        V.append((V[-1] * (1 - (1 - theta) * share) + share * goal) / (1 + theta * share))
    return np.array(V)

# %% limit-solution
def longest_step(V, m, h, n, method):
    open_now = mine.g_Na * m**3 * h + mine.g_K * n**4 + 0.3
    gates = hodgkin_huxley.kinetics(V=V)
    fastest = min(1 / open_now, gates["tau_m"], gates["tau_h"], gates["tau_n"])
    return {"euler": 2.0, "rk4": 2.785294}[method] * fastest

# %% axon-solution
def states(I, dt, t_end):
    rows = [start]
    for _ in range(round(t_end / dt)):
        y = rows[-1]
        halfway = y + dt / 2 * slopes(y, I)
        rows.append(y + dt * slopes(halfway, I))
    return np.array(rows)


def voltage(I, dt, t_end):
    return states(I, dt, t_end)[:, 0]


def spike_time(I):
    dt = 0.01
    V = voltage(I, dt, 15.0)
    k = np.flatnonzero((V[:-1] < 0) & (V[1:] >= 0))[0]
    # The curve through the four dots around the crossing, as time against voltage.
    near = slice(k - 1, k + 3)
    return dt * np.polyval(np.polyfit(V[near], np.arange(k - 1, k + 3), 3), 0.0)

# %% verdict-solution
def observed_order(coarse, middle, fine, r):
    return np.log((coarse - middle) / (middle - fine)) / np.log(r)


def extrapolated(coarse, middle, fine, r):
    p = observed_order(coarse, middle, fine, r)
    return fine + (fine - middle) / (r**p - 1)

# %% [markdown] explanation
# 指数欧拉法不会发散，这句是对的；可是稳定不等于准确，光滑也不等于准确。它是一阶方法，0.1 ms 一步，m 总比电压慢一拍，阈值上方一点点的脉冲就丢了。
# 我的步长是 0.01 ms，脉冲期间的 longest_step 约为 0.05 ms；步长 0.02 和 0.01 ms 的脉冲时刻只差千分之一毫秒，量出的阶是 1.95，方法是二阶，程序没有错。
# 请把步长减半、再减半：如果 0.05、0.025、0.0125 ms 仍然没有脉冲，而且结果靠拢，我就认输。
# 电流若紧贴阈值，谁也说不准；那就该问阈值是多少，误差多大。
