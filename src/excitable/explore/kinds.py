"""What an explorer is: a model, the sliders that move it, and one of four kinds of figure.

======================  ===========================================================================
`Curve`                 outputs against one parameter, with a dot at its present value
`Family`                outputs against a voltage, with a mark where they cross zero (I–V curves)
`TimeCourse`            states and outputs over time, under a protocol
`Bars`                  outputs side by side
======================  ===========================================================================

Each is plain data. `spec` writes it down, in the language of the page, for the figure that runs in the browser.

Symbols are written with two marks: ``*E*_{K}`` is an italic E with the subscript K.
"""

import math
from dataclasses import asdict, dataclass, field
from functools import cached_property

import excitable

from ..text import language
from .words import WORDS

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


@dataclass(frozen=True)
class Slider:
    """A parameter that the reader may move, by `step` or from one of the `choices` to the next.

    Label and unit are the model's, unless the slider is the figure's own.
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

    def spec(self, parameter):
        """`parameter` is the model's `Parameter` of this name, or None."""
        label = self.label or parameter.label
        return {
            "name": self.name, "symbol": self.symbol or symbol(self.name), "label": label[language()],
            "unit": parameter.unit if self.unit is None else self.unit,
            "lo": self.lo, "hi": self.hi, "step": self.step, "log": self.log, "choices": self.choices,
        }  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An output, a state, or (in a time course) a parameter of the model.

    `colour` is a name of the palette, `set` fixes parameters for this line alone, `crosses` marks its zeros (`Family`),
    `tick` names the bar (`Bars`).
    """

    name: str
    colour: str = "ink"
    dashed: bool = False
    symbol: str = ""
    unit: str | None = None
    set: dict = field(default_factory=dict)
    crosses: bool = False
    tick: str = ""


@dataclass(frozen=True)
class Panel:
    """Axes: the lines in it, the range shown, and the words at the y axis."""

    lines: tuple[Line, ...]
    range: tuple[float, float]
    label: dict
    log: bool = False
    height: int = 230


@dataclass(frozen=True, eq=False)
class Explorer:
    """A live figure of the model that `excitable` knows under the name `model`."""

    name: str
    model_name: str
    title: dict
    sliders: tuple[Slider, ...]
    panels: tuple[Panel, ...]

    kind = ""
    over = ""

    @cached_property
    def model(self):
        return getattr(excitable, self.model_name)

    @property
    def lines(self):
        return [line for panel in self.panels for line in panel.lines]

    @cached_property
    def defaults(self):
        """Every parameter at its usual value: the model's, and the figure's own sliders."""
        return {**self.model.defaults, **{s.name: s.value for s in self.sliders if s.value is not None}}

    def values(self, **parameters):
        """The defaults with `parameters` in their place, checked.

        Raises
        ------
        ValueError
            If a name is unknown or a value lies outside its slider; the message says what would do.
        """
        sliders = {slider.name: slider for slider in self.sliders}
        self.model.check_names(parameters, self.defaults)
        for name, value in parameters.items():
            if not isinstance(value, (int, float)) or not math.isfinite(value):
                raise ValueError(f"{name} = {value!r} is not a finite number; give {name} a number, e.g. {self.defaults[name]:g}.")
            slider = sliders.get(name)
            if slider and slider.choices and value not in slider.choices:
                choices = ", ".join(f"{choice:g}" for choice in slider.choices).replace("-", "−")
                raise ValueError(f"{name} = {value:g} is not on its slider; choose one of {choices}.")
            if slider and not slider.lo <= value <= slider.hi:
                raise ValueError(
                    f"{name} = {value:g} lies outside its slider, which runs from {slider.lo:g} to {slider.hi:g}; "
                    "choose a value in between."
                )
        return {**self.defaults, **{name: float(value) for name, value in parameters.items()}}

    def abscissa(self):
        """The x axis: range, number of points, logarithmic or not, label, symbol and unit."""
        raise NotImplementedError

    def spec(self, **parameters):
        """The figure as the browser takes it: a dict of plain data, its words in the current language."""
        own = {parameter.name: parameter for parameter in self.model.parameters}
        lines = [
            {
                "name": line.name, "panel": number, "symbol": line.symbol or symbol(line.name),
                "unit": self.model.units.get(line.name, "") if line.unit is None else line.unit,
                "look": line.colour + (" dashed" if line.dashed else ""),
                "set": dict(line.set), "crosses": line.crosses, "tick": line.tick,
            }
            for number, panel in enumerate(self.panels)
            for line in panel.lines
        ]  # fmt: skip
        return {
            "name": self.name,
            "title": self.title[language()],
            "lang": {"zh": "zh-CN", "en": "en"}[language()],
            "kind": self.kind,
            "model": self.model.javascript(),
            "start": list(self.model.start.values()),
            "values": self.values(**parameters),
            "sliders": [slider.spec(own.get(slider.name)) for slider in self.sliders],
            "over": self.over,
            "x": self.abscissa(),
            "panels": [
                {"number": i, "label": panel.label[language()], "range": panel.range, "log": panel.log, "height": panel.height}
                for i, panel in enumerate(self.panels)
            ],
            "lines": lines,
            "words": WORDS[language()],
        }


@dataclass(frozen=True, eq=False, kw_only=True)
class Curve(Explorer):
    """Outputs against the parameter `over`, which is also a slider."""

    over: str
    range: tuple[float, float]
    label: dict
    log: bool = False
    n: int = 241

    kind = "curve"

    def abscissa(self):
        return {"range": self.range, "n": self.n, "log": self.log, "label": self.label[language()], "symbol": symbol(self.over), "unit": ""}


@dataclass(frozen=True, eq=False, kw_only=True)
class Family(Curve):
    """Outputs against `over`, a parameter or a state that is swept and has no slider."""

    unit: str = "mV"

    kind = "family"

    def abscissa(self):
        return {**super().abscissa(), "unit": self.unit}


@dataclass(frozen=True, eq=False, kw_only=True)
class TimeCourse(Explorer):
    """States and outputs from 0 to `t_end`, in the model's unit of time.

    `protocol` gives parameters their values in time: ``{"K_out": [(0, "K_out"), ("t_step", "K_after")]}``. Times and values are
    numbers, or names of sliders.
    """

    t_end: float
    unit: str
    protocol: dict = field(default_factory=dict)
    n: int = 300

    kind = "time"

    def abscissa(self):
        label = f"{WORDS[language()]['time']} *t* ({self.unit})"
        return {"range": (0, self.t_end), "n": self.n, "log": False, "label": label, "symbol": "*t*", "unit": self.unit}

    def spec(self, **parameters):
        return {**super().spec(**parameters), "protocol": {name: [list(step) for step in steps] for name, steps in self.protocol.items()}}


@dataclass(frozen=True, eq=False, kw_only=True)
class Bars(Explorer):
    """Outputs side by side."""

    label: dict = field(default_factory=dict)

    kind = "bars"

    def abscissa(self):
        return {"range": (0, 1), "n": 1, "log": False, "label": self.label[language()], "symbol": "", "unit": ""}
