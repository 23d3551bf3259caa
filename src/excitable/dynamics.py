"""How equilibria and limit cycles change with a parameter: Hopf points, saddle-nodes, folds, the bifurcation diagram.

The equilibria of F(V, p) = 0 along a parameter p are a contour line in the plane of p and V. It may fold, close or break
up, and is still found as a whole. Everything else is read off the Jacobian along that line; limit cycles start at its Hopf points.
"""

import warnings
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from contourpy import contour_generator

from excitable.cycles import follow
from excitable.phase_space import Equilibrium, System, checked, equilibria, interval, kinds, search_range, zeros

_ALONG, _ACROSS = 400, 60        # places at which F is looked at, along the state and along the parameter


@dataclass(frozen=True)
class Hopf(Equilibrium):
    """A pair of eigenvalues ±iω crosses the imaginary axis, and a limit cycle of `period` 2π/ω is born.

    `l1` is the first Lyapunov coefficient (Kuznetsov 2004, Elements of Applied Bifurcation Theory, equation 5.39) with
    ⟨q, q⟩ = ⟨p, q⟩ = 1, in the model's own units; l1 ω/4 is the coefficient a of Guckenheimer & Holmes (1983, 3.4.11).
    Where it is positive the cycle is unstable: `subcritical`. `crossing` is dRe λ/dp.
    """

    period: float = np.nan
    l1: float = np.nan
    crossing: float = np.nan
    vector: np.ndarray | None = None

    @property
    def subcritical(self):
        return self.l1 > 0


@dataclass(frozen=True)
class Branch:
    """Equilibria along the parameter: `value`, `kind` (arrays), `states["V"]`, `eigenvalues` (one row each)."""

    value: np.ndarray
    states: dict
    eigenvalues: np.ndarray

    @cached_property
    def kind(self):
        return kinds(self.eigenvalues)

    @property
    def stable(self):
        return self.eigenvalues[:, 0].real < 0


class Diagram:
    """What `bifurcation` returns: see there."""

    def __init__(self, system, between, branches, hopf, saddle_nodes, changes, equilibria_at):
        self.model, self.parameter, self.between = system.model, system.parameter, between
        self.branches, self.hopf, self.saddle_nodes, self.changes = branches, hopf, saddle_nodes, changes
        self._system, self._equilibria_at = system, equilibria_at

    def __repr__(self):
        low, high = self.between
        born = f"{len(self.hopf)} Hopf points" if self.hopf else "no Hopf point, so no limit cycle is looked for"
        return (f"<Diagram {self.model.name}, {self.parameter} from {low:g} to {high:g}: {len(self.branches)} branches of equilibria, "
                f"{len(self.saddle_nodes)} saddle-nodes, {born}>")

    @cached_property
    def cycles(self):
        """The branches of limit cycles born at the Hopf points, each a Cycles; computed when first asked for."""
        if not self.hopf:
            if any((branch.eigenvalues.real > 0).sum(1).max() > 1 for branch in self.branches):
                warnings.warn(f"{self!r}: equilibria lose their stability outside this range; widen it to reach that Hopf point and "
                              "the limit cycles born there.", stacklevel=3)
            return []
        states = np.concatenate([list(branch.states.values()) for branch in self.branches], 1)
        scale = np.maximum(np.ptp(states, 1), 0.1 * abs(states).max(1))             # of a parameter that moves no equilibrium, too
        scale[scale == 0] = 1.0
        found, left = [], list(self.hopf)
        while left:
            hopf = left.pop(0)
            branch = follow(self._system, hopf.value, np.array(list(hopf.state.values())), hopf.vector, hopf.period, self.between, scale)
            last = branch.cycles[-1]
            if branch.ends == "Hopf":
                other = min(self.hopf, key=lambda other: abs(other.value - last.value))
                point = last.nodes * 0 + np.array(list(other.state.values()))
                still = branch.metric.unit(last, (last.tangent[0], 0.0, 0.0))             # in first order only the size changes
                branch.cycles.append(replace(last, nodes=point, period=other.period, value=other.value, tangent=still))
                left = [hopf for hopf in left if hopf is not other]
            if branch.ends == "period":
                # A homoclinic orbit comes back to a saddle; at a saddle-node the saddle has just gone.
                near = lambda point: (abs(last.nodes - list(point.state.values())) / scale).max(-1).min() < 0.02
                saddles = [point for point in self._equilibria_at(last.value) if point.kind == "saddle"]
                branch = replace(branch, ends="homoclinic" if any(map(near, saddles)) else
                                 "saddle-node" if any(map(near, self.saddle_nodes)) else "period")
            found.append(branch)
        return found

    @property
    def folds(self):
        """The folds of limit cycles, each a Cycle."""
        return [fold for branch in self.cycles for fold in branch.folds]

    def plot(self, name=None, ax=None):
        """Draw a state (the first if none is named) against the parameter; returns the axes.

        Lines are equilibria, lines with circles the highest and lowest values on limit cycles; what is stable is drawn solid
        and filled, what is unstable dashed and open.
        """
        import matplotlib.pyplot as plt

        from excitable.figures.style import palette
        from excitable.text import say

        model, name = self.model, name or self._system.names[0]
        model.check_names([name], model.start, "state")
        ax = ax or plt.subplots()[1]
        resting = {True: say(zh="稳定平衡点", en="stable equilibrium"), False: say(zh="不稳定平衡点", en="unstable equilibrium")}
        cycling = {True: say(zh="稳定极限环", en="stable limit cycle"), False: say(zh="不稳定极限环", en="unstable limit cycle")}
        line, (ink, blue, red) = {True: "-", False: "--"}, (palette[colour] for colour in ("ink", "potassium", "sodium"))
        for branch in self.branches:
            for part, stable in _stretches(branch.stable):
                ax.plot(branch.value[part], branch.states[name][part], line[stable], color=ink, label=resting[stable])
        for branch in self.cycles:
            for part, stable in _stretches(branch.stable):
                for extreme in (branch.minimum, branch.maximum):
                    ax.plot(branch.value[part], extreme[name][part], line[stable], color=blue, label=cycling[stable],
                            marker="o", markersize=4, markevery=0.08, markerfacecolor=blue if stable else "white")
        for points, marker, label in ((self.hopf, "s", say(zh="霍普夫分岔点", en="Hopf point")),
                                      (self.saddle_nodes, "^", say(zh="鞍结分岔点", en="saddle-node"))):
            if points:
                at, states = zip(*((point.value, point.state[name]) for point in points))
                ax.plot(at, states, marker, color=red, label=label)
        entries = dict(zip(*reversed(ax.get_legend_handles_labels())))
        ax.legend(entries.values(), entries.keys())
        for axis, quantity in ((ax.set_xlabel, self.parameter), (ax.set_ylabel, name)):
            label, unit = model.labels.get(quantity), model.units.get(quantity)
            axis((say(**label) if label else quantity) + (f" ({unit})" if unit else ""))
        return ax


