"""The passive cable: how voltage spreads along a fibre whose membrane only leaks (Rall 1977, Handbook of Physiology I:39).

    τ ∂V/∂t = λ² ∂²V/∂x² − V        V counted from rest, in mV; x and all lengths in cm, t in ms

For a fibre of radius a with membrane resistance r_M (Ω·cm²), capacitance c_M (µF/cm²) and axial resistivity ρ (Ω·cm)

    λ = √(r_M a/2ρ),    τ = r_M c_M,    R_∞ = ρλ/(πa²)

R_∞ is the input resistance, in ohms, of a cable that runs to infinity on one side. (ρλ alone is a resistance times an area.)
A current I_0 (nA, inward positive) enters at x = 0; a cable of length l ends at x = l.
"""

import sympy as sp

from excitable.symbolic import Model, Parameter

x, I_0, V_l, Q = sp.symbols("x I_0 V_l Q", real=True)
a, r_M, rho, c_M, l, t = sp.symbols("a r_M rho c_M l t", positive=True)
lamda, tau, R_infty, R_sealed, R_killed = sp.symbols("lambda tau R_infty R_sealed R_killed", positive=True)
V_infinite, V_semi, V_sealed, V_killed, V_clamped, V, V_0 = sp.symbols(
    "V_infinite V_semi V_sealed V_killed V_clamped V V_0", real=True)
n = sp.Symbol("n", integer=True, nonnegative=True)
tau_n = sp.Symbol("tau_n", positive=True)



def _root(expression):
    """One root over the whole expression, as it is printed in books."""
    return sp.Pow(expression, sp.S.Half, evaluate=False)


# Units: Ω times µF is 10⁻³ ms.
CONSTANTS = {lamda: _root(r_M * a / (2 * rho)), tau: r_M * c_M / 10**3, R_infty: rho * lamda / (sp.pi * a**2)}

_FIBRE = [
    Parameter(a, 2e-4, "cm", {"zh": "半径", "en": "radius"}),
    Parameter(r_M, 1e4, "Ω·cm²", {"zh": "膜电阻率", "en": "resistance of the membrane"}),
    Parameter(rho, 100.0, "Ω·cm", {"zh": "轴向电阻率", "en": "axial resistivity"}),
]
_CAPACITANCE = Parameter(c_M, 1.0, "µF/cm²", {"zh": "膜电容", "en": "capacitance of the membrane"})
_LENGTH = Parameter(l, 0.1, "cm", {"zh": "长度", "en": "length"})
_PLACE = Parameter(x, 0.0, "cm", {"zh": "位置", "en": "place"})
_UNITS = {lamda: "cm", tau: "ms", R_infty: "Ω"}
_TEX = {R_infty: r"R_\infty"}

passive_cable = Model(
    "passive-cable",
    outputs=CONSTANTS,
    parameters=[*_FIBRE, _CAPACITANCE],
    units=_UNITS,
    labels={
        lamda: {"zh": "空间常数", "en": "space constant"},
        tau: {"zh": "时间常数", "en": "time constant"},
        R_infty: {"zh": "半无限电缆的输入电阻", "en": "input resistance of a semi-infinite cable"},
    },
    tex=_TEX,
)
"""The constants λ, τ and R_∞ of a fibre.

>>> {name: round(value, 4) for name, value in passive_cable().items()}
{'lambda': 0.1, 'tau': 10.0, 'R_infty': 79577471.5459}
"""

