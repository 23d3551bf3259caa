"""A channel that does not tell K⁺ and Na⁺ apart very well: its current reverses between E_K and E_Na."""

import sympy as sp

from excitable.models.goldman import REDUCED_VOLTAGE, TEMPERATURE, V, concentrations, flux, goldman
from excitable.symbolic import Model, Parameter

P = sp.Symbol("P", nonnegative=True)
ratio = sp.Symbol("ratio", positive=True)
I_K, I_Na, I_total, V_rev = sp.symbols("I_K I_Na I_total V_rev", real=True)

cation_channel = Model(
    "cation-channel",
    outputs={
        I_K: flux("K", ratio * P),
        I_Na: flux("Na", P),
        I_total: I_K + I_Na,
        V_rev: goldman({"K": ratio, "Na": 1}),
    },
    where=REDUCED_VOLTAGE,
    parameters=[
        Parameter(V, -65.0, "mV", {"zh": "膜电位", "en": "membrane potential"}),
        Parameter(ratio, 3.0, "", {"zh": "通透性之比 P_K : P_Na", "en": "permeability ratio P_K : P_Na"},
                  r"\frac{P_\mathrm{K}}{P_\mathrm{Na}}"),
        Parameter(P, 1e-6, "cm/s", {"zh": "Na 的通透性", "en": "permeability to Na"}, r"P_\mathrm{Na}"),
        *concentrations(["K", "Na"]),
        TEMPERATURE,
    ],
    units={I_K: "µA/cm²", I_Na: "µA/cm²", I_total: "µA/cm²", V_rev: "mV"},
    labels={
        I_K: {"zh": "K 电流", "en": "K current"},
        I_Na: {"zh": "Na 电流", "en": "Na current"},
        I_total: {"zh": "总电流", "en": "total current"},
        V_rev: {"zh": "反转电位", "en": "reversal potential"},
    },
)
