"""Equilibria and their stability, nullclines, time reversed.

At equilibrium all states but one can be eliminated from most membranes, because each gate's equation is linear in the
gate: m = m_∞(V). What remains is one equation F(V) = 0, whose zeros can all be found.
"""

from dataclasses import dataclass
from numbers import Real

import numpy as np
import sympy as sp

from excitable.linoid import ARRAY
from excitable.symbolic import Model, Parameter

_PLACES = 4000                   # at which F is looked at


@dataclass(frozen=True)
class Equilibrium:
    """A point at which nothing changes, at this `value` of the parameter if one is varied.

    `state` maps names to numbers; `eigenvalues` (per unit of time) are those of the Jacobian, the largest real part first.
    `kind` is "stable" or "unstable" "node" or "focus" (some eigenvalues are complex), or "saddle" (an odd number of directions
    lead away).
    """

    state: dict
    eigenvalues: np.ndarray
    kind: str
    value: float | None = None


class System:
    """The equations with all parameters but one fixed.

    Called with states (…, d) and a value (…) of the parameter it gives f (…, d), ∂f/∂states (…, d, d), ∂f/∂value (…, d).
    """

    def __init__(self, model, parameter, span, values):
        self.model, self.names, self.parameter, self.span = model, tuple(model.start), parameter, span
        self._values = values
        key = "dynamics", parameter
        if key not in model._compiled:                 # shared by a model and all its with_()
            model._compiled[key] = _compile(model, next((p.symbol for p in model.parameters if p.name == parameter), sp.Dummy()))
        self.kept, self._linearised, self._others, self._rest, self._slopes = model._compiled[key]

    def _run(self, function, states, value, shape):
        """A list of functions as one array, the list along its last axis."""
        parameters = [value if name == self.parameter else usual for name, usual in self._values.items()]
        with np.errstate(all="ignore"):                # what is not finite is found and named by those who need it
            results = function(states, parameters)
        filled = np.empty((*shape, len(results)))
        for k, result in enumerate(results):
            filled[..., k] = result
        return filled

    def __call__(self, states, value):
        d = len(self.names)
        results = self._run(self._linearised, list(np.moveaxis(states, -1, 0)), value, states.shape[:-1])
        return results[..., :d], results[..., d:-d].reshape(*states.shape, d), results[..., -d:]

    def rest(self, x, value):
        """F: what is left to be zero when the state called kept is x and the others are in equilibrium with it."""
        F = self._run(self._rest, [x], value, np.broadcast_shapes(np.shape(x), np.shape(value)))[..., 0]
        if not np.isfinite(F).all():
            raise ValueError(f"{self.model.name}: the equations have no finite value somewhere in within = ({np.min(x):g}, {np.max(x):g}); "
                             "narrow it.")
        return F

    def slopes(self, x, value):
        """F, ∂F/∂x and ∂F/∂value."""
        return np.moveaxis(self._run(self._slopes, [x], value, np.shape(x)), -1, 0)

    def states(self, x, value):
        others = self._run(self._others, [x], value, np.shape(x))
        return np.insert(others, self.kept, x, axis=-1)

    def eigenvalues(self, x, value):
        """Of the Jacobian at the equilibria x, the largest real part first."""
        J = self(self.states(x, value), value)[1]
        if not np.isfinite(J).all():
            raise ValueError(f"{self.model.name}: the Jacobian has no finite value at an equilibrium; narrow the range.")
        spectrum = np.linalg.eigvals(J).astype(complex)
        return np.take_along_axis(spectrum, np.argsort(-spectrum.real, axis=-1, kind="stable"), -1)


def _compile(model, parameter):
    """The place of the state that is kept, and what System computes as functions of (states, parameters) → list."""
    rates = model._computed(model.states.values())
    kept, others, rest = _eliminated(model)
    run = lambda states, expressions: sp.lambdify([states, [p.symbol for p in model.parameters]], expressions, [ARRAY, "numpy"], cse=True)
    return (
        list(model.states).index(kept),
        run(list(model.states), [*rates, *model.jacobian, *(rate.diff(parameter) for rate in rates)]),
        run([kept], others),
        run([kept], [rest]),
        run([kept], [rest, rest.diff(kept), rest.diff(parameter)]),
    )