steady_cable = Model(
    "steady-cable",
    outputs={
        V_infinite: V_0 / 2 * sp.exp(-sp.Abs(x) / lamda),
        V_semi: V_0 * sp.exp(-x / lamda),
        V_sealed: V_0 * sp.cosh((l - x) / lamda) / sp.sinh(l / lamda),
        V_killed: V_0 * sp.sinh((l - x) / lamda) / sp.cosh(l / lamda),
        V_clamped: (V_0 * sp.sinh((l - x) / lamda) + V_l * sp.cosh(x / lamda)) / sp.cosh(l / lamda),
        R_sealed: R_infty / sp.tanh(l / lamda),
        R_killed: R_infty * sp.tanh(l / lamda),
    },
    where={V_0: I_0 * R_infty / 10**6, lamda: CONSTANTS[lamda], R_infty: CONSTANTS[R_infty]},      # nA times Ω is 10⁻⁶ mV
    parameters=[
        *_FIBRE, _LENGTH, _PLACE,
        Parameter(I_0, 0.1, "nA", {"zh": "在 x = 0 处注入的电流", "en": "current injected at x = 0"}),
        Parameter(V_l, 0.0, "mV", {"zh": "x = l 处的钳制电位", "en": "potential at which the end x = l is clamped"}),
    ],
    units={**_UNITS, R_sealed: "Ω", R_killed: "Ω", **{V: "mV" for V in (V_infinite, V_semi, V_sealed, V_killed, V_clamped)}},
    labels={
        V_infinite: {"zh": "无限电缆", "en": "infinite cable"},
        V_semi: {"zh": "半无限电缆", "en": "semi-infinite cable"},
        V_sealed: {"zh": "远端封闭", "en": "far end sealed"},
        V_killed: {"zh": "远端开放", "en": "far end killed"},
        V_clamped: {"zh": "远端钳制", "en": "far end clamped"},
        R_sealed: {"zh": "远端封闭时的输入电阻", "en": "input resistance, far end sealed"},
        R_killed: {"zh": "远端开放时的输入电阻", "en": "input resistance, far end killed"},
    },
    tex=_TEX,
)
"""The voltage along a cable into whose near end a steady current flows, for each way in which it can end.

The infinite cable carries half of the current to either side. With L = l/λ the input resistance of a cable with a sealed
end is R_∞ coth L, with a killed one R_∞ tanh L.

>>> f"{steady_cable(l=0.1)['V_sealed']:.3f} mV"
'10.449 mV'
"""

cable_impulse = Model(
    "cable-impulse",
    outputs={V: V_0 * _root(tau / (4 * sp.pi * t)) * sp.exp(-x**2 * tau / (4 * lamda**2 * t) - t / tau)},
    where={V_0: Q / (2 * sp.pi * a * lamda * c_M) / 10**3,                                  # pC over µF is 10⁻³ mV
           lamda: CONSTANTS[lamda], tau: CONSTANTS[tau]},
    parameters=[
        *_FIBRE, _CAPACITANCE, _PLACE,
        Parameter(t, 1.0, "ms", {"zh": "时间", "en": "time"}),
        Parameter(Q, 1.0, "pC", {"zh": "t = 0 时注入 x = 0 处的电荷", "en": "charge injected at x = 0 when t = 0"}),
    ],
    units={**_UNITS, V: "mV"},
    labels={V: {"zh": "膜电位（相对静息）", "en": "voltage from rest"}},
)
"""Green's function: the voltage of an infinite cable after a charge Q (pC) has been put in at x = 0 at t = 0.

It spreads as diffusing particles do and leaks away with the time constant τ. Any other response of the infinite cable is
a sum of such impulses.
"""

cable_modes = Model(
    "cable-modes",
    outputs={tau_n: tau / (1 + (n * sp.pi * lamda / l)**2)},
    where={lamda: CONSTANTS[lamda], tau: CONSTANTS[tau]},
    parameters=[*_FIBRE, _CAPACITANCE, _LENGTH, Parameter(n, 1.0, "", {"zh": "模式", "en": "mode"})],
    units={**_UNITS, tau_n: "ms"},
    labels={tau_n: {"zh": "模式 n 的时间常数", "en": "time constant of mode n"}},
)
"""The modes cos(nπx/l) of a cable with sealed ends, each of which decays with a time constant of its own (Rall 1969, Biophys J 9:1483).

>>> round(cable_modes(n=1)["tau_n"], 4)
0.92
"""
