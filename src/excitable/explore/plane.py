"""The phase plane of a membrane with one slow gate, with or without its bifurcation diagram. static/plane.js computes the same.

Here limit cycles come from `bifurcation` (collocation); in the page, from one turn round the equilibrium, which attracts in
time or, where the cycle is unstable, against time.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.integrate import solve_ivp
from scipy.interpolate import CubicSpline

from ..dynamics import bifurcation, equilibria
from ..quantity import quantity
from ..symbolic import Model, Parameter
from ..text import language
from .kinds import Explorer

FAR, HIGH = 150, 3
"""The |V| (mV) and |n| at which an orbit has left the picture far behind."""
SHARE = 0.01
"""Of the tolerance for each step, since the errors of many steps add up."""
FRAMES, ROUND = 401, 201


@dataclass(frozen=True, eq=False, kw_only=True)
class PhasePlane(Explorer):
    """Nullclines, flow, equilibria, limit cycles and the orbit from (V_0, n_0) in the panel number `plane`, at the current I.

    Sliders are I, V_0, n_0, T_0 (how long the orbit lasts) and `direction` (1: backwards in time); those without a slider stand in
    `fixed`. `dt` is the step of the page's cycles. With `diagram`, the range of I, its panel 0 shows the equilibria ("resting",
    "unresting") and the extremes of the cycles ("stable_cycles", "unstable_cycles") against I.
    """

    plane: int = 0
    diagram: bool = False
    between: tuple[float, float]
    dt: float = 0.25
    fixed: dict = field(default_factory=dict)

    kind = "plane"
    tolerances = {"stable_cycle": 5e-4, "unstable_cycle": 5e-4}
    words = {
        "zh": {
            "stable node": "稳定结点", "stable focus": "稳定焦点", "saddle": "鞍点", "unstable node": "不稳定结点", "unstable focus": "不稳定焦点",
            "given": "当 *I* = {I} 时：", "equilibrium": "{kind}在 *V* = {V}",
            "cycle": "稳定极限环，周期 {period}，*V* 在 {lowest} 与 {highest} 之间",
            "repeller": "不稳定极限环，周期 {period}，*V* 在 {lowest} 与 {highest} 之间",
            "acyclic": "没有极限环", "semicolon": "；", "gap": "",
            "forward": "从 *V* = {V_0}、*n* = {n_0} 出发的轨线经过 {T_0} 到达 *V* = {V}、*n* = {n}",
            "backward": "从 *V* = {V_0}、*n* = {n_0} 出发的轨线逆着时间走 {T_0} 到达 *V* = {V}、*n* = {n}",
            "escape": "从 *V* = {V_0}、*n* = {n_0} 出发的轨线逆着时间跑出图外",
        },
        "en": {
            "stable node": "stable node", "stable focus": "stable focus", "saddle": "saddle",
            "unstable node": "unstable node", "unstable focus": "unstable focus",
            "given": "At *I* = {I}: ", "equilibrium": "{kind} at *V* = {V}",
            "cycle": "stable limit cycle, period {period}, *V* between {lowest} and {highest}",
            "repeller": "unstable limit cycle, period {period}, *V* between {lowest} and {highest}",
            "acyclic": "no limit cycle", "semicolon": "; ", "gap": " ",
            "forward": "The orbit from {V_0}, *n* = {n_0} has reached *V* = {V}, *n* = {n} after {T_0}",
            "backward": "Backwards in time, the orbit from {V_0}, *n* = {n_0} has reached *V* = {V}, *n* = {n} after {T_0}",
            "escape": "Backwards in time, the orbit from {V_0}, *n* = {n_0} runs out of the picture",
        },
    }  # fmt: skip

    @cached_property
    def defaults(self):
        return {**Explorer.defaults.func(self), **self.fixed}

    @cached_property
    def nullclines(self):
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

    @cached_property
    def bifurcation(self):
        given = {name: value for name, value in self.model.defaults.items() if name != "I"}
        return bifurcation(self.model, "I", self.between, **given)

    def axes(self):
        """The ranges of V and n shown."""
        panel = self.panels[self.plane]
        return {"panel": self.plane, "x": panel.x.range, "y": panel.range}

    def abscissa(self):
        return self.panels[0].x.spec()

    def spec(self, **parameters):
        own = {"nullclines": self.nullclines.javascript(), "plane": self.axes(), "dt": self.dt}
        return {**super().spec(**parameters), **own, **({"diagram": self.branches} if self.diagram else {})}

    def cycles(self, I):
        """The limit cycles at I: each with `stable`, `period`, and V, n from where it crosses the equilibrium's n upwards."""
        found = []
        last = equilibria(self.model, I=I)[-1].state
        for cycle in (cycle for branch in self.bifurcation.cycles for cycle in branch.at(I)):
            fraction = np.linspace(0, 1, 4001)
            V, n = cycle.at(fraction).T
            k = np.flatnonzero((n[:-1] < last["n"]) & (n[1:] >= last["n"]) & (V[:-1] > last["V"]))[0]
            start = fraction[k] + (last["n"] - n[k]) / (n[k + 1] - n[k]) / 4000
            x, y = cycle.at((start + np.linspace(0, 1, ROUND)) % 1).T
            extremes = [float(x.min()), float(x.max())]
            found.append({"stable": cycle.stable, "period": float(cycle.period), "extremes": extremes, "x": x, "y": y})
        return sorted(found, key=lambda cycle: cycle["x"][0])

    @cached_property
    def branches(self):
        """The lines of the diagram, four digits each; None lifts the pen."""
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
            value, V, stable = branch.value[few], branch.states["V"][few], branch.stable[few]
            add("resting", value, V, stable)
            add("unresting", value, V, ~stable)
        for branch in self.bifurcation.cycles:
            value, extremes, stable = self.smooth(branch)
            for extreme in extremes:
                add("stable_cycles", value, extreme, stable)
                add("unstable_cycles", value, extreme, ~stable)
        return lines

    def smooth(self, branch):
        """A branch of cycles from its Hopf point on: I, the lowest and the highest V, and stability, three points to each step."""
        shape = np.array([branch.value, branch.minimum["V"], branch.maximum["V"]]).T
        stable = branch.stable
        for end, at in ((0, 0), (-1, len(shape) + 1)) if branch.ends == "Hopf" else ((0, 0),):
            hopf = min(self.bifurcation.hopf, key=lambda hopf: abs(hopf.value - branch.value[end]))
            shape = np.insert(shape, at, [hopf.value, hopf.state["V"], hopf.state["V"]], axis=0)
            stable = np.insert(stable, at, branch.stable[end])
        along = np.append(0, np.cumsum(np.hypot(*(np.diff(shape[:, [0, 2]], axis=0) / np.ptp(shape[:, [0, 2]], axis=0)).T)))
        finer = np.interp(np.arange(3 * len(along) - 2) / 3, np.arange(len(along)), along)
        value, *extremes = CubicSpline(along, shape)(finer).T
        return value, extremes, stable[np.round(np.arange(len(finer)) / 3 - 0.01).astype(int)]

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
        I = values["I"]
        axes, p = self.axes(), {name: values[name] for name in self.model.defaults}
        x = np.linspace(*axes["x"], 241)
        shown = self.nullclines(V=x, n=0.0, **p)
        cycles = self.cycles(I)
        t, V, n, lost = self.orbit(values, rtol, atol)
        named = {name: {"x": x, "y": shown[name]} for name in ("V_nullcline", "n_nullcline")}
        named |= {"orbit": {"x": V, "y": n}, "V": {"x": t, "y": V}}
        for name, stable in (("stable_cycle", True), ("unstable_cycle", False)):
            cycle = next((cycle for cycle in cycles if cycle["stable"] is stable), {"x": np.empty(0), "y": np.empty(0)})
            named[name] = {"x": cycle["x"], "y": cycle["y"]}
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
            named |= {name: {"x": np.array(b["x"]), "y": np.array(b["y"], float)} for name, b in self.branches.items()}
            points += [{"line": line["resting"], "x": I, "y": e["V"], "mark": mark(e["kind"])} for e in resting]
            for cycle in cycles:
                which = "stable" if cycle["stable"] else "unstable"
                points += [{"line": line[f"{which}_cycles"], "x": I, "y": extreme, "mark": which} for extreme in cycle["extremes"]]
        facts = {
            "equilibria": resting,
            "cycles": [{key: cycle[key] for key in ("stable", "period", "extremes")} for cycle in cycles],
            "end": {"V": float(V[-1]), "n": float(n[-1]), "lost": lost},
        }
        return {
            "lines": [named[line.name] for line in self.lines], "points": points, "rules": rules, "times": t.tolist(),
            "arrows": self.flow(values), "facts": facts,
        }  # fmt: skip

    def flow(self, values):
        axes = self.axes()
        n, V = np.meshgrid(np.linspace(*axes["y"], 11)[1:-1], np.linspace(*axes["x"], 13)[1:-1], indexing="ij")
        dV, dn = self.model.numpy("rhs")([V.ravel(), n.ravel()], self.parameters(values))
        return {"panel": self.plane, "x": V.ravel().tolist(), "y": n.ravel().tolist(), "dx": dV.tolist(), "dy": dn.tolist()}

    def describe(self, spec, curves, values):
        words, facts = spec["words"], curves["facts"]
        at = words["given"].format(I=quantity(values["I"], "µA/cm²"))
        found = [words["equilibrium"].format(kind=words[e["kind"]], V=quantity(e["V"], "mV")) for e in facts["equilibria"]]
        for cycle in facts["cycles"]:
            lowest, highest = (quantity(extreme, "mV") for extreme in cycle["extremes"])
            text = words["cycle" if cycle["stable"] else "repeller"]
            found.append(text.format(period=quantity(cycle["period"], "ms"), lowest=lowest, highest=highest))
        if not facts["cycles"]:
            found.append(words["acyclic"])
        end = facts["end"]
        orbit = words["escape" if end["lost"] else "backward" if values["direction"] else "forward"].format(
            V_0=quantity(values["V_0"], "mV"), n_0=quantity(values["n_0"]), T_0=quantity(values["T_0"], "ms"),
            V=quantity(end["V"], "mV"), n=quantity(end["n"]),
        )  # fmt: skip
        return at + words["semicolon"].join(found) + words["stop"] + words["gap"] + orbit + words["stop"]


def mark(kind):
    """The shape of a point: "stable", "unstable" or "saddle"."""
    return kind if kind == "saddle" else kind.split(" ")[0]
