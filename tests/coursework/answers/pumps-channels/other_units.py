# %% expected
"""用别的单位，并且声明：J/mol、伏特、千赫、mol/L。 / Other units, declared: J/mol, volts, kilohertz, mol/L."""
expected = {}

# %% uphill-solution
import math

from excitable.constants import F, R


def uphill(z, c_out, c_in, V, T):
    return R * T * math.log(c_in / c_out) + z * F * V / 1000, "J/mol"

# %% pump-solution
from excitable.constants import e

T = mine.celsius + 273.15
E_K = R * T / F * math.log(mine.K_out / mine.K_in)  # V
E_Na = R * T / F * math.log(mine.Na_out / mine.Na_in)
work = (F * (3 * E_Na - 2 * E_K - mine.V / 1000), "J/mol")
stall = (3 * E_Na - 2 * E_K - 1000 * mine.ATP / F, "V")
square_metres = 4 * math.pi * (mine.radius * 1e-6) ** 2
siemens = 10 * mine.g_K * square_metres
cycles = (siemens * (mine.V / 1000 - E_K) / (2 * e) / 1000, "kHz")

# %% simulation-solution
import numpy as np


def charge(radius, g_K, c_in, c_out, V_0, times):
    volts, molar = [V_0 / 1000], [c_in / 1000]
    for seconds in np.diff(times) / 1000:
        current = g_K * (volts[-1] - R * 310 / F * math.log(c_out / 1000 / molar[-1]))  # mS/cm² · V = mA/cm²
        volts.append(volts[-1] - 1000 * current * seconds)  # 1 µF/cm²
        molar.append(molar[-1] - current * seconds * 3e4 / (F * radius))  # surface over volume is 3/r, with r in µm
    return (volts, "V"), (molar, "M")
