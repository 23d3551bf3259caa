"""What is handed out works, is proved on its reference solution, and gives nothing away; a course.toml that is wrong says where."""

import datetime
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from excitable.coursework import leaks, release
from excitable.coursework.assignment import AssignmentError, pieces
from excitable.coursework.config import Course, CourseError
from excitable.coursework.limits import Limits

from . import tiny_assignment

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.parent.name for path in (ROOT / "notebooks").glob("*/marking.py"))


def course(folder, **changes):
    """A course with the tiny assignment."""
    tiny_assignment.write(folder / "assignments", **changes)
    return Course.create(folder / "course", [folder / "assignments"])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A course whose tiny assignment is built, and what the build said."""
    said = []
    here = course(tmp_path_factory.mktemp("built"))
    release.build(here, "tiny", said.append)
    return here, said


@pytest.fixture(scope="module")
def ours(built, tmp_path_factory):
    """A course with every assignment of the repository."""
    here = Course.create(tmp_path_factory.mktemp("ours") / "course", [ROOT / "notebooks"], [ROOT / "tests" / "coursework" / "answers"])
    shutil.copy(built[0].folder / "gradebook.db", here.folder)
    return here


@pytest.fixture(scope="module")
def secrets(ours):
    return leaks.secrets(ours)


def validate(path):
    """What nbgrader's own check says of a notebook: the cells that fail."""
    from nbgrader.validator import Validator

    result = Validator().validate(str(path))
    assert "changed" not in result
    assert "type_changed" not in result
    return [cell["source"] for cell in result.get("failed", [])]


def test_a_build_proves_the_reference_for_several_students_and_says_each_step(built):
    _, said = built
    marked = [re.search(r"/ (reference solution|blank), (\S+): (\d+) / 4$", line) for line in said]
    assert [(found[1], found[3]) for found in marked if found] == [("reference solution", "4")] * 3 + [("blank", "0")]
    assert len({found[2] for found in marked if found}) == 3
    assert "ready" in said[-1]


def test_the_release_has_stubs_the_salt_of_the_class_and_no_secret(built):
    here, _ = built
    path = release.released_path(here, "tiny")
    text = path.read_text(encoding="utf-8")
    cells = {cell.id: cell for cell in nbformat.reads(text, as_version=4).cells}
    nbformat.validate(nbformat.reads(text, as_version=nbformat.NO_CONVERT))
    assert list(cells) == [cell.id for cell in here.assignment("tiny").notebook().cells]
    assert cells["thermal-solution"].source.endswith("    # 在此作答 / Your code here\n    raise NotImplementedError()")
    assert cells["why"].source == "在此作答 / Your answer here"
    assert cells["student"].source.startswith('STUDENT_ID = ""')
    assert f'salt="{here.salt}"' in cells["values"].source
    assert here.secret not in text
    assert leaks.scan([here.folder / "release"], leaks.secrets(here)) == []
    locked = [name for name, cell in cells.items() if cell.metadata.get("editable", True) is False]
    assert locked == ["values", "thermal-prompt", "thermal-check", "thermal", "why-prompt"]


def test_validate_in_jupyterlab_tells_a_blank_notebook_from_an_answered_one(built, tmp_path):
    here, _ = built
    path = release.released_path(here, "tiny")
    assert [source.split()[0] for source in validate(path)] == ["assert", "在此作答"]
    tiny = here.assignment("tiny")
    answered = tiny.filled(nbformat.read(path, as_version=4), pieces(here.reference("tiny")).pieces, "20260017")
    nbformat.write(answered, tmp_path / "tiny.ipynb")
    assert validate(tmp_path / "tiny.ipynb") == []


def test_a_second_build_changes_nothing_and_says_so(built):
    here, _ = built
    path = release.released_path(here, "tiny")
    before, said = (path.stat().st_mtime_ns, path.read_bytes()), []
    assert release.build(here, "tiny", said.append) == path
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    assert len(said) == 1
    assert "unchanged" in said[0]


def test_a_release_that_was_changed_or_deleted_is_built_anew_and_the_same(built):
    here, _ = built
    path = release.released_path(here, "tiny")
    before = path.read_bytes()
    path.write_bytes(before.replace(b"raise NotImplementedError()", b"return 1"))
    release.build(here, "tiny", lambda line: None)
    assert path.read_bytes() == before


