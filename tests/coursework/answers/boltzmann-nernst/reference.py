# %% expected
"""参考解答。 / The reference solution."""
expected = {}

# %% potential-solution
import math

from excitable.constants import F, R


def equilibrium_potential(z, c_out, c_in, celsius):
    T = celsius + 273.15  # K
    return 1000 * R * T / (z * F) * math.log(c_out / c_in)  # mV

# %% label-solution
import numpy as np


def valence(c_out, readings, celsius):
    slope, offset = np.polyfit(np.log(c_out), readings, 1)  # mV per e-fold; the offset and the inside are in the other number
    thermal_voltage = 1000 * R * (celsius + 273.15) / F
    return round(thermal_voltage / slope)

# %% beaker-solution
thermal_voltage = 1000 * R * (mine.celsius + 273.15) / F  # mV
reading = equilibrium_potential(1, mine.weak, mine.strong, mine.celsius)

charge = 1e-6 * mine.area * abs(reading) / 1000  # C
crossed = charge / F  # mol
held = mine.strong / 1000 * mine.volume / 1000  # mol
share = crossed / held

weak_wanted = mine.strong * math.exp(mine.target / thermal_voltage)

# %% derivation-solution
free_energy = p * epsilon + k * T * (p * sp.log(p / g) + (1 - p) * sp.log(1 - p))
p_open = g / (g + sp.exp(epsilon / (k * T)))
V_half = (epsilon_0 - k * T * sp.log(g)) / q

# %% walk-solution
def walk(energy, steps, seed):
    rng = np.random.default_rng(seed)
    directions = rng.choice([-1, 1], size=steps)
    luck = rng.random(steps)
    place, places = 0, [0]
    for step in range(steps):
        there = place + directions[step]
        if 0 <= there < len(energy) and luck[step] < math.exp(energy[place] - energy[there]):
            place = there
        places.append(int(place))
    return places

# %% [markdown] explanation
# 第一句：停下的是净通量。表面上没有变化，其实每秒过去多少 K⁺ 就回来多少；漂移与扩散在每一处相互抵消，我的 walk 也一直在走。
# 第二句：share 只有十亿分之几，浓度测不出变化，所以才可以把浓度当作已知。
# 第三句：只是去得少。我的 walk 里最高处占的时间约为 e 的负 E/kT 次方。
# 实验：在一边加少量放射性 ⁴²K⁺，读数不变，过一会儿另一边也能测到它。
