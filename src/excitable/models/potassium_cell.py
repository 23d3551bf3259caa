"""A cell whose membrane lets only K⁺ through: it charges until V = E_K, and hardly any ions have to move.

    C dV/dt = −g_K (V − E_K)

Inside, an impermeant anion keeps the bulk neutral. The charge −C V that has left since V was 0 sits on the two faces
of the membrane; `moved` counts its ions, `fraction` compares them with all K⁺ of a spherical cell.
"""

import sympy as sp

from excitable import constants
from excitable.models.goldman import TEMPERATURE, concentrations, inside, outside
from excitable.models.nernst import T
from excitable.symbolic import F, Model, Parameter, R, e

V, E_K, moved = sp.symbols("V E_K moved", real=True)
g_K, C, radius, fraction, N_A = sp.symbols("g_K C radius fraction N_A", positive=True)

# Units: C V is in nC/cm² = 10⁻¹⁷ C/µm², and 1 mM is 10⁻¹⁸ mol/µm³.
_charge = -C * V * sp.Rational(1, 10**17) * 4 * sp.pi * radius**2
_ions_inside = N_A * inside("K") * sp.Rational(1, 10**18) * sp.Rational(4, 3) * sp.pi * radius**3

potassium_cell = Model(
    "potassium-cell",
    states={V: -g_K * (V - E_K) / C},
    start={V: 0.0},
    outputs={
        E_K: R * T / F * sp.log(outside("K") / inside("K")),
        moved: _charge / e,
        fraction: moved / _ions_inside,
    },
    constants={N_A: constants.N_A},
    parameters=[
        *concentrations(["K"]),
        Parameter(g_K, 0.5, "mS/cm²", {"zh": "钾电导", "en": "K conductance"}),
        Parameter(C, 1.0, "µF/cm²", {"zh": "膜电容", "en": "capacitance"}),
        Parameter(radius, 10.0, "µm", {"zh": "细胞半径", "en": "radius of the cell"}, "r"),
        TEMPERATURE,
    ],
    units={V: "mV", E_K: "mV"},
    labels={
        V: {"zh": "膜电位", "en": "membrane potential"},
        E_K: {"zh": "钾平衡电位", "en": "K equilibrium potential"},
        moved: {"zh": "移出的离子数", "en": "ions moved out"},
        fraction: {"zh": "占细胞内 K⁺ 的比例", "en": "fraction of the K⁺ inside"},
    },
    tex={moved: r"N_\mathrm{moved}", fraction: r"\frac{N_\mathrm{moved}}{N_\mathrm{inside}}"},
)
