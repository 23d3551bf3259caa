"""The feedback page: what a student sees of the marks, without a script and without the network."""

import re

import nbformat
import pytest

from excitable.coursework.page import Page, typeset


def cell(kind, source, outputs=(), **about):
    made = nbformat.v4.new_code_cell(source, outputs=list(outputs)) if kind == "code" else nbformat.v4.new_markdown_cell(source)
    made.metadata["nbgrader"] = {"grade": False, "solution": False, **about}
    return made


@pytest.fixture(scope="module")
def page():
    """The page of a student with one task marked, one check failed and one answer that waits for a person."""
    failed = nbformat.v4.new_output("error", ename="AssertionError", evalue="符号？ / The sign?", traceback=["<b>long</b>"])
    told = nbformat.v4.new_output("display_data", {"text/markdown": "✗ 是 $\\lambda^2$。\n\n✗ It is $\\lambda^2$.", "text/plain": "plain"})
    nothing = nbformat.v4.new_output("display_data", {})
    value = nbformat.v4.new_output("execute_result", {"text/plain": "1.25"})
    notebook = nbformat.v4.new_notebook(cells=[
        cell("markdown", "# 作业 / Coursework\n\nHow to work", grade_id="title"),
        cell("code", 'STUDENT_ID = "7"', grade_id="student", solution=True),
        cell("markdown", "## 1 · 长度 / The length (10 min, 2 points)\nWhat is $\\frac12\\lambda$?", grade_id="length-prompt"),
        cell("code", "length = 1 < 2", [nothing], grade_id="length-solution", solution=True),
        cell("code", "assert length", [failed], grade_id="length-check", grade=True, points=0, score=0),
        cell("code", "# the marks", [told, value], grade_id="length", grade=True, points=2, score=1.25),
        cell("markdown", "## 2 · 为什么 / Why (5 min, 3 points)\nSay why.", grade_id="why-prompt"),
        cell("markdown", "Because $a<b$.", grade_id="why", grade=True, solution=True, points=3, score=0.0, comment="Say **more**."),
    ])
    about = {"notebook": "tiny", "student": "7", "score": 1.0, "max_score": 5.0, "late_penalty": 0.25, "waiting": ["why"]}
    return Page().from_notebook_node(notebook, {"nbgrader": about})[0]


def words(page):
    """The text of a page, without tags and styles."""
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<style.*?</style>", "", page)).split())


def test_points_stand_at_the_top_under_the_names_of_the_tasks(page):
    top = words(page).partition("STUDENT_ID")[0]
    assert "作业 / Coursework" in top and "Student number 7" in top and "Points 1 / 5" in top
    assert "1 · 长度 / The length 1.25 / 2" in top
    assert "2 · 为什么 / Why 还没评 / not marked yet" in top
    assert "late −0.25" in top
    assert set(re.findall(r'href="#([^"]*)"', page)) == {"length", "why"} <= set(re.findall(r'id="([^"]*)"', page))


def test_messages_and_comments_are_there_and_the_machinery_is_not(page):
    said = words(page)
    assert "✗ It is" in said and "Say more ." in said and "AssertionError: 符号？ / The sign?" in said
    assert "the marks" not in said and "How to work" not in said and "long" not in said
    assert "The length (10 min, 2 points)" in said and "What is" in said


def test_nothing_comes_from_elsewhere_and_nothing_runs(page):
    assert "<script" not in page and "default-src 'none'" in page
    assert not re.search(r'(src|href)="(?!data:|#)', page)


def test_formulas_are_pictures_that_say_their_tex(page):
    assert page.count('alt="\\lambda^2"') == 2 and 'alt="\\frac12\\lambda"' in page and 'alt="a&lt;b"' in page


@pytest.mark.parametrize("typed", ["$\\undefined{x}$", "$\\text{膜}$", "$x^$"])
def test_a_formula_that_cannot_be_set_stays_as_it_was_typed(typed):
    assert f"<code>{typed}</code>" in typeset(f"so {typed} it is")


@pytest.mark.parametrize("typed", ["it costs $5 or $ 6", "`$x$` is code", "\\$x\\$"])
def test_a_dollar_is_not_always_a_formula(typed):
    assert "<img" not in typeset(typed)
