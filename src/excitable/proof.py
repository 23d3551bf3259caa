"""prove and refute: every step of a derivation is shown with both of its sides and checked.

`prove` accepts only an exact 0 of the difference, under the assumptions declared with the symbols.
`refute` accepts only numbers at which the two sides differ. Neither can do the other's work.
"""

import itertools
import random
import re
from dataclasses import dataclass

import sympy as sp
from sympy.core.function import AppliedUndef

from excitable.printing import latex
from excitable.sums import carry_out, name_sums, write_out

_DIGITS = 50                # refute computes with so many digits …
_TELL_APART = 1e-20         # … and calls two values different only if they differ in the first twenty


class ProofError(AssertionError):
    """The two sides differ, or cannot be shown to be equal (prove) or different (refute)."""


@dataclass(frozen=True)
class Proof:
    """Two sides that were proved equal."""

    lhs: sp.Basic
    rhs: sp.Basic

    def __repr__(self):
        return f"{self.lhs} = {self.rhs} ✓"

    def _repr_latex_(self):
        return _formula(_rows(latex(self.lhs), rf"= {latex(self.rhs)} \quad\checkmark"))


@dataclass(frozen=True)
class Refutation:
    """Two sides that differ, the point at which they do, and their values there."""

    lhs: sp.Basic
    rhs: sp.Basic
    at: dict
    values: tuple

    def __repr__(self):
        return f"{self.lhs} ≠ {self.rhs}: {self._counterexample()}"

    def _counterexample(self):
        at = ", ".join(f"{symbol} = {value}" for symbol, value in self.at.items())
        return (f"at {at}: " if at else "") + " ≠ ".join(_few_digits(self.values))

    def _repr_latex_(self):
        values = r" \ne ".join(latex(sp.sympify(value)) for value in _few_digits(self.values))
        sides = latex(self.lhs), rf"\ne {latex(self.rhs)};"
        at = [rf"{latex(symbol)} = {latex(value)},\ " for symbol, value in self.at.items()]
        at[-1:] = [at[-1].replace(r",\ ", ":")] if at else []
        counterexample = *at, rf"\quad {values}"
        one_row = _rows(*sides, *counterexample)
        return _formula(one_row if len(one_row) == 1 else _rows(*sides) + _rows(*counterexample))


def _rows(*parts, signs=50):
    """The parts of a formula, with a new row before each for which a column of text has no room."""
    rows = []
    for part in parts:
        longer = f"{rows[-1]} {part}" if rows else ""
        if rows and len(re.sub(r"[\\{}^_\s]", "", re.sub(r"\\[A-Za-z]+", "x", longer))) <= signs:
            rows[-1] = longer
        else:
            rows.append(part)
    return rows


def _formula(rows):
    if len(rows) == 1:
        return rf"$\displaystyle {rows[0]}$"
    return r"$\begin{aligned} " + r" \\ ".join(f"& {row}" for row in rows) + r" \end{aligned}$"


def prove(lhs, rhs):
    """Prove lhs = rhs under the assumptions declared with the symbols.

    Sums over a symbolic number of terms are allowed. An index declared with its range, `Idx("j", (1, N))`, is inside the
    range of a sum from 1 to N.

    Parameters
    ----------
    lhs, rhs : sympy expression or matrix
        Without rounded numbers: write Rational(1, 10), not 0.1.

    Returns
    -------
    Proof
        Shows both sides and ✓ in a notebook.

    Raises
    ------
    ProofError
        If the identity is false (the message has a counterexample) or undecided. Declaring `positive=True` or
        `real=True` where it is meant, or a smaller step, helps an undecided one.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> prove(sp.log(x**2), 2 * sp.log(x))
    log(x**2) = 2*log(x) ✓
    >>> prove(sp.exp(-x), 1 - x)
    Traceback (most recent call last):
    excitable.proof.ProofError: False: exp(-x) = 1 - x. They differ at x = 1: 0.367879 ≠ 0.
    """
    lhs, rhs = _sides(lhs, rhs)
    for left, right in _entries(lhs, rhs):
        if not _vanishes(left - right):
            try:
                counterexample = refute(left, right)._counterexample()
            except ProofError:
                raise ProofError(f"Undecided: {left} = {right}. Neither a proof nor a counterexample was found; declare what the "
                                 "symbols are (positive=True, real=True, …) or take a smaller step.") from None
            raise ProofError(f"False: {left} = {right}. They differ {counterexample}.")
    return Proof(lhs, rhs)


def refute(lhs, rhs):
    """Exhibit numbers at which lhs and rhs differ, respecting the assumptions of the symbols.

    Each side is computed with 50 digits. A symbolic number of terms is tried as 2 and 3.

    Returns
    -------
    Refutation
        Shows both sides, the point and the two values.

    Raises
    ------
    ProofError
        If the sides agree wherever they were computed, as those of a true identity do.

    Examples
    --------
    >>> x, z = sp.symbols("x z", positive=True)
    >>> refute(sp.log(x) / z, sp.log(x))
    log(x)/z ≠ log(x): at x = 4, z = 7/2: 0.396084 ≠ 1.38629
    """
    lhs, rhs = _sides(lhs, rhs)
    for left, right in _entries(lhs, rhs):
        for at, values in _samples(left, right):
            if abs(values[0] - values[1]) > _TELL_APART * (abs(values[0]) + abs(values[1])):
                return Refutation(lhs, rhs, at, values)
    raise ProofError(f"Not refuted: {lhs} and {rhs} agree to twenty digits wherever both could be computed. Perhaps they are equal.")


def _sides(lhs, rhs):
    lhs, rhs = sp.sympify(lhs), sp.sympify(rhs)
    for side in (lhs, rhs):
        for number in side.atoms(sp.Float):
            raise ValueError(f"{number} is a rounded number, so nothing exact can be said: "
                             "write a fraction such as Rational(1, 10), or a symbol.")
    return lhs, rhs


