# %% expected
"""变量名用中文。 / Variables with Chinese names."""
expected = {}

# %% potential-solution
import math

from excitable.constants import F as 法拉第常数, R as 气体常数


def 热电压(摄氏度):
    return 1000 * 气体常数 * (摄氏度 + 273.15) / 法拉第常数  # mV


def equilibrium_potential(价数, 膜外, 膜内, 摄氏度):
    return 热电压(摄氏度) / 价数 * math.log(膜外 / 膜内)

# %% label-solution
import numpy as np


def valence(膜外, 读数, 摄氏度):
    斜率, 截距 = np.polyfit(np.log(膜外), 读数, 1)
    return round(热电压(摄氏度) / 斜率)

# %% beaker-solution
reading = equilibrium_potential(1, mine.weak, mine.strong, mine.celsius)
电荷 = mine.area * abs(reading) * 1e-9  # C
越过的 = 电荷 / 法拉第常数  # mol
原有的 = mine.strong * mine.volume * 1e-6  # mol
share = 越过的 / 原有的
weak_wanted = mine.strong * math.exp(mine.target / 热电压(mine.celsius))

# %% derivation-solution
每一种 = p / g
熵 = -k * (p * sp.log(每一种) + (1 - p) * sp.log(1 - p))
free_energy = p * epsilon - T * 熵
权重 = g * sp.exp(-epsilon / (k * T))
p_open = 权重 / (1 + 权重)
V_half = (epsilon_0 - k * T * sp.log(g)) / q

# %% walk-solution
def walk(energy, steps, seed):
    骰子 = np.random.default_rng(seed)
    位置 = [0]
    for 方向, 运气 in zip(骰子.choice([-1, 1], size=steps), 骰子.random(steps)):
        此处, 那处 = 位置[-1], 位置[-1] + int(方向)
        走得成 = 0 <= 那处 < len(energy) and 运气 < math.exp(energy[此处] - energy[那处])
        位置.append(那处 if 走得成 else 此处)
    return 位置
