"""What an explorer is made of, and how to add a kind of figure.

An explorer is plain data: a model, the sliders that move it, the panels it draws into. A *kind* turns the values of the
sliders into curves. It is written twice, line by line alike, and tests hold the two together:

- in Python, a subclass of `Explorer` with a `kind` (its name in the page), its `words` and `compute`;
- in JavaScript, a module of static/ that exports an object with `compute` and, if there is one, `reading`, named in
  static/kinds.js (`KINDS`), and the module's name in scripts.py (`KIND_MODULES`).

An explorer of that kind is then one entry of a module of catalogue/, and every test of tests/unit/test_explore.py,
tests/unit/test_javascript.py and tests/browser/test_explorers.py covers it. curves.py shows how short a kind may be.

``compute(values, rtol, atol)`` returns a dict of

============  =====================================================================================================
``lines``     for each `Line` of the panels, in order: {"x": array, "y": array}; NaN lifts the pen
``points``    marks: {"line": i, "x": …, "y": …}, in the panel and the colour of that line; optional "mark" (a shape:
              "stable" ●, "unstable" ○, "saddle" ◆ half filled, "start" ⊕, "now" ●, "none"), "label" (a short text beside it) and
              "look" (a colour of its own)
``rules``     upright lines at these x, in every panel; {"panel": k, "x": …} in panel k alone
``arrows``    optional, flow: {"panel": k, "x": …, "y": …, "dx": …, "dy": …} of lists; all are drawn equally long
``facts``     plain numbers, texts and lists; among them "says", the clauses of the text alternative (see describe.py)
``times``     optional, for a figure that moves: the times of its frames. A line whose y is k times as long as its x, for
              k times, holds one frame after the other; a point whose x and y are lists has one place for each time.
============  =====================================================================================================

A clause of "says" is the name of a template, which the facts fill in, or [name, what fills it in]. The templates are the
shared ones of words.py and the kind's own `words`, each in Chinese and in English: ``"far": ("… {V mV} …", "… {V mV} …")``.

In JavaScript ``compute(spec, values, tolerance)`` returns the same object with arrays. A long computation is a generator,
``*compute(spec, values, tolerance)``: it yields its progress (0 … 1) every few tenths of a millisecond, and returns the
curves; the page runs it in slices between frames, shows a progress bar with a Stop button, and starts afresh when a slider
moves. ``reading(spec, curves, i)`` is the short text beside the name of line i ("" for none). What the kind needs and
values do not tell it are attributes of its class, named in `sends`. Where the two languages use different methods, `tolerances`
says how closely their lines must agree.

A figure that moves has a `Clock`: the page adds a time slider with a Play button, and shows the frame of that time.
Panels stand one above the other, those with ``column=1`` beside the others where there is room; a `Panel` with an `Axis`
of its own has that at its foot. `Choice` puts several explorers of one kind into one figure and lets the reader choose.

Symbols are written with two marks: ``*E*_{K}`` is an italic E with the subscript K.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

import excitable

from ..text import language
from .describe import plain
from .parts import Clock, Panel, Slider, in_language, symbol
from .words import words


@dataclass(frozen=True, eq=False)
class Explorer:
    """A live figure of the model that `excitable` knows under the name `model_name`."""

    name: str
    model_name: str
    title: dict
    sliders: tuple[Slider, ...]
    panels: tuple[Panel, ...]
    clock: Clock | None = None

    kind = ""
    over = ""
    words = {}
    """Its templates, each in Chinese and in English."""
    sends = ()
    """The names of its own attributes that the page needs."""
    n = 0
    """How many points or stretches there are along `x`."""
    tolerances = {}
    """How far the page's lines may be from Python's, by name, as a share of their range, where the two use different methods."""

    @cached_property
    def model(self):
        return getattr(excitable, self.model_name)

    @property
    def variants(self):
        """The explorers among which the reader of this one chooses: itself, unless it is a `Choice`."""
        return (self,)

    @property
    def lines(self):
        return [line for panel in self.panels for line in panel.lines]

    @property
    def x(self):
        """The `Axis` of panels that have none of their own."""
        return self.panels[0].x

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

    def compute(self, values, rtol=1e-6, atol=1e-8):
        """The curves at these `values`, a dict as described at the top; rtol and atol are the integrator's."""
        raise NotImplementedError

    def parameters(self, values, changed=()):
        """The model's parameters in its order, with `changed` in place of `values`."""
        here = {**values, **dict(changed)}
        return [here[parameter.name] for parameter in self.model.parameters]

    def named(self, line):
        """The symbol and the unit of a line."""
        unit = self.model.units.get(line.name, "") if line.unit is None else line.unit
        return in_language(line.symbol) or symbol(line.name), unit

    def spec(self, **parameters):
        """The figure as the browser takes it: a dict of plain data, its words in the current language."""
        own = {parameter.name: parameter for parameter in self.model.parameters}
        lines = [
            {
                "name": line.name, "panel": number, **dict(zip(("symbol", "unit"), self.named(line))), "look": line.look,
                "set": line.set, "crosses": line.crosses, "quiet": line.quiet,
            }
            for number, panel in enumerate(self.panels)
            for line in panel.lines
        ]  # fmt: skip
        return {
            "name": self.name,
            "title": plain(self.title[language()]),
            "lang": {"zh": "zh-CN", "en": "en"}[language()],
            "kind": self.kind,
            "model": self.model.javascript(),
            "start": list(self.model.start.values()),
            "values": self.values(**parameters),
            "sliders": [slider.spec(own.get(slider.name)) for slider in self.sliders],
            "over": self.over,
            "x": {**self.x.spec(), "n": self.n},
            "panels": [panel.spec(number) for number, panel in enumerate(self.panels)],
            "lines": lines,
            "words": words(self.words),
            **({"clock": self.clock.spec()} if self.clock else {}),
            **{name: getattr(self, name) for name in self.sends},
        }


