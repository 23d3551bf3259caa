"""A cell that lives: ions leak down their gradients, the Na⁺/K⁺ pump carries them back, and water follows.

The pump-leak mechanism (Tosteson & Hoffman 1960, J Gen Physiol 44:169; reviewed by Kay & Blaustein 2019, J Gen Physiol
151:407). States are the concentrations inside and the volume w relative to the resting one:

    leak of each ion    I = g (V − E)
    pump                three Na⁺ out for two K⁺ in, net current I_pump, faster the more Na⁺ is inside
    amounts             d(c w)/dt = −(3/r) I_ion/(zF)
    water               dw/dt proportional to the osmotic difference
    voltage             such that the net current, pump included, is zero: charging takes milliseconds, the rest minutes

Impermeant anions keep the cell neutral and draw water in; some are outside as well. The membrane area stays that of
the resting sphere, for a swelling cell unfolds its membrane. `pump` is the strength of the pump: 0 is ouabain.
"""

import sympy as sp

from excitable.equilibrium import nernst
from excitable.ions import MAMMAL
from excitable.models.goldman import TEMPERATURE, conductance, outside, reversal
from excitable.models.nernst import T
from excitable.models.resting import resting
from excitable.symbolic import F, Model, Parameter, R

# ---- the steady state decides what is not measured ----

V_REST = resting()["V_GHK"]
NA_IN, K_IN = MAMMAL["Na"].c_in, MAMMAL["K"].c_in
# Nothing pumps chloride, so at rest it is in equilibrium.
CL_IN = MAMMAL["Cl"].c_out / float(sp.exp(-V_REST / nernst(sp.E, 1)))
# Impermeant univalent anions make both sides neutral; then both sides are isosmotic too.
X_OUT = MAMMAL["Na"].c_out + MAMMAL["K"].c_out - MAMMAL["Cl"].c_out
X_IN = NA_IN + K_IN - CL_IN
# Each leak is undone by the pump: I_K = 2 I_pump and I_Na = −3 I_pump.
G_K = 0.04                                                       # mS/cm²; sets how fast the cell runs down
PUMP_AT_REST = G_K * (V_REST - MAMMAL["K"].E()) / 2
G_NA = 3 * PUMP_AT_REST / (MAMMAL["Na"].E() - V_REST)
NA_HALF = 10.0                                                   # mM inside: half of each of three equal Na⁺ sites is filled
PUMP_MAX = PUMP_AT_REST * (1 + NA_HALF / NA_IN) ** 3

# ---- the model ----

Na, K, Cl, w, X_in, X_out, radius, L, K_half = sp.symbols("Na K Cl w X_in X_out radius L K_half", positive=True)
pump, I_max = sp.symbols("pump I_max", nonnegative=True)
V, I_pump, I_Na, I_K, I_Cl, dissipation, pump_power = sp.symbols("V I_pump I_Na I_K I_Cl dissipation pump_power", real=True)
swelling = sp.Symbol("swelling", real=True)
g = {ion: conductance(ion) for ion in ("Na", "K", "Cl")}
E = {ion: reversal(ion) for ion in g}

# µA/cm² over cm and C/mol is mM/s; 60 s are a minute and 10⁴ µm are a cm.
_RATE = 60 * 3 * sp.Integer(10) ** 4 / (radius * F)


def _change(concentration, current, z):
    """dc/dt from d(c w)/dt."""
    return (-_RATE * current / z - concentration * swelling) / w


