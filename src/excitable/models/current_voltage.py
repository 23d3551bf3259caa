"""Current against voltage for K⁺, Na⁺ and Cl⁻: by Goldman's equation and by Ohm's law, I = g (V − E).

The ohmic conductances are the chord conductances of the Goldman currents at rest: the lines cross the curves at rest and at E.
"""

import sympy as sp

from excitable.ions import MAMMAL
from excitable.models.goldman import IONS, REDUCED_VOLTAGE, TEMPERATURE, V, concentrations, conductance, flux, permeability
from excitable.models.resting import E, PERMEABILITIES
from excitable.models.resting import resting as _resting
from excitable.equilibrium import ghk_current
from excitable.symbolic import Model, Parameter

P_K = 1e-6                      # cm/s; gives a resting conductance of a fraction of a mS/cm²
_REST = _resting()["V_GHK"]


def _current(name):
    return sp.Symbol(f"I_{name}", real=True)


def _chord(ion):
    kind = MAMMAL[ion]
    return ghk_current(_REST, P_K * PERMEABILITIES[ion], kind.c_out, kind.c_in, kind.z) / (_REST - kind.E())


_goldman = {_current(ion): flux(ion, permeability(ion)) for ion in IONS}
_ohmic = {_current(f"{ion}_ohmic"): conductance(ion) * (V - E[ion]) for ion in IONS}

current_voltage = Model(
    "current-voltage",
    outputs={**_goldman, _current("total"): sum(_goldman), **_ohmic, _current("total_ohmic"): sum(_ohmic)},
    where=REDUCED_VOLTAGE,
    parameters=[
        Parameter(V, -65.0, "mV", {"zh": "膜电位", "en": "membrane potential"}),
        *(Parameter(permeability(ion), P_K * PERMEABILITIES[ion], "cm/s", {"zh": f"{ion} 的通透性", "en": f"permeability to {ion}"})
          for ion in IONS),
        *(Parameter(conductance(ion), float(f"{_chord(ion):.3g}"), "mS/cm²", {"zh": f"{ion} 电导", "en": f"{ion} conductance"})
          for ion in IONS),
        *concentrations(),
        TEMPERATURE,
    ],
    units={_current(f"{name}{law}"): "µA/cm²" for name in (*IONS, "total") for law in ("", "_ohmic")},
    labels={_current(f"{name}{law}"): {"zh": f"{zh}（{zh_law}）", "en": f"{en} ({en_law})"}
            for name, zh, en in (*((ion, f"{ion} 电流", f"{ion} current") for ion in IONS), ("total", "总电流", "total current"))
            for law, zh_law, en_law in (("", "GHK", "GHK"), ("_ohmic", "欧姆", "ohmic"))},
)
