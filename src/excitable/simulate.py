"""One verb: simulate(model, t_end) integrates the equations and returns a Trace."""

import math
import warnings

import numpy as np
import sympy as sp
from scipy.integrate import ODEintWarning, odeint
from sympy.printing.pycode import PythonCodePrinter

from excitable.linoid import SCALAR
from excitable.trace import Trace

_SPACING = 0.025            # ms between stored points, so that the cubic between them follows a spike to 0.001 mV …
_FEWEST = 1000              # … but no fewer points than these,
_MOST = {"ms": 200_000, "else": 40_000}    # and no more
_STEP_SHARE = 0.1           # of the tolerance for each step of LSODA, since the errors of many steps add up


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
        Error of the whole solution, relative and absolute, as long as errors do not grow; `atol` is `rtol` if not given.
        Near a threshold errors do grow: there give a smaller one.
    **parameters
        A number, or a protocol: a list of (t, value) pairs of which the first has t = 0; each value holds until the next
        time. A value that is itself a pair (a, b) is a ramp: from a at this time to b at the next, or at `t_end`.

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
    >>> float(simulate(hodgkin_huxley, t_end=30, I=[(0, 0), (5, (0, 4)), (25, 0)]).at([20])["I"][0])
    3.0
    """
    if not model.states:
        raise ValueError(f"{model.name} has no states, so nothing changes in time: call it instead, {model.name}(…).")
    if not 0 < t_end < np.inf:
        raise ValueError(f"t_end = {t_end}: give a positive time in {model.time_unit}.")
    for name, value in (("rtol", rtol), ("atol", rtol if atol is None else atol)):
        if not 0 < value < 1:
            raise ValueError(f"{name} = {value}: give a tolerance between 0 and 1, such as 1e-6.")
    model.check_names(parameters)
    model.check_names(start or {}, model.start, "state")
    y = np.array([model.check_value(name, value) for name, value in {**model.start, **(start or {})}.items()])
    protocols = [_protocol(model, name, parameters[name], t_end) if name in parameters else [(0.0, value, 0.0)]
                 for name, value in model.defaults.items()]
    steps = [0.0, *sorted({t for protocol in protocols for t, _, _ in protocol if 0 < t < t_end}), float(t_end)]
    times, states, values, befores = [], [], [], []
    grid = _grid(t_end, steps, _MOST.get(model.time_unit, _MOST["else"]))
    for begin, end in zip(steps, steps[1:]):
        current = [[part for part in protocol if part[0] <= begin][-1] for protocol in protocols]
        first, last = ([level + slope * (t - since) for since, level, slope in current] for t in (begin, end))
        t = grid[(grid >= begin) & (grid <= end)]
        solution = integrate(model, y, first, t, rtol, rtol if atol is None else atol, last)
        y = solution[-1]
        p = np.repeat(np.array(first)[:, None], len(t), axis=1)
        if first != last:
            p += np.subtract(last, first)[:, None] * ((t - begin) / (end - begin))
        # At a step the new value counts: the last point of a stretch belongs to the next one, which remembers the old value.
        keep = slice(None) if end == steps[-1] else slice(-1)
        times.append(t[keep])
        states.append(solution[keep].T)
        values.append(p[:, keep])
        befores.append(p if begin == 0 else p[:, 1:])
    return Trace(model, *(np.concatenate(parts, axis=-1) for parts in (times, states, values, befores)))


def integrate(model, y, p, t, rtol, atol, p_end=None):
    """The states at the times `t`, one row each, from `y` at t[0]; the parameters run linearly from `p` to `p_end`, or stand still."""
    bind = _python(model)
    if p_end is None or list(p_end) == list(p):
        rhs = bind(*p)
    else:
        slopes = [(last - first) / (t[-1] - t[0]) for first, last in zip(p, p_end)]
        rhs = lambda y, now: bind(*(first + slope * (now - t[0]) for first, slope in zip(p, slopes)))(y, now)
    advice = "Check the parameters for a quantity that grows without bound, or try a smaller t_end."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ODEintWarning)         # raised as an error below
            solution, report = odeint(
                rhs, y, t, rtol=rtol * _STEP_SHARE, atol=atol * _STEP_SHARE, mxstep=100_000, full_output=True)
    except (OverflowError, ZeroDivisionError, ValueError) as error:
        raise RuntimeError(f"{model.name}: the equations have no value somewhere between t = {t[0]:g} and {t[-1]:g} "
                           f"{model.time_unit} ({error}). {advice}") from error
    if report["message"] != "Integration successful." or not np.isfinite(solution).all():
        reached = report["tcur"].max(initial=t[0]) if len(report["tcur"]) else t[0]
        raise RuntimeError(f"{model.name}: the integrator stopped at t = {reached:g} {model.time_unit} "
                           f"({report['message']}). {advice}")
    return solution


def _grid(t_end, steps, most):
    """The times of the stored points."""
    points = int(min(max(t_end / _SPACING, _FEWEST), most))
    grid = np.linspace(0, t_end, points + 1)
    # A step that rounding moves a hair off its grid point takes that point's place: the integrator cannot cross such a gap.
    nearest = np.rint(np.divide(steps, t_end) * points).astype(int)
    same = abs(grid[nearest] - steps) < 1e-9 * t_end
    grid[nearest[same]] = np.array(steps)[same]
    return grid if same.all() else np.union1d(grid, steps)


class _Scalar(PythonCodePrinter):
    """Python that is fast for single numbers."""

    def _print_linoid(self, function):
        return f"(u/-expm1(-u) if (u := {self._print(function.args[0])}) else 1.0)"

    def _print_Pow(self, power, rational=False):
        if power.exp.is_Integer and 2 <= power.exp <= 4 and power.base.is_Symbol:
            return "(" + "*".join([self._print(power.base)] * int(power.exp)) + ")"
        return super()._print_Pow(power, rational)


def _python(model):
    """f(*p) → rhs(y, t): the parameters are bound, and what depends on them alone is computed once."""
    if "bound" not in model._compiled:
        y = [sp.Symbol(f"y{i}", real=True) for i in range(len(model.states))]
        p = [sp.Symbol(f"p{i}", real=True) for i in range(len(model.parameters))]
        names = dict(zip([*model.states, *(parameter.symbol for parameter in model.parameters)], y + p))
        shared, results = sp.cse([expression.xreplace(names) for expression in model._expressions("rhs")], list=True)
        write = _Scalar({"fully_qualified_modules": False, "allow_unknown_functions": True}).doprint
        moving, lines = set(y), {True: [], False: []}
        for symbol, expression in shared:
            moves = not moving.isdisjoint(expression.free_symbols)
            moving |= {symbol} if moves else set()
            lines[moves].append(f"{symbol} = {write(expression)}")
        listed = lambda symbols: ", ".join(map(str, symbols))
        source = [f"def bind({listed(p)}):", *(f"    {line}" for line in lines[False]),
                  "    def rhs(y, t):", f"        {listed(y)}, = y.tolist()", *(f"        {line}" for line in lines[True]),
                  f"        return [{', '.join(map(write, results))}]", "    return rhs"]
        space = {**vars(math), **SCALAR}
        exec("\n".join(source), space)
        model._compiled["bound"] = space["bind"]
    return model._compiled["bound"]


def _protocol(model, name, value, t_end):
    """A parameter as a list of (time, value then, slope until the next time)."""
    if isinstance(value, str) or not np.iterable(value):
        return [(0.0, float(model.check_value(name, value)), 0.0)]
    try:
        times, levels = zip(*((float(t), level if np.iterable(level) else (level, level)) for t, level in value))
        ramps = [(first, last) for first, last in levels]
    except (TypeError, ValueError):
        raise ValueError(f"{name} = {value!r}: give a number, or a protocol such as [(0, 0), (5, 10)], pairs of a time and the value "
                         "from then on; a ramp is such a value: [(0, 0), (5, (0, 10))].") from None
    if times[0] != 0 or not all(earlier < later for earlier, later in zip(times, times[1:])):
        raise ValueError(f"{name}: the times of a protocol start at 0 and grow, but they are {list(times)}.")
    ramps = [[float(model.check_value(name, level)) for level in ramp] for ramp in ramps]
    ends = [*times[1:], max(t_end, times[-1] + 1)]
    return [(t, a, (b - a) / (end - t)) for t, end, (a, b) in zip(times, ends, ramps)]
