"""The kind `Steps`: one membrane solved by a method and a step of the reader's choice. static/steps.js computes the same."""

import math
from dataclasses import dataclass

import numpy as np

from ..quantity import quantity
from ..simulate import integrate
from ..staggered import Staggered
from .courses import rises
from .kinds import Explorer
from .sweeps import stepped

LOST = 500.0
"""mV: farther out no membrane goes; a method that does has lost the solution."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Steps(Explorer):
    """V from rest under a steady current, to `t_end` ms: as it is, and as a method with the step Delta_t gives it.

    Sliders: Delta_t (ms) and method: 0 Euler, 1 Runge–Kutta of order 4, 2 exponential Euler, 3 staggered.
    Lines: V by the method, V itself.
    """

    t_end: float = 30.0
    n: int = 1500

    kind = "steps"
    words = {
        "zh": {
            "steps": "{steps} 步，右端计算 {calls} 次：{count} 个脉冲，最高 {peak}；精确解有 {true_count} 个脉冲，最高 {true_peak}",
            "lost": "{steps} 步之后解已发散，毫无意义；精确解有 {true_count} 个脉冲，最高 {true_peak}",
        },
        "en": {
            "steps": "{steps} steps, the right-hand side computed {calls} times; number of spikes {count}, highest voltage {peak}; in truth {true_count} and {true_peak}",
            "lost": "After {steps} steps the numbers have run away and mean nothing; in truth the number of spikes is {true_count}, the highest voltage {true_peak}",
        },
    }  # fmt: skip

    def abscissa(self):
        return {**self.panels[0].x.spec(), "n": self.n}

    def spec(self, **parameters):
        return {**super().spec(**parameters), "membrane": stepped(self.model), "t_end": self.t_end}

    def compute(self, values, rtol=1e-6, atol=1e-8):
        p, y, dt = self.parameters(values), list(self.model.start.values()), values["Delta_t"]
        count = math.floor(self.t_end / dt + 1e-9)
        V = np.full(count + 1, np.nan)
        V[0] = y[0]
        with np.errstate(all="ignore"):
            for k, here in zip(range(1, count + 1), METHODS[int(values["method"])](self.model, y, p, dt)):
                if not abs(here) < LOST:
                    break
                V[k] = here
        seen = V[np.isfinite(V)]
        t = dt * np.arange(count + 1)
        fine = np.linspace(0, self.t_end, self.n + 1)
        true = integrate(self.model, np.array(y), p, fine, rtol, atol)[:, 0]
        facts = {
            "steps": len(seen) - 1, "calls": (len(seen) - 1) * (4 if values["method"] == 1 else 1), "lost": len(seen) <= count,
            "count": len(rises({"x": t[: len(seen)], "y": seen})), "peak": float(seen.max()),
            "true_count": len(rises({"x": fine, "y": true})), "true_peak": float(true.max()),
        }  # fmt: skip
        return {"lines": [{"x": t, "y": V}, {"x": fine, "y": true}], "points": [], "rules": [], "facts": facts}

    def describe(self, spec, curves, values):
        facts = curves["facts"]
        said = {**facts, **{name: quantity(facts[name], "mV") for name in ("peak", "true_peak")}}
        return spec["words"]["lost" if facts["lost"] else "steps"].format(**said) + spec["words"]["stop"]


def _euler(model, y, p, dt):
    rhs = model.python("rhs")
    while True:
        y = _along(y, dt, _rates(rhs, y, p))
        yield y[0]


def _runge_kutta(model, y, p, dt):
    rhs = model.python("rhs")
    while True:
        k_1 = _rates(rhs, y, p)
        k_2 = _rates(rhs, _along(y, dt / 2, k_1), p)
        k_3 = _rates(rhs, _along(y, dt / 2, k_2), p)
        k_4 = _rates(rhs, _along(y, dt, k_3), p)
        y = [u + dt / 6 * (a + 2 * b + 2 * c + d) for u, a, b, c, d in zip(y, k_1, k_2, k_3, k_4)]
        yield y[0]


def _exponential(model, y, p, dt):
    """Each variable relaxes towards where it is heading now, while the others stand still."""
    kinetics, conduct = model.kinetics.python("outputs"), model.conductances.python("outputs")
    C, I = (p[list(model.defaults).index(name)] for name in "CI")
    V, gates = y[0], y[1:]
    while True:
        rates = kinetics([], [V, *p])
        G, D = conduct([], [*gates, *p])
        heading = (I + D) / G
        V = heading + (V - heading) * math.exp(-dt * G / C)
        gates = [steady + (gate - steady) * math.exp(-dt / tau) for gate, steady, tau in zip(gates, rates, rates[len(gates):])]
        yield V


def _staggered(model, y, p, dt):
    V = np.array(y[:1])
    cell = Staggered(model, V, dt, **dict(zip(model.defaults, p)))
    while True:
        left, right = cell.between()
        V = (V + right) / left - V
        cell.follow(V)
        yield float(V[0])


def _rates(rhs, y, p):
    try:
        return rhs(y, p)
    except (OverflowError, ZeroDivisionError):  # a voltage beyond all bounds
        return [math.nan] * len(y)


def _along(y, dt, rates):
    return [u + dt * rate for u, rate in zip(y, rates)]


METHODS = (_euler, _runge_kutta, _exponential, _staggered)
