"""One verb: simulate(model, t_end) integrates the equations and returns a Trace."""

import warnings
from dataclasses import dataclass

import numpy as np
from scipy.integrate import ODEintWarning, odeint

_SPACING = 0.025            # ms between stored points, so that a spike of 1 ms keeps its shape …
_POINTS = (1000, 40_000)    # … but no fewer and no more points than these
_STEP_SHARE = 0.01          # of the tolerance for each step of LSODA, since the errors of many steps add up


@dataclass(frozen=True)
class Trace:
    """A solution: `t`, and by name every state, output and parameter of the model as an array over `t`.

    Examples
    --------
    >>> from excitable import passive
    >>> trace = simulate(passive, t_end=100, I=1)
    >>> round(float(trace["V"][-1]), 2)
    -60.0
    """

    model: object
    t: np.ndarray
    states: np.ndarray
    parameters: np.ndarray

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

    def spikes(self, threshold=0.0):
        """The times at which V crosses `threshold` (mV) upwards, interpolated between the stored points."""
        V = self["V"]
        before = np.flatnonzero((V[:-1] < threshold) & (V[1:] >= threshold))
        share = (threshold - V[before]) / (V[before + 1] - V[before])
        return self.t[before] + share * (self.t[before + 1] - self.t[before])

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


def simulate(model, t_end, start=None, rtol=1e-6, atol=None, **parameters):
    """Integrate the equations of `model` from 0 to `t_end`.

    Parameters
    ----------
    model : Model
    t_end : float
        In ms, or in the model's own `time_unit`.
    start : dict, optional
        Initial value of some states by name; the others start as the model says.
    rtol, atol : float
        Error of the whole solution, relative and absolute, as long as errors do not grow; `atol` is rtol/100 if not given.
    **parameters
        A number, or a protocol: a list of (t, value) pairs of which the first has t = 0; each value holds until the next.

    Returns
    -------
    Trace

    Raises
    ------
    ValueError
        If a name is unknown, a value is not finite, or a protocol is not in order.
    RuntimeError
        If the integrator gives up.

    Examples
    --------
    >>> from excitable import hodgkin_huxley
    >>> len(simulate(hodgkin_huxley, t_end=30, I=[(0, 0), (5, 20), (6, 0)]).spikes())
    1
    """
    if not model.states:
        raise ValueError(f"{model.name} has no states, so nothing changes in time: call it instead, {model.name}(…).")
    if not 0 < t_end < np.inf:
        raise ValueError(f"t_end = {t_end}: give a positive time in {model.time_unit}.")
    model.check_names(parameters)
    model.check_names(start or {}, model.start, "state")
    y = np.array([model.check_value(name, value) for name, value in {**model.start, **(start or {})}.items()])
    protocols = {name: _protocol(model, name, value) for name, value in {**model.defaults, **parameters}.items()}
    steps = [0.0, *sorted({t for protocol in protocols.values() for t, _ in protocol if 0 < t < t_end}), float(t_end)]
    points = int(np.clip(t_end / _SPACING, *_POINTS))
    grid = np.union1d(np.linspace(0, t_end, points + 1), steps)

    times, states, values = [], [], []
    for begin, end in zip(steps, steps[1:]):
        p = [[value for t, value in protocol if t <= begin][-1] for protocol in protocols.values()]
        t = grid[(grid >= begin) & (grid <= end)]
        solution = integrate(model, y, p, t, rtol, rtol / 100 if atol is None else atol)
        y = solution[-1]
        # At a step the new value counts: the last point of a stretch belongs to the next one.
        keep = slice(None) if end == steps[-1] else slice(-1)
        times.append(t[keep])
        states.append(solution[keep])
        values.append(np.tile(p, (len(t[keep]), 1)))
    return Trace(model, np.concatenate(times), np.concatenate(states).T.copy(), np.concatenate(values).T.copy())


def integrate(model, y, p, t, rtol, atol):
    """The states at the times `t`, one row each, from `y` at t[0], while the parameters `p` stand still."""
    rhs = model.python("rhs")
    advice = "Check the parameters for a quantity that grows without bound, or try a smaller t_end."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ODEintWarning)         # raised as an error below
            solution, report = odeint(
                lambda y, t: rhs(y.tolist(), p), y, t,
                rtol=rtol * _STEP_SHARE, atol=atol * _STEP_SHARE, mxstep=100_000, full_output=True)
    except (OverflowError, ZeroDivisionError, ValueError) as error:
        raise RuntimeError(f"{model.name}: the equations have no value somewhere between t = {t[0]:g} and {t[-1]:g} "
                           f"{model.time_unit} ({error}). {advice}") from error
    if report["message"] != "Integration successful." or not np.isfinite(solution).all():
        reached = report["tcur"].max(initial=t[0]) if len(report["tcur"]) else t[0]
        raise RuntimeError(f"{model.name}: the integrator stopped at t = {reached:g} {model.time_unit} "
                           f"({report['message']}). {advice}")
    return solution


def _protocol(model, name, value):
    """A parameter as a list of (t, value) pairs."""
    if np.ndim(value) == 0:
        return [(0.0, float(model.check_value(name, value)))]
    if np.ndim(value) != 2 or np.shape(value)[1] != 2:
        raise ValueError(f"{name} = {value!r}: give a number, or a protocol such as [(0, 0), (5, 10)], "
                         "pairs of a time and the value from then on.")
    times = [float(t) for t, _ in value]
    if times[0] != 0 or not all(earlier < later for earlier, later in zip(times, times[1:])):
        raise ValueError(f"{name}: the times of a protocol start at 0 and grow, but they are {times}.")
    return [(t, float(model.check_value(name, level))) for t, (_, level) in zip(times, value)]
