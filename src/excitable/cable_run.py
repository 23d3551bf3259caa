"""How a cable is simulated, and what comes back: the voltage in time and space, and how fast an impulse travelled."""

from dataclasses import dataclass
from numbers import Real

import numpy as np

from excitable.arguments import number, positive, protocol
from excitable.cable_geometry import distance, find, find_all
from excitable.staggered import Staggered
from excitable.sweep import _crossings

_MOST = 5e8                 # values of V that are kept, 4 GB


def run(cable, t_end, dt, I, start, parameters):
    """What `Cable.simulate` does; it says how."""
    n, values = len(cable.area), cable._values(parameters)
    t_end, dt = positive("t_end", t_end, "time in ms"), positive("dt", dt, "step in ms")
    if t_end / dt * n > _MOST:
        raise ValueError(f"t_end = {t_end:g}, dt = {dt:g}: {t_end / dt:g} steps of {n} compartments do not fit into memory; give a longer "
                         "dt or a shorter t_end.")
    steps = int(np.ceil(t_end / dt * (1 - 1e-12)))
    t, dt = np.linspace(0, t_end, steps + 1), t_end / steps
    points = find_all(cable, I)
    protocols = [protocol(Electrode, f"I[{place!r}]", value, t_end) for place, value in I.items()]
    currents = np.array([np.diff(_charge(stages, t)) / dt for stages in protocols]).reshape(-1, steps)
    changes = np.append(True, (np.diff(currents) != 0).any(axis=0)).tolist()
    jumps = set((np.searchsorted(t, [0, *(begin for stages in protocols for begin, *_ in stages)], "right") - 1).tolist())
    V = np.empty((steps + 1, n))
    for membrane, where in cable._membranes:
        V[0, where] = membrane.start["V"]
    if start is not None:
        if np.shape(start) not in ((), (n,)) or not all(isinstance(one, Real) and np.isfinite(one) for one in np.ravel(start).tolist()):
            raise ValueError(f"start = {start!r}: give a finite number of mV, or one for each of the {n} compartments.")
        V[0] = start
    patches = Patches(cable._membranes, values, V[0], dt)

    # The equations of a Staggered times C · area, which makes them symmetric, over its mean, which is often all of it.
    capacity = 4 / dt * cable.area * patches.gather(values, "C")
    mean, weights = capacity.mean(), capacity / capacity.mean()
    tree, alike = cable.tree.scaled(1 / mean), np.ptp(weights) < 1e-12
    density = patches.gather(values, "I") + cable.tree.inflow / cable.area
    axial, solve, between, follow, add, multiply = tree.axial, tree.solve, patches.between, patches.follow, np.add, np.multiply
    rows = list(V)
    for k, now, following in zip(range(steps), rows, rows[1:]):
        if changes[k]:
            entering = np.zeros(n)
            for point, current in zip(points, currents[:, k]):
                add.at(entering, point.compartments, 1e-3 * current * point.weights)
            patches.inject(density + entering / cable.area)
        left, right = between()
        if k in jumps:                          # two implicit steps of half the length: what jumped does not ring on
            middle = solve(weights * left + axial, weights * (right + now)) / 2
            np.divide(solve(weights * left + axial, weights * (right + middle)), 2, following)
        else:
            add(right, now, right)
            if not alike:
                multiply(left, weights, left)
                multiply(right, weights, right)
            add(left, axial, left)
            np.subtract(solve(left, right), now, following)
        follow(following)
    patches.check(V)
    return CableTrace(cable, t, V, values)


class Patches:
    """The membranes of a cable in step: a `Staggered` for each, on compartments of its own."""

    def __init__(self, membranes, values, V, dt):
        self._patches = [(Staggered(membrane, V[where], dt, **dict(own.items() - membrane.defaults.items())), where)
                         for (membrane, where), own in zip(membranes, values)]
        self._sums = np.empty((2, len(V)))
        if len(self._patches) == 1:
            self.between, self.follow = self._patches[0][0].between, self._patches[0][0].follow

    def gather(self, values, name):
        """A parameter of each compartment."""
        return self._spread([own[name] for own in values])

    def gate(self, name):
        """The gate of each compartment at the half step reached last; nan where there is none."""
        return self._spread([patch.gates.get(name, np.nan) for patch, _ in self._patches])

    def _spread(self, parts):
        found = np.empty(self._sums.shape[1])
        for (_, where), part in zip(self._patches, parts):
            found[where] = part
        return found

    def inject(self, I):
        for patch, where in self._patches:
            patch.inject(I[where])

    def between(self):
        for patch, where in self._patches:
            self._sums[:, where] = patch.between()
        return self._sums

    def follow(self, V):
        for patch, where in self._patches:
            patch.follow(V[where])

    def check(self, V):
        self._patches[0][0].check(V)


