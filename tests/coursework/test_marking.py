"""Marks are fair: a right answer in any form earns its points, a wrong one does not, and the message says which and why."""

import numpy as np
import pytest
import sympy as sp

from excitable import nernst
from excitable.coursework import ask, draw
from excitable.coursework.answers import decode
from excitable.coursework.marking import Behaviour, Formula, Item, Mistake, Number, Rubric, Wrong, mark, questions, shaped

MINE = draw("20260017", salt="practice", c_out=(3.0, 6.0, 0.1))


def answered(criterion, **names):
    """The mark of a notebook that has defined `names`, through the same plain data as at grading."""
    replies = [{i: [decode(one) for one in ask.replies(question, names)]} for i, question in enumerate(questions([criterion], MINE, 7))]
    return mark([criterion], replies[0], MINE, 7)


def potential(mine, c_in, z):
    return float(nernst(c_out=mine.c_out, c_in=c_in, z=z, T=310))


E = Number(4, "E", potential, "能斯特电位", "the Nernst potential", unit="mV", absolute=0.01,
           inputs=lambda mine, chance: [(round(chance.uniform(100, 150), 1), z) for z in (1, 2, -1, -2)],
           mistakes=[Mistake(lambda mine, c_in, z: -potential(mine, c_in, z), "符号反了。", "The sign is wrong."),
                     Mistake(lambda mine, c_in, z: potential(mine, c_in, 1), "忘了 z。", "The charge is missing.", credit=0.5)])


@pytest.mark.parametrize("function, points", [
    (lambda c_in, z: potential(MINE, c_in, z), 4),
    (lambda c_in, z: (potential(MINE, c_in, z) / 1e3, "V"), 4),
    (lambda c_in, z: np.array([potential(MINE, c_in, z)]), 4),
    (lambda c_in, z: sp.Float(potential(MINE, c_in, z)), 4),
    (lambda c_in, z: potential(MINE, c_in, z) + 0.009, 4),
    (lambda c_in, z: potential(MINE, c_in, z) + 0.011, 0),
    (lambda c_in, z: -potential(MINE, c_in, z), 0),
    (lambda c_in, z: potential(MINE, c_in, z) / 1e3, 2),       # in volts, without saying so
    (lambda c_in, z: (potential(MINE, c_in, z), "V"), 2),      # the number is right, the declared unit is not
    (lambda c_in, z: (potential(MINE, c_in, z), "ms"), 0),
    (lambda c_in, z: potential(MINE, c_in, 1), 2.5),           # right for one of four, the other three explained by a known mistake
    (lambda c_in, z: potential(MINE, c_in, z) if z > 0 else 1 / 0, 2),
    (lambda c_in, z: None, 0),
    (lambda c_in, z: "−90 mV", 0),
    (lambda c_in, z: float("nan"), 0),
    (lambda c_in, z: complex(potential(MINE, c_in, z), 1), 0),
    (lambda c_in, z: [potential(MINE, c_in, z)] * 2, 0),
    (lambda c_in, z: np.zeros(300_000), 0),
    (lambda c_in, z: object(), 0),
    (lambda: -90, 0),
    (-90.0, 0),
])
def test_a_number_earns_what_it_is_worth(function, points):
    assert answered(E, E=function).points == pytest.approx(points)


def test_the_message_names_the_input_the_answer_the_truth_and_the_mistake():
    result = answered(E, E=lambda c_in, z: -potential(MINE, c_in, z))
    c_in, z = E.inputs(MINE, np.random.default_rng([7, 0]))[0]
    truth = potential(MINE, c_in, z)
    assert result.en == [f"✗ the Nernst potential (0 / 4): For ({c_in:.6g}, 1): the answer is {-truth:.6g} mV, but should be {truth:.6g} mV. The sign is wrong."]
    assert "符号反了" in result.zh[0]


def test_an_error_in_the_student_s_function_is_told_to_the_student():
    assert "ZeroDivisionError: division by zero" in answered(E, E=lambda c_in, z: 1 / 0).en[0]


def test_a_name_that_is_not_there_is_named():
    assert "There is no `E`" in answered(E).en[0]


def test_questions_are_the_same_for_the_same_seed_and_others_for_another():
    assert questions([E], MINE, 7) == questions([E], MINE, 7) != questions([E], MINE, 8)


def test_a_tolerance_is_demanded():
    with pytest.raises(ValueError, match="give a tolerance"):
        Number(1, "E", potential, "电位", "a potential")


