"""Kinds over time: `TimeCourse`, and `Charging` of a membrane. static/courses.js computes the same in the browser."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import sympy as sp

import excitable

from ..quantity import quantity
from ..simulate import integrate
from ..symbolic import Model
from .describe import listed
from .kinds import Explorer
from .parts import time_axis


@dataclass(frozen=True, eq=False, kw_only=True)
class TimeCourse(Explorer):
    """States and outputs from 0 to `t_end`, in the model's unit of time.

    `pulses` add to parameters while they last: ``{"I": [(start, length, height), …]}``. Times and heights are numbers, names of
    sliders, or tuples of both that are added up. `spikes` names the line whose rises through 0 are counted.
    """

    t_end: float
    unit: str
    pulses: dict = field(default_factory=dict)
    spikes: str = ""
    n: int = 300

    kind = "time"
    sends = ("pulses", "spikes")
    words = {
        "constant": ("{y} 保持在 {to unit}", "{y} stays at {to unit}"),
        "change": ("{y} 从 {from unit} 变到 {to unit}", "{y} goes from {from unit} to {to unit}"),
        "lowest": ("（最低 {lowest unit}）", " (lowest {lowest unit})"),
        "highest": ("（最高 {highest unit}）", " (highest {highest unit})"),
        "silent": ("没有动作电位，", "No spike: "),
        "spike": ("一个动作电位，在 *t* = {times ms}，最高 {highest unit}，随后最低 {lowest unit}",
                  "One spike, at *t* = {times ms}: its peak is {highest unit}, the lowest voltage {lowest unit}"),
        "spikes": ("{count} 个动作电位，在 *t* = {times ms}，最高 {highest unit}，最低 {lowest unit}",
                   "{count} spikes, at *t* = {times ms}: the highest peak is {highest unit}, the lowest voltage {lowest unit}"),
    }  # fmt: skip

    @property
    def x(self):
        return time_axis(self.t_end, self.unit)

    def stretches(self, values):
        """The whole time as (from, to, parameters) in each of which the parameters stand still."""

        def numeric(v):
            return sum(map(numeric, v)) if isinstance(v, tuple) else values[v] if isinstance(v, str) else v

        pulses = [(name, *map(numeric, pulse)) for name, some in self.pulses.items() for pulse in some]
        times = {t for _, start, length, _ in pulses for t in (start, start + length) if 0 < t < self.t_end}
        edges = [0.0, *sorted(times), self.t_end]
        for begin, end in zip(edges, edges[1:]):
            levels = {}
            for name, start, length, height in pulses:
                if start <= begin < start + length:
                    levels[name] = levels.get(name, values[name]) + height
            yield begin, end, levels

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
        spikes = rises(lines[[line.name for line in self.lines].index(self.spikes)]) if self.spikes else []
        told = [self.course(line, lines[i]["y"], spikes if line.name == self.spikes else None)
                for i, line in enumerate(self.lines) if not line.quiet]  # fmt: skip
        says = [clause for part in listed(told, ["comma"]) for clause in part]
        return {"lines": lines, "points": [], "rules": rules[1:], "facts": {"spikes": spikes, "says": says}}

    def course(self, line, shown, spikes):
        """What one line does in the course of time; of many spikes, the times of the first five."""
        first, last, lowest, highest = map(float, (shown[0], shown[-1], shown.min(), shown.max()))
        y, unit = self.named(line)
        parts = {"y": y, "unit": unit, "from": first, "to": last, "lowest": lowest, "highest": highest}
        if spikes:
            times = [*spikes[:5], "…"] if len(spikes) > 5 else spikes
            return [["spikes" if len(spikes) > 1 else "spike", {**parts, "times": times, "count": str(len(spikes))}]]
        margin = 0.01 * (highest - lowest)
        names = ["constant"]
        if quantity(lowest) != quantity(highest):
            names = ["change", *["lowest"] * (lowest < min(first, last) - margin), *["highest"] * (highest > max(first, last) + margin)]
            names = names if spikes is None else ["silent", *names]
        return [[name, parts] for name in names]


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
    """A passive membrane under one pulse of height I_1: where V is heading (V_infty), and where it is after τ = C/g_L, 63 % of its way."""

    kind = "charging"
    words = {"charging": (
        "时间常数 *τ* = {tau ms}；电流若一直流下去，*V* 会改变 {rise mV}；电流撤去时 *V* = {peak mV}",
        "The time constant *τ* is {tau ms}. A lasting current would shift *V* by {rise mV}; when the pulse ends, *V* = {peak mV}",
    )}  # fmt: skip

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
        facts = {"says": ["charging"], "tau": tau, "rise": values["I_1"] / values["g_L"], "peak": here}
        return {**curves, "points": points, "facts": facts}


def rises(line, level=0.0):
    """The times at which a line rises through `level`, between its points."""
    t, y = line["x"], line["y"]
    k = np.flatnonzero((y[:-1] < level) & (y[1:] >= level))
    return (t[k] + (level - y[k]) / (y[k + 1] - y[k]) * (t[k + 1] - t[k])).tolist()
