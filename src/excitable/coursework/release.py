"""Build what is handed out: check an assignment, make nbgrader's source and release of it, prove it on its reference solution.

A release that fails its proof, or in which a solution can be read, is removed again.
"""

import hashlib
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

try:
    import nbformat
    from nbgrader import preprocessors
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config
except ImportError as error:
    raise ImportError(f"{error}. A lecturer's commands need more than a student's: pip install 'excitable[course]'") from error

from excitable.coursework import leaks
from excitable.coursework.assignment import AssignmentError, grade_id_of, pieces
from excitable.coursework.config import Course
from excitable.coursework.gradebook import CHECKS, RECORDS, Examine, Page

STUDENTS = ("20260001", "20260117", "S-9042")  # on whose values the reference solution is tried


class ClearSolutions(preprocessors.ClearSolutions):
    """nbgrader's, which would replace the student number's cell by a stub: it has no solution in it."""

    def preprocess_cell(self, cell, resources, cell_index):
        if grade_id_of(cell) == "student":
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)


def configuration(folder):
    """nbgrader's configuration for the course of a folder; its nbgrader_config.py hands on the same."""
    course = Course.load(folder)
    config = Config()
    config.CourseDirectory.root = str(course.folder)
    config.CourseDirectory.course_id = course.name
    config.ClearSolutions.code_stub = {"python": "# 在此作答 / Your code here\nraise NotImplementedError()"}
    config.ClearSolutions.text_stub = "在此作答 / Your answer here"
    usual = GenerateAssignment.class_traits()["preprocessors"].default()
    config.GenerateAssignment.preprocessors = [ClearSolutions if one is preprocessors.ClearSolutions else one for one in usual]
    # Also where nbgrader itself grades (Formgrader's button): in the sandbox, and with questions in the cells that have marks
    config.GenerateFeedback.exporter_class = Page
    config.Autograde.sanitize_preprocessors, config.Autograde.autograde_preprocessors = [Examine, *CHECKS], RECORDS
    return config


def build(course, name, say=print):
    """Build the release of one assignment.

    Parameters
    ----------
    course : Course
    name : str
    say : callable
        Is called with a line for each step.

    Returns
    -------
    Path
        The released notebook.

    Raises
    ------
    AssignmentError, CourseError
        What is wrong, in which file and cell.
    """
    assignment = course.assignment(name)
    reference = course.reference(name)
    released = released_path(course, name)
    record = course.folder / ".built" / name
    if released.exists() and record.exists() and record.read_text() == _fingerprint(course, assignment, released):
        say(f"{name}: 没有变化 / unchanged: {released}")
        return released
    record.unlink(missing_ok=True)
    assignment.check()
    total, by_hand = sum(assignment.points.values()), sum(assignment.points[grade_id] for grade_id in assignment.manual)
    say(f"{name}: 检查通过：{len(assignment.points)} 题，{total:g} 分，其中 {by_hand:g} 分由人来评。 / "
        f"Checked: {len(assignment.points)} tasks, {total:g} points, {by_hand:g} of them given by hand.")
    generate(course, assignment)
    try:
        _prove(course, assignment, nbformat.read(released, as_version=4), pieces(reference), say)
        found = leaks.scan([released.parent], leaks.secrets(course))
        if found:
            raise AssignmentError("\n".join([f"{name}: 答案泄漏，已删除发布版。 / Solutions leak; the release was removed.", *map(str, found)]))
    except BaseException:
        shutil.rmtree(released.parent)
        raise
    record.parent.mkdir(exist_ok=True)
    record.write_text(_fingerprint(course, assignment, released))
    say(f"{name}: 可以发布 / ready to hand out: {released}")
    return released


def released_path(course, name):
    """Where the released notebook of an assignment is."""
    return course.folder / "release" / name / f"{name}.ipynb"


def generate(course, assignment):
    """Write source/ and release/ of an assignment as nbgrader does, with stubs, locks and checksums, but prove nothing yet."""
    source = course.folder / "source" / assignment.name / f"{assignment.name}.ipynb"
    source.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(assignment.notebook(course.salt), source)
    config = configuration(course.folder)
    config.CourseDirectory.assignment_id = assignment.name
    with _own_programs():
        try:
            GenerateAssignment(CourseDirectory(config=config), config=config, force=True).start()
        except NbGraderException as error:
            raise AssignmentError(
                f"{assignment.path}: nbgrader 不肯重新制作：交来的作业已经按原来的单元格评过分。 / nbgrader makes no new release: work has been "
                f"graded with the cells as they were. Put them back, or grade this class elsewhere: copy course.toml to a new folder. "
                f"({error})"
            ) from None
    return released_path(course, assignment.name)


@contextmanager
def _own_programs():
    """nbgrader runs `alembic` from PATH, where this Python's own programs need not be."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _prove(course, assignment, released, reference, say):
    """The reference solution has full marks for several students, and a blank notebook none, as they will be graded."""
    from excitable.coursework.preprocess import examine

    full = {grade_id: points for grade_id, points in assignment.points.items() if grade_id not in assignment.manual}
    trials = [(student, reference.pieces, full) for student in STUDENTS] + [(STUDENTS[0], {}, dict.fromkeys(full, 0))]

    def examined(trial):
        student, answers, _ = trial
        return examine(course, assignment, released, assignment.filled(released, answers, student), student)

    with ThreadPoolExecutor(course.workers) as pool:
        outcomes = list(pool.map(examined, trials))
    problems = []
    for (student, answers, expected), marked in zip(trials, outcomes):
        what, it = ("the reference solution", "参考答案 / reference solution") if answers else ("the blank notebook", "空白 / blank")
        cells = {grade_id_of(cell): cell for cell in marked.notebook.cells}
        for grade_id, points in expected.items():
            if (gained := marked.points[grade_id]) != points:
                said = cells[grade_id].outputs[0].data["text/plain"]
                problems.append(f"cell {grade_id}, student {student}: {what} has {gained:g} points, but should have {points:g}.\n{said}")
        if answers:
            for grade_id, cell in cells.items():
                problems += [
                    f"cell {grade_id}, student {student}: {what} stops with {output.ename}: {output.evalue}"
                    for output in cell.get("outputs", []) if output.output_type == "error"
                ]
            problems += [f"student {student}, {what}: {note}" for note in marked.notes]
        say(f"{assignment.name}: {it}, {student}: {sum(marked.points.values()):g} / {sum(full.values()):g}")
    if problems:
        raise AssignmentError("\n".join([f"{assignment.path}: 没有通过验证，已删除发布版。 / Not proved; the release was removed.", *problems]))


def _fingerprint(course, assignment, released):
    """What the release was made from, and the release."""
    digest = hashlib.sha256(course.salt.encode())
    package = sorted(Path(__file__).parent.glob("*.py"))
    for path in [*assignment.files, *sorted(course.reference(assignment.name).parent.glob("*.py")), *package, released]:
        digest.update(f"{path.name} {path.stat().st_size} ".encode() + path.read_bytes())
    return digest.hexdigest()
