"""Kinds without time: `Curve`, `Family`, `Bars`. static/curves.js computes the same in the browser."""

from dataclasses import dataclass, field

import numpy as np

from ..quantity import quantity
from ..text import language
from .describe import setting
from .kinds import Explorer, symbol


class _Outputs(Explorer):
    """Outputs of the model, as functions of one variable at most."""

    def output(self, values, line):
        """The function of one variable that a line shows; the variable is a parameter or a state."""
        model = self.model
        values = {**model.start, **values, **line.set}
        known = {*model.start, *model.defaults}

        def f(x):
            here = {**values, self.over: x} if self.over else values
            return np.broadcast_to(model(**{name: here[name] for name in known})[line.name], np.shape(x))

        return f

    def describe(self, spec, curves, values):
        clauses = [clause for i in range(len(spec["lines"])) if (clause := self.clause(spec, curves, i))]
        return spec["words"]["comma"].join(clauses) + spec["words"]["stop"]

    def clause(self, spec, curves, i):
        """What line i shows."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False, kw_only=True)
class Curve(_Outputs):
    """Outputs against the parameter `over`, which is also a slider, with a dot at its present value."""

    over: str
    range: tuple[float, float]
    label: dict
    log: bool = False
    n: int = 241

    kind = "curve"

    def abscissa(self):
        return {"range": self.range, "n": self.n, "log": self.log, "label": self.label[language()], "symbol": symbol(self.over), "unit": ""}

    def spaced(self):
        return (np.geomspace if self.log else np.linspace)(*self.range, self.n)

    def compute(self, values, rtol=1e-6, atol=1e-8):
        x = self.spaced()
        along = [self.output(values, line) for line in self.lines]
        here = values[self.over]
        return {
            "lines": [{"x": x, "y": f(x)} for f in along],
            "points": [{"line": i, "x": here, "y": float(f(here))} for i, f in enumerate(along)],
            "rules": [],
        }

    def spec(self, **parameters):
        spec = super().spec(**parameters)
        if any(slider.name == self.over for slider in self.sliders):
            for panel in spec["panels"]:
                panel["drag"] = (self.over, "")
        return spec

    def clause(self, spec, curves, i):
        line = spec["lines"][i]
        return spec["words"]["equal"].format(y=line["symbol"], value=quantity(curves["points"][i]["y"], line["unit"]))

    def describe(self, spec, curves, values):
        swept = next(slider for slider in spec["sliders"] if slider["name"] == self.over)
        at = spec["words"]["at"].format(x=swept["symbol"], value=setting(swept, values[self.over]))
        return at + super().describe(spec, curves, values)


@dataclass(frozen=True, eq=False, kw_only=True)
class Family(Curve):
    """Outputs against `over`, a parameter or a state that is swept and has no slider; a mark where they cross zero."""

    unit: str = "mV"

    kind = "family"

    def abscissa(self):
        return {**super().abscissa(), "unit": self.unit}

    def compute(self, values, rtol=1e-6, atol=1e-8):
        x = self.spaced()
        along = [self.output(values, line) for line in self.lines]
        return {
            "lines": [{"x": x, "y": f(x)} for f in along],
            "points": [
                {"line": i, "x": float(v), "y": 0.0}
                for i, (f, line) in enumerate(zip(along, self.lines, strict=True))
                if line.crosses
                for v in zeros(f, x)
            ],
            "rules": [],
        }

    def clause(self, spec, curves, i):
        line, words = spec["lines"][i], spec["words"]
        if not line["crosses"]:
            return ""
        where = words["comma"].join(quantity(point["x"], spec["x"]["unit"]) for point in curves["points"] if point["line"] == i)
        return words["zero" if where else "nowhere"].format(y=line["symbol"], x=spec["x"]["symbol"], where=where)

    describe = _Outputs.describe


@dataclass(frozen=True, eq=False, kw_only=True)
class Bars(_Outputs):
    """Outputs side by side."""

    label: dict = field(default_factory=dict)

    kind = "bars"

    def abscissa(self):
        return {"range": (0, 1), "n": 1, "log": False, "label": self.label[language()], "symbol": "", "unit": ""}

    def compute(self, values, rtol=1e-6, atol=1e-8):
        zero = np.zeros(1)
        return {"lines": [{"x": zero, "y": self.output(values, line)(zero)} for line in self.lines], "points": [], "rules": []}

    def clause(self, spec, curves, i):
        line = spec["lines"][i]
        return spec["words"]["equal"].format(y=line["symbol"], value=quantity(curves["lines"][i]["y"][0], line["unit"]))


def zeros(f, x):
    """Where f changes sign between neighbours of x, by halving."""
    y = f(x)
    a, b = x[:-1], x[1:]
    crossing = y[:-1] * y[1:] < 0
    a, b, below = a[crossing], b[crossing], y[:-1][crossing]
    for _ in range(50):
        middle = (a + b) / 2
        same = f(middle) * below > 0
        a, b = np.where(same, middle, a), np.where(same, b, middle)
    return np.sort(np.concatenate([(a + b) / 2, x[:-1][y[:-1] == 0]]))
