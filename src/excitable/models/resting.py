"""The resting potential twice: from permeabilities (Goldman, Hodgkin, Katz) and from conductances (chord).

Permeabilities are relative to that for K⁺, conductances to that of K⁺. The usual conductances are the chord
conductances I/(V − E) of the Goldman currents at rest, so both voltages agree there, and part when [K⁺] changes.
"""

import sympy as sp

from excitable.equilibrium import ghk_current, ghk_voltage
from excitable.ions import MAMMAL
from excitable.models.goldman import IONS, TEMPERATURE, concentrations, conductance, goldman, inside, outside, permeability, reversal
from excitable.models.nernst import T
from excitable.symbolic import F, Model, Parameter, R

PERMEABILITIES = {"K": 1.0, "Na": 0.04, "Cl": 0.45}
"""Relative permeabilities at rest, P_K : P_Na : P_Cl."""

V_GHK, V_chord = sp.symbols("V_GHK V_chord", real=True)
E = {ion: R * T / (MAMMAL[ion].z * F) * sp.log(outside(ion) / inside(ion)) for ion in IONS}


def chord_conductances():
    """g = I/(V − E) of each ion at the GHK resting potential, relative to K⁺."""
    out, in_ = {ion: MAMMAL[ion].c_out for ion in IONS}, {ion: MAMMAL[ion].c_in for ion in IONS}
    rest = ghk_voltage(PERMEABILITIES, out, in_)
    g = {ion: ghk_current(rest, PERMEABILITIES[ion], out[ion], in_[ion], MAMMAL[ion].z) / (rest - MAMMAL[ion].E()) for ion in IONS}
    return {ion: g[ion] / g["K"] for ion in IONS}


_relative = {"K": 1, **{ion: permeability(ion) for ion in IONS[1:]}}
_g = {"K": 1, **{ion: conductance(ion) for ion in IONS[1:]}}

resting = Model(
    "resting-potential",
    outputs={
        **{reversal(ion): E[ion] for ion in IONS},
        V_GHK: goldman(_relative),
        V_chord: sum(_g[ion] * reversal(ion) for ion in IONS) / sum(_g.values()),
    },
    parameters=[
        *concentrations(),
        *(Parameter(permeability(ion), PERMEABILITIES[ion], "", {"zh": f"{ion} 的相对通透性", "en": f"permeability to {ion} relative to K"},
                    rf"\frac{{P_\mathrm{{{ion}}}}}{{P_\mathrm{{K}}}}") for ion in IONS[1:]),
        *(Parameter(conductance(ion), round(g, 3), "", {"zh": f"{ion} 的相对电导", "en": f"conductance of {ion} relative to K"},
                    rf"\frac{{g_\mathrm{{{ion}}}}}{{g_\mathrm{{K}}}}") for ion, g in chord_conductances().items() if ion != "K"),
        TEMPERATURE,
    ],
    units={V_GHK: "mV", V_chord: "mV", **{reversal(ion): "mV" for ion in IONS}},
    labels={
        V_GHK: {"zh": "GHK 静息电位", "en": "resting potential, GHK"},
        V_chord: {"zh": "弦电导静息电位", "en": "resting potential, chord conductance"},
        **{reversal(ion): {"zh": f"{ion} 的平衡电位", "en": f"equilibrium potential of {ion}"} for ion in IONS},
    },
)
