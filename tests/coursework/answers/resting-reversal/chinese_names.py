# %% expected
"""变量名用中文。 / Chinese variable names."""
expected = {}

# %% permeability-solution
from excitable.constants import F as 法拉第常数, R as 气体常数


def sodium_permeability(V, P_Cl, 钾外, 钾内, 钠外, 钠内, 氯外, 氯内, 温度):
    倍数 = np.exp(法拉第常数 * V / 1000 / (气体常数 * 温度))
    return (倍数 * (钾内 + P_Cl * 氯外) - 钾外 - P_Cl * 氯内) / (钠外 - 倍数 * 钠内)


my_P_Na = sodium_permeability(mine.V, mine.P_Cl, mine.K_out, mine.K_in, 145, mine.Na_in, 110, mine.Cl_in, mine.T)

# %% reversal-solution
from scipy.optimize import brentq


def reversal_potential(钠通透, 钙通透, 钾外, 钾内, 钠外, 钠内, 钙外, 钙内, 温度):
    总电流 = lambda 电压: sum(
        ghk_current(电压, 通透, 外, 内, 价数, 温度)
        for 通透, 外, 内, 价数 in ((1.0, 钾外, 钾内, 1), (钠通透, 钠外, 钠内, 1), (钙通透, 钙外, 钙内, 2)))
    return brentq(总电流, -200, 200)

# %% switch-solution
def 总电流(电压, 钾外):
    return (ghk_current(电压, 1e-6, 钾外, mine.K_in, 1, mine.T)
            + ghk_current(电压, 1e-6 * mine.P_Na, 145, mine.Na_in, 1, mine.T)
            + ghk_current(电压, 1e-6 * mine.P_Cl, 110, mine.Cl_in, -1, mine.T))


def switch_bath(浴液, 时长, 步长):
    电压 = [brentq(总电流, -200, 200, args=(浴液[0],))]
    for 钾外 in 浴液:
        for _ in range(round(时长 / 步长)):
            电压.append(电压[-1] - 步长 * 总电流(电压[-1], 钾外))
    return 电压

# %% hours-solution
热电压 = 1000 * 气体常数 * mine.T / 法拉第常数  # mV
V_hours = 热电压 * np.log((1.5 * mine.K_out + mine.P_Na * 145) / (1.5 * mine.K_in + mine.P_Na * mine.Na_in))
Cl_hours = 110 * np.exp(V_hours / 热电压)
I_pump = ghk_current(V_hours, 1e-6, mine.K_out, mine.K_in, 1, mine.T) / 2