R, T, z, F, c_o, c_i = sp.symbols("R T z F c_o c_i", positive=True)
DOMAIN = {"R": (8, 9), "T": (280, 320), "z": [-2, -1, 1, 2], "F": (9e4, 1e5), "c_o": (1, 150), "c_i": (1, 150)}
NERNST = Formula(3, "E", R * T / (z * F) * sp.log(c_o / c_i), "能斯特方程", "the Nernst equation", DOMAIN,
                 [Mistake(R * T / (z * F) * sp.log(c_i / c_o), "比值颠倒了。", "The ratio is upside down."),
                  Mistake(R * T / F * sp.log(c_o / c_i), "少了 z。", "The charge is missing.", credit=0.5)])


@pytest.mark.parametrize("expression, points", [
    (R * T * (sp.log(c_o) - sp.log(c_i)) / F / z, 3),
    (-R * T / (z * F) * sp.log(c_i / c_o), 3),
    (2 * R * T / (z * F) * sp.log(sp.sqrt(c_o / c_i)), 3),
    (2 * R * T / (z * F) * sp.atanh((c_o - c_i) / (c_o + c_i)), 3),
    (sp.Eq(sp.Symbol("E"), R * T / (z * F) * sp.log(c_o / c_i)), 3),
    ([R * T / (z * F) * sp.log(c_o / c_i)], 3),                # as sympy's solve gives it
    ([R * T / (z * F) * sp.log(c_o / c_i)] * 2, 0),
    (R * T / (sp.Symbol("z") * F) * sp.log(c_o / c_i), 3),     # a symbol made anew is the same symbol
    (sp.Piecewise((R * T / (z * F) * sp.log(c_o / c_i), sp.Ne(c_o, c_i) & sp.Ne(T, 0)), (0, True)), 3),  # as sympy.integrate answers
    (sp.Piecewise((0, sp.Eq(c_o, c_i)), (R * T / (z * F) * sp.log(c_o / c_i), True)), 3),
    (sp.Piecewise((R * T / (z * F) * sp.log(c_o / c_i), c_o > c_i), (0, True)), 0),  # for some values only
    (R * T / (z * F) * sp.log(c_i / c_o), 0),
    (R * T / F * sp.log(c_o / c_i), 1.5),
    (R * T / (z * F) * sp.log(c_o / c_i, 10), 0),
    (R * T / (z * F) * sp.log(c_o / c_i) + sp.Rational(1, 10**6), 0),
    (sp.Integral(R * T / (z * F) / sp.Symbol("x"), (sp.Symbol("x"), c_i, c_o)), 0),
    (sp.Symbol("c_out"), 0),
    (sp.zoo, 0),
    (sp.Pow(10, sp.Pow(10, 10, evaluate=False), evaluate=False), 0),
    (-90, 0),
    ("R*T/(z*F)*log(c_o/c_i)", 0),
    (None, 0),
])
def test_a_formula_passes_in_every_equivalent_form_and_in_no_other(expression, points):
    assert answered(NERNST, E=expression).points == pytest.approx(points)


@pytest.mark.parametrize("expression, said", [
    (R * T / (z * F) * sp.log(c_i / c_o), "upside down"),
    (sp.Integral(sp.Symbol("R"), (sp.Symbol("R"), 0, 1)), "Integral"),
    (sp.Symbol("c_out"), "`c_out` is not among"),
])
def test_a_wrong_formula_is_told_why(expression, said):
    assert said in answered(NERNST, E=expression).en[0]


def rises(mine, cases, replies):
    for (start,), trace in zip(cases, replies):
        t, V = shaped(trace, 2, None)
        if V[0] != start:
            raise Wrong("起点不对。", "It does not start where it should.")
        if np.any(np.diff(V) < 0):
            return Wrong("曲线在下降。", "The curve falls.", credit=0.5)


RISE = Behaviour(2, "simulate", rises, "上升", "a rise", inputs=lambda mine, chance: [(0,), (1,)])


@pytest.mark.parametrize("function, points", [
    (lambda start: (np.arange(3), start + np.arange(3)), 2),
    (lambda start: [[0, 1], [start, start + 1]], 2),
    (lambda start: (np.arange(3), start - np.arange(3)), 1),
    (lambda start: (np.arange(3), 5 + np.arange(3)), 0),
    (lambda start: np.arange(3), 0),
    (lambda start: (np.arange(3), np.full(3, np.inf)), 0),
    (lambda start: "up", 0),
    (lambda start: 1 / start, 0),
])
def test_a_behaviour_is_judged_by_what_it_does(function, points):
    assert answered(RISE, simulate=function).points == points


def test_an_array_among_the_arguments_reaches_the_function_as_an_array():
    criterion = Number(1, "double", lambda mine, V: 2 * V, "加倍", "double", relative=1e-12, inputs=lambda mine, chance: [([1.0, 2.0],)])
    assert answered(criterion, double=lambda V: V * 2).points == 1


def test_a_rubric_knows_its_points():
    assert Rubric(Item(2, "因", "cause"), Item(1, "果", "effect")).points == 3