def _eliminated(model):
    """A state, the others as expressions of it at equilibrium, and the equation that is left.

    An equation that holds one unknown, and linearly, gives it; so one after the other. First come those whose coefficient
    cannot vanish, then a state's own.
    """
    rates = dict(zip(model.states, model._computed(model.states.values())))
    for kept in rates:
        left, found = dict(rates), {}
        while len(left) > 1:
            solved = [(symbol, unknown) for symbol, rate in left.items()
                      for unknown in [(rate.free_symbols & rates.keys()) - {kept}]
                      if len(unknown) == 1 and not rate.diff(*unknown).has(*unknown)]
            if not solved:
                break
            symbol, (unknown,) = min(solved, key=lambda pair: (not left[pair[0]].diff(*pair[1]).is_nonzero, {pair[0]} != pair[1]))
            rate = left.pop(symbol)
            found[unknown] = -rate.subs(unknown, 0) / rate.diff(unknown)
            left = {other: rate.xreplace({unknown: found[unknown]}) for other, rate in left.items()}
            found = {other: value.xreplace({unknown: found[unknown]}) for other, value in found.items()}
        else:
            return kept, [found[symbol] for symbol in rates if symbol != kept], *left.values()
    raise ValueError(f"{model.name}: the equilibria cannot be reduced to one equation, since no state's equation is linear in it "
                     "once the others are known; this holds for every Membrane of one compartment.")


def kinds(eigenvalues):
    """The kind of equilibrium for each row of eigenvalues."""
    unstable = (eigenvalues.real > 0).sum(-1)
    names = np.where(unstable > 0, "unstable ", "stable ").astype(object) + np.where((eigenvalues.imag != 0).any(-1), "focus", "node")
    return np.where(unstable % 2 == 1, "saddle", names).astype(str)


def equilibria(model, within=None, **parameters):
    """All equilibria of a model, in the order of its first state.

    Parameters
    ----------
    model : Model
    within : (float, float), optional
        Where to look: a range of the state that is left when the others are eliminated (V of a Membrane). A Membrane's
        equilibria lie between its extreme reversal potentials, widened by I over the conductance that is always open;
        other models need the range.
    **parameters
        Other than usual values.

    Returns
    -------
    list of Equilibrium

    Raises
    ------
    ValueError
        If a name or value is wrong, or the equations cannot be reduced to one.

    Notes
    -----
    Between two neighbouring extremes of F it has one zero at most. Extremes closer than 1/4000 of the range may be missed,
    and so are two equilibria at the very value at which they meet.

    Examples
    --------
    >>> from excitable import morris_lecar_snic
    >>> [(round(point.state["V"], 1), point.kind) for point in equilibria(morris_lecar_snic, I=30)]
    [(-41.8, 'stable node'), (-19.6, 'saddle'), (3.9, 'unstable focus')]
    """
    values = checked(model, parameters)
    system = System(model, None, 1.0, values)
    x = np.linspace(*search_range(model, within, values), _PLACES)
    largest = abs(system.rest(x, None)).max()
    turns = zeros(lambda x: system.slopes(x, None)[1:2], x)[1]
    x = zeros(lambda x: system.rest(x, None)[None], np.sort(np.append(x, turns)))[1]
    x = x[abs(system.rest(x, None)) < largest]          # at a pole F changes sign too
    states, eigenvalues = system.states(x, None), system.eigenvalues(x, None)
    return [Equilibrium(dict(zip(system.names, state.tolist())), spectrum, str(kind))
            for state, spectrum, kind in zip(states, eigenvalues, kinds(eigenvalues))]


def checked(model, parameters):
    """All parameters of the model, where those given replace the usual ones."""
    if not (isinstance(model, Model) and model.states):
        raise ValueError(f"model = {model!r}: give a Model with states, such as morris_lecar.")
    model.check_names(parameters)
    return {**model.defaults, **{name: model.check_number(name, value) for name, value in parameters.items()}}


def interval(name, given):
    """Two numbers in order, or a ValueError."""
    if not (np.shape(given) == (2,) and all(isinstance(end, Real) and np.isfinite(end) for end in given) and given[0] < given[1]):
        raise ValueError(f"{name} = {given!r}: give two numbers, the lower one first.")
    return tuple(given)


def search_range(model, within, *values):
    """Where the equilibria lie for each of the parameter values."""
    if within is None and hasattr(model, "channels"):
        always_open = [sum(value[f"g_{channel.name}"] for channel in model.channels if not channel.gates) for value in values]
        if min(always_open) > 0:
            reversal = [value[f"E_{channel.name}"] for value in values for channel in model.channels]
            injected = [value["I"] / g for value, g in zip(values, always_open)]
            return min(reversal) + min(0, *injected) - 1, max(reversal) + max(0, *injected) + 1
    if within is None:
        raise ValueError(f"{model.name}: give within = (lowest, highest), the range of {next(iter(model.start))} in which to look "
                         "for equilibria; only a Membrane with a channel that is always open has a natural one.")
    return interval("within", within)


