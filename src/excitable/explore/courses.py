"""Kinds over time: `TimeCourse`, and `Charging` of a membrane. static/courses.js computes the same in the browser."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import sympy as sp

import excitable

from ..quantity import quantity
from ..simulate import integrate
from ..symbolic import Model
from ..text import language
from .kinds import Explorer
from .words import WORDS


@dataclass(frozen=True, eq=False, kw_only=True)
class TimeCourse(Explorer):
    """States and outputs from 0 to `t_end`, in the model's unit of time.

    `protocol` gives parameters their values in time: ``{"K_out": [(0, "K_out"), ("t_step", "K_after")]}``. `pulses` add to a
    parameter while they last: ``{"I": [(start, length, height), …]}``. Times and values are numbers, names of sliders, or
    tuples of both that are added up. `spikes` names the line whose rises through 0 are counted.
    """

    t_end: float
    unit: str
    protocol: dict = field(default_factory=dict)
    pulses: dict = field(default_factory=dict)
    spikes: str = ""
    n: int = 300

    kind = "time"
    words = {
        "zh": {
            "silent": "没有动作电位，",
            "spike": "一个动作电位，在 *t* = {times}，最高 {highest}，随后最低 {lowest}",
            "spikes": "{count} 个动作电位，在 *t* = {times}，最高 {highest}，最低 {lowest}",
        },
        "en": {
            "silent": "No spike: ",
            "spike": "One spike, at *t* = {times}: its peak is {highest}, the lowest voltage {lowest}",
            "spikes": "{count} spikes, at *t* = {times}: the highest peak is {highest}, the lowest voltage {lowest}",
        },
    }

    def abscissa(self):
        label = f"{WORDS[language()]['time']} *t* ({self.unit})"
        return {"range": (0, self.t_end), "n": self.n, "log": False, "label": label, "symbol": "*t*", "unit": self.unit}

    def spec(self, **parameters):
        listed = {name: [list(step) for step in steps] for name, steps in self.protocol.items()}
        pulses = {"pulses": self.pulses} if self.pulses else {}
        return {**super().spec(**parameters), "protocol": listed, **pulses, **({"spikes": self.spikes} if self.spikes else {})}

    def stretches(self, values):
        """The protocol as (from, to, parameters) in each of which the parameters stand still."""

        def number(v):
            return sum(number(part) for part in v) if isinstance(v, tuple) else values[v] if isinstance(v, str) else v

        steps = [(number(t), name, number(level)) for name, levels in self.protocol.items() for t, level in levels]
        steps.sort(key=lambda step: step[0])
        pulses = [(number(start), number(start) + number(length), name, number(height))
                  for name, some in self.pulses.items() for start, length, height in some]  # fmt: skip
        times = {t for t, *_ in steps} | {t for start, end, *_ in pulses for t in (start, end)}
        edges = [0.0, *sorted(t for t in times if 0 < t < self.t_end), self.t_end]
        for start, end in zip(edges[:-1], edges[1:], strict=True):
            levels = {name: level for t, name, level in steps if t <= start}
            for begins, ends, name, height in pulses:
                if begins <= start < ends:
                    levels[name] = levels.get(name, values[name]) + height
            yield start, end, levels

    def compute(self, values, rtol=1e-6, atol=1e-8):
        model = self.model
        y = np.array(list(model.start.values()))
        xs, columns, rules = [], [], []
        for start, end, changed in self.stretches(values):
            p = self.parameters(values, changed)
            t = np.linspace(start, end, 2 + round(self.n * (end - start) / self.t_end))
            states = integrate(model, y, p, t, rtol, atol).T
            known = dict(zip(model.defaults, p, strict=True))
            known |= zip((symbol.name for symbol in model.outputs), model.numpy("outputs")(states, p), strict=True)
            known |= zip(model.start, states, strict=True)
            xs.append(t)
            columns.append([np.broadcast_to(known[line.name], t.shape) for line in self.lines])
            y = states[:, -1]
            rules.append(start)
        lines = [{"x": np.concatenate(xs), "y": np.concatenate(parts)} for parts in zip(*columns, strict=True)]
        facts = {"spikes": rises(lines[[line.name for line in self.lines].index(self.spikes)])} if self.spikes else {}
        return {"lines": lines, "points": [], "rules": rules[1:], "facts": facts}

    def describe(self, spec, curves, values):
        words = spec["words"]
        clauses = [self.clause(spec, curves, i) for i, line in enumerate(spec["lines"]) if not line.get("quiet")]
        return words["comma"].join(clauses) + words["stop"]

    def clause(self, spec, curves, i):
        line, words = spec["lines"][i], spec["words"]
        shown = np.asarray(curves["lines"][i]["y"])

        def value(v):
            return quantity(v, line["unit"])

        first, last, lowest, highest = shown[0], shown[-1], shown.min(), shown.max()
        if value(lowest) == value(highest):
            return words["constant"].format(y=line["symbol"], value=value(last))
        margin = 0.01 * (highest - lowest)
        text = words["change"].format(y=line["symbol"], **{"from": value(first), "to": value(last)})
        if lowest < min(first, last) - margin:
            text += words["lowest"].format(value=value(lowest))
        if highest > max(first, last) + margin:
            text += words["highest"].format(value=value(highest))
        if spec.get("spikes") == line["name"]:
            extremes = {"lowest": value(lowest), "highest": value(highest)}
            return spikes(words, curves["facts"]["spikes"], spec["x"]["unit"], **extremes) or words["silent"] + text
        return text


class _MembraneCourse(TimeCourse):
    @cached_property
    def model(self):
        membrane = getattr(excitable, self.model_name)
        more = {sp.Symbol(name, real=True): (expression, unit) for name, (expression, unit) in self.more(membrane).items()}
        units = {symbol: membrane.units[symbol.name] for symbol in (*membrane.states, *membrane.outputs) if symbol.name in membrane.units}
        return Model(
            membrane.name, membrane.states, {symbol: membrane.start[symbol.name] for symbol in membrane.states}, membrane.parameters,
            where=membrane.where, outputs={**membrane.outputs, **{symbol: expression for symbol, (expression, _) in more.items()}},
            units={**units, **{symbol: unit for symbol, (_, unit) in more.items()}},
        )  # fmt: skip

    def more(self, membrane):
        """Further outputs of the membrane: name → expression and unit."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False, kw_only=True)
