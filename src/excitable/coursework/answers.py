"""Read what a student's notebook answered. It is data from a stranger: nothing is run, and nothing may be large or deep."""

import cmath
import math
from dataclasses import dataclass

import numpy as np

from excitable.coursework.ask import MIME, MOST_NUMBERS

_DEEPEST = 100


@dataclass(frozen=True)
class NoAnswer:
    """Why there is nothing to mark, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Formula:
    """A formula as nested lists, and as the student's notebook printed it."""

    tree: list
    text: str


@dataclass(frozen=True)
class Declared:
    """A value with the unit the student gave it."""

    value: object
    unit: str


def collect(outputs):
    """The answers in a cell's outputs: {number of the question: list of answers}.

    A question that was answered more than once was not answered by the cell that asked alone: it counts as not answered.
    """
    found, twice = {}, set()
    for output in outputs:
        said = output.get("data", {}).get(MIME) if output.get("output_type") == "display_data" else None
        if isinstance(said, dict) and isinstance(said.get("question"), int) and isinstance(said.get("answers"), list):
            number = said["question"]
            twice |= {number} & set(found)
            found[number] = said["answers"]
    again = NoAnswer("这一问被回答了不止一次，所以不算。", "This question was answered more than once, so no answer counts.")
    return {number: [again] * len(said) if number in twice else [decode(one) for one in said] for number, said in found.items()}


def decode(said):
    """One answer as a number, an array, text, a truth value, a list, a dict, a Formula, a Declared or a NoAnswer."""
    try:
        return _decode(said, 0)
    except (LookupError, TypeError, ValueError, OverflowError, AttributeError, RecursionError):
        return NoAnswer("答案读不懂。", "The answer cannot be read.")


def _decode(said, depth):
    if depth > _DEEPEST:
        raise ValueError
    if "unit" in said:
        return Declared(_decode({key: one for key, one in said.items() if key != "unit"}, depth + 1), str(said["unit"])[:50])
    kind, content = list(said.items())[0]
    match kind:
        case "number":
            return float(content)
        case "array":
            array = np.array(content, dtype=float)
            if array.size > MOST_NUMBERS:
                raise ValueError
            return array
        case "text" | "truth":
            return {"text": str, "truth": bool}[kind](content)
        case "list":
            return [_decode(one, depth + 1) for one in content]
        case "fields":
            return {str(key): _decode(one, depth + 1) for key, one in content.items()}
        case "formula":
            return Formula(content, str(said.get("text", ""))[:1_000])
        case "nothing":
            return NoAnswer("还没有答案：是不是少了 `return`，或者还没有赋值？", "There is no answer: is a `return` missing, or a value?")
        case "missing":
            return NoAnswer(f"没有找到 `{content}`：名字要和题目里的一样。", f"There is no `{content}`: the name must be as the task gives it.")
        case "complex":
            return NoAnswer("答案是复数。", "The answer is a complex number.")
        case "error" if content == "NotImplementedError":  # as it was handed out
            return NoAnswer("还没有作答。", "There is no answer yet.")
        case "error":
            error = " ".join(f"{content}: {said.get('message', '')}"[:300].replace("`", "'").split())
            return NoAnswer(f"出错了：`{error}`", f"It stopped with an error: `{error}`")
        case "too long":
            return NoAnswer(f"答案太长：{content} 个数。", f"The answer is too long: {content} numbers.")
        case "strange":
            return NoAnswer(f"答案的类型是 `{content}`，读不懂。", f"The answer is a `{content}`, which cannot be read.")
    raise ValueError


_CALLS = {
    "exp": cmath.exp, "sin": cmath.sin, "cos": cmath.cos, "tan": cmath.tan, "sinh": cmath.sinh, "cosh": cmath.cosh,
    "tanh": cmath.tanh, "asinh": cmath.asinh, "acosh": cmath.acosh, "atanh": cmath.atanh, "atan": cmath.atan, "asin": cmath.asin,
    "acos": cmath.acos, "Abs": abs, "coth": lambda x: 1 / cmath.tanh(x), "sech": lambda x: 1 / cmath.cosh(x),
    "csch": lambda x: 1 / cmath.sinh(x), "acoth": lambda x: cmath.atanh(1 / x), "log": cmath.log,
    "sign": lambda x: x / abs(x) if x else 0, "erf": lambda x: math.erf(x.real), "erfc": lambda x: math.erfc(x.real),
}
_CONSTANTS = {"Pi": cmath.pi, "Exp1": cmath.e, "ImaginaryUnit": 1j}


def evaluate(tree, point):
    """The value of a formula's tree where its symbols have the values `point`.

    Complex, so that the root of a negative number is a number that differs rather than an error.

    Raises
    ------
    ValueError
        If a symbol has no value, or a part is no formula: its two messages, Chinese and English, are the arguments.
    ArithmeticError
        Where the formula has no value: at a division by zero, or beyond the largest number.

    Examples
    --------
    >>> evaluate(["Mul", ["Rational", "-1", "2"], ["Symbol", "x"]], {"x": 3})
    (-1.5+0j)
    """
    nodes = 0

    def value(part, depth):
        nonlocal nodes
        nodes += 1
        if nodes > 10_000 or depth > _DEEPEST:
            raise ValueError("公式太长，读不了。", "The formula is too long to read.")
        kind, *parts = part
        if kind == "Symbol":
            if parts[0] not in point:
                known = ", ".join(point)
                raise ValueError(f"公式里的符号 `{parts[0]}` 不在题目给的符号 {known} 之中。",
                                 f"The symbol `{parts[0]}` is not among those of the task: {known}.")
            return complex(point[parts[0]])
        if kind in ("Integer", "Float"):
            return complex(float(parts[0][:400]))
        if kind == "Rational":
            return complex(float(parts[0][:400]) / float(parts[1][:400]))
        if kind in _CONSTANTS:
            return complex(_CONSTANTS[kind])
        if kind == "?":
            raise ValueError(f"公式里有 `{parts[0]}`，请先把它算出来（例如用 `.doit()`）。",
                             f"The formula has a `{parts[0]}` in it: carry it out first (with `.doit()`, say).")
        numbers = [value(one, depth + 1) for one in parts]
        if kind == "Add":
            return sum(numbers)
        if kind == "Mul":
            return math.prod(numbers)
        if kind == "Pow":
            return numbers[0] ** numbers[1]
        function = _CALLS[kind]
        try:
            return complex(function(*numbers))
        except ValueError:  # as Python calls the logarithm of 0
            raise ZeroDivisionError from None

    try:
        return value(tree, 0)
    except (KeyError, TypeError, IndexError, AttributeError):
        raise ValueError("公式读不懂。", "The formula cannot be read.") from None
