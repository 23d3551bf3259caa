"""Ask a student's notebook: call its functions, take its results, and hand them on as plain data.

This runs beside the student's code and is not trusted: it knows questions and no answers. `answers` reads what it says.
"""

import sys

import numpy as np

MIME = "application/vnd.excitable.answer+json"
_MOST_NODES = 5_000  # of a formula, and …
MOST_NUMBERS = 200_000  # … of an array: what no answer of a course needs
_FUNCTIONS = {"exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh", "acoth",
              "atan", "asin", "acos", "Abs", "sign", "erf", "erfc"}


def source(questions):
    """The source of the cell that asks `questions`."""
    return f"from excitable.coursework.ask import ask\nask({questions!r}, globals())"


def ask(questions, namespace):
    """Answer every question from what the notebook has defined; each answer is shown as soon as it is known.

    Parameters
    ----------
    questions : list of dict
        {"name": …, "inputs": [[…], …]} calls the function of that name once for each list of arguments (a list among them
        becomes an array); {"name": …, "inputs": None} hands over the variable of that name.
    namespace : dict
    """
    from IPython.display import display

    for number, question in enumerate(questions):
        display({MIME: {"question": number, "answers": replies(question, namespace)}}, raw=True)


def replies(question, namespace):
    """The list of answers to one question."""
    name, inputs = question["name"], question["inputs"]
    if name not in namespace:
        return [{"missing": name}] * (1 if inputs is None else len(inputs))
    if inputs is None:
        return [encode(namespace[name])]
    return [_call(namespace[name], arguments) for arguments in inputs]


def as_argument(value):
    """What a function gets: an array where the question has a list."""
    return np.array(value, dtype=float) if isinstance(value, list) else value


def _call(function, arguments):
    try:
        return encode(function(*map(as_argument, arguments)))
    except Exception as error:  # whatever a student's function raises is its answer; an interrupt is none and goes on
        return {"error": type(error).__name__, "message": str(error)[:500]}


def encode(value):
    """A value as plain data that JSON can carry.

    Examples
    --------
    >>> encode((-0.0890, "V"))
    {'number': -0.089, 'unit': 'V'}
    >>> import sympy as sp
    >>> encode(-sp.Symbol("x") / 2)
    {'formula': ['Mul', ['Rational', '-1', '2'], ['Symbol', 'x']], 'text': '-x/2'}
    """
    if value is None:
        return {"nothing": True}
    if isinstance(value, (bool, np.bool_)):
        return {"truth": bool(value)}
    if isinstance(value, str):
        return {"text": str(value)[:1_000]}
    sympy = sys.modules.get("sympy")
    if sympy and isinstance(value, sympy.Basic):
        value = value.rhs if isinstance(value, sympy.Eq) else value
        return {"formula": tree(value), "text": str(value)[:1_000]}
    if isinstance(value, (tuple, list)) and len(value) == 2 and isinstance(value[1], str) and not isinstance(value[0], str):
        return {**encode(value[0]), "unit": str(value[1])[:50]}
    if isinstance(value, dict):
        return {"fields": {str(key)[:100]: encode(one) for key, one in list(value.items())[:100]}}
    try:
        array = np.asarray(value, dtype=complex if np.iscomplexobj(value) else float)
    except (TypeError, ValueError, OverflowError):
        if isinstance(value, (tuple, list)):
            return {"list": [encode(one) for one in value[:100]]}
        return {"strange": type(value).__name__}
    if np.iscomplexobj(array):
        return {"complex": True}
    if array.size > MOST_NUMBERS:
        return {"too long": array.size}
    return {"array" if array.ndim else "number": _plain(array.tolist())}


def _plain(numbers):
    """Numbers as JSON has them, the others by name: 'nan', 'inf', '-inf'."""
    if isinstance(numbers, list):
        return [_plain(one) for one in numbers]
    return numbers if np.isfinite(numbers) else str(numbers)


def tree(expression):
    """A sympy expression as nested lists, ["Mul", ["Integer", "2"], ["Symbol", "x"]]; what is no formula becomes ["?", its name]."""
    nodes = 0

    def write(part):
        nonlocal nodes
        nodes += 1
        if nodes > _MOST_NODES:
            return ["?", "a formula too long to read"]
        kind = type(part).__name__
        if part.is_Symbol:
            return ["Symbol", part.name]
        if part.is_Integer:
            return ["Integer", str(part)]
        if part.is_Rational:
            return ["Rational", str(part.p), str(part.q)]
        if part.is_Float:
            return ["Float", str(part)]
        if kind in ("Pi", "Exp1", "ImaginaryUnit"):
            return [kind]
        if kind in ("Add", "Mul", "Pow") or kind in _FUNCTIONS:
            return [kind, *map(write, part.args)]
        if kind == "Piecewise":  # as sympy.integrate writes what is different only where two rates are equal
            for branch, condition in part.args:
                general = _in_general(condition)
                if general:
                    return write(branch)
                if general is None:
                    break
        return ["?", kind]

    return write(expression)


def _in_general(condition):
    """Whether a condition holds for all values but exceptional ones; None if that depends on the values."""
    kind = type(condition).__name__
    if kind in ("BooleanTrue", "Unequality"):
        return True
    if kind in ("BooleanFalse", "Equality"):
        return False
    parts = [_in_general(one) for one in condition.args] if kind in ("And", "Or") else [None]
    return None if None in parts else all(parts) if kind == "And" else any(parts)
