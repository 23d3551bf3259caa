"""From a submitted notebook to an executed, marked one: restore, ask, run in the sandbox, mark. Only `run` sees the student's code."""

import hashlib
import hmac
import math
import threading
from dataclasses import dataclass, field

import nbformat

from excitable.coursework import answers, ask, marking, restore, sandbox, untrusted
from excitable.coursework.assignment import grade_id_of, is_marked

_ONE_AT_A_TIME = threading.Lock()  # nobody who writes a marking.py should have to think of threads


@dataclass(frozen=True)
class Marked:
    """A notebook that was run and marked.

    Attributes
    ----------
    notebook : NotebookNode
        With a message and a score (as nbgrader reads it) in every marks cell.
    points : dict
        By grade id, of the cells that are marked by the program.
    notes : list of str
        What a lecturer may want to know: "中文 / English".
    """

    notebook: nbformat.NotebookNode
    points: dict
    notes: list = field(default_factory=list)


def examine(course, assignment, released, submitted, student):
    """Run and mark what a student handed in.

    Parameters
    ----------
    course : Course
    assignment : Assignment
    released : NotebookNode
        What was handed out.
    submitted : bytes, NotebookNode or NoNotebook
        What came back; a file that is no notebook is marked as a blank one, and its message says why.
    student : str

    Returns
    -------
    Marked
    """
    with _ONE_AT_A_TIME:
        mine = assignment.values(student, course.salt)
    seeds = {grade_id: seed(course, assignment.name, student, grade_id) for grade_id in assignment.points}
    try:
        if isinstance(submitted, restore.NoNotebook):
            raise submitted
        content = submitted if isinstance(submitted, bytes) else nbformat.writes(submitted).encode()
        notebook, notes = restore.restore(restore.read(content), released, student)
    except restore.NoNotebook as refusal:
        blank = nbformat.v4.new_notebook(cells=released.cells)
        executed, told, notes = restore.restore(blank, released, student)[0], [str(refusal)], []
    else:
        with _ONE_AT_A_TIME:
            put_questions(notebook, assignment, mine, seeds)
        outcome = sandbox.run(notebook, course.limits, course.sandbox)
        executed = outcome.notebook
        told = [f"{_named(notebook, problem.cell_id)}: {problem.zh} / {problem.en}" for problem in outcome.problems]
    with _ONE_AT_A_TIME:
        points, failures = put_marks(executed, released, assignment, mine, seeds)
    _tell(executed, told)
    untrusted.harmless(executed, released)  # marks and notes quote students, too
    _put_rubrics(executed, assignment)
    return Marked(executed, points, told + notes + failures)


def seed(course, name, student, grade_id):
    """The seed of a cell's random questions: the same whenever it is graded, and known to nobody without the course's secret."""
    key = "\n".join((name, restore.normalised(student), grade_id))
    return int.from_bytes(hmac.digest(course.secret.encode(), key.encode(), hashlib.sha256)[:16])


def put_questions(notebook, assignment, mine, seeds):
    """Put the generated questions into the marks cells of a notebook."""
    for cell, criteria in _marks_cells(notebook, assignment):
        cell.source = ask.source(marking.questions(criteria, mine, seeds[grade_id_of(cell)]))


def put_marks(notebook, released, assignment, mine, seeds):
    """Read the answers from the marks cells' outputs and put a message and the score in their stead.

    Returns
    -------
    points : dict
        By grade id.
    failures : list of str
        Cells that marking.py could not mark: they have 0 points and wait for the lecturer.
    """
    comments = {grade_id_of(cell): cell.source for cell in released.cells}
    points, failures = {}, []
    for cell, criteria in _marks_cells(notebook, assignment):
        grade_id = grade_id_of(cell)
        try:
            mark = marking.mark(criteria, answers.collect(cell.outputs), mine, seeds[grade_id])
            if not math.isfinite(mark.points):
                raise ValueError(f"the points are {mark.points}")  # nbgrader would take nan for full marks
        except Exception as error:  # of the lecturer's own marking.py, which must not stop the others
            failures.append(f"{grade_id}: marking.py 出错，请手动评分。 / marking.py failed, mark it by hand: {type(error).__name__}: {error}")
            said = ["没能自动评分，会由老师来评。"], ["It could not be marked by the program; a person will."]
            mark = marking.Mark(0.0, marking.points(criteria), *said)
        points[grade_id] = min(max(float(mark.points), 0.0), float(cell.metadata.nbgrader.points))
        text = "\n\n".join(line for pair in zip(mark.zh, mark.en) for line in pair)
        cell.source = comments[grade_id]
        cell.execution_count = None
        cell.outputs = [
            nbformat.v4.new_output("display_data", {"text/markdown": text, "text/plain": text}),
            # nbgrader takes the value of a cell as its partial credit
            nbformat.v4.new_output("execute_result", {"text/plain": f"{points[grade_id]:g}"}),
        ]
    for cell in notebook.cells:
        if cell.cell_type == "code" and is_marked(cell, "grade") and grade_id_of(cell) not in points:
            for output in cell.outputs:
                if output.output_type == "execute_result":  # of a check without points: nbgrader would take the value for points
                    output.output_type = "display_data"
                    output.pop("execution_count", None)
    return points, failures


def _marks_cells(notebook, assignment):
    """(cell, criteria) of the cells that are marked by the program."""
    for cell in notebook.cells:
        criteria = assignment.marks.get(grade_id_of(cell))
        if criteria is not None and not isinstance(criteria, marking.Rubric):
            yield cell, criteria


def _put_rubrics(notebook, assignment):
    """After each answer that is marked by hand, what a marker looks for."""
    for position in range(len(notebook.cells) - 1, -1, -1):
        grade_id = grade_id_of(notebook.cells[position])
        rubric = assignment.marks.get(grade_id)
        if isinstance(rubric, marking.Rubric):
            items = "\n".join(f"- {item.points:g}: {item.zh} / {item.en}" for item in rubric.items)
            notebook.cells.insert(position + 1, _note(f"**评分要点 / What the marker looks for**\n\n{items}", f"rubric-{position}"))


def _tell(notebook, told):
    """At the top of the notebook, what happened when it was run."""
    if told:
        notebook.cells.insert(0, _note("**运行时 / When it was run**\n\n" + "\n".join(f"- {one}" for one in told), "told"))


def _named(notebook, identity):
    """A cell as a person finds it: by its grade id, or by its place and first line."""
    for number, cell in enumerate(notebook.cells, 1):
        if cell.get("id") == identity and "nbgrader" not in cell.metadata:
            return f"cell {number} (`{cell.source.strip().partition(chr(10))[0][:60]}`)"
    return identity


def _note(text, identity):
    return nbformat.v4.new_markdown_cell(text, id=identity, metadata={"editable": False, "deletable": False})
