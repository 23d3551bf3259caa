"""What is run is the release with the student's answers in it, whatever an editor or a student did to the file."""

import copy
import json

import nbformat
import pytest

from excitable.coursework import restore
from excitable.coursework.assignment import Assignment, pieces
from tests.coursework import tiny_assignment

STUDENT = "20260017"


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tiny_assignment.write(tmp_path_factory.mktemp("restore"))
    notebook = Assignment(folder).notebook()
    notebook.cells.insert(5, nbformat.v4.new_markdown_cell("A picture.", id="cell-005"))
    return notebook


@pytest.fixture
def solved(released, tmp_path):
    folder = tiny_assignment.write(tmp_path)
    return Assignment(folder).filled(released, pieces(folder / "answers" / "reference.py").pieces, STUDENT)


def restored(notebook, released, student=STUDENT):
    content = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    result, notes = restore.restore(restore.read(content), released, student)
    nbformat.validate(result)
    return result, notes


def names(notebook):
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]


def cell(notebook, name):
    return notebook.cells[names(notebook).index(name)]


def test_an_untouched_submission_is_run_as_it_is(solved, released):
    result, notes = restored(solved, released)
    assert notes == []
    assert [one.source for one in result.cells] == [one.source for one in solved.cells]


def test_locked_cells_are_the_releases(solved, released):
    cell(solved, "thermal").source = "40"
    cell(solved, "thermal").metadata.nbgrader.points = 40
    cell(solved, "thermal-check").source = "pass"
    result, notes = restored(solved, released)
    for name in ("thermal", "thermal-check"):
        assert cell(result, name) == cell(released, name)
        assert any(name in note for note in notes)


@pytest.mark.parametrize("gone", [
    ["thermal"], ["thermal-check", "thermal"], ["values"], ["student", "values"], ["thermal-prompt", "thermal"],
])
def test_deleted_cells_are_put_back_in_their_place(solved, released, gone):
    solved.cells = [one for one in solved.cells if one.metadata.get("nbgrader", {}).get("grade_id") not in gone]
    result, notes = restored(solved, released)
    assert names(result) == names(released)
    assert all(any(name in note for note in notes) for name in gone)


def test_a_question_put_back_comes_after_the_student_s_own_cells(solved, released):
    place = names(solved).index("thermal-check")
    solved.cells[place:place + 2] = [nbformat.v4.new_code_cell("thermal_voltage = improved(thermal_voltage)")]
    result, _ = restored(solved, released)
    sources = [one.source for one in result.cells]
    assert sources.index("thermal_voltage = improved(thermal_voltage)") < names(result).index("thermal") < names(result).index("why-prompt")


def test_a_question_that_was_moved_above_its_answer_goes_back(solved, released):
    place = names(solved).index("thermal")
    solved.cells.insert(1, solved.cells.pop(place))
    result, notes = restored(solved, released)
    assert names(result) == names(released)
    assert any("moved" in note and "thermal" in note for note in notes)


@pytest.mark.parametrize("worked_on", ["first", "last"])
def test_of_two_copies_the_one_that_was_worked_on_is_the_answer(solved, released, worked_on):
    place = names(solved).index("thermal-solution")
    untouched = copy.deepcopy(cell(released, "thermal-solution"))
    untouched.id = "copy"
    solved.cells.insert(place + (worked_on == "first"), untouched)
    place = names(solved).index("why")
    untouched = copy.deepcopy(cell(released, "why"))
    untouched.id = "another-copy"
    solved.cells.insert(place + (worked_on == "first"), untouched)
    result, notes = restored(solved, released)
    assert names(result) == names(released)
    assert "boltzmann" in cell(result, "thermal-solution").source  # an untouched copy below it would have undone it
    assert "$kT$" in cell(result, "why").source
    assert len(notes) == 2


def test_of_two_copies_that_were_worked_on_both_are_run(solved, released):
    place = names(solved).index("thermal-solution")
    second = copy.deepcopy(solved.cells[place])
    second.id, second.source = "copy", "def thermal_voltage(T):\n    return 2 * T"
    solved.cells.insert(place + 1, second)
    result, _ = restored(solved, released)
    assert "boltzmann" in result.cells[place].source and names(result)[place] is None
    assert cell(result, "thermal-solution").source == second.source


