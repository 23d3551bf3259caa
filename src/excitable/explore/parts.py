"""What a figure is made of: sliders, lines, axes, panels, a clock; and the symbols of names. Each gives its `spec` for the page."""

from dataclasses import dataclass, field

from ..text import language
from .words import words

GREEK = {"alpha": "α", "beta": "β", "epsilon": "ε", "lamda": "λ", "mu": "µ", "phi": "φ", "rho": "ρ", "sigma": "σ", "tau": "τ"}
IONS = {"K": "K⁺", "Na": "Na⁺", "Cl": "Cl⁻", "Ca": "Ca²⁺"}
SIDES = {"in": "i", "out": "o"}


def symbol(name):
    """A name in the code as a symbol in the figure: ``E_K`` → ``*E*_{K}``, ``K_out`` → ``[K⁺]_{o}``."""
    head, _, tail = name.partition("_")
    if head in IONS and tail in SIDES:
        return f"[{IONS[head]}]_{{{SIDES[tail]}}}"
    if head == "Delta":
        return "Δ" + symbol(tail)
    return f"*{GREEK.get(head, head)}*" + (f"_{{{tail}}}" if tail else "")


def in_language(text):
    """A text, or the one of {"zh": …, "en": …} that the page speaks."""
    return text[language()] if isinstance(text, dict) else text


@dataclass(frozen=True)
class Slider:
    """A parameter that the reader may move, by `step` or from one of the `choices` to the next.

    Label and unit are the model's, unless the slider is the figure's own (then with its usual `value`).
    `texts` stand for the choices 0, 1, 2 … in each language.
    """

    name: str
    lo: float
    hi: float
    step: float = 1
    log: bool = False
    choices: tuple[float, ...] | None = None
    symbol: str = ""
    label: dict | None = None
    unit: str | None = None
    value: float | None = None
    texts: dict | None = None

    def spec(self, parameter):
        """`parameter` is the model's `Parameter` of this name, or None."""
        label = self.label or parameter.label
        spec = {
            "name": self.name, "symbol": self.symbol or symbol(self.name), "label": label[language()],
            "unit": parameter.unit if self.unit is None else self.unit,
            "lo": self.lo, "hi": self.hi, "step": self.step, "log": self.log, "choices": self.choices,
        }  # fmt: skip
        return {**spec, "texts": self.texts[language()]} if self.texts else spec


@dataclass(frozen=True)
class Line:
    """An output, a state, or (in a time course) a parameter of the model; or whatever its kind computes under that name.

    `colour` is a name of the palette, `set` fixes parameters for this line alone, `crosses` marks its zeros (`Family`),
    `tick` names the bar (`Bars`). A `wide` line is a pale band, for what others run along. A `quiet` line has no reading and no
    place in the text alternative.
    """

    name: str
    colour: str = "ink"
    dashed: bool = False
    symbol: str | dict = ""
    unit: str | None = None
    set: dict = field(default_factory=dict)
    crosses: bool = False
    tick: str = ""
    wide: bool = False
    quiet: bool = False

    @property
    def look(self):
        return self.colour + (" dashed" if self.dashed else "") + (" wide" if self.wide else "") + (" bar" if self.tick else "")


@dataclass(frozen=True)
class Axis:
    """An x axis: its range, the words below it, the symbol and unit of what it measures; or names (`ticks`) at 0, 1, 2 …"""

    range: tuple[float, float]
    label: dict
    log: bool = False
    symbol: str = ""
    unit: str = ""
    ticks: tuple[str, ...] = ()

    def spec(self):
        ticks = {"ticks": self.ticks} if self.ticks else {}
        return {"range": self.range, "log": self.log, "label": self.label[language()], "symbol": self.symbol, "unit": self.unit, **ticks}


def time_axis(t_end, unit="ms"):
    """Time from 0 on."""
    return Axis((0, t_end), {"zh": f"时间 *t* ({unit})", "en": f"time *t* ({unit})"}, symbol="*t*", unit=unit)


@dataclass(frozen=True)
class Panel:
    """Axes: the lines in it, the range shown, and the words at the y axis.

    `x` is an x axis of its own; `column` says in which column it stands where there is room for several. `drag` names the
    sliders that follow the pointer along x and along y ("" for none). `clock` says that x is time: it shows the present.
    """

    lines: tuple[Line, ...]
    range: tuple[float, float]
    label: dict
    log: bool = False
    height: int = 230
    x: Axis | None = None
    column: int = 0
    drag: tuple[str, str] = ("", "")
    clock: bool = False

    def spec(self, number):
        own = {"column": self.column, "drag": self.drag if any(self.drag) else None, "clock": self.clock, "x": self.x and self.x.spec()}
        return {
            "number": number, "label": self.label[language()], "range": self.range, "log": self.log, "height": self.height,
            **{name: value for name, value in own.items() if value},
        }  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """The time slider of a figure that moves: it starts at the share `at` of the whole, and plays that in so many `seconds`."""

    unit: str = "ms"
    at: float = 0.5
    seconds: float = 8

    def spec(self):
        return {"symbol": "*t*", "label": words({})["time"], "unit": self.unit, "at": self.at, "seconds": self.seconds}
