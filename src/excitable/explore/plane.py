"""The phase plane of a membrane with one slow gate, with or without its bifurcation diagram. static/plane.js computes the same.

Limit cycles are found once, along branches, by `bifurcation` (collocation). The page gets a place on each and goes round from there.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.integrate import solve_ivp
from scipy.interpolate import CubicSpline

from ..dynamics import bifurcation, equilibria
from ..symbolic import Model, Parameter
from .describe import listed
from .kinds import Explorer
from .words import KINDS, words

FAR, HIGH = 150, 3
"""The |V| (mV) and |n| at which an orbit has left the picture far behind."""
SHARE = 0.01
"""Of the tolerance for each step, since the errors of many steps add up."""
FRAMES, ROUND = 401, 201
FINER = 3
"""Points on a branch of cycles for each that `bifurcation` gives."""
_FROM = "从 *V* = {V_0 mV}、*n* = {n_0} 出发的轨线"


@dataclass(frozen=True, eq=False, kw_only=True)
class PhasePlane(Explorer):
    """Nullclines, flow, equilibria, limit cycles and the orbit from (V_0, n_0) in panel `at`, at the current I.

    Sliders are I, V_0, n_0, T_0 (how long the orbit lasts) and `direction` (1: backwards in time); those without a slider stand in
    `fixed`. `with_diagram`, panel 0 shows the equilibria ("resting", "unresting") and the extremes of the cycles ("stable_cycles",
    "unstable_cycles") against I, which lies `between` two values.
    """

    between: tuple[float, float]
    at: int = 0
    with_diagram: bool = False
    fixed: dict = field(default_factory=dict)

    kind = "plane"
    sends = ("nullclines", "plane", "cycles", "diagram")
    tolerances = {"stable_cycle": 5e-4, "unstable_cycle": 5e-4}
    words = {
        **KINDS,
        "semicolon": ("；", "; "),
        "given": ("当 *I* = {I µA/cm²} 时：", "At *I* = {I µA/cm²}: "),
        "equilibrium": ("{kind}在 *V* = {V mV}", "{kind} at *V* = {V mV}"),
        "cycle": ("稳定极限环，周期 {period ms}，*V* 在 {lowest mV} 与 {highest mV} 之间",
                  "stable limit cycle, period {period ms}, *V* between {lowest mV} and {highest mV}"),
        "repeller": ("不稳定极限环，周期 {period ms}，*V* 在 {lowest mV} 与 {highest mV} 之间",
                     "unstable limit cycle, period {period ms}, *V* between {lowest mV} and {highest mV}"),
        "acyclic": ("没有极限环", "no limit cycle"),
        "forward": ("。" + _FROM + "经过 {T_0 ms} 到达 *V* = {V mV}、*n* = {n}",
                    ". The orbit from {V_0 mV}, *n* = {n_0} has reached *V* = {V mV}, *n* = {n} after {T_0 ms}"),
        "backward": ("。" + _FROM + "逆着时间走 {T_0 ms} 到达 *V* = {V mV}、*n* = {n}",
                     ". Backwards in time, the orbit from {V_0 mV}, *n* = {n_0} has reached *V* = {V mV}, *n* = {n} after {T_0 ms}"),
        "escape": ("。" + _FROM + "逆着时间跑出图外", ". Backwards in time, the orbit from {V_0 mV}, *n* = {n_0} runs out of the picture"),
    }  # fmt: skip

    @cached_property
    def defaults(self):
        return {**Explorer.defaults.func(self), **self.fixed}

    @cached_property
    def portrait(self):
        """n on the nullcline of V and on that of n, dV/dt on the latter, and the Jacobian, as a Model of V, n and the parameters."""
        V, n = self.model.states
        f, g = self.model._computed(self.model.states.values())
        slow = -g.subs(n, 0) / g.diff(n)
        named = {"V_nullcline": -f.subs(n, 0) / f.diff(n), "n_nullcline": slow, "rest": f.subs(n, slow)}
        named |= dict(zip(("f_V", "f_n", "g_V", "g_n"), (f.diff(V), f.diff(n), g.diff(V), g.diff(n)), strict=True))
        return Model(
            f"{self.model.name}-nullclines",
            outputs={V.func(name, real=True): expression for name, expression in named.items()},
            parameters=[Parameter(V, 0.0), Parameter(n, 0.0), *self.model.parameters],
        )

    @property
    def nullclines(self):
        return self.portrait.javascript()

    @property
    def plane(self):
        """The ranges of V and n shown."""
        panel = self.panels[self.at]
        return {"panel": self.at, "x": panel.x.range, "y": panel.range}

    @cached_property
    def bifurcation(self):
        given = {name: value for name, value in self.model.defaults.items() if name != "I"}
        return bifurcation(self.model, "I", self.between, **given)

    def turn(self, cycle):
        """V and n round a cycle, from where it rises through the n of the equilibrium inside."""
        last = equilibria(self.model, I=cycle.value)[-1].state
        fraction = np.linspace(0, 1, 4001)
        V, n = cycle.at(fraction).T
        k = np.flatnonzero((n[:-1] < last["n"]) & (n[1:] >= last["n"]) & (V[:-1] > last["V"]))[0]
        start = fraction[k] + (last["n"] - n[k]) / (n[k + 1] - n[k]) / 4000
        return cycle.at((start + np.linspace(0, 1, ROUND)) % 1).T

    def cycles_at(self, I):
        """The limit cycles at I: each with its `period`, whether it is `stable`, the `extremes` of V, and V and n all round."""
        found = []
        for cycle in (cycle for branch in self.bifurcation.cycles for cycle in branch.at(I)):
            x, y = self.turn(cycle)
            extremes = [float(x.min()), float(x.max())]
            found.append({"x": x, "y": y, "period": float(cycle.period), "stable": cycle.stable, "extremes": extremes})
        return sorted(found, key=lambda cycle: cycle["x"][0])

    @cached_property
    def branches(self):
        """The branches of cycles from the Hopf point on: I, V at the start of the turn, period, lowest and highest V; stability."""
        return [self._branch(branch) for branch in self.bifurcation.cycles]

    def _branch(self, branch):
        starts = [self.turn(cycle)[0][0] for cycle in branch.cycles]
        shape, stable = np.array([branch.value, starts, branch.period, branch.minimum["V"], branch.maximum["V"]]).T, branch.stable
        for end, place in ((0, 0), (-1, len(shape) + 1)) if branch.ends == "Hopf" else ((0, 0),):
            hopf = min(self.bifurcation.hopf, key=lambda hopf: abs(hopf.value - branch.value[end]))
            V = hopf.state["V"]
            shape, stable = np.insert(shape, place, [hopf.value, V, hopf.period, V, V], axis=0), np.insert(stable, place, branch.stable[end])
        seen = shape[:, [0, 4]] / np.ptp(shape[:, [0, 4]], axis=0)
        along = np.append(0, np.cumsum(np.hypot(*np.diff(seen, axis=0).T)))
        finer = np.arange(FINER * (len(along) - 1) + 1) / FINER
        return CubicSpline(along, shape)(np.interp(finer, np.arange(len(along)), along)).T, stable[np.round(finer - 0.01).astype(int)]

    @property
    def cycles(self):
        """The branches for the page: at each point I, V, period, and whether the cycles from the point before are stable."""
        return [[[*(float(f"{v:.6g}") for v in point[:3]), bool(is_stable)] for point, is_stable in zip(shape.T, stable, strict=True)]
                for shape, stable in self.branches]  # fmt: skip

    @cached_property
    def diagram(self):
        """The lines of the diagram, four digits each; None lifts the pen."""
        if not self.with_diagram:
            return None
        lines = {name: {"x": [], "y": []} for name in ("resting", "unresting", "stable_cycles", "unstable_cycles")}

        def add(name, x, y, shown):
            """Those parts of a line that are shown, each with the neighbour at which it goes over into the other kind."""
            shown = shown | np.append(shown[1:], False)
            y = np.where(shown, y, np.nan)
            for k in np.flatnonzero(shown | np.append(False, shown[:-1])):
                lines[name]["x"].append(float(f"{x[k]:.4g}"))
                lines[name]["y"].append(None if np.isnan(y[k]) else float(f"{y[k]:.4g}"))
            lines[name]["x"].append(float(f"{x[-1]:.4g}"))
            lines[name]["y"].append(None)

        for branch in self.bifurcation.branches:
            few = np.unique([*range(0, len(branch.value), 5), *np.flatnonzero(np.diff(branch.stable)), len(branch.value) - 1])
            for name, shown in (("resting", branch.stable[few]), ("unresting", ~branch.stable[few])):
                add(name, branch.value[few], branch.states["V"][few], shown)
        for (value, _, _, *extremes), stable in self.branches:
            for extreme in extremes:
                add("stable_cycles", value, extreme, stable)
                add("unstable_cycles", value, extreme, ~stable)
        return lines

    def orbit(self, values, rtol, atol):
        """The orbit, and whether it has left the picture far behind, where it stands still."""
        rhs, p = self.model.python("rhs"), self.parameters(values)
        sign = -1 if values["direction"] else 1

        def room(_, u):
            return min(FAR - abs(u[0]), HIGH - abs(u[1]))

        room.terminal = True
        times = np.linspace(0, values["T_0"], FRAMES)
        found = solve_ivp(lambda _, u: [sign * rate for rate in rhs(u.tolist(), p)], (0, values["T_0"]), [values["V_0"], values["n_0"]],
                          "LSODA", times, events=room, rtol=rtol * SHARE, atol=atol * SHARE)  # fmt: skip
        V, n = np.empty((2, FRAMES))
        V[:], n[:] = found.y_events[0][-1] if found.status == 1 else found.y[:, -1]
        V[: len(found.t)], n[: len(found.t)] = found.y
        return times, V, n, found.status == 1

    def compute(self, values, rtol=1e-6, atol=1e-8):
        I, p = values["I"], {name: values[name] for name in self.model.defaults}
        x = np.linspace(*self.plane["x"], 241)
        shown = self.portrait(V=x, n=0.0, **p)
        cycles = self.cycles_at(I)
        t, V, n, lost = self.orbit(values, rtol, atol)
        named = {name: {"x": x, "y": shown[name]} for name in ("V_nullcline", "n_nullcline")}
        named |= {"orbit": {"x": V, "y": n}, "V": {"x": t, "y": V}}
        for name, stable in (("stable_cycle", True), ("unstable_cycle", False)):
            named[name] = next((cycle for cycle in cycles if cycle["stable"] is stable), {"x": np.empty(0), "y": np.empty(0)})
        line = {line.name: number for number, line in enumerate(self.lines)}
        resting = [{"V": e.state["V"], "n": e.state["n"], "kind": e.kind} for e in equilibria(self.model, **p)]
        points = [
            {"line": line["orbit"], "x": V.tolist(), "y": n.tolist(), "mark": "now"},
            {"line": line["V"], "x": t.tolist(), "y": V.tolist(), "mark": "now"},
            {"line": line["orbit"], "x": values["V_0"], "y": values["n_0"], "mark": "start"},
            *({"line": line["orbit"], "x": e["V"], "y": e["n"], "mark": mark(e["kind"]), "look": "ink"} for e in resting),
        ]
        rules = []
        if self.diagram:
            rules = [{"panel": 0, "x": I}]
            named |= {name: {"x": np.array(b["x"]), "y": np.array(b["y"], float)} for name, b in self.diagram.items()}
            points += [{"line": line["resting"], "x": I, "y": e["V"], "mark": mark(e["kind"])} for e in resting]
            for cycle in cycles:
                which = "stable" if cycle["stable"] else "unstable"
                points += [{"line": line[f"{which}_cycles"], "x": I, "y": extreme, "mark": which} for extreme in cycle["extremes"]]
        facts = {
            "equilibria": resting,
            "cycles": [{key: cycle[key] for key in ("period", "stable", "extremes")} for cycle in cycles],
            "end": {"V": float(V[-1]), "n": float(n[-1]), "lost": lost},
        }
        return {
            "lines": [{axis: named[line.name][axis] for axis in "xy"} for line in self.lines], "points": points, "rules": rules,
            "times": t.tolist(), "arrows": self.flow(values), "facts": {**facts, "says": self.says(values, **facts)},
        }  # fmt: skip

    def flow(self, values):
        n, V = np.meshgrid(np.linspace(*self.plane["y"], 11)[1:-1], np.linspace(*self.plane["x"], 13)[1:-1], indexing="ij")
        dV, dn = self.model.numpy("rhs")([V.ravel(), n.ravel()], self.parameters(values))
        return {"panel": self.at, "x": V.ravel().tolist(), "y": n.ravel().tolist(), "dx": dV.tolist(), "dy": dn.tolist()}

    def says(self, values, equilibria, cycles, end):
        kinds = words(self.words)
        found = [["equilibrium", {"kind": kinds[e["kind"]], "V": e["V"]}] for e in equilibria]
        for cycle in cycles:
            parts = {"period": cycle["period"], **dict(zip(("lowest", "highest"), cycle["extremes"]))}
            found.append(["cycle" if cycle["stable"] else "repeller", parts])
        way = "escape" if end["lost"] else "backward" if values["direction"] else "forward"
        orbit = {**{name: values[name] for name in ("V_0", "n_0", "T_0")}, **end}
        return [["given", {"I": values["I"]}], *listed(found if cycles else [*found, "acyclic"], "semicolon"), [way, orbit]]


def mark(kind):
    """The shape of a point: "stable", "unstable" or "saddle"."""
    return kind.split(" ")[0]
