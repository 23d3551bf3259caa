"""A model is written once, as sympy expressions. What is printed, proved and run is made from them."""

import difflib
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import sympy as sp

from excitable import constants as codata
from excitable.arguments import real
from excitable.linoid import ARRAY, SCALAR, linoid
from excitable.printing import javascript, latex

__all__ = ["Model", "Parameter", "linoid", "latex", "R", "F", "k_B", "e"]

R, F, k_B, e = sp.symbols("R F k_B e", positive=True)
_CONSTANTS = {R: 1e3 * codata.R, F: codata.F, k_B: 1e3 * codata.k_B, e: codata.e}
"""Potentials are in mV, hence energies in mJ: R in mJ/(mol K), F in C/mol, k_B in mJ/K, e in C."""


@dataclass(frozen=True)
class Parameter:
    """A number that a model leaves open: its symbol, usual value, unit, meaning and (if need be) LaTeX.

    >>> Parameter(sp.Symbol("g_K"), 36.0, "mS/cm²", {"zh": "钾电导", "en": "potassium conductance"}).name
    'g_K'
    """

    symbol: sp.Symbol
    value: float
    unit: str = ""
    label: dict = field(default_factory=dict)
    latex: str | None = None

    @property
    def name(self):
        return self.symbol.name


class Model:
    """Equations with names.

    Parameters
    ----------
    name : str
        As a page names it, such as "hodgkin-huxley".
    states : dict
        Symbol → its time derivative. Empty for a set of formulas without time.
    start : dict
        Symbol → initial value.
    parameters : list of Parameter
    where : dict
        Symbol → expression that stands for it in the equations; printed on a line of its own.
    outputs : dict
        Symbol → expression to be computed from states, parameters and other outputs.
    units, labels, tex : dict
        Symbol → unit; → {"zh": …, "en": …}; → LaTeX, where the name alone would not do.
    constants : dict
        Symbol → number, printed as the symbol. The physical constants R, F, k_B, e are known.
    time_unit : str

    Examples
    --------
    >>> V, E, tau = sp.symbols("V E tau")
    >>> membrane = Model("membrane", states={V: (E - V) / tau}, start={V: 0},
    ...                  parameters=[Parameter(E, -70, "mV"), Parameter(tau, 10, "ms")])
    >>> membrane.python("rhs")([-60.0], [-70.0, 10.0])
    [-1.0]
    >>> print(membrane.latex())
    \\begin{aligned}\\tau\\,\\frac{dV}{dt} &= E - V\\end{aligned}
    """

    def __init__(self, name, states=None, start=None, parameters=(), where=None, outputs=None,
                 units=None, labels=None, tex=None, constants=None, time_unit="ms"):
        self.name = name
        self.states = _exact(states)
        self.start = {symbol.name: float(start[symbol]) for symbol in self.states if symbol in (start or {})}
        self.parameters = tuple(parameters)
        self.where = _exact(where)
        self.outputs = _exact(outputs)
        self.constants = {**_CONSTANTS, **(constants or {})}
        self.time_unit = time_unit
        named = lambda given: {symbol.name: value for symbol, value in (given or {}).items()}
        self.units = {**{p.name: p.unit for p in self.parameters}, **named(units)}
        self.labels = {**{p.name: p.label for p in self.parameters}, **named(labels)}
        self.tex = {**{p.name: p.latex for p in self.parameters if p.latex}, **named(tex)}
        self._check_symbols()

    def _check_symbols(self):
        known = {*self.states, *(p.symbol for p in self.parameters)}
        for expression in self._computed([*self.states.values(), *self.outputs.values()]):
            for symbol in sorted(expression.free_symbols - known, key=str):
                raise ValueError(f"{self.name}: the symbol {symbol} stands in an equation but is neither a state, a parameter, "
                                 "a constant nor explained by `where`; declare it, with the same assumptions.")
        names = [*(symbol.name for symbol in self.states), *(p.name for p in self.parameters)]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"{self.name}: two states or parameters are called {name}; give each its own name.")
        for name in {symbol.name for symbol in self.states} - self.start.keys():
            raise ValueError(f"{self.name}: the state {name} has no initial value; add it to `start`.")

    def _computed(self, expressions):
        """The expressions in states and parameters only: explanations and constants put in."""
        taken = {p.symbol for p in self.parameters}
        numbers = {symbol: sp.Float(value, 17) for symbol, value in self.constants.items() if symbol not in taken}
        expressions = [sp.sympify(expression) for expression in expressions]
        named = {**self.outputs, **self.where}
        for _ in range(len(named) + 1):
            unexplained = set().union(*(expression.free_symbols for expression in expressions)) & named.keys()
            if not unexplained:
                break
            expressions = [expression.xreplace(named) for expression in expressions]
        else:
            raise ValueError(f"{self.name}: {min(map(str, unexplained))} is explained by itself; give its expression in other symbols.")
        return [expression.xreplace(numbers) for expression in expressions]

    @property
    def defaults(self):
        """Parameter name → usual value."""
        return {p.name: p.value for p in self.parameters}

    def check_names(self, names, known=None, what="parameter"):
        """Raise a ValueError that names the nearest right name if one of `names` is unknown."""
        known = list(self.defaults if known is None else known)
        for name in names:
            if not (isinstance(name, str) and name in known):
                folded = {other.lower(): other for other in known}
                near = difflib.get_close_matches(str(name).lower(), folded, 1, 0.4)
                hint = f"did you mean {folded[near[0]]!r}? " if near else ""
                raise ValueError(f"{self.name} has no {what} {name!r}: {hint}It has {', '.join(known) or 'none'}.")

    def check_value(self, name, value):
        """`value` as an array, or a ValueError if it is no number or not what the symbol `name` is declared to be."""
        symbol = next(symbol for symbol in (*self.states, *(p.symbol for p in self.parameters)) if symbol.name == name)
        try:
            array = real(value)
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"{self.name}: {name} = {value!r}: give a number.") from None
        for kind, allowed in (("finite", np.isfinite(array)), ("positive", array > 0), ("nonnegative", array >= 0), ("nonzero", array != 0)):
            if (kind == "finite" or getattr(symbol, f"is_{kind}")) and not np.all(allowed):
                unit = f" of {self.units[name]}" if self.units.get(name) else ""
                raise ValueError(f"{self.name}: {name} = {value}: give a {kind} number{unit}.")
        return array

    def check_number(self, name, value):
        """`value` as a float, or a ValueError if it is not one number that `check_value` accepts."""
        array = self.check_value(name, value)
        if array.ndim:
            raise ValueError(f"{self.name}: {name} = {value!r}: give one number.")
        return float(array)

    def initial(self, start=None):
        """State name → initial value: the usual ones, but those that the dict `start` names as it says."""
        if not isinstance(start, dict | None):
            raise ValueError(f"start = {start!r}: give initial values by name, such as {{{next(iter(self.start), 'V')!r}: 0}}.")
        self.check_names(start or {}, self.start, "state")
        return {**self.start, **{name: self.check_number(name, value) for name, value in (start or {}).items()}}

    def with_(self, **parameters):
        """The same model with other usual values."""
        self.check_names(parameters)
        parameters = {name: self.check_number(name, value) for name, value in parameters.items()}
        other = object.__new__(type(self))
        other.__dict__.update({key: value for key, value in self.__dict__.items() if key != "parameters"})
        other.parameters = tuple(replace(p, value=parameters.get(p.name, p.value)) for p in self.parameters)
        return other

    def __call__(self, **values):
        """All outputs at the given parameters and states; numbers or arrays, which broadcast.

        >>> x, a = sp.symbols("x a")
        >>> Model("square", parameters=[Parameter(a, 3)], outputs={x: a**2})(a=4)
        {'x': 16.0}
        """
        self.check_names(values, [*self.defaults, *self.start], "parameter or state")
        values = {**self.defaults, **self.start, **values}
        y = [self.check_value(symbol.name, values[symbol.name]) for symbol in self.states]
        p = [self.check_value(p.name, values[p.name]) for p in self.parameters]
        results = self.numpy("outputs")(y, p)
        return {symbol.name: value if value.ndim else value.item() for symbol, value in zip(self.outputs, results)}

    # ---- printed ----

    def latex(self):
        """The equations as the page prints them, one line each."""
        write = lambda expression: latex(expression, self.tex)
        rows = []
        for symbol, expression in self.states.items():
            if expression in self.where:                 # its own line says it
                continue
            left = rf"\frac{{d{write(symbol)}}}{{dt}}"
            numerator, denominator = sp.fraction(expression)
            if denominator.is_Symbol:                    # C dV/dt = …, τ dm/dt = …
                left, expression = rf"{write(denominator)}\,{left}", numerator
            rows.append(f"{left} &= {write(expression)}")
        rows += [f"{write(symbol)} &= {write(expression)}" for symbol, expression in {**self.outputs, **self.where}.items()]
        return r"\begin{aligned}" + r"\\".join(rows) + r"\end{aligned}"

    def _repr_latex_(self):
        return rf"$\displaystyle {self.latex()}$"

    def __repr__(self):
        return f"<Model {self.name}: {', '.join([*self.start, *(symbol.name for symbol in self.outputs)])}>"

    # ---- proved ----

    @cached_property
    def jacobian(self):
        """∂(dyᵢ/dt)/∂yⱼ as a sympy Matrix of states and parameters."""
        derivatives = self._computed(self.states.values())
        return sp.Matrix(len(derivatives), len(derivatives), lambda i, j: derivatives[i].diff(list(self.states)[j]))

    # ---- run ----

    def _expressions(self, what):
        if what not in ("rhs", "outputs"):
            raise ValueError(f"what = {what!r}: choose 'rhs' (the time derivatives) or 'outputs'.")
        return self._computed((self.states if what == "rhs" else self.outputs).values())

    def _compile(self, what, modules):
        arguments = [list(self.states), [p.symbol for p in self.parameters]]
        return sp.lambdify(arguments, self._expressions(what), modules=modules, cse=True)

    @cached_property
    def _compiled(self):
        return {}

    def python(self, what="rhs"):
        """f(y, p) → list of floats, for single states: fast scalar code over `math`."""
        if ("math", what) not in self._compiled:
            self._compiled["math", what] = self._compile(what, [SCALAR, "math"])
        return self._compiled["math", what]

    def numpy(self, what="rhs"):
        """f(y, p) → list of arrays, for many states at once; entries of `y` and `p` broadcast."""
        if ("numpy", what) not in self._compiled:
            compiled = self._compile(what, [ARRAY, "numpy"])

            def evaluate(y, p):
                shape = np.broadcast_shapes(*(np.shape(value) for value in (*y, *p)))
                return [np.array(np.broadcast_to(value, shape), float) for value in compiled(y, p)]

            self._compiled["numpy", what] = evaluate
        return self._compiled["numpy", what]

    def javascript(self):
        """The same for `new Function("y", "p", "out", body)`, with `linoid` and `dlinoid` in scope."""
        arrays = dict(y=list(self.states), p=[p.symbol for p in self.parameters])
        return {
            "states": [symbol.name for symbol in self.states],
            "parameters": [p.name for p in self.parameters],
            "outputs": [symbol.name for symbol in self.outputs],
            "rhs": javascript(self._expressions("rhs"), **arrays) if self.states else "",
            "output": javascript(self._expressions("outputs"), **arrays) if self.outputs else "",
        }


def _exact(equations):
    """Typed decimals become exact fractions: 0.07 prints as 0.07 and cancels exactly."""
    decimal = lambda number: sp.Rational(str(number))
    return {symbol: sp.sympify(expression).replace(lambda part: part.is_Float, decimal)
            for symbol, expression in (equations or {}).items()}
