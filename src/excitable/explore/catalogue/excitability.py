"""The explorers of the chapters on passive and excitable membranes and their dynamics."""

from dataclasses import replace

from ..courses import Charging, Excitation
from ..kinds import Choice
from ..parts import Axis, Clock, Line, Panel, Slider, time_axis
from ..plane import PhasePlane
from .membrane_potential import POTENTIAL

CURRENT = {"zh": "电流 *I* (µA/cm²)", "en": "current *I* (µA/cm²)"}

HODGKIN_HUXLEY = Excitation(
    "hodgkin-huxley",
    "hodgkin_huxley",
    {"zh": "霍奇金–赫胥黎膜：电压、门控、电导与电流", "en": "Hodgkin and Huxley's membrane: voltage, gates, conductances, currents"},
    sliders=(
        Slider("I_1", -20, 60, 1, value=15, unit="µA/cm²", label={"zh": "第一个电流脉冲", "en": "first pulse"}),
        Slider("d", 0.5, 25, 0.5, value=1, unit="ms", label={"zh": "电流脉冲的时长", "en": "length of the pulses"}),
        Slider("I_2", -20, 60, 1, value=15, unit="µA/cm²", label={"zh": "第二个电流脉冲", "en": "second pulse"}),
        Slider("delay", 1, 40, 0.5, value=10, unit="ms", symbol="Δ*t*", label={"zh": "两个脉冲起点相隔", "en": "from first to second"}),
        Slider("I", -5, 30, 0.5, symbol="*I*_{0}", label={"zh": "持续电流", "en": "steady current"}),
        Slider("T", 273, 303, 0.05),
    ),
    panels=(
        Panel((Line("V", "voltage"),), (-90, 60), POTENTIAL, height=300),
        Panel((Line("I", "total", quiet=True),), (-30, 70), CURRENT, height=80),
        Panel(
            (Line("m", "sodium", quiet=True), Line("h", "sodium", dashed=True, quiet=True), Line("n", "potassium", quiet=True)),
            (0, 1),
            {"zh": "门控变量", "en": "gates"},
            height=95,
            column=1,
        ),
        Panel(
            (Line("G_Na", "sodium", symbol="*g*_{Na} *m*³*h*", quiet=True), Line("G_K", "potassium", symbol="*g*_{K} *n*⁴", quiet=True)),
            (0, 40),
            {"zh": "电导 (mS/cm²)", "en": "conductances (mS/cm²)"},
            height=95,
            column=1,
        ),
        Panel(
            (Line("I_Na", "sodium", quiet=True), Line("I_K", "potassium", quiet=True), Line("I_L", "chloride", quiet=True)),
            (-900, 900),
            {"zh": "离子电流 (µA/cm²)", "en": "ionic currents (µA/cm²)"},
            height=105,
            column=1,
        ),
    ),
    t_end=50,
    unit="ms",
    pulses={"I": [(2, "d", "I_1"), ((2, "delay"), "d", "I_2")]},
    spikes="V",
    n=500,
)

RC_CHARGING = Charging(
    "rc-charging",
    "passive",
    {"zh": "被动膜的充电与放电", "en": "A passive membrane charges and discharges"},
    sliders=(
        Slider("C", 0.2, 3, 0.05),
        Slider("g_L", 0.02, 1, log=True, label={"zh": "漏电导 (1/*R*_{m})", "en": "leak conductance (1/*R*_{m})"}),
        Slider("I_1", -3, 3, 0.05, value=1, unit="µA/cm²", symbol="*I*", label={"zh": "电流脉冲", "en": "current pulse"}),
        Slider("d", 1, 100, value=50, unit="ms", symbol="*w*", label={"zh": "脉冲宽度", "en": "width of the pulse"}),
    ),
    panels=(
        Panel(
            (Line("V", "voltage", quiet=True), Line("V_infty", "grey", dashed=True, symbol="*E*_{L} + *I*/*g*_{L}", quiet=True)),
            (-95, -45),
            POTENTIAL,
            height=250,
        ),
        Panel((Line("I", "total", quiet=True), Line("I_L", "chloride", quiet=True)), (-3.2, 3.2), CURRENT, height=110),
    ),
    t_end=150,
    unit="ms",
    pulses={"I": [(10, "d", "I_1")]},
    n=400,
)

# ---- Morris and Lecar: the phase plane, and the bifurcation diagram beside it ----

