"""What a student's notebook says is read as data from a stranger; students' values and units are what they seem."""

import json

import numpy as np
import pytest

from excitable.coursework import ask, draw
from excitable.coursework.answers import NoAnswer, collect, decode, evaluate
from excitable.coursework.marking import Number, mark
from excitable.coursework.units import convert


def shown(question, answers):
    return {"output_type": "display_data", "data": {ask.MIME: {"question": question, "answers": answers}}, "metadata": {}}


# ---- what a notebook says ----

def test_answers_are_found_among_everything_else_a_cell_shows():
    outputs = [{"output_type": "stream", "name": "stdout", "text": "hello"}, shown(0, [{"number": 1.5}]), {"output_type": "error"},
               shown(1, [{"text": "K"}])]
    assert collect(outputs) == {0: [1.5], 1: ["K"]}


def test_a_question_answered_twice_is_not_answered():
    # Else a notebook could shout every possible answer before the cell that asks.
    assert all(isinstance(one, NoAnswer) for one in collect([shown(0, [{"number": 1}]), shown(0, [{"number": 2}])])[0])


@pytest.mark.parametrize("said", [
    None, 5, "5", [], {}, {"number": "five"}, {"number": [1]}, {"number": None}, {"array": "x"}, {"array": [[1], [1, 2]]}, {"array": [None, {}]},
    {"fields": [1]}, {"list": 3}, {"eval": "1 + 1"}, {"array": [0] * 300_000}, {"unit": "V"},
])
def test_what_is_not_an_answer_is_no_number(said):
    assert isinstance(decode(said), NoAnswer)


def test_an_answer_nested_without_end_is_refused():
    said = {"number": 1}
    for _ in range(5_000):
        said = {"list": [said]}
    assert isinstance(decode(said), NoAnswer)


@pytest.mark.parametrize("questions", [[{"question": "0", "answers": [1]}], [{"question": 0}], [[]], ["x"]])
def test_a_malformed_bundle_is_ignored(questions):
    assert collect([{"output_type": "display_data", "data": {ask.MIME: one}} for one in questions]) == {}


def test_too_few_or_too_many_answers_count_as_none():
    one = Number(1, "f", lambda mine, x: x, "x", "x", absolute=1e-9, inputs=lambda mine, chance: [(1.0,), (2.0,)])
    for answers in ([1.0], [1.0, 2.0, 3.0], []):
        assert mark([one], {0: answers}, {}, 1).points == 0
    assert mark([one], {0: [1.0, 2.0]}, {}, 1).points == 1


@pytest.mark.parametrize("value", [1.5, -np.inf, "K", True, ["K", 1.0], {"V": 1.0}])
def test_plain_values_survive_json(value):
    assert decode(json.loads(json.dumps(ask.encode(value)))) == value


def test_arrays_survive_json_with_their_shape():
    assert np.array_equal(decode(json.loads(json.dumps(ask.encode(np.array([[1, np.nan], [3, 4]]))))), [[1, np.nan], [3, 4]], equal_nan=True)


# ---- formulas are computed, never run ----

@pytest.mark.parametrize("tree", [
    ["Symbol", "__import__('os').system('true')"], ["eval", ["Integer", "1"]], ["Integer", "1e"], ["Mul", 3], [], "x", None, ["Add", ["Symbol"]],
    ["Symbol", ["x"]], ["Pow", ["Integer", "2"]], ["?", "Integral"],
])
def test_a_tree_that_is_no_formula_has_no_value(tree):
    with pytest.raises(ValueError):
        evaluate(tree, {"x": 1.0})


@pytest.mark.parametrize("tree", [
    ["Pow", ["Integer", "10"], ["Pow", ["Integer", "10"], ["Integer", "10"]]], ["exp", ["Integer", "1000"]], ["Pow", ["Integer", "0"], ["Integer", "-1"]],
    ["log", ["Integer", "0"]],
])
def test_a_formula_without_a_value_is_quickly_known_as_one(tree):
    with pytest.raises(ArithmeticError):
        evaluate(tree, {})


def test_a_formula_nested_without_end_is_refused():
    tree = ["Symbol", "x"]
    for _ in range(5_000):
        tree = ["exp", tree]
    with pytest.raises(ValueError, match="公式"):
        evaluate(tree, {"x": 0.0})


def test_a_formula_that_branches_without_end_is_refused():
    tree = ["Symbol", "x"]
    for _ in range(50):
        tree = ["Add", tree, tree]  # small in memory, but 2⁵⁰ terms
    with pytest.raises(ValueError, match="too long"):
        evaluate(tree, {"x": 0.0})


# ---- students' values ----

def test_values_depend_on_the_student_and_on_the_class_and_on_nothing_else():
    choices = {"c_out": (3.0, 6.0, 0.001), "T": (290, 310, 0.001)}
    one = draw("20260017", salt="a", **choices)
    assert one == draw(" 20260017", salt="a", **dict(reversed(choices.items())))
    assert one.c_out != draw("20260018", salt="a", **choices).c_out != draw("20260018", salt="b", **choices).c_out


def test_values_spread_over_their_whole_range_on_its_grid():
    drawn = {draw(str(number), salt="a", x=(3.0, 6.0, 0.1)).x for number in range(1_000)}
    assert drawn == {round(3 + step / 10, 1) for step in range(31)}


@pytest.mark.parametrize("choices", [{"x": (6.0, 3.0, 0.1)}, {"x": (3.0, 6.0)}, {"x": (3.0, 6.0, 0)}, {"x": []}, {"x": 5}, {"x": "K"}])
def test_a_range_that_makes_no_sense_is_refused_by_name(choices):
    with pytest.raises(ValueError, match="x = "):
        draw("20260017", salt="a", **choices)


@pytest.mark.parametrize("student", ["", "  ", "　"])
def test_an_empty_student_number_is_asked_for(student):
    with pytest.raises(ValueError, match="学号"):
        draw(student, salt="a", x=[1])


def test_a_value_that_was_not_drawn_is_named_with_those_that_were():
    with pytest.raises(AttributeError, match="'y'; there are x"):
        draw("1", salt="a", x=[1]).y


# ---- units ----

@pytest.mark.parametrize("value, unit, wanted, result", [
    (0.089, "V", "mV", 89), (5, "µA/cm^2", "µA/cm²", 5), (5, "uA/cm2", "A/m^2", 0.05), (1, "μF cm⁻²", "µF/cm²", 1), (1, "mM", "mol/m^3", 1),
    (79.6, "MΩ", "ohm", 79.6e6), (100, "Ω·cm", "Ω cm", 100), (18.7, "m/s", "cm/ms", 1.87), (50, "Hz", "1/ms", 0.05), (20, "°C", "K", 293.15), (1, "mS", "µA/mV", 1),
    (10, "kΩ·cm²", "Ω cm^2", 1e4), (25, "%", "1", 0.25),
])
def test_a_declared_unit_is_converted(value, unit, wanted, result):
    assert convert(value, unit, wanted) == pytest.approx(result, rel=1e-12)


@pytest.mark.parametrize("unit", ["ms", "volt", "", "mV²", "__", "V V", "1/V"])
def test_a_unit_of_something_else_is_refused(unit):
    with pytest.raises(ValueError, match=" / "):
        convert(1, unit, "mV")


def test_a_cell_that_was_left_as_it_was_is_no_error():
    left = decode({"error": "NotImplementedError", "message": ""})
    assert left.en == "There is no answer yet." and "还没有" in left.zh
