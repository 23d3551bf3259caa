"""Charges in an electric field: the ratio of their densities at two places whose potentials differ by Δu = u₁ − u₂."""

import sympy as sp

from excitable.constants import BODY_TEMPERATURE
from excitable.models.nernst import T, z
from excitable.symbolic import Model, Parameter, e, k_B

ratio = sp.Symbol("ratio", positive=True)
Delta_u = sp.Symbol("Delta_u", real=True)

field = Model(
    "charge-in-field",
    outputs={ratio: sp.exp(-z * e * Delta_u / (k_B * T))},
    parameters=[
        Parameter(Delta_u, 25.0, "mV", {"zh": "电位差", "en": "potential difference"}, r"\Delta u"),
        Parameter(z, 1.0, "", {"zh": "价数", "en": "valence"}),
        Parameter(T, BODY_TEMPERATURE, "K", {"zh": "温度", "en": "temperature"}),
    ],
    labels={ratio: {"zh": "密度比", "en": "density ratio"}},
    tex={ratio: r"\frac{n_1}{n_2}"},
)