def zeros(tests, s):
    """Where functions (rows of tests(s)) change sign: which function, and s, on the chord of brackets cut into 32 three times."""
    values = tests(s)
    which, at = np.nonzero((values[:, :-1] < 0) != (values[:, 1:] < 0))
    low, high, below, above = s[at], s[at + 1], values[which, at], values[which, at + 1]
    parts, rows = np.linspace(0, 1, 33), np.arange(len(at))
    for _ in range(3 if len(at) else 0):
        inner = low[:, None] + (high - low)[:, None] * parts
        inner[:, -1] = high
        values = tests(inner)[which, rows]
        first = ((values[:, :-1] < 0) != (values[:, 1:] < 0)).argmax(1)
        low, high, below, above = inner[rows, first], inner[rows, first + 1], values[rows, first], values[rows, first + 1]
    return which, low + (high - low) * (below / (below - above))


def nullclines(model):
    """The curves on which one state of a planar model stands still, solved for the other: a Model without states.

    Its outputs are called after the equations, "V_nullcline" and "n_nullcline", and give n on them; V is a parameter.

    Raises
    ------
    ValueError
        If the model has not two states, or if no state stands linearly in both equations.

    Examples
    --------
    >>> from excitable import morris_lecar
    >>> curves = nullclines(morris_lecar)(V=-20.0, I=100)
    >>> {name: round(n, 4) for name, n in curves.items()}
    {'V_nullcline': 0.1716, 'n_nullcline': 0.1874}
    """
    checked(model, {})
    if len(model.states) != 2:
        raise ValueError(f"{model.name} has the states {', '.join(model.start)}: nullclines are drawn for two states.")
    for along, solved in (list(model.states), list(model.states)[::-1]):
        # What explains the rates may stay explained on its own line, unless the solution needs it.
        named = {symbol: value for symbol, value in {**model.outputs, **model.where}.items()
                 if symbol in model.outputs or solved in model._computed([value])[0].free_symbols}
        curves = {}
        for state, rate in model.states.items():
            while rate.free_symbols & named.keys():
                rate = rate.xreplace(named)
            slope = rate.diff(solved)
            if slope != 0 and not slope.has(solved):
                curves[sp.Symbol(f"{state}_nullcline", real=True)] = -rate.subs(solved, 0) / slope
        if len(curves) == 2:
            explained = {symbol: value for symbol, value in model.where.items() if symbol not in named}
            used = set().union(*(value.free_symbols for value in (*curves.values(), *explained.values())))
            return Model(
                f"{model.name}-nullclines",
                outputs=curves,
                parameters=[Parameter(along, model.start[along.name], model.units.get(along.name, ""), model.labels.get(along.name, {})),
                            *model.parameters],
                where={symbol: value for symbol, value in explained.items() if symbol in used},
                units={symbol: model.units.get(solved.name, "") for symbol in curves},
                labels={symbol: {"zh": f"{name} 的零倾线", "en": f"nullcline of {name}"} for symbol, name in zip(curves, model.start)},
                tex={**{sp.Symbol(name): text for name, text in model.tex.items()},
                     **{symbol: rf"{solved}\big|_{{d{state}/dt = 0}}" for symbol, state in zip(curves, model.start)}},
                constants=model.constants, time_unit=model.time_unit,
            )
    raise ValueError(f"{model.name}: the nullclines cannot be solved, since neither state stands linearly in both equations; "
                     "draw them as contour lines of the rates.")


def reversed_time(model):
    """The same model with all rates negated: it runs backwards, so that what repelled attracts.

    An unstable limit cycle of a planar model is where simulate(reversed_time(model), …) ends.

    Examples
    --------
    >>> from excitable import passive, simulate
    >>> round(float(simulate(reversed_time(passive), 10, start={"V": -69})["V"][-1]), 3)
    -67.282
    """
    checked(model, {})
    symbols = [*model.states, *model.outputs, *model.where]
    of = lambda named: {symbol: named[symbol.name] for symbol in symbols if symbol.name in named}
    return Model(
        f"{model.name}-reversed",
        states={symbol: -rate for symbol, rate in model.states.items()},
        start=of(model.start), parameters=model.parameters, where=model.where, outputs=model.outputs,
        units=of(model.units), labels=of(model.labels), tex=of(model.tex), constants=model.constants, time_unit=model.time_unit,
    )
