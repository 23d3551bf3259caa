"""Branches of limit cycles along a parameter, by pseudo-arclength continuation (Keller 1977; Doedel, Keller & Kernévez 1991).

A step goes so far along the branch, not so far in the parameter: the branch may turn round (a fold of cycles). A parabola
predicts the next cycle, Newton's method corrects it.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.optimize import brentq

from excitable.collocation import Cycle, Gauss, Metric, correct

_FIRST, _SHORTEST, _LONGEST = 0.02, 1e-5, 0.1    # steps along the branch, in sizes of the states
_STRAIGHT = 0.5                                  # the smallest cosine of the angle by which the branch may turn in a step
_INTERVALS, _DEGREE = 30, 4                      # N and m of the collocation; with 24 a canard has folds that are none
_TOGETHER = 33                                   # so many cycles fit into the processor's cache
_ENDLESS = 40                                    # so many times the period at birth counts as without bound


@dataclass(frozen=True, repr=False)
class Cycles:
    """A branch of limit cycles from a Hopf point on.

    `value`, `period` and `stable` are arrays along the branch, `minimum["V"]` and `maximum["V"]` too; `cycles` holds each
    as a Cycle. `folds` are the cycles at which the branch turns round. `ends` says why it stops: "boundary" (of the range
    of the parameter), "Hopf" (the cycles shrink to a point), or the period grows without bound, "homoclinic" (the cycle
    comes ever closer to a saddle) or "saddle-node" (to where a saddle and a node are about to appear); "period" if neither is
    near within the range.
    """

    system: object
    metric: Metric
    cycles: list
    folds: list
    ends: str

    def __repr__(self):
        ends = f"{self.system.parameter} = {self.value[0]:g} to {self.value[-1]:g}"
        return f"<Cycles: {len(self.cycles)} limit cycles from {ends} ({self.ends}), {len(self.folds)} folds>"

    @cached_property
    def value(self):
        return np.array([cycle.value for cycle in self.cycles])

    @cached_property
    def period(self):
        return np.array([cycle.period for cycle in self.cycles])

    @cached_property
    def stable(self):
        return np.array([cycle.stable for cycle in self.cycles])

    @cached_property
    def minimum(self):
        return dict(zip(self.system.names, np.array([cycle.extremes[0] for cycle in self.cycles]).T))

    @cached_property
    def maximum(self):
        return dict(zip(self.system.names, np.array([cycle.extremes[1] for cycle in self.cycles]).T))

    def at(self, value):
        """All cycles of the branch at this value of the parameter, or at each of an array of values: a list, along the branch."""
        values = np.atleast_1d(value)
        if values.ndim > 1 or values.dtype.kind not in "fi" or not np.isfinite(values).all():
            raise ValueError(f"{self.system.parameter} = {value!r}: give a number, or a list of numbers.")
        guesses, pairs = [], []
        for a, b in zip(self.cycles, self.cycles[1:]):
            here = [v for v in values if (a.value <= v) != (b.value <= v)]
            guesses += _between(a, b, here, self.metric) if here else []
            pairs += [(a, b, v) for v in here]
        found = []
        for k in range(0, len(guesses), _TOGETHER):
            try:
                found += correct(self.system, guesses[k : k + _TOGETHER], None, self.metric)[0]
            except RuntimeError:
                found += [_meeting(self.system, *pair, self.metric) for pair in pairs[k : k + _TOGETHER]]
        return found


def follow(system, value, state, vector, period, between, scale):
    """The branch of cycles born at a Hopf point, followed as far as it goes within `between`.

    Parameters
    ----------
    system : callable (states, value) → f, ∂f/∂states, ∂f/∂value
        With `names`, `parameter` and `span`, the range of the parameter.
    value, state, vector, period
        Of the Hopf point: nearby, u = state + ε Re(vector · exp(2πi τ)).
    between : (float, float)
    scale : array (d,)
        The size of the states, by which a step is measured.

    Raises
    ------
    RuntimeError
        If Newton's method fails however short the step.
    """
    metric = Metric(scale, system.span)
    cycle = Cycle(system.names, Gauss(_DEGREE), np.linspace(0, 1, _INTERVALS + 1), None, period, value)
    turning = np.exp(2j * np.pi * cycle.fractions(cycle.gauss.nodes))[..., None]
    cycle = replace(cycle, nodes=state + 0 * turning.real)
    cycle = replace(cycle, tangent=metric.unit(cycle, ((vector * turning).real, 0.0, 0.0)))
    bend, step, cycles, folds = (0.0, 0.0, 0.0), _FIRST, [], []
    branch = lambda ends: Cycles(system, metric, cycles, folds, ends)
    while len(cycles) < 2000:
        try:
            new, newton = _step(system, cycle, bend, step, metric)
        except RuntimeError:
            if step < _SHORTEST:
                raise
            step /= 2
            continue
        straight = metric.product(cycle, cycle.tangent, new.tangent)
        through_hopf = cycles and _overlap(cycle, new, scale) < 0                  # turned inside out
        if (straight < _STRAIGHT or through_hopf) and step > _SHORTEST:
            step /= 2
            continue
        size = _overlap(new, new, scale)
        if cycles and size < smallest:
            return branch("Hopf")
        smallest = smallest if cycles else size
        if new.period > _ENDLESS * period or new.period > 3 * period and _only_longer(cycle, new, metric):
            cycles.append(new)
            return branch("period")
        if cycles and new.tangent[2] * cycle.tangent[2] < 0:
            folds.append(_fold(system, cycle, bend, new, step, metric))
            cycles.append(folds[-1])
        if not between[0] <= new.value <= between[1]:
            bound = between[int(new.value > between[1])]
            cycles.append(_meeting(system, cycle, new, bound, metric))
            return branch("boundary")
        cycles += [new] if cycles else [replace(cycle, multipliers=new.multipliers), new]
        bend = tuple((after - before) / step for after, before in zip(new.tangent, cycle.tangent))
        cycle, bend = _remeshed(new, bend, metric)
        step = min(step * (1.5 if newton <= 3 and straight > 0.9 else 1 if newton <= 4 else 0.7), _LONGEST * max(1.0, np.sqrt(size)))
    raise RuntimeError(f"the branch of limit cycles from {system.parameter} = {value:g} has no end after {len(cycles)} steps.")


def _step(system, cycle, bend, step, metric):
    """The cycle so far along the branch, and how many corrections its prediction from tangent and bend needed."""
    moved = [old + step * slope + step**2 / 2 * curvature
             for old, slope, curvature in zip((cycle.nodes, cycle.period, cycle.value), cycle.tangent, bend)]
    guess = replace(cycle, nodes=moved[0], period=moved[1], value=moved[2])
    found, newton = correct(system, [guess], cycle.tangent, metric)
    return found[0], newton


def _fold(system, cycle, bend, new, step, metric):
    """The cycle at which the branch turns round, within the step from cycle to new (Illinois method for its slope)."""
    (low, falling), (high, rising), last = (0.0, cycle.tangent[2]), (step, new.tangent[2]), 0.0
    for _ in range(20):
        part = (low * rising - high * falling) / (rising - falling)
        fold, _ = _step(system, cycle, bend, part, metric)
        slope = fold.tangent[2]
        if abs(part - last) < 1e-3 * step or slope == 0:
            return correct(system, [fold], fold.tangent, metric)[0][0]      # so that its multiplier is 1 to the same accuracy
        if slope * rising < 0:
            low, falling, high, rising = high, rising, part, slope
        else:
            falling, high, rising = falling / 2, part, slope
        last = part
    raise RuntimeError(f"the fold of limit cycles near {system.parameter} = {fold.value:g} was not found: "
                       f"the slope of the branch there is {slope:.1e} instead of 0.")


def _meeting(system, a, b, value, metric):
    """The cycle between the neighbours a and b at this value of the parameter; where the guess is too far, a nearer neighbour helps."""
    for _ in range(8):
        try:
            return correct(system, _between(a, b, [value], metric), None, metric)[0][0]
        except RuntimeError as error:
            failed = error
        middle = correct(system, _between(a, b, [None], metric), a.tangent, metric)[0][0]
        a, b = (a, middle) if (a.value <= value) != (middle.value <= value) else (middle, b)
    raise failed


def _between(a, b, values, metric):
    """Guesses at the cycles between the neighbours a and b (None: half-way), on the cubic with their places and tangents."""
    nodes, tangent = np.split(b.at(a.fractions(a.gauss.nodes), np.concatenate([b.nodes, b.tangent[0]], -1)), 2, -1)
    begins, ends = (a.nodes, a.period, a.value), (nodes, b.period, b.value)
    length = metric.product(a, a.tangent, [end - begin for begin, end in zip(begins, ends)])
    cubics = [(begin, length * slope, 3 * (end - begin) - length * (2 * slope + last), length * (slope + last) - 2 * (end - begin))
              for begin, end, slope, last in zip(begins, ends, a.tangent, (tangent, *b.tangent[1:]))]
    point = lambda cubic, share: cubic[0] + share * (cubic[1] + share * (cubic[2] + share * cubic[3]))
    guesses = []
    for value in values:
        share = 0.5
        if value is not None:
            miss = lambda share: point(cubics[2], share) - value
            share = brentq(miss, 0.0, 1.0) if miss(0.0) * miss(1.0) < 0 else float(value != a.value)
        nodes, period, there = (point(cubic, share) for cubic in cubics)
        guesses.append(replace(a, nodes=nodes, period=period, value=there if value is None else float(value)))
    return guesses


def _overlap(a, b, scale):
    """The mean product of the deviations of two cycles on one mesh from their means; of one with itself, its size squared."""
    width = np.diff(a.mesh)[:, None]
    first, second = (cycle.nodes[:, 0] - (width * cycle.nodes[:, 0]).sum(0) for cycle in (a, b))
    return (width * first * second / scale**2).sum()


def _only_longer(old, new, metric):
    """Whether the period grows while shape and parameter stand still, as they do close to a homoclinic orbit."""
    longer = np.log(new.period / old.period)
    same_shape = (abs(new.extremes - old.extremes) < 1e-2 * longer * metric.scale).all()
    return same_shape and abs(new.value - old.value) < 1e-5 * longer * metric.span


def _remeshed(cycle, bend, metric):
    """The same on intervals that share out the turning evenly, dτ ∝ |dᵐu/dτᵐ|^(−1/m), but none too long."""
    width, m = np.diff(cycle.mesh), len(cycle.gauss.nodes) - 1
    turning = np.linalg.norm(cycle.gauss.from_values[-1] @ cycle.nodes / metric.scale, axis=-1) ** (1 / m)    # × width
    turning = (np.roll(turning, 1) + turning + np.roll(turning, -1)) / 3
    turning += turning.sum() / 3 * width                        # a quarter of the intervals is spread evenly over time
    total = np.append(0, np.cumsum(turning / turning.sum()))
    mesh = np.interp(np.linspace(0, 1, len(width) + 1), total, cycle.mesh)
    mesh[-1] = 1.0
    finer = replace(cycle, mesh=mesh)
    nodes = cycle.at(finer.fractions(cycle.gauss.nodes), np.concatenate([cycle.nodes, cycle.tangent[0], bend[0]], -1))
    nodes, slope, curvature = np.split(nodes, 3, -1)
    finer = replace(finer, nodes=nodes)
    return replace(finer, tangent=metric.unit(finer, (slope, *cycle.tangent[1:]))), (curvature, *bend[1:])