def _stretches(stable):
    """The stretches of a branch over which it stays stable or unstable; each shares its last point with the next."""
    begins = [0, *(np.flatnonzero(stable[1:] != stable[:-1]) + 1)]
    return [(slice(begin, end + 1), bool(stable[begin])) for begin, end in zip(begins, [*begins[1:], len(stable)])]


def bifurcation(model, parameter, between, within=None, **parameters):
    """How the equilibria and limit cycles of a model change with a parameter.

    Parameters
    ----------
    model : Model
    parameter : str
        Any parameter of the model, such as "I".
    between : (float, float)
        Its range.
    within : (float, float), optional
        As in `equilibria`.
    **parameters
        Other than usual values of the other parameters.

    Returns
    -------
    Diagram
        `branches` (each a Branch), `hopf` (each a Hopf), `saddle_nodes` and `changes` between node and focus (each an
        Equilibrium, in the order of the branch), `cycles` (each a Cycles) and `folds` of cycles (each a Cycle), `plot()`.

    Raises
    ------
    ValueError
        If a name or value is wrong, or the equations cannot be reduced to one.
    RuntimeError
        If a branch of equilibria or of limit cycles cannot be followed; says the residual.

    Notes
    -----
    Branches that come closer to each other than 1/400 of the range of the state and 1/60 of that of the parameter may
    be joined wrongly. Limit cycles that are not connected with a Hopf point in the range are not found (there is a warning if
    an unstable equilibrium betrays a Hopf point outside it), nor those born where the period doubles; the multipliers of
    each Cycle tell where that is.

    Examples
    --------
    >>> from excitable import morris_lecar
    >>> diagram = bifurcation(morris_lecar, "I", (0, 300))
    >>> [(round(point.value, 3), point.subcritical) for point in diagram.hopf]
    [(93.858, True), (212.019, True)]
    >>> [round(fold.value, 3) for fold in diagram.folds]
    [88.293, 216.9]
    """
    values, between = checked(model, parameters), interval("between", between)
    model.check_names([parameter])
    if parameter in parameters:
        raise ValueError(f"{parameter} = {parameters[parameter]}: it is what varies between {between[0]} and {between[1]}; leave it out.")
    low, high = (checked(model, {**parameters, parameter: end}) for end in between)
    within = search_range(model, within, low, high)
    system = System(model, parameter, between[1] - between[0], values)
    branches, found = [], ([], [], [])
    lines, size = _contour(system, between, within)
    for points in lines:
        line = _Line(system, points, size)
        which, s = zeros(lambda s: _tests(system.eigenvalues(*line(s))), line.s)
        x, value = line(np.sort(np.append(line.s, s)))
        states, eigenvalues = system.states(x, value), system.eigenvalues(x, value)
        branches.append(Branch(value, dict(zip(system.names, states.T)), eigenvalues))
        special = np.searchsorted(np.sort(np.append(line.s, s)), s)
        for test, k in sorted(zip(which, special), key=lambda pair: pair[1]):
            point = Equilibrium(dict(zip(system.names, states[k].tolist())), eigenvalues[k], str(branches[-1].kind[k]), float(value[k]))
            if test == 0:
                found[0].extend(_hopf(system, point, size))
            else:
                found[test].append(point)
    hopf, saddle_nodes, changes = found
    equilibria_at = lambda value: equilibria(model, within, **{**values, parameter: value})
    return Diagram(system, between, branches, hopf, saddle_nodes, changes, equilibria_at)


