"""Mark answers: compare them with what the library and the student's own values give.

This runs outside the student's process. An assignment's `marking.py` says, for every cell with points, by which criteria it is
marked: `Number` (a number or an array), `Formula` (a sympy expression in any equivalent form), `Behaviour` (judged by what it
does) and, by hand, `Rubric`.
"""

import runpy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from excitable.coursework import answers as reading
from excitable.coursework.answers import Declared, NoAnswer
from excitable.coursework.ask import as_argument, tree
from excitable.coursework.units import convert

_POINTS_OF_FORMULA = 12  # two formulas that agree at so many random points are one formula
_POWERS_OF_UNITS = (-9, -6, -4, -3, -2, 2, 3, 4, 6, 9)  # by which a number in another unit is too large or too small


class Wrong(Exception):
    """What is wrong with an answer, in both languages, and the share of the points it still earns."""

    def __init__(self, zh, en, credit=0.0):
        super().__init__(zh, en)
        self.zh, self.en, self.credit = zh, en, credit


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: of a Number, a function like its `truth`; of a Formula, an expression."""

    answer: object
    zh: str
    en: str
    credit: float = 0.0


@dataclass(frozen=True)
class Mark:
    """The points of one cell, and what is said about them, a line for every criterion."""

    points: float
    out_of: float
    zh: list
    en: list


@dataclass(frozen=True)
class Number:
    """A number or array that is compared with the truth.

    Parameters
    ----------
    points : float
    name : str
        The function that is called, or the variable that is handed over.
    truth : callable
        truth(mine, *arguments) -> float or array in `unit`.
    zh, en : str
        What is asked, in a few words.
    inputs : callable, optional
        inputs(mine, chance) -> list of tuples of arguments; `chance` is a numpy Generator. Without it the variable is handed over.
    unit : str, optional
        The unit of a bare number; a student may declare another by returning a pair, (0.089, "V").
    absolute, relative : float
        An answer is right within absolute + relative·|truth|.
    mistakes : sequence of Mistake
        Known wrong answers, the most likely first.
    """

    points: float
    name: str
    truth: Callable
    zh: str
    en: str
    inputs: Callable | None = None
    unit: str = ""
    absolute: float = 0.0
    relative: float = 0.0
    mistakes: Sequence[Mistake] = ()

    def __post_init__(self):
        if not (self.absolute > 0 or self.relative > 0):
            raise ValueError(f"{self.en}: give a tolerance, absolute= or relative=, and say in a comment why it is fair.")

    def mark(self, mine, cases, replies, chance):
        wrong = []
        for case, reply in zip(cases, replies):
            truth = np.asarray(self.truth(mine, *case), dtype=float)
            try:
                answer = self._value(reply, truth.shape)
            except Wrong as refusal:
                wrong.append((case, truth, None, refusal))
            else:
                if not self._agrees(answer, truth):
                    wrong.append((case, truth, answer, None))
        if not wrong:
            return 1.0, None
        share = 1 - len(wrong) / len(cases)
        case, truth, answer, refusal = wrong[0]
        if refusal is None:
            known = self._known(mine, wrong)
            said_zh = f"得到 {_show(answer, self.unit)}，应为 {_show(truth, self.unit)}"
            said_en = f"the answer is {_show(answer, self.unit)}, but should be {_show(truth, self.unit)}"
            refusal = Wrong(f"{said_zh}。{known.zh}", f"{said_en}. {known.en}".rstrip(), known.credit)
        zh, en = refusal.zh, refusal.en
        if self.inputs:
            zh, en = f"输入 {_arguments(case)}：{zh}", f"For {_arguments(case)}: {en}"
        return share + (1 - share) * refusal.credit, Wrong(zh, en)

    def _value(self, reply, shape):
        """A reply as an array in the unit asked for, or Wrong."""
        if isinstance(reply, Declared):
            return _converted(self._value(reply.value, shape), reply.unit, self.unit)
        if isinstance(reply, NoAnswer):
            raise Wrong(reply.zh, reply.en)
        if isinstance(reply, reading.Formula):
            reply = _number_of(reply)
        if not isinstance(reply, (float, np.ndarray)):
            raise Wrong("这里应当是一个数。", "A number is expected here.")
        value = np.asarray(reply, dtype=float)
        if value.shape != shape and value.size == 1 == np.prod(shape):
            value = value.reshape(shape)
        if value.shape != shape:
            raise Wrong(f"答案有 {value.shape or '一'} 个数，应有 {shape or '一'} 个。", f"The answer has the shape {value.shape}, not {shape}.")
        return value

    def _agrees(self, answer, truth):
        return bool(np.all(np.abs(answer - truth) <= self.absolute + self.relative * np.abs(truth)))  # False for nan

    def _known(self, mine, wrong):
        """The mistake that explains all the wrong answers, if one does."""
        if all(answer is not None for _, _, answer, _ in wrong):
            for mistake in self.mistakes:
                try:
                    if all(self._agrees(answer, np.asarray(mistake.answer(mine, *case), dtype=float)) for case, _, answer, _ in wrong):
                        return mistake
                except (ArithmeticError, ValueError, TypeError):
                    continue  # a mistake that has no value here is not the one
            for power in _POWERS_OF_UNITS if self.unit else ():
                if all(np.any(truth) and self._agrees(answer * 10.0**-power, truth) for _, truth, answer, _ in wrong):
                    times = f"10^{power}"
                    return Mistake(None, f"数值差了 {times} 倍：用的是别的单位吗？题目要的是 {self.unit}；返回 `(数值, \"单位\")` 就可以用自己的单位。",
                                   f"It is {times} times what it should be: is it in another unit? The task asks for {self.unit}; "
                                   "return `(value, \"unit\")` to use your own.", credit=0.5)
        return Mistake(None, "", "")


@dataclass(frozen=True)
class Formula:
    """A sympy expression that must be the same function as the truth; its form does not matter.

    Parameters
    ----------
    points : float
    name : str
        The variable that is handed over.
    truth : sympy expression
    zh, en : str
    domain : dict
        For each symbol's name its range (low, high), or a list of possible values.
    mistakes : sequence of Mistake
    """

    points: float
    name: str
    truth: object
    zh: str
    en: str
    domain: Mapping = field(default_factory=dict)
    mistakes: Sequence[Mistake] = ()
    inputs = None

    def mark(self, mine, cases, replies, chance):
        reply, = replies
        if isinstance(reply, list) and len(reply) == 1:
            reply, = reply  # as sympy's solve gives the only solution
        if isinstance(reply, NoAnswer):
            return 0.0, Wrong(reply.zh, reply.en)
        if isinstance(reply, float):
            reply = reading.Formula(["Float", repr(reply)], f"{reply:g}")
        if not isinstance(reply, reading.Formula):
            return 0.0, Wrong("这里应当是一个 sympy 表达式。", "A sympy expression is expected here.")
        points = [{name: _choose(values, chance) for name, values in self.domain.items()} for _ in range(_POINTS_OF_FORMULA)]
        try:
            given = [_evaluate(reply.tree, point) for point in points]
        except ValueError as error:
            return 0.0, Wrong(*error.args)
        if _same(given, self._at(self.truth, points)):
            return 1.0, None
        known = next((mistake for mistake in self.mistakes if _same(given, self._at(mistake.answer, points))), Mistake(None, "", ""))
        shown = reply.text.replace("`", "'")[:200]
        return known.credit, Wrong(f"`{shown}` 与正确的公式不相等。{known.zh}", f"`{shown}` does not equal the right formula. {known.en}".rstrip())

    def _at(self, expression, points):
        return [_evaluate(tree(expression), point) for point in points]


@dataclass(frozen=True)
class Behaviour:
    """Something judged by what it does.

    Parameters
    ----------
    points : float
    name : str
        The function that is called, or the variable that is handed over.
    judge : callable
        judge(mine, cases, answers) -> None if all is right, else a Wrong, returned or raised. `answers` are numbers, arrays, text,
        truth values, lists and dicts of those; `shaped` makes sure of an array's shape.
    zh, en : str
    inputs : callable, optional
        As of a Number.
    unit : str, optional
        Answers with a declared unit are converted to this one.
    """

    points: float
    name: str
    judge: Callable
    zh: str
    en: str
    inputs: Callable | None = None
    unit: str = ""

    def mark(self, mine, cases, replies, chance):
        try:
            verdict = self.judge(mine, cases, [self._value(reply) for reply in replies])
        except Wrong as wrong:
            verdict = wrong
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):  # of a kind that the judge did not foresee
            verdict = Wrong("答案的样子和题目要求的不同。", "The answer is not of the kind the task asks for.")
        return (1.0, None) if verdict is None else (verdict.credit, Wrong(verdict.zh, verdict.en))

    def _value(self, reply):
        if isinstance(reply, NoAnswer):
            raise Wrong(reply.zh, reply.en)
        if isinstance(reply, Declared):
            return _converted(self._value(reply.value), reply.unit, self.unit)
        return _number_of(reply) if isinstance(reply, reading.Formula) else reply


@dataclass(frozen=True)
class Item:
    """What earns points in an explanation that is marked by hand."""

    points: float
    zh: str
    en: str


@dataclass(frozen=True)
class Rubric:
    """How an explanation is marked by hand."""

    items: tuple

    def __init__(self, *items):
        object.__setattr__(self, "items", items)

    @property
    def points(self):
        return sum(item.points for item in self.items)


def shaped(answer, *shape):
    """`answer` as an array of this shape, or Wrong; None stands for any length.

    Examples
    --------
    >>> shaped([[0.0, 1.0], [-65.0, -64.0]], 2, None).shape
    (2, 2)
    """
    try:
        array = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        array = np.empty(())
    if array.ndim != len(shape) or any(wanted not in (None, length) for wanted, length in zip(shape, array.shape)):
        raise Wrong("答案里数组的形状和题目要求的不同。", "The answer is not an array of the shape the task asks for.")
    if not np.isfinite(array).all():
        raise Wrong("答案里有不是有限数的值（nan 或 inf）。", "There are values in the answer that are not finite (nan or inf).")
    return array


def load(path):
    """The criteria of an assignment by grade id: `MARKS` of its marking.py."""
    names = runpy.run_path(str(Path(path)))
    if not isinstance(names.get("MARKS"), dict):
        raise ValueError(f"{path}: there is no MARKS; write MARKS = {{grade id: [criteria]}}.")
    return names["MARKS"]


def points(criteria):
    """The points of one cell."""
    return criteria.points if isinstance(criteria, Rubric) else sum(criterion.points for criterion in criteria)


def questions(criteria, mine, seed):
    """What is asked of a notebook: a list of plain data, one entry for each criterion.

    Parameters
    ----------
    criteria : list
    mine : Values
        The student's own values.
    seed : int
        The same seed asks the same; take it from something students do not know.
    """
    return [
        {"name": criterion.name, "inputs": [_plain(case) for case in cases] if criterion.inputs else None}
        for criterion, cases in zip(criteria, _cases(criteria, mine, seed))
    ]


def mark(criteria, replies, mine, seed):
    """The mark of one cell.

    Parameters
    ----------
    criteria : list
    replies : dict
        What `answers.collect` found: {number of the criterion: list of answers}.
    mine, seed
        As for `questions`.

    Returns
    -------
    Mark
    """
    total, zh, en = 0.0, [], []
    silent = NoAnswer("没有得到回答。", "No answer came back.")
    for number, (criterion, cases) in enumerate(zip(criteria, _cases(criteria, mine, seed))):
        given = replies.get(number, [silent])
        given = given if len(given) == len(cases) else [silent] * len(cases)
        share, wrong = criterion.mark(mine, cases, given, np.random.default_rng([seed, number, 1]))
        gained = round(share * criterion.points, 2)
        total += gained
        sign = "✓" if wrong is None else "✗" if gained == 0 else "◐"
        zh.append(f"{sign} {criterion.zh}（{gained:g} / {criterion.points:g} 分）" + (f"：{wrong.zh}" if wrong else ""))
        en.append(f"{sign} {criterion.en} ({gained:g} / {criterion.points:g})" + (f": {wrong.en}" if wrong else ""))
    return Mark(round(total, 2), points(criteria), zh, en)


def _cases(criteria, mine, seed):
    """The arguments of every criterion, as the student's function gets them; one empty case where a variable is handed over."""
    return [
        [tuple(as_argument(one) for one in case) for case in criterion.inputs(mine, np.random.default_rng([seed, number]))]
        if criterion.inputs else [()]
        for number, criterion in enumerate(criteria)
    ]


