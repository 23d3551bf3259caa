"""How the formulas of the book are written: LaTeX as a physiologist writes it, and JavaScript for the page."""

import re

import sympy as sp
from sympy.printing.jscode import JavascriptCodePrinter
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from excitable.linoid import linoid

_GREEK = {"alpha", "beta", "gamma", "delta", "epsilon", "infty", "phi", "theta", "tau", "lambda"}


def _decimal(number):
    """A rational number as a decimal where that reads better: 0.07 for 7/100, 4·10⁻¹⁷; None for 1/4, 1/3, 12."""
    denominator = number.q
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    size = abs(number)
    if denominator != 1 or 1 < number.q <= 4 or number == 0:
        return None
    if sp.Rational(1, 1000) <= size < 10**5:
        return None if number.q == 1 else repr(number.p / number.q)
    mantissa, power = f"{float(number):.11e}".split("e")
    mantissa, power = f"{float(mantissa):.12g}", f"10^{{{int(power)}}}"
    return power if mantissa == "1" else rf"{mantissa} \cdot {power}"


class _TeX(LatexPrinter):
    """V − E_K, 0.07 e^(…), ln, m³h, an upright subscript for a word."""

    def __init__(self, names):
        super().__init__({"ln_notation": True, "order": "none", "symbol_names": names})
        self._level = 0

    def _print_Symbol(self, symbol, style="plain"):
        names = {getattr(key, "name", key): text for key, text in self._settings["symbol_names"].items()}
        if symbol.name in names:
            return names[symbol.name]
        base, *subscripts = symbol.name.split("_")
        subscripts = [self._subscript(part) for part in subscripts if part]
        return self._word(base) + (f"_{{{','.join(subscripts)}}}" if subscripts else "")

    def _word(self, text):
        return super()._print_Symbol(sp.Symbol(text)) if text else text

    def _subscript(self, text):
        if text in _GREEK:
            return f"\\{text}"
        return rf"\mathrm{{{text}}}" if text[0].isupper() or len(text) > 1 and text.isalpha() else text

    def _print_Idx(self, index):
        return self._print(index.label)                  # the range stands on the sum sign

    def _print_linoid(self, function, factor=1):
        x = _factored(function.args[0])
        bottom = 1 - sp.exp(-x)
        if x.could_extract_minus_sign():                 # u/(eᵘ − 1), not −u/(1 − eᵘ)
            x, bottom = -x, sp.exp(-x) - 1
        number, rest = x.as_coeff_Mul()
        top = sp.Mul(factor * number, rest, evaluate=False) if factor * number != 1 else rest
        return rf"\frac{{{self._print(top)}}}{{{self._print(bottom)}}}"

    def _print_dlinoid(self, function):
        return self._print(function.rewrite(sp.exp))

    def _print_Rational(self, number):
        return _decimal(number) or super()._print_Rational(number)

    def _print_Integer(self, number):
        return _decimal(number) or str(number)

    def _print_ExpBase(self, function, exp=None):
        self._level += 1                                 # in an exponent (V + 65)/20 reads better than 0.05 (V + 65)
        exponent = self._print(_factored(function.args[0]))
        self._level -= 1
        return self._do_exponent(f"e^{{{exponent}}}", exp)

    def _print_Pow(self, power):
        if power.base.is_number and power.exp.is_Add:    # 3^((T − 279.45)/10)
            slope = sum(power.exp.coeff(symbol) for symbol in power.exp.free_symbols)
            if slope.is_number and slope != 0:
                self._level += 1
                exponent = self._print(sp.Mul(slope, sp.expand(power.exp / slope), evaluate=False))
                self._level -= 1
                return f"{self.parenthesize(power.base, PRECEDENCE['Pow'])}^{{{exponent}}}"
        return super()._print_Pow(power)

    def _print_Add(self, sum_, order=None):
        # Positive terms first, then symbols before products before numbers: V − E_K, I − g(V − E), ln p + 1.
        terms = sorted(sum_.args, key=lambda term: (term.could_extract_minus_sign(), *_rank(term)))
        return super()._print_Add(sp.Add(*terms, evaluate=False), order="none")

    def _print_Mul(self, product):
        if not product.is_Mul:                           # sympy sends 1/x here
            return super()._print_Mul(product)
        number, rest = product.as_coeff_Mul()
        if number.is_Rational and isinstance(rest, linoid):
            return self._print_linoid(rest, number)
        if number.is_Rational and _decimal(number) and not (self._level and abs(number.p) == 1):
            body = self._print(rest)
            return f"{self._print(number)} " + (rf"\left({body}\right)" if rest.is_Add else rf"\, {body}")
        roots = [factor for factor in product.args if factor.is_Pow and factor.exp == sp.S.Half]
        if len(roots) > 1:                               # √(kT), not √k √T
            root = sp.sqrt(sp.Mul(*(factor.base for factor in roots), evaluate=False), evaluate=False)
            return self._print(sp.Mul(root, *(factor for factor in product.args if factor not in roots), evaluate=False))
        factors = sorted(product.args, key=_factor_rank)
        below = [factor for factor in factors if factor.is_Pow and factor.exp.could_extract_minus_sign()]
        beside = [factor for factor in factors if factor not in below and _stands_beside_a_fraction(factor)]
        if below and beside and len(below) + len(beside) < len(factors):      # RT/zF ln(…), not RT ln(…)/zF
            above = [factor for factor in factors if factor not in beside]
            return rf"{super()._print_Mul(sp.Mul(*above, evaluate=False))}\, {self._print(sp.Mul(*beside))}"
        return super()._print_Mul(sp.Mul(*factors, evaluate=False))


