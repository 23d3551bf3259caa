"""The Nernst potential: the voltage at which an ion is in equilibrium (Nernst 1888).

With V = inside − outside, E = (RT/zF) ln(c_out/c_in).
"""

import sympy as sp

from excitable.constants import BODY_TEMPERATURE
from excitable.symbolic import F, Model, Parameter, R

c_out, c_in, T = sp.symbols("c_out c_in T", positive=True)
z = sp.Symbol("z", integer=True, nonzero=True)
E = sp.Symbol("E", real=True)

nernst_model = Model(
    "nernst",
    outputs={E: R * T / (z * F) * sp.log(c_out / c_in)},
    parameters=[
        Parameter(c_out, 5.0, "mM", {"zh": "胞外浓度", "en": "concentration outside"}),
        Parameter(c_in, 140.0, "mM", {"zh": "胞内浓度", "en": "concentration inside"}),
        Parameter(z, 1.0, "", {"zh": "价数", "en": "valence"}),
        Parameter(T, BODY_TEMPERATURE, "K", {"zh": "温度", "en": "temperature"}),
    ],
    units={E: "mV"},
    labels={E: {"zh": "能斯特电位", "en": "Nernst potential"}},
)