def _plain(case):
    """Arguments as JSON has them."""
    return [one.tolist() if isinstance(one, (np.ndarray, np.generic)) else one for one in case]


def _converted(value, given, wanted):
    """A value in the unit asked for, if any is, or Wrong."""
    try:
        return convert(value, given, wanted) if wanted else value
    except ValueError as error:
        en, _, zh = str(error).rpartition(". / ")  # the last, for a unit may have others in it
        raise Wrong(zh, f"{en}.") from None


def _choose(values, chance):
    return values[chance.integers(len(values))] if isinstance(values, list) else chance.uniform(*values)


def _number_of(formula):
    """The number that a formula without symbols is."""
    try:
        value = _evaluate(formula.tree, {})
    except ValueError as error:
        raise Wrong(*error.args) from None
    if value is None or value.imag:
        raise Wrong("这里应当是一个实数。", "A real number is expected here.")
    return value.real


def _evaluate(tree, point):
    try:
        return reading.evaluate(tree, point)
    except ArithmeticError:
        return None  # no value there


def _same(ours, theirs):
    """Whether two lists of values are those of one function: wherever the second has a value, the first has the same."""
    pairs = [(one, other) for one, other in zip(ours, theirs) if other is not None]
    if len(pairs) < _POINTS_OF_FORMULA / 2 or any(one is None for one, _ in pairs):
        return False
    largest = max(abs(other) for _, other in pairs)
    # Rounding only: both sides are computed with 16 digits, of which cancellation may take some.
    return all(abs(one - other) <= 1e-9 * abs(other) + 1e-12 * largest for one, other in pairs)


def _show(value, unit):
    value = np.asarray(value)
    text = f"{value:.6g}" if value.ndim == 0 else np.array2string(value, max_line_width=1_000, precision=5, threshold=8)
    return text if unit in ("", "1") else f"{text} {unit}"


def _arguments(case):
    shown = (f"{one:.6g}" if isinstance(one, float) else " ".join(str(one).split()) for one in case)
    return "(" + ", ".join(one if len(one) <= 60 else f"{one[:57]} …" for one in shown) + ")"
