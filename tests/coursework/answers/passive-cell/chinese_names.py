# %% expected
"""变量名用中文。 / Chinese variable names."""
expected = {}

# %% record-solution
电阻 = (mine.plateau - mine.jump) / mine.I_cell * 1e3  # MΩ
R_in, time_constant = 电阻, mine.t_half / np.log(2)
面积 = time_constant / 电阻 * 1e-3 / 0.9  # cm²
radius = np.sqrt(面积 / (4 * np.pi)) * 1e4
R_m = 电阻 * 1e3 * 面积

# %% pulses-solution
def voltage(时刻, 开, 关, 强度, 静息, 漏电导, 电容):
    升高 = lambda 已过: (1 - np.exp(-np.maximum(已过, 0) * 漏电导 / 电容)) / 漏电导
    return 静息 + sum(电流 * (升高(时刻 - 起) - 升高(时刻 - 止)) for 起, 止, 电流 in zip(开, 关, 强度))

# %% synapse-solution
def follow(电流, 漏电导, 步长, 起点, 静息, 电容):
    电压 = [起点]
    for 注入, 漏 in zip(电流, 漏电导):
        电压.append(电压[-1] + 步长 / 电容 * (注入 - 漏 * (电压[-1] - 静息)))
    return np.array(电压)