class Electrode:
    """It checks a current as a Model checks its parameters."""

    @staticmethod
    def check_value(name, value):
        return number(name, value, "give a finite number of nA")


def _charge(stages, t):
    """The charge (pC) that a protocol of nA has brought by each time."""
    begin, level, slope = np.array(stages).T
    lasting = np.diff(begin)
    before = np.append(0, np.cumsum((level[:-1] + slope[:-1] * lasting / 2) * lasting))
    stage = np.searchsorted(begin, t, "right") - 1
    since = t - begin[stage]
    return before[stage] + (level[stage] + slope[stage] * since / 2) * since


@dataclass(frozen=True, eq=False)
class CableTrace:
    """The voltage of a cable: `t` (ms), `x` (cm, centres of the compartments) and ["V"] of shape (n_t, n) in mV.

    ["m"] is the gate m, or any other, at the same times and compartments; nan where the membrane has no such gate.

    >>> from excitable import Cable, hodgkin_huxley
    >>> axon = Cable(hodgkin_huxley, length=1, diameter=0.0476, Ra=35.4, n=50)
    >>> trace = axon.simulate(t_end=2, I={0: [(0, 20e3), (0.5, 0)]})
    >>> trace["V"].shape == (len(trace.t), len(trace.x))
    True
    """

    cable: object
    t: np.ndarray
    V: np.ndarray
    parameters: list
    """Of each membrane of the cable."""

    def __getitem__(self, name):
        gates = {gate.name for membrane, _ in self.cable._membranes for gate in membrane.gates}
        self.cable.membrane.check_names([name], ["V", *gates], "quantity")
        return self.V if name == "V" else self._gate(name)

    @property
    def x(self):
        return self.cable.x

    def _gate(self, name):
        """Gates are known at half steps: here the mean of those before and after, found by following the voltages again."""
        patches = Patches(self.cable._membranes, self.parameters, self.V[0], self.t[1])
        half = [patches.gate(name)]
        for V in self.V[1:]:
            patches.follow(V)
            half.append(patches.gate(name))
        return np.array([half[0], *((one + other) / 2 for one, other in zip(half, half[1:]))])

    def at(self, place):
        """V (mV) over time at a place, interpolated between the centres next to it, an end or a branching.

        The drop towards an electrode within half a compartment of it is not counted.
        """
        point = find(self.cable, place)
        return self.V[:, point.compartments] @ point.weights + point.held

    def spikes(self, place, threshold=0.0):
        """The times (ms) at which V at `place` crosses `threshold` (mV) upwards, on the cubic through the four steps around."""
        threshold = number("threshold", threshold, "give a voltage in mV")
        return _crossings(self.at(place)[:, None] - threshold, self.t[1], 0)[1]

    def velocity(self, place, other, threshold=0.0):
        """The speed of the first impulse from `place` to `other`, m/s; negative if it passes `other` first.

        That what arrives first at both is the same impulse is taken for granted.

        Raises
        ------
        RuntimeError
            If no impulse arrived at one of them.
        ValueError
            If they are one place, lie on different branches, or impulses arrived at both at once.
        """
        way = distance(self.cable, place, other)
        arrivals = [self.spikes(where, threshold) for where in (place, other)]
        for where, times in zip((place, other), arrivals):
            if not len(times):
                V = self.at(where)
                raise RuntimeError(f"no impulse arrived at {where!r} within {self.t[-1]:g} ms: V does not rise through {threshold:g} mV "
                                   f"there, it runs from {V.min():.1f} to {V.max():.1f} mV. Give a longer t_end, a stronger current or "
                                   "another threshold.")
        time = arrivals[1][0] - arrivals[0][0]
        if time == 0:
            raise ValueError(f"places {place!r} and {other!r}: {way:g} cm in 0 ms is no velocity; give two that one impulse passes in "
                             "turn.")
        return float(10 * way / time)                                                   # cm/ms is 10 m/s

    def plot(self, *places, ax=None):
        """Draw V against time at the places, or at five before the first branching; returns the axes."""
        import matplotlib.pyplot as plt

        from excitable.text import say

        ax = ax or plt.subplots()[1]
        for place in places or np.linspace(0, self.cable.stem, 5).tolist():
            name, x = place if isinstance(place, tuple) else ("x", place)
            ax.plot(self.t, self.at(place), label=f"{name} = {x:.3g} cm" if name == "x" else f"{name}, {x:.3g} cm")
        ax.set_xlabel(f"{say(zh='时间', en='time')} (ms)")
        ax.set_ylabel(f"{say(zh='膜电位', en='membrane potential')} (mV)")
        ax.legend()
        return ax
