"""The explorers of the chapters on channels, on firing, and on cables, dendrites and axons."""

from ..cables import Impulse, Rooms
from ..channels import Gating
from ..kinds import Choice
from ..parts import Axis, Clock, Line, Panel, Slider, time_axis
from ..sweeps import Firing
from .excitability import CURRENT
from .membrane_potential import POTENTIAL

FROM_REST = {"zh": "*V*，从静息算起 (mV)", "en": "*V* from rest (mV)"}
RESISTIVITY = {"zh": "轴向电阻率", "en": "axial resistivity"}
DIAMETER = {"zh": "直径", "en": "diameter"}


FIRING = Firing(
    "f-i-curve",
    "hodgkin_huxley",
    {"zh": "霍奇金–赫胥黎模型的 *f*–*I* 曲线", "en": "The *f*–*I* curve of Hodgkin and Huxley's membrane"},
    sliders=(
        Slider("I", 0, 160, 0.5, value=10),
        Slider("T", 275.45, 285.45, 1),
        Slider("g_Na", 90, 200, 2),
        Slider("g_K", 15, 50, 1),
        Slider(
            "threshold", -40, 20, 5, value=0, unit="mV",
            symbol="*V*_{th}", label={"zh": "高于它才算脉冲", "en": "counted as a spike above"},
        ),
    ),
    panels=(
        Panel(
            (Line("f", "potassium", unit="Hz"),),
            (0, 250),
            {"zh": "发放频率 *f* (Hz)", "en": "firing rate *f* (Hz)"},
            height=220,
            drag=("I", ""),
            x=Axis((0, 160), CURRENT, symbol="*I*", unit="µA/cm²"),
        ),
        Panel(
            (Line("V", "voltage", quiet=True), Line("threshold", "grey", dashed=True, symbol="*V*_{th}", quiet=True)),
            (-90, 60),
            POTENTIAL,
            height=150,
            x=time_axis(150),
        ),
    ),
)

ROOMS = Rooms(
    "cable",
    "passive",
    {"zh": "从两个房间到电缆", "en": "From two rooms to a cable"},
    sliders=(
        Slider("N", 2, 100, choices=(2, 3, 5, 10, 20, 50, 100), value=5, unit="", label={"zh": "房间数", "en": "rooms"}),
        Slider("Ra", 10, 1000, log=True, value=100, unit="Ω·cm", symbol="*R*_{a}", label=RESISTIVITY),
        Slider("d", 1, 10, log=True, value=2, unit="µm", label=DIAMETER),
        Slider("g_L", 0.01, 1, log=True, label={"zh": "漏电导", "en": "leak conductance"}),
        Slider("I_0", 0.01, 1, log=True, value=0.1, unit="nA", label={"zh": "注入第一个房间的电流", "en": "current into the first room"}),
    ),
    panels=(
        Panel(
            (
                Line("V", "voltage", quiet=True),
                Line("steady", "grey", dashed=True, symbol="*V*_{∞}", quiet=True),
            ),
            (0, 40),
            FROM_REST,
            x=Axis((0, 2), {"zh": "位置 *x* (mm)", "en": "place *x* (mm)"}, symbol="*x*", unit="mm"),
        ),
        Panel(
            (
                Line("V_first", "sodium", symbol="*V*_{1}", unit="mV"),
                Line("V_middle", "pump", symbol="*V*_{mid}", unit="mV"),
                Line("V_last", "potassium", symbol="*V*_{N}", unit="mV"),
            ),
            (0, 40),
            FROM_REST,
            height=150,
            x=time_axis(40),
            clock=True,
        ),
    ),
    clock=Clock(at=0.25),
    length=0.2, t_end=40, dt=0.1, every=2, pulse=20, places=(0, 0.0999, 0.2),
)  # fmt: skip