@pytest.mark.parametrize("ids", ["kept", "lost"])
def test_an_editor_that_drops_metadata_costs_nothing(solved, released, ids):
    for number, one in enumerate(solved.cells):
        one.metadata = nbformat.from_dict({})
        if ids == "lost":
            one.id = f"new-{number}"
    result, _ = restored(solved, released)
    assert "$kT$" in cell(result, "why").source
    marks = names(result).index("thermal")
    assert any("boltzmann" in one.source for one in result.cells[:marks])
    assert marks < names(result).index("why-prompt")
    stub = [number for number, one in enumerate(result.cells) if one.source == cell(released, "thermal-solution").source]
    assert all(number < next(n for n, one in enumerate(result.cells) if "boltzmann" in one.source) for number in stub)


def test_the_student_s_cells_stay(solved, released):
    solved.cells.insert(4, nbformat.v4.new_code_cell("import math"))
    solved.cells.append(nbformat.v4.new_markdown_cell("That was easy."))
    result, notes = restored(solved, released)
    assert [one.source for one in result.cells] == [one.source for one in solved.cells]
    assert notes == []


@pytest.mark.parametrize(("typed", "noted"), [
    ('"20260017"', False), ('"２０２６００１７ "', False), ("20260017", False), ("“20260017”", False), ('""', False), ("'x20260018'", True),
    ('"20260018"  # mine', True),
])
def test_the_true_number_is_used_and_another_one_noted(solved, released, typed, noted):
    cell(solved, "student").source = f"import math\nSTUDENT_ID = {typed}"
    result, notes = restored(solved, released)
    assert cell(result, "student").source == f'import math\nSTUDENT_ID = "{STUDENT}"'
    assert any("student number" in note for note in notes) == noted


def test_numbers_are_compared_without_capitals(solved, released):
    cell(solved, "student").source = 'STUDENT_ID = "PB2026"'
    assert restored(solved, released, "pb2026")[1] == []


def test_a_second_number_further_down_is_replaced_too(solved, released):
    solved.cells.append(nbformat.v4.new_code_cell('STUDENT_ID = "20269999"'))
    result, notes = restored(solved, released)
    assert result.cells[-1].source == f'STUDENT_ID = "{STUDENT}"'
    assert "20269999" in notes[0]


def test_old_formats_are_read(solved, released):
    old = nbformat.writes(nbformat.convert(copy.deepcopy(solved), 3), version=3).encode()
    result, _ = restored(old, released)
    assert cell(result, "thermal-solution").source == cell(solved, "thermal-solution").source
    assert "$kT$" in cell(result, "why").source


def test_another_kernel_is_noted(solved, released):
    solved.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    result, notes = restored(solved, released)
    assert result.metadata.kernelspec == released.metadata.kernelspec
    assert any("R" in note and "Python" in note for note in notes)


def test_a_notebook_without_cells_is_a_blank_one(released):
    result, notes = restored(b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', released)
    assert names(result) == [name for name in names(released) if name]
    assert any("no cells" in note for note in notes)


@pytest.mark.parametrize(("content", "said"), [
    (b"", "empty"), (b" \n", "empty"), (b"%PDF-1.7 \xff\xfe", "not JSON"), (b"[1, 2]", "no notebook"), (b'{"a": 1}', "no notebook"),
    (b"[" * 100_000, "not JSON"), (b'{"nbformat": 4, "cells": 3}', "damaged"),
    (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "damaged"),
    (b'{"nbformat": 4}', "damaged"), (b'{"nbformat": 3, "worksheets": [7]}', "damaged"), ('{"nbformat": 4}'.encode("utf-16"), "not JSON"),
])
def test_what_is_no_notebook_is_said_so(content, said):
    with pytest.raises(restore.NoNotebook, match=said):
        restore.read(content)


def test_marks_in_the_file_are_not_believed(solved, released):
    cell(solved, "thermal").outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "1000"})]
    result, _ = restored(solved, released)
    assert cell(result, "thermal").outputs == []