def _entries(lhs, rhs):
    matrices = [isinstance(side, sp.MatrixBase) for side in (lhs, rhs)]
    if not any(matrices):
        return [(lhs, rhs)]
    if not all(matrices) or lhs.shape != rhs.shape:
        raise ProofError(f"False: a matrix equals only a matrix of the same shape, so {lhs} ≠ {rhs}.")
    return list(zip(lhs, rhs))


# ---- exact ----


def _vanishes(difference):
    """Whether one of the exact rewritings below turns `difference` into 0; the quick ones are tried first."""
    difference = carry_out(difference)
    named = name_sums(difference)
    if any(rewrite(named) == 0 for rewrite in _QUICK):
        return True
    forms = dict.fromkeys([named, name_sums(difference.doit())])
    return any(rewrite(form) == 0 for rewrite in _QUICK + _SLOW for form in forms)


_QUICK = [
    lambda expression: expression,
    sp.expand,
    lambda expression: sp.expand(sp.expand_log(sp.expand_func(expression))),
    lambda expression: sp.cancel(sp.together(sp.expand_func(expression))),
]
_SLOW = [
    sp.simplify,
    lambda expression: sp.simplify(sp.expand_func(expression).rewrite(sp.exp)),
    lambda expression: sp.simplify(sp.expand(sp.expand_log(sp.powsimp(expression)))),
    lambda expression: sp.simplify(sp.logcombine(sp.expand_log(expression))),
    lambda expression: sp.radsimp(sp.powdenest(sp.expand(expression))),
    lambda expression: sp.simplify(sp.expand(expression, complex=True)),
]


# ---- numbers ----


def _samples(lhs, rhs, count=40):
    """Points that respect the assumptions, with the values of both sides there; real values before complex ones."""
    chance = random.Random(0)
    complex_ones = []
    for attempt in range(count):
        at, left, right = {}, carry_out(lhs), carry_out(rhs)
        for choose in (_sizes, _indices, _elements):
            new = choose([left, right], attempt, chance)
            at |= new
            left, right = (write_out(side.xreplace(new)) for side in (left, right))
        values = tuple(_value(side) for side in (left, right))
        if None not in values:
            if all(value.is_real for value in values):
                yield at, values
            else:
                complex_ones.append((at, values))
    yield from complex_ones


def _sizes(sides, attempt, chance):
    """The numbers of terms: symbols in the limits of sums and in the ranges of indices."""
    ranges = [bound for side in sides for sum_ in side.atoms(sp.Sum, sp.Product) for limit in sum_.limits for bound in limit[1:]]
    ranges += [bound for side in sides for index in side.atoms(sp.Idx) for bound in (index.lower, index.upper) if bound is not None]
    symbols = set().union(*(bound.free_symbols for bound in ranges))
    return {symbol: sp.Integer(2 + attempt % 2) for symbol in sorted(symbols, key=str)}


def _indices(sides, attempt, chance):
    free = {symbol for side in sides for symbol in side.free_symbols if isinstance(symbol, sp.Idx)}
    return {index: sp.Integer(chance.randint(int(index.lower), int(index.upper)) if index.lower is not None else 1)
            for index in sorted(free, key=str)}


def _elements(sides, attempt, chance):
    """A value for each symbol, each element p[1], p[2] … and each unknown function."""
    indexed = set().union(*(side.atoms(sp.Indexed) for side in sides))
    unknown = set().union(*(side.atoms(AppliedUndef) for side in sides))
    hidden = {symbol for element in indexed for symbol in (element.base, element.base.label)}
    plain = {symbol for side in sides for symbol in side.free_symbols if symbol.is_Symbol} - hidden
    return {symbol: _suitable(symbol, attempt, chance) for symbol in sorted({*plain, *indexed, *unknown}, key=str)}


def _suitable(symbol, attempt, chance):
    """A number that has every property declared for `symbol`; simple ones first."""
    largest = 3 + attempt
    for trial in itertools.count():
        denominator = 1 if symbol.is_integer or trial > 50 else 2
        number = sp.Rational(chance.randint(-2 * largest, 2 * largest) if trial + attempt else chance.randint(1, largest), denominator)
        declared = symbol.assumptions0 if symbol.is_Symbol else {
            name: value for name in ("positive", "negative", "nonnegative", "nonzero", "integer", "real")
            if (value := getattr(symbol, f"is_{name}")) is not None}
        if all(getattr(number, f"is_{name}") in (value, None) for name, value in declared.items() if name != "commutative"):
            return number
        if trial > 200:
            raise ProofError(f"No number has the properties declared for {symbol}.")


def _value(side):
    """The value with `_DIGITS` right digits, 0 if it is lost in rounding, or None where the expression has none."""
    try:
        value, check = (sp.N(side, digits, maxn=4 * digits) for digits in (_DIGITS, 2 * _DIGITS))
    except (ValueError, TypeError, ZeroDivisionError, OverflowError):
        return None
    if not value.is_number or not value.is_finite or value.has(sp.Sum, sp.Derivative, sp.Integral):
        return None
    if abs(value - check) <= sp.Float("1e-30") * abs(check):
        return value
    # Terms that cancel leave a remainder that shrinks with every digit added: it is rounding, not a value.
    return sp.Integer(0) if abs(value) < sp.Float("1e-40") and abs(check) < sp.Float("1e-80") else None


def _few_digits(values):
    """Both values as text, with as many digits as tell them apart."""
    for digits in range(6, _DIGITS):
        texts = tuple(str(sp.N(value, digits)) for value in values)
        if texts[0] != texts[1]:
            break
    return tuple(text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text for text in texts)
