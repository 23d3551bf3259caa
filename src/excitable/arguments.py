"""What a function is given: numbers and protocols as they should be, or a ValueError that names the argument and the remedy."""

import numpy as np


def real(value):
    """`value` as an array of floats, or a TypeError; "5" and True are no numbers, though numpy would make them some."""
    array = np.asarray(value)
    if array.dtype.kind not in "iufO":
        raise TypeError
    return array.astype(float)


def number(name, value, remedy, allowed=np.isfinite):
    """`value` as a float if it is one finite number that is `allowed`."""
    try:
        single = real(value)
    except (TypeError, ValueError, OverflowError):
        single = np.array(np.nan)
    if single.ndim or not np.isfinite(single) or not allowed(single):
        raise ValueError(f"{name} = {value!r}: {remedy}.")
    return float(single)


def positive(name, value, what):
    """`value` as a float if it is one positive number: `what` it should be, with its unit."""
    return number(name, value, f"give a positive {what}", lambda given: given > 0)


def whole_number(name, value, least):
    """`value` as an int if it is a whole number of at least `least`."""
    number(name, value, f"give a whole number, {least} or more", lambda given: given >= least and given == np.floor(given))
    return int(value)


def word(name, value):
    """`value` if it is a name."""
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name} = {value!r}: give a word, such as 'K'.")
    return value


def all_of(kind, name, value):
    """`value` as a tuple if it is a list of things of one kind."""
    if not isinstance(value, (tuple, list)) or not all(isinstance(one, kind) for one in value):
        raise ValueError(f"{name} = {value!r}: give a list of {kind.__name__}s.")
    return tuple(value)


def times_between(first, last, times, unit="ms"):
    """`times` as an array, if all of them lie between two others."""
    try:
        array = real(times)
    except (TypeError, ValueError, OverflowError):
        array = np.array(np.nan)
    if not np.all((array >= first) & (array <= last)):
        raise ValueError(f"times = {times}: give times between {first:g} and {last:g} {unit}.")
    return array


def protocol(model, name, value, t_end):
    """What a parameter does in time, as a list of (time, value then, slope until the next time).

    Parameters
    ----------
    model : Model
        Or whatever else has `check_value(name, value)`, which returns the value as a number or raises a ValueError.
    name : str
    value : number or list
        A constant; or pairs (t, value) with growing t, the first 0, each value lasting until the next time. A value that is
        itself a pair (a, b) is a ramp from a at this time to b at the next, or at `t_end`.
    t_end : float

    Raises
    ------
    ValueError
        If `value` is none of these, its times do not grow from 0, or `check_value` raises one.

    Examples
    --------
    >>> from excitable import passive
    >>> protocol(passive, "I", [(0, 0), (5, (0, 4)), (25, 0)], t_end=30)
    [(0.0, 0.0, 0.0), (5.0, 0.0, 0.2), (25.0, 0.0, 0.0)]
    """
    if isinstance(value, (str, bytes)) or not np.iterable(value):
        return [(0.0, float(model.check_value(name, value)), 0.0)]
    try:
        times, levels = zip(*value)
        times = real(times).tolist()
        ramps = [(first, last) for first, last in (level if np.iterable(level) else (level, level) for level in levels)]
        if any(isinstance(level, (str, bytes)) for level in levels) or np.ndim(times) != 1 or any(map(np.iterable, sum(ramps, ()))):
            raise TypeError
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name} = {value!r}: give a number, or a protocol such as [(0, 0), (5, 10)], pairs of a time and the value "
                         "from then on; a ramp is such a value: [(0, 0), (5, (0, 10))].") from None
    if times[0] != 0 or not all(earlier < later < np.inf for earlier, later in zip(times, times[1:])):
        raise ValueError(f"{name}: the times of a protocol start at 0 and grow, but they are {times}.")
    ramps = [[float(model.check_value(name, level)) for level in ramp] for ramp in ramps]
    ends = [*times[1:], max(t_end, times[-1] + 1)]
    return [(t, a, (b - a) / (end - t)) for t, end, (a, b) in zip(times, ends, ramps)]