def test_nbgrader_itself_works_in_the_folder_of_the_course(built):
    here, _ = built
    path = release.released_path(here, "tiny")
    before = path.read_bytes()
    own = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "tiny", "--force"]
    subprocess.run(command, cwd=here.folder, env=own, check=True, capture_output=True)
    assert path.read_bytes() == before


FAULTS = {
    "the reference solution and its check are wrong": (
        {"reference": tiny_assignment.REFERENCE.replace("* T", "* (T + 273.15)"),
         "check": tiny_assignment.CELLS["check"].replace("> 0", "< 0")},
        r"student 20260001: the reference solution has 0 points, but should have 4.\n(.*\n)*.*273.15 was added again(.*\n)*"
        "cell thermal-check, student 20260001: the reference solution stops with AssertionError: 应为正 / it is positive"),
    "a blank notebook has points": (
        {"solution": tiny_assignment.CELLS["solution"].replace("    ### BEGIN", "    return 0.0861733326 * T\n    ### BEGIN")},
        "cell thermal, student 20260001: the blank notebook has 4 points, but should have 0"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_release_that_is_not_proved_is_removed(fault, built, tmp_path):
    changes, message = FAULTS[fault]
    here = course(tmp_path, **changes)
    shutil.copy(built[0].folder / "gradebook.db", here.folder)  # a new one takes nbgrader some seconds
    with pytest.raises(AssignmentError, match=message):
        release.build(here, "tiny", lambda line: None)
    assert not release.released_path(here, "tiny").parent.exists()


def test_a_release_with_a_leak_is_removed_and_the_line_is_named(built, tmp_path, monkeypatch):
    here = course(tmp_path)
    shutil.copy(built[0].folder / "gradebook.db", here.folder)

    class Leaky(release.ClearSolutions):
        def preprocess_cell(self, cell, resources, cell_index):
            cell, resources = super().preprocess_cell(cell, resources, cell_index)
            if cell.id == "thermal-prompt":
                cell.source += "\n\n<!-- boltzmann_in_millivolts = 0.0861733326 -->"
            return cell, resources

    monkeypatch.setattr(release, "ClearSolutions", Leaky)
    with pytest.raises(AssignmentError, match=r"tiny.ipynb: tiny, reference.py \[thermal-solution\]: boltzmann_in_millivolts = 0.08617"):
        release.build(here, "tiny", lambda line: None)
    assert not release.released_path(here, "tiny").parent.exists()


def test_an_assignment_that_does_not_pass_its_check_leaves_the_last_release_alone(tmp_path):
    here = course(tmp_path, marking="MARKS = {}")
    with pytest.raises(AssignmentError, match="marking.py has no criteria"):
        release.build(here, "tiny", lambda line: None)
    assert not (here.folder / "release").exists()


@pytest.mark.parametrize("name", NAMES)
def test_the_release_of_each_of_our_assignments_gives_nothing_away(name, ours, secrets):
    path = release.generate(ours, ours.assignment(name))
    solutions = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.id.endswith("-solution")]
    assert solutions
    assert [source for source in solutions if "raise NotImplementedError()" not in source] == []
    assert leaks.scan([path.parent], secrets) == []


def test_a_course_is_created_once_and_each_has_its_own_salt_and_secret(tmp_path):
    one, other = (Course.create(tmp_path / name, [ROOT / "notebooks"]) for name in ("one", "other"))
    assert Course.create(tmp_path / "one") == one == Course.load(tmp_path / "one")
    assert len({one.salt, other.salt, one.secret, other.secret}) == 4
    assert (tmp_path / "one" / "course.toml").stat().st_mode & 0o077 == 0
    assert set(NAMES) <= set(one.names())


def test_without_folders_the_book_that_is_checked_out_is_found(tmp_path):
    assert Course.create(tmp_path / "one").assignments == (ROOT / "notebooks",)


def test_a_private_variant_stands_outside_the_repository_with_its_answers(tmp_path):
    tiny_assignment.write(tmp_path / "private")
    here = Course.create(tmp_path / "course", [ROOT / "notebooks", tmp_path / "private"])
    assert here.assignment("tiny").folder == tmp_path / "private" / "tiny"
    assert here.reference("tiny") == tmp_path / "private" / "tiny" / "answers" / "reference.py"


def settings(folder, text):
    """A course with these lines in course.toml."""
    (folder / "notebooks").mkdir()
    top, _, tables = text.partition("[")
    (folder / "course.toml").write_text(
        f'name = "c"\nsalt = "a"\nsecret = "b"\nassignments = ["notebooks"]\n{top}\n{"[" + tables if tables else ""}', encoding="utf-8")
    return Course.load(folder)


def test_dates_limits_and_the_policy_for_late_files_are_read(tmp_path):
    here = settings(tmp_path, """workers = 4
[assignment.cable]
due = 2026-10-09T23:59:00+08:00
feedback = 2026-10-16
late = 0.1
[assignment.passive-cell]
due = 2026-11-01
[limits]
cell_seconds = 5
[roster]
column = "学号"
[lms]
kind = "pattern"
pattern = '(?P<student_id>\\d+)\\.ipynb'
""")
    cable = here.schedule("cable")
    assert cable.due == datetime.datetime(2026, 10, 9, 15, 59, tzinfo=datetime.UTC)
    assert cable.feedback.replace(tzinfo=None) == datetime.datetime(2026, 10, 16)
    assert cable.late == 0.1
    assert here.schedule("passive-cell").due.replace(tzinfo=None) == datetime.datetime(2026, 11, 1, 23, 59, 59)
    assert here.schedule("passive-cell").late == here.schedule("another").late == 0
    assert here.schedule("another").due is None
    assert here.limits == Limits(cell_seconds=5)
    assert (here.workers, here.column, here.system) == (4, "学号", "pattern")


WRONG = {
    "worker = 2": "`worker`: .* / is not a setting. There are: name, salt",
    'workers = "two"': "`workers`: .* / must be a whole number, but it is 'two'",
    "workers = true": "`workers`: .* / must be a whole number, but it is True",
    "workers = 0": "`workers`: .* / is 0, but at least 1",
    "answers = 3": r"`answers`: .* / must be a list \[...\], but it is 3",
    'assignments = "x"': "Cannot overwrite a value",
    'sandbox = "docker"': "`sandbox`: .* / must be one of auto, bubblewrap, container, plain, but it is 'docker'",
    "[lms]\nkind = 'blackboard'": "`lms.kind`: .* / must be one of canvas, moodle, pattern, exchange",
    "[lms]\nkind = 'pattern'\npattern = '('": "`lms.pattern`: .* / is no regular expression",
    "[lms]\nkind = 'pattern'\npattern = '.*'": r"`lms.pattern`: .* / needs a group \(\?P<student_id>",
    "[limits]\ncell_second = 3": "`limits.cell_second`: .* / is not a setting",
    "[limits]\nmemory = 3": "the limit `memory` must be a number of at least",
    "[assignment.cable]\ndue = '2026-10-09'": "`assignment.cable.due`: .* / must be a date .* but it is '2026-10-09'",
    "[assignment.cable]\ndue = 2026-13-09": ".*a date is written 2026-10-09",
    "[assignment.cable]\nlate = 10": "`assignment.cable.late`: .* / is the share .* but it is 10",
    "[assignment]\ncable = 3": r"`assignment.cable`: .* / must be a table \[assignment.cable\]",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_setting_that_is_wrong_is_named_with_what_it_must_be(text, tmp_path):
    with pytest.raises(CourseError, match=f"course.toml: {WRONG[text]}"):
        settings(tmp_path, text)


def test_a_folder_without_a_course_says_how_to_make_one(tmp_path):
    with pytest.raises(CourseError, match="excitable-course build NAME"):
        Course.load(tmp_path)


def test_an_assignment_that_is_not_there_names_those_that_are(tmp_path):
    here = course(tmp_path)
    with pytest.raises(CourseError, match="no assignment 'heat'.*There are: tiny"):
        here.assignment("heat")
    here.reference("tiny").unlink()
    with pytest.raises(CourseError, match="tiny: .* / there is no reference.py"):
        release.build(here, "tiny")