@dataclass(frozen=True, eq=False)
class Choice:
    """Several explorers of one kind in one figure: the first slider, `choice`, chooses among them."""

    name: str
    title: dict
    choice: Slider
    explorers: tuple[Explorer, ...]

    @property
    def variants(self):
        return self.explorers

    @property
    def model_name(self):
        return self.explorers[0].model_name

    @property
    def sliders(self):
        return (self.choice, *self.explorers[0].sliders)

    @property
    def defaults(self):
        return self._with(0, self.explorers[0].defaults)

    def _with(self, chosen, values):
        return {**values, self.choice.name: float(chosen)}

    def chosen(self, values):
        return self.explorers[int(values[self.choice.name])]

    def values(self, **parameters):
        """As `Explorer.values` of the chosen one."""
        chosen = parameters.pop(self.choice.name, 0)
        if chosen not in self.choice.choices:
            names = ", ".join(f"{i} ({text})" for i, text in enumerate(self.choice.texts[language()]))
            raise ValueError(f"{self.choice.name} = {chosen!r} is not on its slider; choose one of {names}.")
        return self._with(chosen, self.explorers[int(chosen)].values(**parameters))

    def compute(self, values, rtol=1e-6, atol=1e-8):
        return self.chosen(values).compute(values, rtol, atol)

    def spec(self, **parameters):
        """The spec of the first explorer; for each of them, what differs; the starting values of the chosen one."""
        values = self.values(**parameters)
        specs = [{**explorer.spec(), "name": self.name, "title": plain(self.title[language()])} for explorer in self.explorers]
        for number, spec in enumerate(specs):
            spec["values"] = self._with(number, spec["values"]) if number != values[self.choice.name] else values
        variants = [{key: value for key, value in spec.items() if key == "values" or value != specs[0].get(key)} for spec in specs]
        return {**specs[0], "values": values, "choice": self.choice.spec(None), "variants": variants}


def chosen(spec, values):
    """The spec of the variant that `values` choose; a spec without variants is its own."""
    return {**spec, **spec["variants"][int(values[spec["choice"]["name"]])]} if "variants" in spec else spec


def frame(curves, at):
    """The curves of a figure that moves as they stand at the share `at` of its time."""
    times = curves.get("times")
    if times is None:
        return curves
    k = round(at * (len(times) - 1))

    def still(line):
        n = len(line["x"])
        return {"x": line["x"], "y": np.asarray(line["y"])[k * n : (k + 1) * n]} if len(line["y"]) > n else line

    places = [{**point, "x": point["x"][k], "y": point["y"][k]} if np.ndim(point["x"]) else point for point in curves["points"]]
    return {**curves, "lines": [still(line) for line in curves["lines"]], "points": places, "now": times[k]}