def _axon(**details):
    """An axon with two electrodes."""
    t_end, colours = details["t_end"], ("sodium", "potassium")
    electrodes = tuple(zip((1, 2), colours))
    return Impulse(
        "action-potential",
        title={"zh": "动作电位沿轴突的传导", "en": "An action potential travels along an axon"},
        panels=(
            Panel(
                (Line("V", "voltage"),),
                (-100, 60),
                POTENTIAL,
                height=200,
                x=Axis((0, 5), {"zh": "位置 *x* (cm)", "en": "place *x* (cm)"}, symbol="*x*", unit="cm"),
            ),
            Panel(
                tuple(Line(f"V_{i}", colour, unit="mV") for i, colour in electrodes),
                (-100, 60),
                POTENTIAL,
                height=150,
                x=time_axis(t_end),
                clock=True,
            ),
        ),
        clock=Clock(at=0.2),
        length=5,
        pulse=0.2,
        places=(2, 4),
        **details,
    )


ACTION_POTENTIAL = Choice(
    "action-potential",
    {"zh": "动作电位沿轴突的传导", "en": "An action potential travels along an axon"},
    Slider("axon", 0, 1, choices=(0, 1), symbol=" ", unit="", label={"zh": "轴突", "en": "axon"},
           texts={"zh": ("枪乌贼，无髓鞘", "兔，有髓鞘"), "en": ("squid, bare", "rabbit, myelinated")}),
    (
        _axon(
            model_name="hodgkin_huxley",
            sliders=(
                Slider("d", 100, 1000, log=True, value=476, unit="µm", label=DIAMETER),
                Slider("Ra", 20, 200, log=True, value=35.4, unit="Ω·cm", symbol="*R*_{a}", label=RESISTIVITY),
                Slider("T", 273, 313, 0.1, value=291.65),
            ),
            n=250, t_end=8, dt=0.01, every=4, strength=4.8,
        ),
        _axon(
            model_name="rabbit_node",
            myelin="myelin",
            sliders=(
                Slider("d", 3, 15, log=True, value=6, unit="µm", label=DIAMETER),
                Slider("Ra", 20, 200, log=True, value=54.7, unit="Ω·cm", symbol="*R*_{a}", label=RESISTIVITY),
                Slider("T", 290, 320, 0.1),
                Slider("Delta_x", 0.2, 3, choices=(0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3), step=0.1, value=1, unit="mm",
                       label={"zh": "结间段长度", "en": "length of an internode"}),
                Slider("g", 0.4, 0.9, 0.05, value=0.6, unit="", label={"zh": "轴突与纤维的直径之比", "en": "diameter of axon over fibre"}),
            ),
            n=4, t_end=3, dt=0.005, every=3, strength=0.2,
        ),
    ),
)  # fmt: skip

CHANNELS = Gating(
    "stochastic-channels",
    "hodgkin_huxley",
    {"zh": "钾通道随机开闭", "en": "Potassium channels open and shut by chance"},
    sliders=(
        Slider("N", 5, 1000, choices=(5, 10, 20, 50, 100, 200, 500, 1000), value=50, unit="", label={"zh": "通道数", "en": "channels"}),
        Slider("V_step", -60, 60, 5, value=0, unit="mV", symbol="*V*", label={"zh": "钳制电位阶跃到", "en": "voltage steps to"}),
        Slider("T", 273, 303, 0.1),
        Slider("run", 1, 100, value=1, unit="", symbol="*k*", label={"zh": "第几次实验", "en": "number of the run"}),
    ),
    panels=(
        Panel(
            tuple(Line(str(i), "potassium", symbol=" ", quiet=True) for i in range(1, 6)),
            (0.8, 5.9),
            {"zh": "前五个通道，抬高表示开放", "en": "the first five channels, raised while open"},
            height=170,
        ),
        Panel(
            (
                Line("share", "potassium", symbol="*N*_{open}/*N*", unit=""),
                Line("mean", "total", dashed=True, symbol="*p*", unit=""),
                Line("above", "grey", symbol="*p* ± σ", quiet=True),
                Line("below", "grey", symbol=" ", quiet=True),
            ),
            (0, 1),
            {"zh": "开放的比例", "en": "share that is open"},
            height=170,
        ),
    ),
    channel="K",
)

EXPLORERS = [FIRING, ROOMS, ACTION_POTENTIAL, CHANNELS]
