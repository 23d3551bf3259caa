"""Kinds without time: `Curve`, `Family`, `Bars`. static/curves.js computes the same in the browser."""

from dataclasses import dataclass, field

import numpy as np

from ..quantity import quantity
from .describe import listed, setting
from .kinds import Explorer
from .parts import Axis, symbol


class _Outputs(Explorer):
    """Outputs of the model, as functions of one variable at most."""

    def outputs(self, values):
        """For each line the function of one variable that it shows; the variable is a parameter or a state."""
        return [self._output({**self.model.start, **values, **line.set}, line.name) for line in self.lines]

    def _output(self, values, name):
        known = {*self.model.start, *self.model.defaults}

        def f(x):
            here = {**values, self.over: x}
            return np.broadcast_to(self.model(**{name: here[name] for name in known})[name], np.shape(x))

        return f

    def equal(self, all):
        """"E = −89 mV" for every line."""
        return listed([["equal", {**dict(zip(("y", "unit"), self.named(line))), "value": v}] for line, v in zip(self.lines, all, strict=True)])


@dataclass(frozen=True, eq=False, kw_only=True)
class Curve(_Outputs):
    """Outputs against the parameter `over`, which is also a slider, with a dot at its present value."""

    over: str
    range: tuple[float, float]
    label: dict
    log: bool = False
    n: int = 241

    kind = "curve"
    words = {"at": ("当 {x} = {value} 时，", "At {x} = {value}: ")}

    @property
    def x(self):
        return Axis(self.range, self.label, self.log, symbol(self.over))

    def along(self, functions):
        """The functions as lines along the x axis."""
        x = (np.geomspace if self.log else np.linspace)(*self.range, self.n)
        return [{"x": x, "y": f(x)} for f in functions]

    def compute(self, values, rtol=1e-6, atol=1e-8):
        functions, here = self.outputs(values), values[self.over]
        heights = [float(f(here)) for f in functions]
        slider = next(slider for slider in self.sliders if slider.name == self.over)
        swept = slider.spec(next(parameter for parameter in self.model.parameters if parameter.name == self.over))
        at = ["at", {"x": swept["symbol"], "value": setting(swept, here)}]
        return {
            "lines": self.along(functions),
            "points": [{"line": i, "x": here, "y": y} for i, y in enumerate(heights)],
            "rules": [],
            "facts": {"says": [at, *self.equal(heights)]},
        }

    def spec(self, **parameters):
        spec = super().spec(**parameters)
        if any(slider.name == self.over for slider in self.sliders):
            for panel in spec["panels"]:
                panel["drag"] = (self.over, "")
        return spec


@dataclass(frozen=True, eq=False, kw_only=True)
class Family(Curve):
    """Outputs against `over`, a parameter or a state that is swept and has no slider; a mark where they cross zero."""

    unit: str = "mV"

    kind = "family"
    words = {
        "zero": ("{y} 在 {x} = {where unit} 处为零", "{y} is zero at {x} = {where unit}"),
        "nowhere": ("{y} 在此范围内没有零点", "{y} is zero nowhere in this range"),
    }

    @property
    def x(self):
        return Axis(self.range, self.label, self.log, symbol(self.over), self.unit)

    def compute(self, values, rtol=1e-6, atol=1e-8):
        functions = self.outputs(values)
        lines = self.along(functions)
        points, clauses = [], []
        for i, (f, line) in enumerate(zip(functions, self.lines, strict=True)):
            if not line.crosses:
                continue
            where = zeros(f, lines[i]["x"]).tolist()
            points += [{"line": i, "x": x, "y": 0.0} for x in where]
            y, _ = self.named(line)
            clauses.append(["zero" if where else "nowhere", {"y": y, "x": symbol(self.over), "where": where, "unit": self.unit}])
        return {"lines": lines, "points": points, "rules": [], "facts": {"says": listed(clauses)}}


@dataclass(frozen=True, eq=False, kw_only=True)
class Bars(_Outputs):
    """Outputs side by side: a rectangle each, with its number above it."""

    label: dict = field(default_factory=dict)

    kind = "bars"

    @property
    def x(self):
        return Axis((-0.5, len(self.lines) - 0.5), self.label, ticks=tuple(line.tick for line in self.lines))

    def compute(self, values, rtol=1e-6, atol=1e-8):
        heights = [float(f(0.0)) for f in self.outputs(values)]
        return {
            "lines": [{"x": np.array([i - 0.35, i - 0.35, i + 0.35, i + 0.35]), "y": np.array([0, y, y, 0])} for i, y in enumerate(heights)],
            "points": [{"line": i, "x": i, "y": y, "mark": "none", "label": str(quantity(y, digits=2))} for i, y in enumerate(heights)],
            "rules": [],
            "facts": {"says": self.equal(heights)},
        }


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
