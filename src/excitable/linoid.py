"""linoid(x) = x / (1 − e⁻ˣ): the rate law that has a removable singularity at x = 0.

It turns up wherever ions jump over a barrier: in the rates αₘ and αₙ of Hodgkin and Huxley, and in the
Goldman–Hodgkin–Katz current. Typed as a fraction it is 0/0 at one voltage. Here it is one function whose
value, derivative, printed form, Python, numpy and JavaScript are right everywhere.
"""

import math

import numpy as np
import sympy as sp

# Below this |x| the derivative is summed as a series: the closed form would lose digits to cancellation.
_SMALL = 0.05


class _Filled(sp.Function):
    """A function with a closed form that is 0/0 at x = 0, and its limit there."""

    nargs = 1

    @classmethod
    def eval(cls, x):
        if x.is_zero:
            return cls.at_zero

    def _eval_is_positive(self):
        return True if self.args[0].is_real else None

    def _eval_is_real(self):
        return self.args[0].is_real

    def _eval_rewrite_as_exp(self, x, **_):
        return self.closed_form(x)

    def _eval_expand_func(self, **_):
        return self.closed_form(self.args[0])

    def _eval_evalf(self, precision):
        return self.closed_form(self.args[0])._eval_evalf(precision)


class linoid(_Filled):
    """x / (1 − e⁻ˣ), and 1 at x = 0.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> linoid(0), linoid(x).diff(x).subs(x, 0)
    (1, 1/2)
    >>> linoid(x).is_positive
    True
    """

    at_zero = sp.Integer(1)

    @staticmethod
    def closed_form(x):
        return x / (1 - sp.exp(-x))

    def fdiff(self, argindex=1):
        return dlinoid(self.args[0])


class dlinoid(_Filled):
    """The derivative of `linoid`; 1/2 at x = 0."""

    at_zero = sp.Rational(1, 2)

    @staticmethod
    def closed_form(x):
        return (1 - sp.exp(-x) - x * sp.exp(-x)) / (1 - sp.exp(-x)) ** 2

    def fdiff(self, argindex=1):
        # Singular at 0 again: no model needs a second derivative there.
        x = sp.Dummy()
        return self.closed_form(x).diff(x).subs(x, self.args[0])


# Each branch divides by 1 − e^(−|x|), so nothing overflows.


def _linoid(x):
    if x == 0:
        return 1.0
    return -x / math.expm1(-x) if x > 0 else x * math.exp(x) / math.expm1(x)


def _dlinoid(x):
    if abs(x) < _SMALL:
        return 0.5 + x / 6 - x**3 / 180 + x**5 / 5040
    q = math.exp(-abs(x))
    numerator = 1 - q - x * q if x > 0 else q * (q - 1 - x)
    return numerator / (1 - q) ** 2


def _linoid_array(x):
    x = np.asarray(x, float)
    size = np.where(x == 0, 1.0, abs(x))
    falling = np.where(x < 0, np.exp(-size), 1.0)
    return np.where(x == 0, 1.0, -size * falling / np.expm1(-size))


def _dlinoid_array(x):
    x = np.asarray(x, float)
    small = abs(x) < _SMALL
    series = np.where(small, x, 0.0)
    far = np.where(small, 1.0, x)
    q = np.exp(-abs(far))
    numerator = np.where(far > 0, 1 - q - far * q, q * (q - 1 - far))
    return np.where(small, 0.5 + series / 6 - series**3 / 180 + series**5 / 5040, numerator / (1 - q) ** 2)


SCALAR = {"linoid": _linoid, "dlinoid": _dlinoid}
ARRAY = {"linoid": _linoid_array, "dlinoid": _dlinoid_array}

JAVASCRIPT = """\
function linoid(x) {
  if (x === 0) return 1;
  return x > 0 ? -x / Math.expm1(-x) : x * Math.exp(x) / Math.expm1(x);
}
function dlinoid(x) {
  if (Math.abs(x) < 0.05) return 0.5 + x / 6 - x ** 3 / 180 + x ** 5 / 5040;
  const q = Math.exp(-Math.abs(x));
  return (x > 0 ? 1 - q - x * q : q * (q - 1 - x)) / (1 - q) ** 2;
}
"""
"""The two functions for the place where a model's JavaScript runs."""