def _factored(expression):
    """(V + 40)/10 for V/10 + 4, which is how sympy keeps it."""
    number, rest = expression.as_coeff_Mul()
    if rest.is_Add:
        share, rest = rest.primitive()
        number *= share
        if rest.could_extract_minus_sign():
            number, rest = -number, -rest
        if abs(number) != 1:
            return sp.Mul(number, rest, evaluate=False)
    return sp.factor_terms(expression, sign=True)


def _stands_beside_a_fraction(factor):
    return factor.is_Function and not isinstance(factor, sp.exp)


def _rank(term):
    return term.is_number, len(term.free_symbols) > 1, len(term.args), term.sort_key()


_FIRST = ["g", "P", "mu", "q", "z", "R", "k", "F", "T"]


def _factor_rank(factor):
    """Numbers; conductances and constants as they are usually said; gates by falling power; functions; sums in brackets."""
    base, power = factor.as_base_exp()
    if not (base.is_Symbol or base.is_Indexed):
        return 0 if factor.is_number else 5 if base.is_Add else 4, 0, str(base)
    letter = str(base).split("_")[0]
    if letter in _FIRST:
        return 1, _FIRST.index(letter), str(base)
    gate = re.fullmatch("[a-z]", str(base)) is not None and power.is_number
    return 3 if base.is_Indexed else 2, 100 - power if gate else 0, str(base)


def latex(expression, names=None):
    """LaTeX of a sympy expression in the book's notation; `names` maps symbols to their LaTeX.

    >>> g, V, E = sp.symbols("g_K V E_K")
    >>> latex(g * (V - E))
    'g_{\\\\mathrm{K}} \\\\left(V - E_{\\\\mathrm{K}}\\\\right)'
    """
    return _TeX(names or {}).doprint(expression)


class _JavaScript(JavascriptCodePrinter):
    def __init__(self):
        super().__init__({"user_functions": {"linoid": "linoid", "dlinoid": "dlinoid"}})

    def _print_Float(self, number):
        return repr(float(number))                       # all 17 digits

    def _print_Rational(self, number):
        return f"({number.p}/{number.q})"

    def _print_Pow(self, power):
        # A product is faster than Math.pow, and rounds as Python's small powers do.
        if power.exp.is_Integer and 2 <= power.exp <= 4 and power.base.is_Symbol:
            return "(" + "*".join([self._print(power.base)] * int(power.exp)) + ")"
        return super()._print_Pow(power)


def javascript(expressions, **arrays):
    """The body of a JavaScript function that puts the values of `expressions` into `out`.

    Each keyword names an array argument of that function and lists the symbols it holds.

    >>> x, a = sp.symbols("x a")
    >>> javascript([a * x**2], y=[x], p=[a])
    'const x=y[0];const a=p[0];out[0]=a*(x*x);'
    """
    print_ = _JavaScript().doprint
    used = set().union(*(expression.free_symbols for expression in expressions))
    lines = [f"const {print_(symbol)}={name}[{i}];" for name, symbols in arrays.items()
             for i, symbol in enumerate(symbols) if symbol in used]
    shared, results = sp.cse(expressions, symbols=sp.numbered_symbols("shared_"), list=True)
    lines += [f"const {print_(symbol)}={print_(expression)};" for symbol, expression in shared]
    lines += [f"out[{i}]={print_(expression)};" for i, expression in enumerate(results)]
    return "".join(lines)