V_AXIS = Axis((-75, 50), POTENTIAL, symbol="*V*", unit="mV")
TIME = time_axis(400)
GATE = {"zh": "K⁺ 通道的门控变量 *n*", "en": "gate of the K⁺ channels *n*"}
SETS = Slider(
    "set", 0, 2, choices=(0, 1, 2), symbol=" ", unit="", value=0,
    label={"zh": "参数组：周期发放始于", "en": "parameters: firing begins at a"},
    texts={"zh": ("霍普夫分岔", "不变圆上的鞍结分岔", "同宿轨"), "en": ("Hopf bifurcation", "saddle-node on a circle", "homoclinic orbit")},
)  # fmt: skip
START = (
    Slider("V_0", -75, 50, 0.5, value=-20, unit="mV", label={"zh": "起点的 *V*", "en": "start of *V*"}),
    Slider("n_0", 0, 1, 0.005, value=0.1, unit="", label={"zh": "起点的 *n*", "en": "start of *n*"}),
)
LAST = Slider("T_0", 1, 400, value=400, unit="ms", label={"zh": "轨线走多久", "en": "how long the orbit lasts"})
DIRECTION = Slider(
    "direction", 0, 1, choices=(0, 1), symbol=" ", unit="", value=0,
    label={"zh": "时间的方向", "en": "direction of time"}, texts={"zh": ("向前", "倒流"), "en": ("forwards", "backwards")},
)  # fmt: skip
PORTRAIT = (
    Line("V_nullcline", "potassium", symbol="d*V*/d*t* = 0", quiet=True),
    Line("n_nullcline", "pump", symbol="d*n*/d*t* = 0", quiet=True),
    Line("stable_cycle", "chloride", wide=True, symbol={"zh": "稳定极限环", "en": "stable cycle"}, quiet=True),
    Line("unstable_cycle", "calcium", dashed=True, symbol={"zh": "不稳定极限环", "en": "unstable cycle"}, quiet=True),
    Line("orbit", "sodium", symbol={"zh": "轨线", "en": "orbit"}, quiet=True),
)
BRANCHES = (
    Line("resting", "ink", symbol={"zh": "稳定平衡点", "en": "stable equilibrium"}, quiet=True),
    Line("unresting", "grey", dashed=True, symbol={"zh": "不稳定", "en": "unstable"}, quiet=True),
    Line("stable_cycles", "chloride", symbol={"zh": "稳定极限环", "en": "stable cycle"}, quiet=True),
    Line("unstable_cycles", "calcium", dashed=True, symbol={"zh": "不稳定", "en": "unstable"}, quiet=True),
)
COURSE = Line("V", "sodium")


def _phase_plane(model, between, step, I, V_0, n_0):
    """The phase plane of one set of parameters; it starts at the current I from (V_0, n_0)."""
    return PhasePlane(
        "morris-lecar",
        model,
        {"zh": "莫里斯–勒卡尔膜的相平面", "en": "Morris and Lecar's membrane in the phase plane"},
        sliders=(Slider("I", *between, step, value=I), replace(START[0], value=V_0), replace(START[1], value=n_0), LAST, DIRECTION),
        panels=(
            Panel(PORTRAIT, (-0.05, 1), GATE, height=300, x=V_AXIS, drag=("V_0", "n_0")),
            Panel((COURSE,), (-75, 50), POTENTIAL, height=300, x=TIME, column=1, clock=True),
        ),
        clock=Clock(at=0.25, seconds=10),
        between=between,
    )


def _bifurcation(model, between, step, I, V_0, n_0):
    """The bifurcation diagram of one set of parameters, the phase plane and the time course at I beside it."""
    axis = Axis(between, CURRENT, symbol="*I*", unit="µA/cm²")
    return PhasePlane(
        "bifurcation",
        model,
        {"zh": "分岔图", "en": "Bifurcation diagram"},
        sliders=(Slider("I", *axis.range, step, value=I), replace(START[0], value=V_0), replace(START[1], value=n_0)),
        panels=(
            Panel(BRANCHES, (-75, 50), POTENTIAL, height=420, x=axis, drag=("I", "")),
            Panel(PORTRAIT, (-0.05, 1), GATE, height=190, x=V_AXIS, column=1, drag=("V_0", "n_0")),
            Panel((COURSE,), (-75, 50), POTENTIAL, height=120, x=TIME, column=1, clock=True),
        ),
        clock=Clock(at=0.25, seconds=10),
        between=between,
        at=1,
        with_diagram=True,
        fixed={"T_0": 400.0, "direction": 0.0},
    )


MORRIS_LECAR = Choice(
    "morris-lecar",
    {"zh": "莫里斯–勒卡尔膜的相平面", "en": "Morris and Lecar's membrane in the phase plane"},
    SETS,
    (
        _phase_plane("morris_lecar", (0, 500), 1, I=90, V_0=-20, n_0=0.02),
        _phase_plane("morris_lecar_snic", (0, 150), 0.5, I=45, V_0=-40, n_0=0.0),
        _phase_plane("morris_lecar_homoclinic", (20, 60), 0.1, I=36, V_0=-10, n_0=0.1),
    ),
)

BIFURCATION = Choice(
    "bifurcation",
    {"zh": "莫里斯–勒卡尔膜的分岔图", "en": "Bifurcation diagram of Morris and Lecar's membrane"},
    SETS,
    (
        _bifurcation("morris_lecar", (0, 300), 0.5, I=90, V_0=-20, n_0=0.02),
        _bifurcation("morris_lecar_snic", (0, 150), 0.5, I=45, V_0=-40, n_0=0.0),
        _bifurcation("morris_lecar_homoclinic", (25, 50), 0.1, I=36, V_0=-10, n_0=0.1),
    ),
)

EXPLORERS = [HODGKIN_HUXLEY, RC_CHARGING, MORRIS_LECAR, BIFURCATION]
