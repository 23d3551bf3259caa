"""Kinds along a cable: `Rooms`, passive, and `Impulse`, an action potential on its way. static/cable.js computes the same."""

from dataclasses import dataclass

import numpy as np

import excitable

from ..cable import Cable
from ..models.myelinated_axon import myelinated
from ..models.passive_cable import passive_cable, steady_cable
from .courses import rises
from .sweeps import Stepped, stepped


@dataclass(frozen=True, eq=False, kw_only=True)
class _Along(Stepped):
    """A movie of V along a cable of `length` cm, whose near end takes up a current for `pulse` ms.

    Every `every`-th step of `dt` ms is a frame. The first panel shows V over x, with a point at each of the `places` (cm); the
    second V at these over t.
    """

    length: float
    t_end: float
    dt: float
    every: int
    pulse: float
    places: tuple[float, ...]

    scale = 1
    stairs = False
    sends = ("length", "t_end", "dt", "every", "pulse", "places", "scale", "stairs", "membrane")

    def movie(self, trace, d, *others):
        """The curves, with other lines over x after V."""
        frames, x = trace.V[:: self.every], trace.x
        at = np.minimum(np.searchsorted(x, self.places), len(x) - 1)
        walls = np.append(0, np.cumsum(trace.cable.area / (np.pi * d)))
        along = np.repeat(walls, 2)[1:-1] if self.stairs else x
        return {
            "lines": [
                {"x": self.scale * along, "y": np.repeat(frames, 1 + self.stairs, axis=1).ravel()},
                *others,
                *({"x": trace.t, "y": trace.V[:, i]} for i in at),
            ],
            "points": [
                {"line": 0, "look": line.colour, "x": [float(self.scale * x[i])] * len(frames), "y": frames[:, i].tolist()}
                for line, i in zip(self.panels[1].lines, at, strict=True)
            ],
            "rules": [],
            "times": trace.t[:: self.every].tolist(),
        }


@dataclass(frozen=True, eq=False, kw_only=True)
class Rooms(_Along):
    """A passive cable cut into N rooms, the first of which is charged; V counts from rest and x is in mm.

    Sliders: N, d (µm), Ra, g_L and I_0 (nA). The line after V is the steady V of the continuous cable.
    """

    kind = "rooms"
    scale = 10
    stairs = True
    sends = (*_Along.sends, "steady", "constants")
    words = {"rooms": (
        "*t* = {pulse ms} 时第一个房间 *V* = {first mV}，最后一个房间 {last mV}；"
        "连续电缆的稳态为 {near mV} 与 {far mV}；λ = {lamda mm}，τ = {tau ms}",
        "At *t* = {pulse ms} the first room has *V* = {first mV} and the last {last mV}; "
        "a continuous cable settles at {near mV} and {far mV}; λ = {lamda mm}, τ = {tau ms}",
    )}  # fmt: skip

    steady = property(lambda self: steady_cable.javascript())
    constants = property(lambda self: passive_cable.javascript())

    def compute(self, values, rtol=1e-6, atol=1e-8):
        d, I = 1e-4 * values["d"], values["I_0"]
        cable = Cable(self.model, self.length, d, values["Ra"], int(values["N"]))
        trace = cable.simulate(self.t_end, self.dt, {0: [(0, I), (self.pulse, 0)]}, start=0.0, E_L=0.0, C=values["C"], g_L=values["g_L"])
        fibre = {"a": d / 2, "r_M": 1e3 / values["g_L"], "rho": values["Ra"]}
        constants = passive_cable(c_M=values["C"], **fibre)
        x = np.append(np.linspace(0, self.length, 101), constants["lambda"])
        steady = steady_cable(x=x, l=self.length, I_0=I, **fibre)["V_sealed"]
        movie = self.movie(trace, d, {"x": 10 * x[:-1], "y": steady[:-1]})
        movie["points"].append({"line": 1, "x": float(10 * x[-1]), "y": float(steady[-1]), "label": "λ"})
        first, last = trace.V[round(self.pulse / self.dt), [0, -1]]
        facts = {"first": first, "last": last, "near": steady[0], "far": steady[-2],
                 "lamda": 10 * x[-1], "tau": constants["tau"], "pulse": self.pulse}  # fmt: skip
        return {**movie, "facts": {"says": ["rooms"], **{name: float(fact) for name, fact in facts.items()}}}


@dataclass(frozen=True, eq=False, kw_only=True)
class Impulse(_Along):
    """An action potential on an axon, set off by `strength` · d^1.5 nA, as the input conductance of a cable grows.

    Sliders: d (µm), Ra, T. If `myelin` names the membrane of a layer of it, the axon is `myelinated`: nodes with the model's
    membrane, `node` cm long, and internodes of n compartments, with the sliders Delta_x, their length (mm), and g, the g-ratio.
    Without it there are n compartments in all. An impulse arrives at a place when V rises through `level` mV.
    """

    n: int
    strength: float
    level: float = -30.0
    myelin: str = ""
    node: float = 1.5e-4
    layer: float = 8e-7

    kind = "impulse"
    sends = (*_Along.sends, "n", "strength", "level", "node", "layer", "sheath")
    words = {
        "arrives": ("动作电位在 *t* = {first ms} 和 {second ms} 到达两个电极，在第二个电极处峰值为 {peak mV}：传导速度 {V m/s}",
                    "The action potential reaches the electrodes at *t* = {first ms} and {second ms}, "
                    "with a peak of {peak mV} at the second: it travels at {V m/s}"),
        "fails": ("动作电位没有在 {t_end ms} 内到达第二个电极", "No action potential reaches the second electrode within {t_end ms}"),
    }  # fmt: skip

    @property
    def sheath(self):
        """The membrane of a layer, for the page."""
        around = self.myelin and getattr(excitable, self.myelin)
        return around and {**stepped(around), "values": around.defaults}

    def compute(self, values, rtol=1e-6, atol=1e-8):
        d, Ra = 1e-4 * values["d"], values["Ra"]
        if self.myelin:
            node, internode = Cable(self.model, self.node, d, Ra, 1), Cable(getattr(excitable, self.myelin), values["Delta_x"] / 10, d, Ra, self.n)
            axon = myelinated(node, internode, round(self.length / internode.length), values["g"], self.layer)
        else:
            axon = Cable(self.model, self.length, d, Ra, self.n)
        shared = self.sheath["values"] if self.myelin else {"I"}
        own = {name: values[name] for name in self.model.defaults if name not in shared}
        pulse = [(0, self.strength * values["d"] ** 1.5), (self.pulse, 0)]
        trace = axon.simulate(self.t_end, self.dt, {0: pulse}, self.model.start["V"], **own)
        movie = self.movie(trace, d)
        traces, (near, far) = movie["lines"][-2:], (point["x"][0] for point in movie["points"])
        arrivals = [rises(line, self.level)[:1] for line in traces]
        facts = {"says": ["fails"], "t_end": self.t_end}
        if all(arrivals):
            (first,), (second,) = arrivals
            facts = {"says": ["arrives"], "first": first, "second": second,
                     "peak": float(traces[1]["y"].max()), "V": 10 * (far - near) / (second - first)}  # fmt: skip
        return {**movie, "facts": facts}
