"""The explorers of the chapter on numerical methods."""

from ..parts import Line, Panel, Slider, time_axis
from ..steps import Steps
from .membrane_potential import POTENTIAL

STEP_SIZE = Steps(
    "step-size",
    "hodgkin_huxley",
    {"zh": "步长与方法：霍奇金–赫胥黎方程的数值解", "en": "Step and method: Hodgkin and Huxley's equations solved by numbers"},
    sliders=(
        Slider("Delta_t", 0.005, 0.5, log=True, symbol="Δ*t*", unit="ms", value=0.05, label={"zh": "步长", "en": "step"}),
        Slider(
            "method", 0, 3, choices=(0, 1, 2, 3), symbol=" ", unit="", value=0, label={"zh": "方法", "en": "method"},
            texts={
                "zh": ("欧拉法", "四阶龙格-库塔法", "指数欧拉法", "交错法"),
                "en": ("Euler", "Runge–Kutta, order 4", "exponential Euler", "staggered"),
            },
        ),
        Slider("I", 0, 40, 0.5, value=10.0),
    ),
    panels=(
        Panel(
            (Line("V", "voltage", symbol="*V*", unit="mV"), Line("V", "grey", dashed=True, symbol="*V*", unit="mV")),
            (-90, 60),
            POTENTIAL,
            height=280,
            x=time_axis(30),
        ),
    ),
)  # fmt: skip

EXPLORERS = [STEP_SIZE]