def _contour(system, between, within):
    """The lines F = 0 in the plane of the parameter and the state that is kept, arrays of points (value, x), and their extent in x."""
    value = np.linspace(*between, _ACROSS)
    for along in (_ALONG // 3, _ALONG):                # the second look is where the first saw something
        x = np.linspace(*within, along)
        F = system.rest(x[:, None], value)
        crossed = np.flatnonzero(((F[1:] < 0) != (F[:-1] < 0)).any(1))
        if not len(crossed):
            return [], 0.0
        within = x[max(crossed[0] - 1, 0)], x[min(crossed[-1] + 2, along - 1)]
    return contour_generator(value, x, F).lines(0.0), x[-1] - x[0]


class _Line:
    """A contour line with its points moved onto F = 0; called with s, from 0 to the number of points, it gives x and the value."""

    def __init__(self, system, points, size):
        self.system, self.scale = system, (system.span, size)
        distinct = np.append(True, (np.diff(points, axis=0) != 0).any(1))
        self.points = points[distinct] if points[0, 0] <= points[-1, 0] else points[distinct][::-1]
        self.s = np.arange(len(self.points), dtype=float)

    def __call__(self, s):
        value, x = (np.interp(s, self.s, column) for column in self.points.T)
        for _ in range(8):
            F, F_x, F_value = self.system.slopes(x, value)
            along_value, along_x = F_value * self.scale[0], F_x * self.scale[1]
            with np.errstate(all="ignore"):                    # without a slope there is no line, and no end of corrections
                step = np.divide(F, along_value**2 + along_x**2, where=F != 0, out=np.zeros_like(F))
                value, x = value - step * along_value * self.scale[0], x - step * along_x * self.scale[1]
                size = abs(np.array([step * along_value, step * along_x])).max()
            if size < 1e-7:                            # about its square is what remains
                return x, value
        raise RuntimeError(f"{self.system.model.name}: a branch of equilibria was not found to full accuracy: Newton's last relative "
                           f"correction is {size:.1e} instead of 1e-7. Where branches cross, as at a pitchfork, shift another parameter a "
                           "little.")


def _tests(eigenvalues):
    """Functions of the eigenvalues that change sign at a Hopf point, at a saddle-node, and where two of them become complex."""
    i, j = np.triu_indices(eigenvalues.shape[-1], 1)
    first, second = eigenvalues[..., i], eigenvalues[..., j]
    return np.array([(first + second).prod(-1), eigenvalues.prod(-1), ((first - second) ** 2).prod(-1)]).real


def _hopf(system, point, size):
    """The Hopf point at a sum of two eigenvalues that vanishes; none if both are real."""
    state, value = np.array(list(point.state.values())), point.value
    _, J, f_value = system(state, value)
    spectrum, vectors = np.linalg.eig(J)
    i, j = np.triu_indices(len(state), 1)
    pair = abs(spectrum[i] + spectrum[j]).argmin()
    k = i[pair] if spectrum[i[pair]].imag > 0 else j[pair]
    if spectrum[k].imag <= 0:
        return []
    ω, q = spectrum[k].imag, vectors[:, k]
    adjoint, left = np.linalg.eig(J.T)
    p = left[:, abs(adjoint + 1j * ω).argmin()]
    p = p / np.vdot(q, p)                              # ⟨p, q⟩ = 1

    # Derivatives of J along Re q, Im q and the branch, by central differences of order 6.
    steps = np.arange(-3, 4)
    once, twice = np.array([[-1, 9, -45, 0, 45, -9, 1], [2, -27, 270, -490, 270, -27, 2]]) / [[60], [180]]
    h = 2e-3 * size
    D, D2 = [], []
    for direction in (q.real, q.imag):
        Js = system(state + h * steps[:, None] * direction, value)[1]
        D.append(np.tensordot(once, Js, 1) / h)
        D2.append(np.tensordot(twice, Js, 1) / h**2)
    towards = np.linalg.solve(J, -f_value)
    h = 1e-3 / (1 / system.span + abs(towards[system.kept]) / size)
    dJ = np.tensordot(once, system(state + h * steps[:, None] * towards, value + h * steps)[1], 1) / h

    # With B(u, v) = D_u J v and C(q, q, q̄) = (D²_a + D²_b) J q for q = a + ib:
    B_q = D[0] + 1j * D[1]
    round_trip = np.linalg.solve(J, D[0] @ q.real + D[1] @ q.imag)
    doubled = np.linalg.solve(2j * ω * np.eye(len(state)) - J, B_q @ q)
    l1 = np.vdot(p, (D2[0] + D2[1]) @ q - 2 * B_q @ round_trip + B_q.conj() @ doubled).real / (2 * ω)
    return [Hopf(point.state, point.eigenvalues, point.kind, value, float(2 * np.pi / ω), float(l1), float(np.vdot(p, dJ @ q).real), q)]
