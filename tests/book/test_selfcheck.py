"""A self-check question is a form that works with and without JavaScript."""

import pytest
from bilingual.selfcheck import complaint
from docutils import nodes

from . import tiny_book


def listed(*texts):
    return [nodes.list_item("", nodes.paragraph("", text)) for text in texts]


@pytest.mark.parametrize(
    ("choices", "answers", "words"),
    [
        (["a"], ["✓ a"], "at least 2 choices"),
        (["a", "b"], ["✓ a"], "2 choices, 1 answers"),
        (["a", "b"], ["no", "no"], "begins with ✓"),
        (["a", "b"], ["✓ yes", "✓ yes"], "every answer"),
    ],
)
def test_a_faulty_question_is_named(choices, answers, words):
    assert words in complaint(listed(*choices), listed(*answers))


def test_a_sound_question_has_no_complaint():
    assert complaint(listed("a", "b"), listed("✓ yes", "no")) is None


def test_the_form(page):
    form = page("en/one").select_one("fieldset.selfcheck")
    assert form.legend.text == "Where does potassium flow?"
    radios = form.select("label > input[type=radio]")
    assert [radio["value"] for radio in radios] == ["1", "2"]
    assert len({radio["name"] for radio in radios}) == 1
    assert [label.text.strip() for label in form.select("label")] == ["inward", "outward"]
    assert form.select_one("[aria-live=polite]").text == ""


def test_without_javascript_the_answers_stand_folded(page):
    answers = page("zh/one").select_one("fieldset.selfcheck details")
    assert not answers.has_attr("open") and not answers.has_attr("hidden")
    assert answers.summary.text == "解答"
    assert [("right" in item["class"], item.text.strip()) for item in answers.select("li")] == [(False, "不对"), (True, "✓ 对")]


def test_a_solution_folds_without_a_script(page):
    solution = page("en/one").select_one("details.solution")
    assert solution.summary.text == "Solution" and "Negative." in solution.text


def test_a_question_with_an_answer_missing_fails_the_build(tmp_path):
    process, _ = tiny_book.build(tiny_book.write(tmp_path, one=tiny_book.ONE.replace("2. ✓ ⟦对¦Yes⟧\n", "")))
    assert process.returncode != 0
    assert "2 choices, 1 answers" in process.stderr and "one.md:" in process.stderr
