# %% expected
"""变量名用中文。 / Variables with Chinese names."""
expected = {}

# %% uphill-solution
import math

from excitable.constants import F as 法拉第常数, R as 气体常数, e as 元电荷


def uphill(价数, 膜外, 膜内, 膜电位, 温度):
    散开 = 气体常数 * 温度 * math.log(膜内 / 膜外)  # J/mol
    电 = 价数 * 法拉第常数 * 膜电位 / 1000
    return (散开 + 电) / 1000

# %% pump-solution
温度 = mine.celsius + 273.15
钠的坡 = uphill(1, mine.Na_out, mine.Na_in, mine.V, 温度)
钾的坡 = uphill(1, mine.K_out, mine.K_in, mine.V, 温度)
work = 2 * 钾的坡 - 3 * 钠的坡
stall = mine.V - (mine.ATP - work) / 法拉第常数 * 1e6
驱动力 = 钾的坡 / 法拉第常数 * 1e6  # mV
膜面积 = 4 * math.pi * (mine.radius * 1e-4) ** 2  # cm²
漏电流 = mine.g_K * 驱动力 * 膜面积 * 1e-6  # A
cycles = 漏电流 / 元电荷 / 2

# %% derivation-solution
一个钠 = RT * sp.log(Na_o / Na_i) + RT * sp.log(K_i / K_o)
cost = 3 * 一个钠
lowest_Na = Na_o * K_i / K_o * sp.exp(-G / RT / 3)
终点 = E_K - I_p / g_K
V_t = 终点 + (V_0 - 终点) * sp.exp(-t * g_K / C)

# %% simulation-solution
import numpy as np


def charge(半径, 电导, 膜内, 膜外, 起点, 时刻):
    膜电位, 浓度 = [起点], [膜内]
    for 步长 in np.diff(时刻):
        电流 = 电导 * (膜电位[-1] - 1000 * 气体常数 * 310 / 法拉第常数 * math.log(膜外 / 浓度[-1]))
        膜电位.append(膜电位[-1] - 步长 * 电流)
        浓度.append(浓度[-1] - 步长 * 电流 * 30 / (法拉第常数 * 半径))
    return 膜电位, 浓度
