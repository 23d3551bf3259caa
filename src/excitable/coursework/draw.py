"""Every student's own values: the same number and class give the same values, on every machine, for ever."""

import hashlib
import unicodedata
from decimal import Decimal


class Values(dict):
    """A student's values by name: `mine.c_out` or `mine["c_out"]`."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"There is no value {name!r}; there are {', '.join(self)}.") from None

    def __repr__(self):
        return "\n".join(f"{name} = {value}" for name, value in self.items())


def normalised(student_id):
    """A student number without what typing adds to it: spaces around, full-width digits, capitals."""
    return unicodedata.normalize("NFKC", str(student_id)).strip().casefold()


def draw(student_id, salt, **choices):
    """Draw a student's own values.

    The value of each name is number sha256(salt:student:name) mod n of its n possible values. The salt separates classes; it is
    no secret, for anybody may know which values a student has.

    Parameters
    ----------
    student_id : str
    salt : str
    **choices : tuple or list
        By the value's name: a tuple (first, last, step) of numbers, or a list of possible values.

    Returns
    -------
    Values

    Raises
    ------
    ValueError
        If the student number is empty, or a choice is neither such a tuple nor a list.

    Examples
    --------
    >>> mine = draw("20260017", salt="practice", c_out=(3.0, 6.0, 0.1), ion=["K", "Na"])
    >>> mine
    c_out = 5.2
    ion = K
    >>> mine == draw(" ２０２６００１７ ", salt="practice", c_out=(3.0, 6.0, 0.1), ion=["K", "Na"])
    True
    """
    student = normalised(student_id)
    if not student:
        raise ValueError('STUDENT_ID is empty: write your student number between the quotation marks. / 请在引号里填上你的学号。')
    return Values({name: _pick(name, possible, f"{salt}:{student}:{name}") for name, possible in choices.items()})


def _pick(name, possible, key):
    number = int.from_bytes(hashlib.sha256(key.encode()).digest())
    if isinstance(possible, list) and possible:
        return possible[number % len(possible)]
    try:
        first, last, step = map(Decimal, map(str, possible))  # decimal, or 3.0 + 3 × 0.1 is 3.3000000000000003
        if isinstance(possible, tuple) and step > 0 and last >= first:
            return float(first + number % (int((last - first) / step) + 1) * step)
    except (TypeError, ValueError, ArithmeticError):
        pass
    raise ValueError(f"{name} = {possible!r}: give (first, last, step) with first ≤ last and a positive step, or a list of values.")