pump_leak = Model(
    "pump-leak",
    time_unit="min",
    states={
        Na: _change(Na, I_Na + 3 * I_pump, 1),
        K: _change(K, I_K - 2 * I_pump, 1),
        Cl: _change(Cl, I_Cl, -1),
        w: swelling,
    },
    start={Na: NA_IN, K: K_IN, Cl: CL_IN, w: 1.0},
    where={swelling: L * (Na + K + Cl + X_in / w - outside("Na") - outside("K") - outside("Cl") - X_out)},
    outputs={
        V: (sum(g[ion] * E[ion] for ion in g) - I_pump) / sum(g.values()),
        **{E[ion]: R * T / (MAMMAL[ion].z * F) * sp.log(outside(ion) / inside) for ion, inside in zip(g, (Na, K, Cl))},
        I_Na: g["Na"] * (V - E["Na"]),
        I_K: g["K"] * (V - E["K"]),
        I_Cl: g["Cl"] * (V - E["Cl"]),
        I_pump: pump * I_max * (Na / (Na + K_half)) ** 3,
        dissipation: I_Na * (V - E["Na"]) + I_K * (V - E["K"]) + I_Cl * (V - E["Cl"]),
        pump_power: I_pump * (3 * (E["Na"] - V) + 2 * (V - E["K"])),
    },
    parameters=[
        Parameter(pump, 1.0, "", {"zh": "泵的强度（0 为哇巴因阻断）", "en": "strength of the pump (0: ouabain)"}, "p"),
        Parameter(I_max, PUMP_MAX, "µA/cm²", {"zh": "最大泵电流", "en": "largest pump current"}),
        Parameter(K_half, NA_HALF, "mM", {"zh": "泵的半饱和钠浓度", "en": "Na at which a pump site is half filled"}, r"K_\mathrm{Na}"),
        Parameter(g["Na"], G_NA, "mS/cm²", {"zh": "钠电导", "en": "Na conductance"}),
        Parameter(g["K"], G_K, "mS/cm²", {"zh": "钾电导", "en": "K conductance"}),
        Parameter(g["Cl"], 0.02, "mS/cm²", {"zh": "氯电导", "en": "Cl conductance"}),
        *(Parameter(outside(ion), float(MAMMAL[ion].c_out), "mM", {"zh": f"胞外 {ion} 浓度", "en": f"{ion} outside"},
                    rf"[\mathrm{{{formula}}}]_\mathrm{{out}}") for ion, formula in (("Na", "Na^+"), ("K", "K^+"), ("Cl", "Cl^-"))),
        Parameter(X_in, X_IN, "mM", {"zh": "静息时胞内不通透阴离子", "en": "impermeant anions inside, at rest"}, r"X_\mathrm{in}"),
        Parameter(X_out, X_OUT, "mM", {"zh": "胞外不通透阴离子", "en": "impermeant anions outside"}, r"X_\mathrm{out}"),
        Parameter(L, 0.01, "1/(mM min)", {"zh": "水的通透性", "en": "water permeability"}),
        Parameter(radius, 10.0, "µm", {"zh": "静息时的细胞半径", "en": "radius at rest"}, "r"),
        TEMPERATURE,
    ],
    units={
        Na: "mM", K: "mM", Cl: "mM", w: "", V: "mV", **{E[ion]: "mV" for ion in g},
        **{current: "µA/cm²" for current in (I_Na, I_K, I_Cl, I_pump)}, dissipation: "nW/cm²", pump_power: "nW/cm²",
    },
    labels={
        Na: {"zh": "胞内 Na 浓度", "en": "Na inside"},
        K: {"zh": "胞内 K 浓度", "en": "K inside"},
        Cl: {"zh": "胞内 Cl 浓度", "en": "Cl inside"},
        w: {"zh": "相对体积", "en": "relative volume"},
        V: {"zh": "膜电位", "en": "membrane potential"},
        **{E[ion]: {"zh": f"{ion} 平衡电位", "en": f"equilibrium potential of {ion}"} for ion in g},
        I_Na: {"zh": "Na 漏电流", "en": "Na leak"},
        I_K: {"zh": "K 漏电流", "en": "K leak"},
        I_Cl: {"zh": "Cl 漏电流", "en": "Cl leak"},
        I_pump: {"zh": "泵电流", "en": "pump current"},
        dissipation: {"zh": "漏电流的耗散功率", "en": "power dissipated by the leaks"},
        pump_power: {"zh": "泵对离子做功的功率", "en": "power the pump gives to the ions"},
    },
    tex={
        Na: r"[\mathrm{Na^+}]", K: r"[\mathrm{K^+}]", Cl: r"[\mathrm{Cl^-}]", swelling: r"\dot w",
        dissipation: r"\Phi", pump_power: r"P_\mathrm{pump}",
    },
)
