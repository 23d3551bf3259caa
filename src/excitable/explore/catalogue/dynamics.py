"""The explorer of the trace–determinant plane, for the chapter on dynamical systems."""

from ..parts import Axis, Line, Panel, Slider
from ..linear import Linear

TRACE_DETERMINANT = Linear(
    "trace-determinant",
    "linear",
    {"zh": "迹–行列式平面与平衡点的类型", "en": "The trace–determinant plane and the kinds of equilibria"},
    sliders=(Slider("tr", -3, 3, 0.05, symbol="tr"), Slider("det", -1.5, 2.5, 0.05, symbol="det")),
    panels=(
        Panel(
            (Line("parabola", "grey", dashed=True, symbol="tr² = 4 det", unit="", quiet=True),),
            (-1.5, 2.5),
            {"zh": "行列式 det", "en": "determinant det"},
            height=270,
            x=Axis((-3, 3), {"zh": "迹 tr", "en": "trace tr"}),
            drag=("tr", "det"),
        ),
        Panel(
            (Line("orbits", "potassium", symbol=" ", unit="", quiet=True),),
            (-2, 2),
            {"zh": "*y*", "en": "*y*"},
            height=270,
            x=Axis((-2, 2), {"zh": "*x*", "en": "*x*"}),
            column=1,
        ),
    ),
)

EXPLORERS = [TRACE_DETERMINANT]
