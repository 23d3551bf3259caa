"""One verb: simulate(model, t_end) integrates the equations and returns a Trace."""

import math
import warnings

import numpy as np
import sympy as sp
from scipy.integrate import ODEintWarning, odeint
from sympy.printing.pycode import PythonCodePrinter

from excitable.arguments import number, positive, protocol
from excitable.linoid import SCALAR
from excitable.symbolic import Model
from excitable.trace import Trace

_SPACING = 0.025            # ms between stored points, so that the cubic between them follows a spike to 0.001 mV …
_FEWEST = 1000              # … but no fewer points than these,
_MOST = {"ms": 200_000, "else": 40_000}    # and no more
_INSTANT = 1e-12            # of t_end: the integrator cannot cross a shorter time
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
    if not isinstance(model, Model):
        raise ValueError(f"model = {model!r}: give a Model, such as hodgkin_huxley.")
    if not model.states:
        raise ValueError(f"{model.name} has no states, so nothing changes in time: call it instead, {model.name}(…).")
    t_end, rtol = positive("t_end", t_end, f"time in {model.time_unit}"), _tolerance("rtol", rtol)
    atol = rtol if atol is None else _tolerance("atol", atol)
    model.check_names(parameters)
    y = np.array(list(model.initial(start).values()))
    protocols = [protocol(model, name, parameters[name], t_end) if name in parameters else [(0.0, value, 0.0)]
                 for name, value in model.defaults.items()]
    steps = _steps({t for parts in protocols for t, _, _ in parts}, t_end)
    times, states, values, befores = [], [], [], []
    grid = _grid(t_end, steps, _MOST.get(model.time_unit, _MOST["else"]))
    for begin, end in zip(steps, steps[1:]):
        current = [[part for part in parts if part[0] <= begin + _INSTANT * t_end][-1] for parts in protocols]
        first, last = ([level + slope * (t - since) for since, level, slope in current] for t in (begin, end))
        t = grid[(grid >= begin) & (grid <= end)]
        solution = integrate(model, y, first, t, rtol, atol, last)
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
    advice = "Check the parameters for a quantity that grows without bound, or try a smaller t_end."
    try:
        if p_end is None or list(p_end) == list(p):
            rhs = bind(*p)
        else:
            slopes = [(last - first) / (t[-1] - t[0]) for first, last in zip(p, p_end)]
            rhs = lambda y, now: bind(*(first + slope * (now - t[0]) for first, slope in zip(p, slopes)))(y, now)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ODEintWarning)         # raised as an error below
            solution, report = odeint(
                rhs, y, t, rtol=rtol * _STEP_SHARE, atol=atol * _STEP_SHARE, mxstep=100_000, full_output=True)
    except (OverflowError, ZeroDivisionError, ValueError, TypeError) as error:
        raise RuntimeError(f"{model.name}: the equations have no value somewhere between t = {t[0]:g} and {t[-1]:g} "
                           f"{model.time_unit} ({error}). {advice}") from error
    if report["message"] != "Integration successful." or not np.isfinite(solution).all():
        reached = min(report["tcur"].max(initial=t[0]), t[-1])
        raise RuntimeError(f"{model.name}: the integrator stopped at t = {reached:g} {model.time_unit} "
                           f"({report['message']}). {advice}")
    return solution


def _tolerance(name, value):
    remedy = "give a tolerance between 0 and 1, such as 1e-6; below 1e-13 rounding hides it"
    return number(name, value, remedy, lambda given: 1e-13 <= given < 1)


def _steps(times, t_end):
    """The times from 0 to t_end at which a parameter steps, those that rounding alone keeps apart as one."""
    steps = [0.0]
    for t in sorted(times):
        if steps[-1] + _INSTANT * t_end < t < t_end - _INSTANT * t_end:
            steps.append(t)
    return [*steps, t_end]


def _grid(t_end, steps, most):
    """The times of the stored points."""
    points = int(min(max(t_end / _SPACING, _FEWEST), most))
    grid = np.linspace(0, t_end, points + 1)
    # A step that rounding moves a hair off its grid point takes that point's place: the integrator cannot cross such a gap.
    nearest = np.rint(np.divide(steps, t_end) * points).astype(int)
    same = abs(grid[nearest] - steps) < _INSTANT / 2 * t_end
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
    """f(*p) → rhs(y, t): the parameters are bound, and what depends on them alone is computed once.

    Each call of rhs overwrites the array that the last one returned.
    """
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
        # One array for all results, filled through a view: numpy need not make one of a list at every call.
        source = [f"def bind({listed(p)}):", f"    slopes = empty({len(y)}); out = memoryview(slopes)",
                  *(f"    {line}" for line in lines[False]),
                  "    def rhs(y, t):", f"        {listed(y)}, = y.tolist()", *(f"        {line}" for line in lines[True]),
                  *(f"        out[{i}] = {write(result)}" for i, result in enumerate(results)), "        return slopes", "    return rhs"]
        space = {**vars(math), **SCALAR, "empty": np.empty}
        exec("\n".join(source), space)
        model._compiled["bound"] = space["bind"]
    return model._compiled["bound"]
