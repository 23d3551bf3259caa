"""Two rooms with one opening between them: the smallest cell in which the voltage differs from place to place.

    C dV₁/dt = I₁ − g_L (V₁ − E_L) − g_c (V₁ − V₂)
    C dV₂/dt = I₂ − g_L (V₂ − E_L) − g_c (V₂ − V₁)

The sum of the two voltages forgets with the time constant τ = C/g_L, as one cell would; their difference forgets faster,
with the rate (1 + 2 g_c/g_L)/τ, because current through the opening evens it out. The rooms are equal; g_c is the
conductance of the opening per membrane area of one room.
"""

import sympy as sp

from excitable.symbolic import Model, Parameter

V_1, V_2, E_L, I_1, I_2 = sp.symbols("V_1 V_2 E_L I_1 I_2", real=True)
C, g_L = sp.symbols("C g_L", positive=True)
g_c = sp.Symbol("g_c", nonnegative=True)

two_compartment = Model(
    "two-compartment",
    states={
        V_1: (I_1 - g_L * (V_1 - E_L) - g_c * (V_1 - V_2)) / C,
        V_2: (I_2 - g_L * (V_2 - E_L) - g_c * (V_2 - V_1)) / C,
    },
    start={V_1: -70.0, V_2: -70.0},
    parameters=[
        Parameter(C, 1.0, "µF/cm²", {"zh": "膜电容", "en": "capacitance"}),
        Parameter(g_L, 0.1, "mS/cm²", {"zh": "漏电导", "en": "leak conductance"}),
        Parameter(g_c, 0.1, "mS/cm²", {"zh": "耦合电导", "en": "coupling conductance"}),
        Parameter(E_L, -70.0, "mV", {"zh": "漏电流的反转电位", "en": "reversal potential of the leak"}),
        Parameter(I_1, 0.0, "µA/cm²", {"zh": "注入房间 1 的电流", "en": "current injected into room 1"}),
        Parameter(I_2, 0.0, "µA/cm²", {"zh": "注入房间 2 的电流", "en": "current injected into room 2"}),
    ],
    units={V_1: "mV", V_2: "mV"},
    labels={V_1: {"zh": "房间 1 的膜电位", "en": "membrane potential of room 1"},
            V_2: {"zh": "房间 2 的膜电位", "en": "membrane potential of room 2"}},
)
