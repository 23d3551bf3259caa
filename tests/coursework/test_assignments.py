"""Every assignment is complete: its cells, its points, its texts in both languages, and the chapter that shows them."""

import re
from pathlib import Path

import jupytext
import nbformat
import pytest

from excitable.coursework.assignment import Assignment, AssignmentError, pieces

from . import tiny_assignment

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "notebooks").glob("*/marking.py"))
NAMES = [folder.name for folder in FOLDERS]
HEADING = re.compile(r"^## \d+ · .+ / .+ \((\d+) min, (\d+) points\)$", re.MULTILINE)


@pytest.fixture(params=FOLDERS, ids=NAMES)
def assignment(request):
    return Assignment(request.param)


def test_an_assignment_is_complete(assignment):
    assignment.check()
    assert len(assignment.points) >= 5
    assert assignment.manual
    assert 20 <= sum(assignment.points.values()) <= 30


def test_an_assignment_survives_jupyterlab_unchanged(assignment, tmp_path):
    source = assignment.path.read_text(encoding="utf-8")
    stored = tmp_path / "assignment.ipynb"
    jupytext.write(jupytext.reads(source, fmt="md:myst"), stored)
    assert jupytext.writes(jupytext.read(stored), fmt="md:myst") == source


def test_the_headings_say_how_long_it_takes_and_what_it_is_worth(assignment):
    headings = HEADING.findall(assignment.path.read_text(encoding="utf-8"))
    assert [int(points) for _, points in headings] == list(assignment.points.values())
    assert 60 <= sum(int(minutes) for minutes, _ in headings) <= 90


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_chapter_shows_every_text_as_an_exercise_without_a_solution(assignment, language):
    chapter, = (ROOT / "book" / language).glob(f"*/{assignment.name}.md")
    lines = chapter.read_text(encoding="utf-8")
    shown = {(chapter.parent / path).resolve() for path in re.findall(r"^`{3,}\{include\} *(\S+)$", lines, re.MULTILINE)}
    assert shown & set(assignment.folder.iterdir()) == set(assignment.folder.glob(f"*.{language}.md"))
    labels = re.findall(rf"^:label: (ex-assigned-{assignment.name}-\S+)$", lines, re.MULTILINE)
    assert len(labels) == len(set(labels)) == len(list(assignment.folder.glob(f"*.{language}.md")))
    assert not [label for label in labels if re.search(rf"\{{solution(-start)?\}} {label}\b", lines)]


def test_every_student_has_their_own_values(assignment):
    values = assignment.values("20260001")
    assert values == assignment.values(" 20260001 ")
    assert values != assignment.values("20260002")
    assert values != assignment.values("20260001", "another class")


@pytest.mark.parametrize("name", NAMES)
def test_the_required_trial_submissions_are_there(name):
    folder = ROOT / "tests" / "coursework" / "answers" / name
    required = {"reference", "other_forms", "other_units", "chinese_names", "wrong_sign", "hard_coded", "partial"}
    assert required - {path.stem for path in folder.glob("*.py")} == set()
    points = Assignment(ROOT / "notebooks" / name).points
    for path in folder.glob("*.py"):
        trial = pieces(path)
        assert all(0 <= gained < points[grade_id] for grade_id, gained in trial.expected.items()), path.name
    assert pieces(folder / "reference.py").expected == {}


def test_the_notebook_has_texts_ids_and_salt(tmp_path):
    tiny = Assignment(tiny_assignment.write(tmp_path))
    tiny.check()
    notebook = tiny.notebook("my class")
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert [cell.id for cell in notebook.cells] == ["cell-000", *tiny.cells]
    assert tiny.points == {"thermal": 4, "why": 2}
    assert tiny.manual == ("why",)
    cells = {cell.id: cell for cell in notebook.cells}
    assert "$kT/e$，以 mV 计。\n\nWrite the function" in cells["thermal-prompt"].source
    assert 'salt="my class"' in cells["values"].source
    assert 290 <= tiny.values("20260017", "my class").T <= 310


def test_a_filled_notebook_is_signed_and_the_blank_one_stays_blank(tmp_path):
    tiny = Assignment(tiny_assignment.write(tmp_path))
    blank = tiny.notebook()
    filled = tiny.filled(blank, pieces(tiny.folder / "answers" / "reference.py").pieces, "20260017")
    cells = {cell.id: cell.source for cell in filled.cells}
    assert cells["student"] == 'STUDENT_ID = "20260017"'
    assert "0.0861733326" in cells["thermal-solution"]
    assert blank == tiny.notebook()
    with pytest.raises(AssignmentError, match="no cell 'energy'.*thermal-solution"):
        tiny.filled(blank, {"energy": "1"}, "20260017")


