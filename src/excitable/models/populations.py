"""The Boltzmann distribution over six energy levels.

Level i has the energy iε and consists of 1 + i(g − 1) states, each as likely as exp(−iε/k_B T): degeneracy counts.
"""

import sympy as sp

from excitable import constants
from excitable.constants import BODY_TEMPERATURE
from excitable.symbolic import Model, Parameter, k_B

epsilon, T, Z = sp.symbols("epsilon T Z", positive=True)
g = sp.Symbol("g", positive=True)
LEVELS = range(6)

_weight = [(1 + i * (g - 1)) * sp.exp(-i * epsilon / (k_B * T)) for i in LEVELS]
_p = [sp.Symbol(f"p_{i}", positive=True) for i in LEVELS]

populations = Model(
    "populations",
    outputs={p: weight / Z for p, weight in zip(_p, _weight)},
    where={Z: sum(_weight)},
    constants={k_B: 1e3 * constants.k_B / constants.e},          # meV/K, because ε is in meV
    parameters=[
        Parameter(epsilon, 20.0, "meV", {"zh": "能级间距", "en": "energy step"}, r"\varepsilon"),
        Parameter(T, BODY_TEMPERATURE, "K", {"zh": "温度", "en": "temperature"}),
        Parameter(g, 1.0, "", {"zh": "简并度增量：能级 i 有 1 + i(g − 1) 个态", "en": "degeneracy: level i has 1 + i(g − 1) states"}),
    ],
    labels={p: {"zh": f"能级 {i} 的概率", "en": f"probability of level {i}"} for i, p in enumerate(_p)},
)
