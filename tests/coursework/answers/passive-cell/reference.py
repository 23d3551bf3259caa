# %% expected
"""参考解答。 / The reference solution."""
expected = {}

# %% record-solution
R_in = (mine.plateau - mine.jump) / mine.I_cell * 1e3  # mV/pA is GΩ
time_constant = mine.t_half / np.log(2)
C_cell = time_constant / R_in * 1e3  # ms/MΩ is nF
S = C_cell * 1e-6 / 0.9  # cm²
radius = np.sqrt(S / (4 * np.pi)) * 1e4
R_m = R_in * 1e3 * S

# %% pulses-solution
def voltage(t, on, off, size, E_L, g_L, C):
    def rise(since):  # the answer to a unit of current that began so long ago
        return (1 - np.exp(-np.maximum(since, 0) * g_L / C)) / g_L

    return E_L + sum(I * (rise(t - begin) - rise(t - end)) for begin, end, I in zip(on, off, size))

# %% synapse-solution
def follow(I, g_L, dt, V_0, E_L, C):
    V = [V_0]
    for current, leak in zip(I, g_L):
        V.append(V[-1] + dt / C * (current - leak * (V[-1] - E_L)))
    return np.array(V)

# %% derivation-solution
u, rate = sp.symbols("u rate", positive=True)
marks = sp.integrate(I_0 / C * sp.exp(rate * u), (u, 0, t)).subs(rate, 1 / tau - 1 / tau_s)
y = sp.exp(-t / tau) * marks
t_peak = tau * tau_s / (tau - tau_s) * sp.log(tau / tau_s)
area = I_0 / C / (1 / tau - 1 / tau_s) * (tau_s - tau)

# %% [markdown] explanation
# 邻居说电容是九倍，这不错：面积与半径的平方成正比。
# 但漏电导也是九倍，所以输入电阻只有我的九分之一，同样的电流只使电压移动九分之一。
# 时间常数是两者之积 $R_\mathrm{in}C_\mathrm{cell}=R_\mathrm{m}C$，面积消去了，所以和我的一样。
# 充电时离子电流之和确实不为零，但把电容电流也算进去，再减去注入电流，每时每刻都是零：电荷守恒。
# 多出来的电荷并不在胞质里，而是贴在膜的内侧面上，外侧面有等量的异号电荷。
# 几毫伏只要单位面积 $CV$ 这么多电荷，至多是胞内离子的十万分之几，所以胞质仍是中性的。
