"""Several permeant ions: the equations of Goldman (1943) and of Hodgkin and Katz (1949), and the chord conductances.

The current of one ion through a membrane with a constant field is
    I = P z F · u/(1 − e⁻ᵘ) · (c_in − c_out e⁻ᵘ),   u = zFV/RT.
With P in cm/s, F in C/mol and c in mM = µmol/cm³, I comes out in µA/cm².
"""

from functools import cache

import sympy as sp

from excitable.constants import BODY_TEMPERATURE
from excitable.ions import MAMMAL
from excitable.models.nernst import T, c_in, c_out, z
from excitable.symbolic import F, Model, Parameter, R, linoid

V, I, u = sp.symbols("V I u", real=True)
P = sp.Symbol("P", nonnegative=True)
IONS = ("K", "Na", "Cl")
TEMPERATURE = Parameter(T, BODY_TEMPERATURE, "K", {"zh": "温度", "en": "temperature"})
FLUX = P * z * F * linoid(u) * (c_in - c_out * sp.exp(-u))
"""The current of one ion, with u = zFV/RT."""


def permeability(ion):
    return sp.Symbol(f"P_{ion}", nonnegative=True)


def outside(ion):
    return sp.Symbol(f"{ion}_out", positive=True)


def inside(ion):
    return sp.Symbol(f"{ion}_in", positive=True)


def conductance(ion):
    return sp.Symbol(f"g_{ion}", nonnegative=True)


def reversal(ion):
    return sp.Symbol(f"E_{ion}", real=True)


def concentrations(ions=IONS):
    """Inside and outside concentration of each ion as parameters, with the values of a mammalian neuron."""
    formula = {"K": "K^+", "Na": "Na^+", "Cl": "Cl^-"}
    for ion in ions:
        for symbol, side, value, zh, en in ((outside(ion), "out", MAMMAL[ion].c_out, "胞外", "outside"),
                                            (inside(ion), "in", MAMMAL[ion].c_in, "胞内", "inside")):
            yield Parameter(symbol, float(value), "mM", {"zh": f"{zh} {ion} 浓度", "en": f"{ion} {en}"},
                            rf"[\mathrm{{{formula[ion]}}}]_\mathrm{{{side}}}")


def goldman(permeabilities):
    """The voltage of zero net current: cations count outside over inside, anions the other way round."""
    numerator = sum(p * (outside(ion) if MAMMAL[ion].z > 0 else inside(ion)) for ion, p in permeabilities.items())
    denominator = sum(p * (inside(ion) if MAMMAL[ion].z > 0 else outside(ion)) for ion, p in permeabilities.items())
    return R * T / F * sp.log(numerator / denominator)


def flux(ion, permeability_):
    """The Goldman current of one ion of `IONS`, in terms of u = FV/RT."""
    valence = MAMMAL[ion].z
    return FLUX.subs(u, valence * u).subs({P: permeability_, z: valence, c_in: inside(ion), c_out: outside(ion)})


REDUCED_VOLTAGE = {u: F * V / (R * T)}
"""What u stands for in `flux`."""

goldman_voltage = Model(
    "goldman-voltage",
    outputs={V: goldman({ion: permeability(ion) for ion in IONS})},
    parameters=[
        *(Parameter(permeability(ion), value, "", {"zh": f"{ion} 的通透性", "en": f"permeability to {ion}"})
          for ion, value in zip(IONS, (1.0, 0.04, 0.45))),
        *concentrations(),
        TEMPERATURE,
    ],
    units={V: "mV"},
    labels={V: {"zh": "GHK 电位", "en": "GHK potential"}},
)

goldman_current = Model(
    "goldman-current",
    outputs={I: FLUX},
    where={u: z * F * V / (R * T)},
    parameters=[
        Parameter(V, -65.0, "mV", {"zh": "膜电位", "en": "membrane potential"}),
        Parameter(P, 1e-6, "cm/s", {"zh": "通透性", "en": "permeability"}),
        Parameter(c_out, 5.0, "mM", {"zh": "胞外浓度", "en": "concentration outside"}),
        Parameter(c_in, 140.0, "mM", {"zh": "胞内浓度", "en": "concentration inside"}),
        Parameter(z, 1.0, "", {"zh": "价数", "en": "valence"}),
        TEMPERATURE,
    ],
    units={I: "µA/cm²"},
    labels={I: {"zh": "电流", "en": "current"}},
)


@cache
def chord_model(ions):
    """V = Σ g E / Σ g for any set of ions or conductances."""
    g, E = [conductance(ion) for ion in ions], [reversal(ion) for ion in ions]
    return Model(
        "chord",
        outputs={V: sum(a * b for a, b in zip(g, E)) / sum(g)},
        parameters=[
            *(Parameter(symbol, 1.0, "mS/cm²", {"zh": f"{ion} 电导", "en": f"{ion} conductance"}) for ion, symbol in zip(ions, g)),
            *(Parameter(symbol, 0.0, "mV", {"zh": f"{ion} 的反转电位", "en": f"reversal potential of {ion}"})
              for ion, symbol in zip(ions, E)),
        ],
        units={V: "mV"},
        labels={V: {"zh": "弦电导电位", "en": "chord potential"}},
    )


chord = chord_model(IONS)
