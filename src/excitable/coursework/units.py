"""Units that a student may declare: 0.089 in "V" is 89 in "mV"."""

import re

import numpy as np

PREFIXES = {"": 0, "G": 9, "M": 6, "k": 3, "d": -1, "c": -2, "m": -3, "\u00b5": -6, "u": -6, "n": -9, "p": -12, "f": -15}
# Each unit as a factor and powers of volt, ampere, second, metre, kelvin and mole.
BASES = {
    "V": (1, (1, 0, 0, 0, 0, 0)), "A": (1, (0, 1, 0, 0, 0, 0)), "s": (1, (0, 0, 1, 0, 0, 0)), "m": (1, (0, 0, 0, 1, 0, 0)),
    "K": (1, (0, 0, 0, 0, 1, 0)), "mol": (1, (0, 0, 0, 0, 0, 1)), "M": (1e3, (0, 0, 0, -3, 0, 1)), "L": (1e-3, (0, 0, 0, 3, 0, 0)),
    "S": (1, (-1, 1, 0, 0, 0, 0)), "\u03a9": (1, (1, -1, 0, 0, 0, 0)), "ohm": (1, (1, -1, 0, 0, 0, 0)), "F": (1, (-1, 1, 1, 0, 0, 0)),
    "C": (1, (0, 1, 1, 0, 0, 0)), "J": (1, (1, 1, 1, 0, 0, 0)), "W": (1, (1, 1, 0, 0, 0, 0)), "Hz": (1, (0, 0, -1, 0, 0, 0)),
    "%": (1e-2, (0, 0, 0, 0, 0, 0)), "1": (1, (0, 0, 0, 0, 0, 0)),
}
# Other ways to write the same; µ and Ω are each two characters of Unicode.
SAME = str.maketrans({"²": "^2", "³": "^3", "⁻": "^-", "¹": "1", "\u2126": "\u03a9", "\u03bc": "\u00b5", "·": "*", " ": "*", "−": "-"})


def parse(unit):
    """A unit as a factor and powers of V, A, s, m, K, mol, or a ValueError.

    Examples
    --------
    >>> parse("µA/cm²")
    (0.01, (0, 1, 0, -2, 0, 0))
    """
    total, powers = 1.0, [0] * 6
    for place, part in enumerate(unit.strip().translate(SAME).replace("^-^", "^-").split("/")):
        for factor in filter(None, part.split("*")):
            name, power = re.fullmatch(r"(.+?)\^?(-?\d)?", factor, re.DOTALL).groups() if factor != "1" else ("1", None)
            prefix = next((p for p in PREFIXES if name.startswith(p) and name[len(p):] in BASES), None)
            if prefix is None:
                raise ValueError(f"“{unit}”: this unit is not known. / 不认识这个单位。")
            power = int(power or 1) * (-1 if place else 1)
            scale, dimensions = BASES[name[len(prefix):]]
            total *= (scale * 10.0 ** PREFIXES[prefix]) ** power
            powers = [p + power * d for p, d in zip(powers, dimensions)]
    return total, tuple(powers)


def convert(value, unit, wanted):
    """`value` in `unit` as a number in the unit `wanted`.

    Parameters
    ----------
    value : float or ndarray
    unit, wanted : str
        Such as "mV", "µA/cm²", "uA/cm^2", "Ω·cm", "m/s"; "°C" for a temperature.

    Raises
    ------
    ValueError
        If a unit is not known, or measures something else.

    Examples
    --------
    >>> convert(-0.089, "V", "mV")
    -89.0
    >>> convert(1, "mV", "ms")
    Traceback (most recent call last):
    ValueError: “mV” is not a unit of what is measured in “ms”. / “mV” 量的不是以 “ms” 为单位的量。
    """
    if unit == wanted:
        return value
    if unit.strip() in ("°C", "℃") and wanted == "K":
        return value + 273.15
    (factor, powers), (target, expected) = parse(unit), parse(wanted)
    if powers != expected:
        raise ValueError(f"“{unit}” is not a unit of what is measured in “{wanted}”. / “{unit}” 量的不是以 “{wanted}” 为单位的量。")
    return value * (factor / target)


def in_unit(answer, unit):
    """An answer in `unit`: a bare number or array is in it already, a pair (value, unit) is converted; a list counts as an array.

    Raises
    ------
    ValueError
        If there is no answer, or its unit does not fit.

    Examples
    --------
    >>> in_unit(-89.0, "mV"), in_unit((-0.089, "V"), "mV")
    (-89.0, -89.0)
    """
    if answer is None:
        raise ValueError("还没有答案：是不是少了 `return`，或者还没有赋值？ / No answer yet: is a `return` missing, or a value?")
    value, given = answer if isinstance(answer, (tuple, list)) and len(answer) == 2 and isinstance(answer[1], str) else (answer, unit)
    return convert(np.asarray(value) if isinstance(value, (tuple, list)) else value, given, unit)
