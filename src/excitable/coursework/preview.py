"""What one student is asked, and what is right: for the lecturer's eyes."""

import inspect

import nbformat

from excitable.coursework import collect, files, marking
from excitable.coursework.preprocess import seed


def preview(course, name, student):
    """The student's own values, each question as it is put at grading, and the expected answers, as text.

    The notebook as this student has it, number and all, is written to preview/<name>/: as it was released, if it was.
    """
    assignment = course.assignment(name)
    if not collect.is_number(student):
        raise ValueError(f"--student {student!r}: 不能作学号。 / It cannot be a student number: letters, digits and . - _ @ only.")
    mine = assignment.values(student, course.salt)
    released = course.folder / "release" / name / f"{name}.ipynb"
    handed_out = nbformat.read(released, as_version=4) if released.exists() else assignment.notebook(course.salt)
    path = course.folder / "preview" / name / f"{student}.ipynb"
    files.write(path, nbformat.writes(assignment.filled(handed_out, {}, student)))
    lines = [f"{name}, {student}: {path}", "", repr(mine)]
    for grade_id, criteria in assignment.marks.items():
        lines += ["", f"[{grade_id}] {assignment.points[grade_id]:g}"]
        if isinstance(criteria, marking.Rubric):
            lines += [f"  {item.points:g}: {item.zh} / {item.en}" for item in criteria.items]
            continue
        asked = marking.questions(criteria, mine, seed(course, name, student, grade_id))
        for criterion, question in zip(criteria, asked):
            lines.append(f"  {criterion.points:g}: {criterion.zh} / {criterion.en}")
            for case in [()] if question["inputs"] is None else question["inputs"]:
                call = f"({', '.join(map(_short, case))})" if question["inputs"] is not None else ""
                lines.append(f"     {question['name']}{call} → {_expected(criterion, mine, case)}")
    return "\n".join(lines)


def _expected(criterion, mine, case):
    if isinstance(criterion, marking.Number):
        unit = "" if criterion.unit == "1" else criterion.unit
        return f"{_short(criterion.truth(mine, *map(marking.as_argument, case)))} {unit}".rstrip()
    if isinstance(criterion, marking.Formula):
        return str(criterion.truth)
    judge = criterion.judge
    return inspect.getdoc(judge) or getattr(judge, "__name__", "judged by what it does")


def _short(value):
    text = f"{value:.6g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
