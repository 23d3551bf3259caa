"""The kind `Firing`: how fast a membrane fires at each current. static/sweep.js computes the same in the browser."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..staggered import Staggered
from .courses import rises
from .kinds import Explorer

FINER = 15


class Stepped(Explorer):
    """A membrane as static/march.js steps it."""

    @property
    def membrane(self):
        return stepped(self.model)


@dataclass(frozen=True, eq=False, kw_only=True)
class Firing(Stepped):
    """The firing rate of a membrane against the current I, and V in time at the present I.

    The rate comes from the intervals between spikes, upward crossings of the slider `threshold`, in the second half of
    `t_end` ms, which start from rest. Where firing begins or ends, the n currents of the x axis are divided `FINER` times.
    Lines: f over I; over t V and the threshold.
    """

    n: int = 81
    t_end: float = 150
    dt: float = 0.05
    every: int = 2

    kind = "firing"
    sends = ("t_end", "dt", "every", "membrane")
    words = {
        "here": ("在当前 *I* 下 *f* = {f Hz}", "At this *I*, *f* = {f Hz}"),
        "mute": ("；图中任何电流都不引起重复发放", "; no current in the figure makes the membrane fire repetitively"),
        "tonic": ("；*I* = 0 时已以 {jump Hz} 重复发放，最快 {highest Hz}（*I* = {fastest µA/cm²}）",
                  "; it fires at {jump Hz} without any current, and at most at {highest Hz} (*I* = {fastest µA/cm²})"),
        "onset": ("；*I* 低于 {onset µA/cm²} 时不重复发放，从这里起以 {jump Hz} 发放，最快 {highest Hz}（*I* = {fastest µA/cm²}）",
                  "; no repetitive firing below *I* = {onset µA/cm²}, where it sets in at {jump Hz}; "
                  "at most {highest Hz} (*I* = {fastest µA/cm²})"),
        "block": ("；从 *I* = {block µA/cm²} 起振荡不再越过 {threshold mV}，幅度渐小，进入去极化阻滞",
                  "; from *I* = {block µA/cm²} on the oscillation no longer crosses {threshold mV} and shrinks into depolarisation block"),
    }  # fmt: skip

    def compute(self, values, rtol=1e-6, atol=1e-8):
        parameters = tuple((name, values[name]) for name in self.model.defaults if name != "I")
        I, f = self._curve(parameters, values["threshold"])
        V = self._run([values["I"]], parameters)
        f_here = float(self._rates(V, values["threshold"])[0])
        t = self.dt * np.arange(len(V))
        shown = slice(None, None, self.every)
        facts = {"says": ["here", "mute"], "f": f_here}
        fires = np.flatnonzero(f)
        if len(fires):
            first, after, best = fires[0], fires[-1] + 1, np.argmax(f)
            facts = {"says": ["here", "onset" if I[first] else "tonic"], "f": f_here, "onset": float(I[first]), "jump": float(f[first]),
                     "highest": float(f[best]), "fastest": float(I[best])}  # fmt: skip
            if after < len(I):
                facts["says"].append("block")
                facts |= {"block": float(I[after]), "threshold": values["threshold"]}
        return {
            "lines": [
                {"x": I, "y": f},
                {"x": t[shown], "y": V[shown, 0]},
                {"x": np.array([0, self.t_end]), "y": np.full(2, values["threshold"])},
            ],
            "points": [{"line": 0, "x": values["I"], "y": f_here}],
            "rules": [{"panel": 0, "x": facts[name]} for name in ("onset", "block") if name in facts],
            "facts": facts,
        }

    @lru_cache(maxsize=8)
    def _curve(self, parameters, threshold):
        """Currents and rates."""
        I = np.linspace(*self.x.range, self.n)
        f = self._rates(self._run(I, parameters), threshold)
        edges = np.flatnonzero((f[1:] > 0) != (f[:-1] > 0))
        if len(edges):
            between = np.concatenate([np.linspace(I[k], I[k + 1], FINER + 1)[1:-1] for k in edges])
            order = np.argsort(np.append(I, between))
            I, f = np.append(I, between)[order], np.append(f, self._rates(self._run(between, parameters), threshold))[order]
        return I, f

    def _run(self, I, parameters):
        """V after each step, one column for each current."""
        V = np.full((1 + round(self.t_end / self.dt), len(I)), self.model.start["V"])
        cells = Staggered(self.model, V[0], self.dt, I=np.array(I), **dict(parameters))
        for before, after in zip(V, V[1:]):
            left, right = cells.between()
            np.subtract((before + right) / left, before, after)
            cells.follow(after)
        return V

    def _rates(self, V, threshold):
        half = self.dt * (len(V) - 1) / 2
        t = self.dt * np.arange(len(V))
        spikes = [[s for s in rises({"x": t, "y": column}, threshold) if s >= half] for column in V.T]
        return np.array([1e3 * (len(s) - 1) / (s[-1] - s[0]) if len(s) > 1 else 0.0 for s in spikes])


def stepped(membrane):
    """The JavaScript of a membrane, and the names of its gates."""
    return {
        "kinetics": membrane.kinetics.javascript(),
        "conductances": membrane.conductances.javascript(),
        "gates": [gate.name for gate in membrane.gates],
    }