class Excitation(_MembraneCourse):
    """A membrane under current pulses, with the conductance G_name = g Π gateᵖ of every channel."""

    def more(self, membrane):
        return {f"G_{channel.name}": (channel.conductance(), "mS/cm²") for channel in membrane.channels}


@dataclass(frozen=True, eq=False, kw_only=True)
class Charging(_MembraneCourse):
    """A passive membrane under one pulse of I: where V is heading (V_infty), and where it has come 63 % of its way, after τ = C/g_L."""

    kind = "charging"
    words = {
        "zh": {"tau": "时间常数 *τ* = {tau}；电流若一直流下去，*V* 会改变 {rise}；电流撤去时 *V* = {peak}"},
        "en": {"tau": "The time constant *τ* is {tau}. A lasting current would shift *V* by {rise}; when the pulse ends, *V* = {peak}"},
    }

    def more(self, membrane):
        g, I = (next(p.symbol for p in membrane.parameters if p.name == name) for name in ("g_L", "I"))
        return {"V_infty": (membrane.channels[0].reversal + I / g, "mV")}

    def compute(self, values, rtol=1e-6, atol=1e-8):
        curves = super().compute(values, rtol, atol)
        t, V = curves["lines"][0]["x"], curves["lines"][0]["y"]
        tau, points = values["C"] / values["g_L"], []
        for start, end, changed in self.stretches(values):
            here = float(V[np.searchsorted(t, start, "right") - 1])
            target = values["E_L"] + changed.get("I", values["I"]) / values["g_L"]
            if here != target and start + tau < end:
                points.append({"line": 0, "x": start + tau, "y": target + (here - target) / np.e, "label": "τ"})
        return {**curves, "points": points}

    def describe(self, spec, curves, values):
        ((_, _, height),) = self.pulses["I"]
        line = curves["lines"][0]
        parts = {"tau": (values["C"] / values["g_L"], self.unit), "rise": (values[height] / values["g_L"], "mV"),
                 "peak": (np.interp(curves["rules"][-1], line["x"], line["y"]), "mV")}  # fmt: skip
        return spec["words"]["tau"].format(**{name: quantity(*part) for name, part in parts.items()}) + spec["words"]["stop"]


def rises(line, level=0.0):
    """The times at which a line rises through `level`, between its points."""
    t, y = line["x"], line["y"]
    k = np.flatnonzero((y[:-1] < level) & (y[1:] >= level))
    return (t[k] + (level - y[k]) / (y[k + 1] - y[k]) * (t[k + 1] - t[k])).tolist()


def spikes(words, times, unit, **extremes):
    """How many spikes, when, and how far V goes; of many, the times of the first five. Nothing if there are none."""
    listed = words["comma"].join(quantity(t) for t in times[:5])
    where = f"{listed} …" if len(times) > 5 else f"{listed} {unit}"
    return words["spike" if len(times) == 1 else "spikes"].format(count=len(times), times=where, **extremes) if times else ""
