# %% expected
"""变量和函数用中文命名。 / Variables and functions with Chinese names."""
expected = {}

# %% derivation-solution
开头的份额 = 1 - theta
rho = (1 - 开头的份额 * x) / (1 + theta * x)
error = theta - sp.Rational(1, 2)
x_max = 2 / (1 - 2 * theta)
x_smooth = 1 / 开头的份额

# %% charge-solution
def charge(drive, theta, dt, steps):
    目标, 比例 = mine.E + drive, dt / mine.tau
    增长因子 = (1 - (1 - theta) * 比例) / (1 + theta * 比例)
    电压 = [mine.E]
    for _ in range(steps):
        电压.append(目标 + 增长因子 * (电压[-1] - 目标))
    return 电压

# %% axon-solution
def 走一步(状态, 电流, 步长):
    return 状态 + 步长 * slopes(状态 + 步长 / 2 * slopes(状态, 电流), 电流)


def voltage(I, dt, t_end):
    状态, 电压 = start, [start[0]]
    for _ in range(round(t_end / dt)):
        状态 = 走一步(状态, I, dt)
        电压.append(状态[0])
    return np.array(电压)


def spike_time(I):
    步长 = 0.005
    电压 = voltage(I, 步长, 10.0)
    序号 = np.flatnonzero(电压 >= 0)[0]
    return 步长 * (序号 - 电压[序号] / (电压[序号] - 电压[序号 - 1]))
