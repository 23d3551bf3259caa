"""The explorers of the chapters on the membrane potential."""

from ..courses import TimeCourse
from ..curves import Bars, Curve, Family
from ..parts import Line, Panel, Slider

# ---- what several of them share ----

POTENTIAL = {"zh": "膜电位 *V* (mV)", "en": "membrane potential *V* (mV)"}
VALENCE = Slider("z", -2, 2, choices=(-2, -1, 1, 2))
TEMPERATURE = Slider("T", 273, 323)
PERMEABILITY = {"zh": "通透性之比", "en": "permeability ratio"}
CONDUCTANCE = {"zh": "电导之比", "en": "conductance ratio"}
OUTSIDE = {"zh": "胞外", "en": "outside"}
INSIDE = {"zh": "胞内", "en": "inside"}
K_OUT = Slider("K_out", 0.5, 200, log=True, label=OUTSIDE)
K_IN = Slider("K_in", 20, 400, label=INSIDE)
NA_OUT = Slider("Na_out", 1, 500, log=True, label=OUTSIDE)
NA_IN = Slider("Na_in", 1, 100, log=True, label=INSIDE)

# ---- one figure each ----

POPULATIONS = Bars(
    "populations",
    "populations",
    {"zh": "玻尔兹曼分布：六个能级上的概率", "en": "The Boltzmann distribution over six levels"},
    sliders=(
        Slider("epsilon", 1, 100),
        Slider("T", 10, 1000, 10),
        Slider("g", 1, 6, label={"zh": "能级 *i* 有 1 + *i*(*g* − 1) 个状态", "en": "level *i* has 1 + *i*(*g* − 1) states"}),
    ),
    panels=(
        Panel(
            tuple(Line(f"p_{i}", "potassium", tick=tick) for i, tick in enumerate(("0", "ε", "2ε", "3ε", "4ε", "5ε"))),
            (0, 1),
            {"zh": "在该能级上的概率", "en": "probability of the level"},
        ),
    ),
    label={"zh": "能级的能量", "en": "energy of the level"},
)

FIELD = Curve(
    "charge-in-field",
    "field",
    {"zh": "电场中电荷的密度比", "en": "How a potential difference sorts charges"},
    sliders=(Slider("Delta_u", -150, 150), VALENCE, TEMPERATURE),
    panels=(
        Panel(
            (Line("ratio", "potassium", symbol="*n*_{1}/*n*_{2}"),),
            (1e-3, 1e3),
            {"zh": "密度比 *n*_{1}/*n*_{2}", "en": "density ratio *n*_{1}/*n*_{2}"},
            log=True,
        ),
    ),
    over="Delta_u",
    range=(-150, 150),
    label={"zh": "电位差 Δ*u* = *u*_{1} − *u*_{2} (mV)", "en": "potential difference Δ*u* = *u*_{1} − *u*_{2} (mV)"},
)

NERNST = Curve(
    "nernst",
    "nernst_model",
    {"zh": "能斯特电位随胞外浓度的变化", "en": "Nernst potential against the concentration outside"},
    sliders=(Slider("c_out", 0.1, 500, log=True), Slider("c_in", 0.1, 500, log=True), VALENCE, TEMPERATURE),
    panels=(Panel((Line("E", "potassium"),), (-200, 200), {"zh": "能斯特电位 *E* (mV)", "en": "Nernst potential *E* (mV)"}),),
    over="c_out",
    range=(0.1, 500),
    log=True,
    label={"zh": "胞外浓度 *c*_{out} (mM)", "en": "concentration outside *c*_{out} (mM)"},
)

POTASSIUM_CELL = TimeCourse(
    "potassium-cell",
    "potassium_cell",
    {"zh": "只让 K⁺ 通过的细胞", "en": "A cell that lets only K⁺ through"},
    sliders=(
        K_OUT,
        K_IN,
        Slider("g_K", 0.05, 2, 0.05),
        Slider("radius", 0.2, 50, log=True, symbol="*r*"),
    ),
    panels=(
        Panel((Line("V", "voltage"), Line("E_K", "potassium", dashed=True)), (-120, 20), POTENTIAL),
        Panel(
            (Line("fraction", "potassium", symbol="*N*_{out}/*N*_{in}"),),
            (1e-7, 1e-2),
            {"zh": "移出的 K⁺ 占胞内 K⁺ 的比例", "en": "K⁺ moved out, as a fraction of the K⁺ inside"},
            log=True,
            height=150,
        ),
    ),
    t_end=15,
    unit="ms",
)

