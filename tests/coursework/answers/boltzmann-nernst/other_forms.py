# %% expected
"""等价的写法与别的算法：以单个离子计、双曲函数、等式、热浴规则。 / Equivalent forms and other algorithms: per ion, a tanh, an equation, the heat-bath rule."""
expected = {}

# %% potential-solution
import numpy as np
from excitable.constants import e, k_B


def equilibrium_potential(z, c_out, c_in, celsius):
    decades = np.log10(c_in) - np.log10(c_out)
    return -1e3 * k_B * (273.15 + celsius) / (z * e) * decades * np.log(10)

# %% label-solution
def valence(c_out, readings, celsius):
    thermal_voltage = equilibrium_potential(1, np.e, 1, celsius)
    guesses = [-3, -2, -1, 1, 2, 3]
    left_over = [np.std(readings - thermal_voltage / z * np.log(c_out)) for z in guesses]
    return guesses[int(np.argmin(left_over))]

# %% beaker-solution
from scipy.optimize import brentq

reading = -equilibrium_potential(1, mine.strong, mine.weak, mine.celsius)
ions = 1e-9 * mine.area * abs(reading) / e
share = np.array([ions / (mine.strong * mine.volume * 1e-6 * 6.02214076e23)])
weak_wanted = brentq(lambda weak: equilibrium_potential(1, weak, mine.strong, mine.celsius) - mine.target, 1e-3, mine.strong)

# %% derivation-solution
each = p / g
S = -k * (g * each * sp.log(each) + (1 - p) * sp.log(1 - p))
free_energy = sp.Eq(sp.Symbol("F"), sp.expand_log(p * epsilon - T * S))
x = (epsilon / (k * T) - sp.log(g)) / 2
p_open = (1 - sp.tanh(x)) / 2
V_half = sp.solve(sp.Eq(epsilon_0 - q * V, k * T * sp.log(g)), V)[0]

# %% walk-solution
def walk(energy, steps, seed):
    rng = np.random.default_rng(seed)
    places = np.zeros(steps + 1, dtype=int)
    for step in range(steps):
        here = places[step]
        there = here + (1 if rng.random() < 0.5 else -1)
        outside = there < 0 or there == len(energy)
        stays = outside or rng.random() > 1 / (1 + np.exp(energy[there] - energy[here]))
        places[step + 1] = here if stays else there
    return places
