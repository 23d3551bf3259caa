"""A number with its unit as the text of the book prints it."""

import html
import math

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Quantity(str):
    """Text that a notebook shows without quotation marks and a browser does not break."""

    def __repr__(self):
        return str(self)

    def _repr_html_(self):
        return f'<span class="quantity">{html.escape(self).replace(" ", "&nbsp;")}</span>'


def quantity(value, unit="", digits=3):
    """Write `value` to `digits` significant digits, with its unit.

    Numbers below 0.001 or from 100 000 on are written with a power of ten; the minus is a true minus sign.

    Parameters
    ----------
    value : float
        Any real number, numpy scalars included.
    unit : str
        Printed after a space; empty for a pure number.
    digits : int
        Significant digits, 1 or more.

    Raises
    ------
    ValueError
        If `value` is not finite or `digits` is not a positive integer.

    Examples
    --------
    >>> quantity(-86.887, "mV")
    −86.9 mV
    >>> quantity(1.28e-17, "mol", digits=2)
    1.3 × 10⁻¹⁷ mol
    """
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"value = {value}: only a finite number can be printed; find out where it was divided by zero.")
    if digits != int(digits) or digits < 1:
        raise ValueError(f"digits = {digits}: give the number of significant digits, 1, 2, 3 …")
    mantissa, power = f"{number:.{int(digits) - 1}e}".split("e")
    power = int(power)
    if number == 0:
        text = "0"
    elif -3 <= power < 5:
        text = f"{float(f'{mantissa}e{power}'):.{max(0, int(digits) - 1 - power)}f}"
    else:
        text = f"{mantissa} × 10{str(power).translate(_SUPERSCRIPT)}"
    text = text.replace("-", "−")
    return Quantity(f"{text} {unit}" if unit else text)
