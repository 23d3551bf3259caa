"""A Trace is what `simulate` returns: states at stored points, and the curve between them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from excitable.arguments import number, times_between

_RESOLVED = 0.01            # of the range of a state: the largest error of the cubic with which spikes and extrema are told


@dataclass(frozen=True)
class Trace:
    """A solution: `t`, and by name every state, output and parameter of the model as an array over `t`.

    Between the points of `t` the states are cubics with the values and slopes of the solution (Hermite interpolation,
    error of fourth order in the distance of the points). Where a parameter steps, its array holds the new value.

    Examples
    --------
    >>> from excitable import passive, simulate
    >>> trace = simulate(passive, t_end=100, I=1)
    >>> round(float(trace["V"][-1]), 2)
    -60.0
    >>> round(float(trace.at([10])["V"][0]), 3)
    -63.679
    """

    model: object
    t: np.ndarray
    states: np.ndarray
    parameters: np.ndarray
    before: np.ndarray
    """The parameters as they were just before each point: they differ where one steps."""

    def __getitem__(self, name):
        model = self.model
        states, parameters = list(model.start), list(model.defaults)
        outputs = [symbol.name for symbol in model.outputs]
        model.check_names([name], [*states, *outputs, *parameters], "quantity")
        if name in states:
            return self.states[states.index(name)]
        if name in outputs:
            return model.numpy("outputs")(self.states, self.parameters)[outputs.index(name)]
        return self.parameters[parameters.index(name)]

    @cached_property
    def _slopes(self):
        """The derivatives of the states at the beginning and at the end of each interval of `t`."""
        rhs = self.model.numpy("rhs")
        return np.array(rhs(self.states, self.parameters))[:, :-1], np.array(rhs(self.states, self.before))[:, 1:]

    def at(self, times):
        """The solution at other times, as a Trace.

        Parameters
        ----------
        times : float or array
            Between the first and the last of `t`, in growing order.

        Raises
        ------
        ValueError
            If a time lies outside, or the times do not grow.
        """
        times = np.atleast_1d(times_between(self.t[0], self.t[-1], times, self.model.time_unit))
        if times.ndim > 1 or not len(times) or not (np.diff(times) > 0).all():
            raise ValueError(f"times = {times}: give one or more, each later than the last.")
        if len(self.t) < 2:
            return self
        i = np.clip(np.searchsorted(self.t, times, "right") - 1, 0, len(self.t) - 2)
        h = self.t[i + 1] - self.t[i]
        share = (times - self.t[i]) / h
        states = self._cubic(i, share)
        parameters = self.parameters[:, i] + share * (self.before[:, i + 1] - self.parameters[:, i])
        here = np.flatnonzero(times == self.t[i + 1])            # the last point
        parameters[:, here] = self.parameters[:, i[here] + 1]
        before = np.where(share == 0, self.before[:, i], parameters)
        return Trace(self.model, times, states, parameters, before)

    def _cubic(self, i, share, row=slice(None)):
        """The states (or one of them) in intervals i of `t`, after a share of their length."""
        h, y, (first, last) = self.t[i + 1] - self.t[i], self.states[row], (slopes[row] for slopes in self._slopes)
        u, w = share, 1 - share
        return w * w * (1 + 2 * u) * y[..., i] + u * u * (3 - 2 * u) * y[..., i + 1] + h * u * w * (w * first[..., i] - u * last[..., i])

    def _pieces(self, name):
        """Where the curve of a state may turn, the stored points and the extrema between: interval, share of it, value."""
        self.model.check_names([name], self.model.start, "state")
        if len(self.t) < 2:
            raise ValueError(f"{self.model.name}: one point at t = {self.t[0]:g} {self.model.time_unit} is no curve: ask the whole trace.")
        row = list(self.model.start).index(name)
        y, h = self.states[row], np.diff(self.t)
        first, last, rise = h * self._slopes[0][row], h * self._slopes[1][row], np.diff(y)
        # After a share u of an interval the cubic has the slope first + 2 b u + 3 a u² per interval.
        a, b = first + last - 2 * rise, 3 * rise - 2 * first - last
        slope = lambda u: first + (2 * b + 3 * a * u) * u
        quartic = self._quartic(row, h, slope)
        root = np.sqrt(np.maximum(b * b - 3 * a * first, 0))
        both = -(b + np.where(b < 0, -root, root))               # both roots of the slope without loss of digits
        with np.errstate(divide="ignore", invalid="ignore"):
            u = np.array([both / (3 * a), first / both])
        turns, i = np.nonzero((u > 0) & (u < 1) & (root > 0))
        u = u[turns, i]
        u = np.clip(u - 2 * quartic[i] * u * (1 - u) * (1 - 2 * u) / (2 * b[i] + 6 * a[i] * u), 0, 1)
        value = self._cubic(i, u, row) + quartic[i] * (u * (1 - u)) ** 2
        i, u, value = np.append(np.arange(len(h)), i), np.append(np.zeros(len(h)), u), np.append(y[:-1], value)
        order = np.lexsort((u, i))
        return row, np.append(i[order], len(h) - 1), np.append(u[order], 1.0), np.append(value[order], y[-1])

    def _quartic(self, row, h, slope):
        """K of the error K u² (1 − u)² that a state's cubics have to lowest order, from the equations between the points.

        Raises a RuntimeError if it is too large for a curve.
        """
        i, rhs = np.arange(len(h)), self.model.numpy("rhs")

        def missing(u):
            p = self.parameters[:, :-1] + u * (self.before[:, 1:] - self.parameters[:, :-1])
            return h * rhs(self._cubic(i, u), p)[row] - slope(u)

        u = 0.5 - 12**-0.5                                       # where the slope of u² (1 − u)² is greatest
        K = (missing(u) - missing(1 - u)) / (4 * u * (1 - u) * (1 - 2 * u))
        y = self.states[row]
        if not abs(K).max() / 16 <= _RESOLVED * max(np.ptp(y), 1e-3 * abs(y).max()):
            raise RuntimeError(f"{self.model.name}: the stored points are too far apart to follow {list(self.model.start)[row]} near "
                               f"t = {self.t[np.argmax(abs(K))]:g} {self.model.time_unit}, so spikes or extrema may be missing: "
                               "simulate a shorter time.")
        return K

    def spikes(self, threshold=0.0):
        """The times at which V crosses `threshold` (mV) upwards, on the cubics between the stored points.

        Raises
        ------
        ValueError
            If V is no state of the model, or the threshold no number.
        RuntimeError
            If the stored points are too far apart to follow V.
        """
        threshold = number("threshold", threshold, "give a finite number of mV")
        row, i, share, V = self._pieces("V")
        up = np.flatnonzero((V[:-1] < threshold) & (V[1:] >= threshold))
        low, high = share[up], np.where(share[up + 1] == 0, 1.0, share[up + 1])
        i = i[up]
        for _ in range(50):                                      # bisection, for V only grows in between
            middle = (low + high) / 2
            under = self._cubic(i, middle, row) < threshold
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        return self.t[i] + high * (self.t[i + 1] - self.t[i])

    def maxima(self, name="V"):
        """Times and values of the maxima of a state within the trace, interpolated like `spikes` and with the same errors.

        Where a curve has settled, what turns is only the error of the integration: ask within the time before.

        >>> from excitable import hodgkin_huxley, simulate
        >>> t, V = simulate(hodgkin_huxley, t_end=20, I=[(0, 20), (1, 0)]).maxima()
        >>> print(t.round(2), V.round(1))
        [1.53] [40.5]
        """
        return self._extrema(name, 1)

    def minima(self, name="V"):
        """Times and values of the minima of a state within the trace; see `maxima`."""
        return self._extrema(name, -1)

    def _extrema(self, name, sign):
        _, i, share, y = self._pieces(name)
        turning = np.append(True, np.diff(y) != 0)               # an extremum may fall on a stored point
        i, share, y = i[turning], share[turning], y[turning]
        rises = np.sign(np.diff(y)) * sign
        at = 1 + np.flatnonzero((rises[:-1] > 0) & (rises[1:] < 0))
        return self.t[i[at]] + share[at] * (self.t[i[at] + 1] - self.t[i[at]]), y[at]

    def plot(self, *names, ax=None):
        """Draw the named quantities (the first state if none is named) against time; returns the axes."""
        import matplotlib.pyplot as plt

        from excitable.text import say

        names = names or (next(iter(self.model.start)),)
        ax = ax or plt.subplots()[1]
        for name in names:
            ax.plot(self.t, self[name], label=self._label(name))
        unit = self.model.units.get(names[0], "")
        one = self._label(names[0]) if len(names) == 1 else ""
        ax.set_xlabel(f"{say(zh='时间', en='time')} ({self.model.time_unit})")
        ax.set_ylabel(" ".join(part for part in (one, unit and f"({unit})") if part))
        if len(names) > 1:
            ax.legend()
        return ax

    def _label(self, name):
        from excitable.text import say

        label = self.model.labels.get(name)
        return say(**label) if label else name
