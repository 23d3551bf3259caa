"""A student's week: the notebook that was handed out is opened in JupyterLab, answered, validated, saved, and graded."""

import csv
import json
import zipfile

import nbformat
import pytest

from excitable.coursework.assignment import pieces
from excitable.coursework.config import Course
from excitable.coursework.grading import grade
from excitable.coursework.release import build

from .conftest import ROOT
from .lab import jupyterlab, run_all_cells, wait_until_idle

NAME = "boltzmann-nernst"
STUDENT = "20260017"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course.create(tmp_path_factory.mktemp("course"))
    build(course, NAME, say=lambda line: None)
    return course


@pytest.fixture
def desk(course, tmp_path):
    """A student's JupyterLab: its address, and the notebook in it."""
    settings = tmp_path / "settings"
    settings.mkdir()
    # All cells are drawn at once, so that the test finds each in its place.
    (settings / "overrides.json").write_text(json.dumps({"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}))
    folder = tmp_path / "student"
    folder.mkdir()
    notebook = folder / f"{NAME}.ipynb"
    notebook.write_bytes((course.folder / "release" / NAME / notebook.name).read_bytes())
    with jupyterlab(folder, settings) as address:
        yield address, notebook


def answer(page, position, kind, text):
    """Type an answer over what stands in a cell."""
    cell = page.locator(".jp-Notebook .jp-Cell").nth(position)
    cell.scroll_into_view_if_needed()
    if kind == "markdown":  # shown as text until somebody edits it
        cell.click()
        page.keyboard.press("Enter")
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def validate(page):
    """What the button Validate says."""
    page.locator(".jp-NotebookPanel-toolbar >> text=Validate").click()
    dialog = page.locator(".jp-Dialog", has_text="Validation Results")
    dialog.wait_for(timeout=120_000)
    said = dialog.inner_text()
    dialog.locator("button", has_text="Ok").click()
    dialog.wait_for(state="detached")
    return said


def test_a_notebook_answered_in_jupyterlab_is_validated_saved_and_graded(course, desk, browser):
    address, notebook = desk
    reference = pieces(course.reference(NAME)).pieces
    handed_out = nbformat.read(notebook, as_version=4)
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(f"{address}lab/tree/{notebook.name}")
    page.wait_for_function("number => document.querySelectorAll('.jp-Notebook .jp-Cell').length === number",
                           arg=len(handed_out.cells), timeout=120_000)
    wait_until_idle(page)

    said = validate(page)
    assert "NotImplementedError" in said and "You did not provide a response" in said, said

    for position, cell in enumerate(handed_out.cells):
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id == "student":
            answer(page, position, "code", f'STUDENT_ID = "{STUDENT}"')
        elif grade_id in reference:
            answer(page, position, cell.cell_type, reference[grade_id])
    run_all_cells(page)
    wait_until_idle(page)
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert "Success" in validate(page)
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")
    page.close()

    archive = course.folder / "downloaded" / NAME / "answers.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as files:
        files.write(notebook, f"{STUDENT}.ipynb")
    grade(course, NAME, say=lambda line: None)
    with (course.folder / "grades" / NAME / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        row, = csv.DictReader(file)
    assignment = course.assignment(NAME)
    assert row["student"] == STUDENT
    assert {cell: float(row[cell]) for cell in assignment.points if cell not in assignment.manual} == {
        cell: points for cell, points in assignment.points.items() if cell not in assignment.manual}
    assert row["to mark by hand"].split() == list(assignment.manual)
