# %% expected
"""变量名用中文。 / Names in Chinese."""
expected = {}

# %% constants-solution
def space_constant(直径, 比膜电阻, 电阻率):
    厘米 = 1e-4
    return 10 * np.sqrt(直径 * 厘米 * 比膜电阻 / (4 * 电阻率))


# %% diameter-solution
def diameter_for(电紧张长度, 长度, 比膜电阻, 电阻率):
    空间常数 = 长度 / 10 / 电紧张长度
    return 4 * 电阻率 * 空间常数**2 / 比膜电阻 * 1e4


# %% derivation-solution
lam_ribbon = sp.sqrt(A * R_m / (p * rho))
左边, 右边 = R_infty / sp.tanh(x_0 / lam), R_infty / sp.tanh((l - x_0) / lam)
R_at = 左边 * 右边 / (左边 + 右边)
V_left = I_0 * R_at * sp.cosh(x / lam) / sp.cosh(x_0 / lam)

# %% rooms-solution
def rooms(房间数, 第几间, 电流, 时刻):
    半径, 厚 = mine.d * 1e-4 / 2, mine.length / 10 / 房间数
    漏电导 = 2 * np.pi * 半径 * 厚 / mine.R_m
    轴向电导 = np.pi * 半径**2 / (mine.rho * 厚)
    时间常数 = mine.R_m * 1e-3
    步数 = int(np.ceil(时刻 / 时间常数 * max(2 * (1 + 4 * 轴向电导 / 漏电导), 200)))
    步 = 时刻 / 步数 / 时间常数
    电压, 注入 = np.zeros(房间数), np.zeros(房间数)
    注入[第几间] = 电流 * 1e-6 / 漏电导
    for _ in range(步数):
        变化 = 注入 - 电压
        流 = 轴向电导 / 漏电导 * (电压[1:] - 电压[:-1])
        变化[:-1] += 流
        变化[1:] -= 流
        电压 = 电压 + 步 * 变化
    return 电压


# %% pruned-solution
def electrotonic_length(剪前, 剪后):
    return np.arctanh(np.sqrt(剪后 / 剪前))


# %% pruned-values-solution
端点电阻 = np.sqrt(mine.before * mine.after) * 1e6
空间常数 = mine.tip / 10 / electrotonic_length(mine.before, mine.after)
半径 = mine.thick * 1e-4 / 2
rho_found = 端点电阻 * np.pi * 半径**2 / 空间常数
R_m_found = 2 * rho_found * 空间常数**2 / 半径

# %% [markdown] explanation
# 电流要跑到远端再回来，一路都在漏，所以近端的感觉按 $e^{-2L}$ 减弱；能发表的是 $R_\infty$，约 60.6 MΩ。