CELLS, MARKING, TEXTS = tiny_assignment.CELLS, tiny_assignment.MARKING, tiny_assignment.TEXTS
FAULTS = {
    "points disagree": (
        {"marks": CELLS["marks"].replace("points: 4", "points: 5")},
        "cell thermal: 5 points in the notebook, but 4 in marking.py"),
    "cell twice": ({"check": CELLS["check"].replace("thermal-check", "thermal-solution")}, "cell thermal-solution: two cells"),
    "no grade id": ({"check": CELLS["check"].replace("thermal-check", '""')}, r"cell 6 \(assert thermal_voltage.*grade_id"),
    "no criteria": ({"marking": "MARKS = {}"}, "cell thermal: 4 points, but marking.py has no criteria"),
    "no cell": ({"marking": MARKING.replace('"thermal": [', '"heat": [')}, "marking.py: criteria for 'heat', but tiny.md"),
    "rubric for code": (
        {"marking": MARKING + 'MARKS["thermal"] = Rubric(Item(4, zh="好", en="good"))\n'},
        "cell thermal: a Rubric is for an answer"),
    "a solution in the source": (
        {"solution": CELLS["solution"].replace("### END", "return 0.0861733326 * T\n    ### END")},
        "cell thermal-solution: its solution region is not empty"),
    "no region": (
        {"solution": CELLS["solution"].replace("### BEGIN SOLUTION", "pass")},
        "cell thermal-solution: a solution cell has one region"),
    "a region elsewhere": (
        {"check": CELLS["check"].replace("assert", "### BEGIN SOLUTION\n### END SOLUTION\nassert")},
        "not for solutions"),
    "a value as the last line": (
        {"check": CELLS["check"].replace("assert ", "").partition(" >")[0] + "\n```"},
        "thermal-check: its last line shows"),
    "no salt": (
        {"values": CELLS["values"].replace("practice", "exercise")},
        'cell values: salt="practice" must stand there.*found 0 times'),
    "salt twice": ({"check": CELLS["check"].replace("assert", 'salt="practice"\nassert')}, "cell values:.*found 2 times"),
    "an answered student cell": ({"student": CELLS["student"].replace('""', '"20260017"')}, "cell student: it must begin with"),
    "no student cell": ({"student": ""}, "tiny.md: there is no cell with the grade_id 'student'"),
    "no such text": (
        {"texts": {"thermal.zh.md": "题", "thermal.en.md": "T", "why.zh.md": "题"}},
        "why-prompt: the include why.en.md is not there"),
    "a text for nobody": ({"texts": TEXTS | {"more.zh.md": "还有。\n"}}, "more.zh.md: no cell of tiny.md includes"),
    "an include in a line": ({"check": CELLS["check"] + "\n\n```{include} why.zh.md\nmore\n```"}, "an include that is not a fence"),
}


def english(folder):
    """What is wrong with an assignment, without the Chinese."""
    with pytest.raises(AssignmentError) as error:
        Assignment(folder).check()
    assert all(re.search(r"[一-龥].* / ", line) for line in str(error.value).splitlines())
    return re.sub(r"(?<=: )[^:\n]*? / ", "", str(error.value))


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_said_with_its_file_and_its_cell(fault, tmp_path):
    changes, message = FAULTS[fault]
    assert re.search(message, english(tiny_assignment.write(tmp_path, **changes)))


def test_a_text_that_is_shown_in_one_language_only_is_refused(tmp_path):
    folder = tiny_assignment.write(tmp_path)
    source = folder / "tiny.md"
    source.write_text(source.read_text(encoding="utf-8").replace("```{include} why.en.md\n```\n\n", ""), encoding="utf-8")
    assert "cell why-prompt: why.zh.md is included, but not why.en.md" in english(folder)


MARKUP = {
    "# 题目": "line 1: .* a heading", "题\n---": "line 2: .* a heading", "见 {ref}`here`": "line 1: .* a MyST role",
    "(here)=": "line 1: .* a MyST target", "```{note}\n好\n```": "line 1: .* a MyST directive",
    ":::{tip}\n:::": "line 1: .* a MyST directive", "好\n\n| 1 | 2 |": "line 3: .* a table",
    "好[^1]": "line 1: .* a footnote", "+++\n好": "line 1: .* a cell break",
}


@pytest.mark.parametrize("text", MARKUP)
def test_a_text_of_more_than_commonmark_is_refused(text, tmp_path):
    folder = tiny_assignment.write(tmp_path, texts=TEXTS | {"why.zh.md": text + "\n"})
    with pytest.raises(AssignmentError, match=f"why.zh.md, {MARKUP[text]}"):
        Assignment(folder).check()


def test_code_in_a_text_is_no_markup(tmp_path):
    texts = TEXTS | {"why.zh.md": "例如：\n\n```python\n# 注释\n{ref}`no`\n```\n\n- 一\n- $a_{ij}$ 和 `x`\n"}
    Assignment(tiny_assignment.write(tmp_path, texts=texts)).check()


@pytest.mark.parametrize(("text", "message"), [
    ("# %% expected\nexpected = {}\n", "docstring"),
    ('# %% expected\n"""一。 / One."""\nexpected = {}\n\n# %% a\n1\n\n# %% a\n2\n', "two pieces are titled a"),
    ('# %% expected\n"""一。 / One."""\nexpected = {}\n\n# %%\n1\n', "without a title"),
])
def test_a_trial_submission_that_cannot_be_read_says_why(text, message, tmp_path):
    (tmp_path / "trial.py").write_text(text, encoding="utf-8")
    with pytest.raises(AssignmentError, match=rf"trial.py: .*{message}"):
        pieces(tmp_path / "trial.py")