RESTING = Curve(
    "resting-potential",
    "resting",
    {"zh": "静息电位随胞外 K⁺ 浓度的变化", "en": "Resting potential against K⁺ outside"},
    sliders=(
        K_OUT,
        K_IN,
        Slider("P_Na", 0.001, 20, log=True, symbol="*P*_{Na}/*P*_{K}", label=PERMEABILITY),
        Slider("P_Cl", 0, 2, 0.01, symbol="*P*_{Cl}/*P*_{K}", label=PERMEABILITY),
        Slider("g_Na", 0.001, 20, log=True, symbol="*g*_{Na}/*g*_{K}", label=CONDUCTANCE),
        Slider("g_Cl", 0, 2, 0.01, symbol="*g*_{Cl}/*g*_{K}", label=CONDUCTANCE),
    ),
    panels=(
        Panel(
            (
                Line("V_GHK", "voltage"),
                Line("V_chord", "pump", dashed=True),
                Line("E_K", "potassium"),
                Line("E_Na", "sodium"),
                Line("E_Cl", "chloride"),
            ),
            (-150, 80),
            POTENTIAL,
            height=300,
        ),
    ),
    over="K_out",
    range=(0.5, 200),
    log=True,
    label={"zh": "胞外 K⁺ 浓度 [K⁺]_{o} (mM)", "en": "K⁺ outside [K⁺]_{o} (mM)"},
)


def _currents(law="", mark=""):
    """A line for each ion's current and for their sum, by Goldman's equation or by Ohm's law."""
    ions = {"K": "potassium", "Na": "sodium", "Cl": "chloride", "total": "total"}
    return tuple(Line(f"I_{ion}{law}", colour, symbol=f"*I*_{{{ion}{mark}}}", crosses=True) for ion, colour in ions.items())


CURRENT_VOLTAGE = Family(
    "current-voltage",
    "current_voltage",
    {"zh": "电流-电压曲线", "en": "Current–voltage curves"},
    sliders=(
        K_OUT,
        NA_OUT,
        Slider("P_Na", 1e-9, 1e-5, log=True),
        Slider("P_Cl", 1e-9, 1e-5, log=True),
        Slider("g_Na", 0.001, 1, log=True),
        Slider("g_Cl", 0.001, 1, log=True),
    ),
    panels=(
        Panel(_currents(), (-8, 8), {"zh": "*I* (µA/cm²)，GHK", "en": "*I* (µA/cm²), GHK"}),
        Panel(_currents("_ohmic", ", Ω"), (-8, 8), {"zh": "*I* (µA/cm²)，欧姆", "en": "*I* (µA/cm²), ohmic"}),
    ),
    over="V",
    range=(-120, 80),
    label=POTENTIAL,
)

CATION_CHANNEL = Family(
    "cation-channel",
    "cation_channel",
    {"zh": "非选择性阳离子通道的反转电位", "en": "Reversal potential of a cation channel"},
    sliders=(Slider("ratio", 0.1, 100, log=True, symbol="*P*_{K}/*P*_{Na}", label=PERMEABILITY), K_OUT, NA_OUT, NA_IN),
    panels=(
        Panel(
            (
                Line("I_K", "potassium", crosses=True),
                Line("I_Na", "sodium", crosses=True),
                Line("I_total", "total", crosses=True),
            ),
            (-60, 60),
            {"zh": "*I* (µA/cm²)", "en": "*I* (µA/cm²)"},
            height=280,
        ),
    ),
    over="V",
    range=(-120, 80),
    label=POTENTIAL,
)

PUMP_LEAK = TimeCourse(
    "pump-leak",
    "pump_leak",
    {"zh": "泵被阻断之后", "en": "What happens when the pump is blocked"},
    sliders=(
        Slider(
            "t_block", 0, 240, 5, value=30, unit="min",
            symbol="*t*_{block}", label={"zh": "加哇巴因的时刻", "en": "ouabain given at"},
        ),
        Slider(
            "pump_after", 0, 1.5, 0.05, value=0, unit="",
            symbol="*p*_{after}", label={"zh": "此后泵的强度", "en": "pump strength from then on"},
        ),
        Slider("g_Na", 0.001, 0.02, log=True),
        K_OUT,
    ),
    panels=(
        Panel(
            (
                Line("Na", "sodium", symbol="[Na⁺]_{i}"),
                Line("K", "potassium", symbol="[K⁺]_{i}"),
                Line("Cl", "chloride", symbol="[Cl⁻]_{i}"),
            ),
            (0, 160),
            {"zh": "胞内浓度 (mM)", "en": "concentration inside (mM)"},
            height=180,
        ),
        Panel(
            (Line("V", "voltage"), Line("E_K", "potassium", dashed=True), Line("E_Na", "sodium", dashed=True)),
            (-120, 80),
            POTENTIAL,
            height=180,
        ),
        Panel((Line("w", "pump"),), (0.8, 2.2), {"zh": "相对体积 *w*", "en": "relative volume *w*"}, height=120),
    ),
    t_end=480,
    unit="min",
    pulses={"pump": [("t_block", 480, ("pump_after", -1))]},
)

EXPLORERS = [POPULATIONS, FIELD, NERNST, POTASSIUM_CELL, RESTING, CURRENT_VOLTAGE, PUMP_LEAK, CATION_CHANNEL]
