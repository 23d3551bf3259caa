"""The kind `Steps`: one membrane solved by a method and a step of the reader's choice. static/steps.js computes the same."""

import math
from dataclasses import dataclass
from itertools import islice, takewhile

import numpy as np

from ..simulate import integrate
from ..staggered import Staggered
from .courses import rises
from .sweeps import Stepped

LOST = 500.0
"""mV: farther out no membrane goes; a method that does has lost the solution."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Steps(Stepped):
    """V from rest under a steady current, to `t_end` ms: as it is, and as a method with the step Delta_t gives it.

    Sliders: Delta_t (ms) and method: 0 Euler, 1 Runge–Kutta of order 4, 2 exponential Euler, 3 staggered.
    Lines: V by the method, V itself.
    """

    t_end: float = 30.0
    n: int = 1500

    kind = "steps"
    sends = ("t_end", "membrane")
    words = {
        "steps": ("{steps} 步，右端计算 {calls} 次：{count} 个脉冲，最高 {peak mV}；精确解有 {true_count} 个脉冲，最高 {true_peak mV}",
                  "{steps} steps, the right-hand side computed {calls} times; number of spikes {count}, highest voltage {peak mV}; "
                  "in truth {true_count} and {true_peak mV}"),
        "lost": ("{steps} 步之后解已发散，毫无意义；精确解有 {true_count} 个脉冲，最高 {true_peak mV}",
                 "After {steps} steps the numbers have run away and mean nothing; "
                 "in truth the number of spikes is {true_count}, the highest voltage {true_peak mV}"),
    }  # fmt: skip

    def compute(self, values, rtol=1e-6, atol=1e-8):
        p, y, dt = self.parameters(values), list(self.model.start.values()), values["Delta_t"]
        count, method = math.floor(self.t_end / dt + 1e-9), METHODS[int(values["method"])]
        seen = [y[0]]
        with np.errstate(all="ignore"):
            seen += takewhile(lambda V: abs(V) < LOST, islice(method(self.model, y, p, dt), count))
        t = dt * np.arange(count + 1)
        V = np.append(seen, np.full(count + 1 - len(seen), np.nan))
        fine = np.linspace(0, self.t_end, self.n + 1)
        true = integrate(self.model, np.array(y), p, fine, rtol, atol)[:, 0]
        taken = len(seen) - 1
        facts = {
            "says": ["lost" if taken < count else "steps"],
            "steps": str(taken), "calls": str(taken * (4 if method is _runge_kutta else 1)),
            "count": str(len(rises({"x": t, "y": V}))), "peak": max(seen),
            "true_count": str(len(rises({"x": fine, "y": true}))), "true_peak": float(true.max()),
        }  # fmt: skip
        return {"lines": [{"x": t, "y": V}, {"x": fine, "y": true}], "points": [], "rules": [], "facts": facts}


def _euler(model, y, p, dt):
    f = _rates(model, p)
    while True:
        y = y + dt * f(y)
        yield float(y[0])


def _runge_kutta(model, y, p, dt):
    f = _rates(model, p)
    while True:
        k_1 = f(y)
        k_2 = f(y + dt / 2 * k_1)
        k_3 = f(y + dt / 2 * k_2)
        k_4 = f(y + dt * k_3)
        y = y + dt / 6 * (k_1 + 2 * k_2 + 2 * k_3 + k_4)
        yield float(y[0])


def _exponential(model, y, p, dt):
    """Each variable relaxes towards where it is heading now, while the others stand still."""
    kinetics, conduct = model.kinetics.python("outputs"), model.conductances.python("outputs")
    C, I = (p[list(model.defaults).index(name)] for name in "CI")
    V, *gates = y
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


def _rates(model, p):
    rhs = model.python("rhs")

    def f(y):
        try:
            return np.array(rhs(list(y), p))
        except (OverflowError, ZeroDivisionError):  # a voltage beyond all bounds
            return np.full(len(y), np.nan)

    return f


METHODS = (_euler, _runge_kutta, _exponential, _staggered)
