"""Try an assignment while it is written: `python -m tests.coursework.try_assignment NAME…` marks every trial submission, without a sandbox.

It prints the points of the reference, of the blank notebook and of the variants beside the reference, and what is said about
them; it ends with 1 if they are not as expected.
"""

import argparse
import contextlib
import io
import sys
import time
import traceback
from pathlib import Path

from excitable.coursework import ask, marking
from excitable.coursework.answers import decode
from excitable.coursework.assignment import Assignment, pieces

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "tests" / "coursework" / "answers"
SEED = 2026


def run(assignment, notebook, student_id):
    """Run a filled notebook in this process; the marks of its cells by grade id, the errors, and the seconds of its slowest cell."""
    namespace, marks, errors, slowest = {"__name__": "__main__"}, {}, [], (0.0, "")
    mine = assignment.values(student_id)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        grade_id, started = cell.metadata.get("nbgrader", {}).get("grade_id", ""), time.perf_counter()
        if grade_id in assignment.points:
            asked = marking.questions(assignment.marks[grade_id], mine, SEED)
            replies = {number: [decode(one) for one in ask.replies(question, namespace)] for number, question in enumerate(asked)}
            marks[grade_id] = marking.mark(assignment.marks[grade_id], replies, mine, SEED)
        else:
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(cell.source, f"<{grade_id or 'cell'}>", "exec"), namespace)
            except Exception:
                errors.append(f"{grade_id}: {traceback.format_exc(limit=-1).strip().splitlines()[-1]}")
        slowest = max(slowest, (time.perf_counter() - started, grade_id))
    return marks, errors, slowest


def attempts(assignment):
    """The trial submissions: their names, cells, and the points expected of the cells that are marked by the program."""
    automatic = {grade_id: points for grade_id, points in assignment.points.items() if grade_id not in assignment.manual}
    reference = pieces(ANSWERS / assignment.name / "reference.py")
    yield "reference", reference.pieces, automatic
    yield "blank", {}, dict.fromkeys(automatic, 0)
    for path in sorted((ANSWERS / assignment.name).glob("*.py")):
        if path.stem != "reference":
            variant = pieces(path)
            yield path.stem, {**reference.pieces, **variant.pieces}, {**automatic, **variant.expected}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--student", default="20260017")
    parser.add_argument("--only", help="the trial submission to run", default="")
    options = parser.parse_args()
    failed = False
    for name in options.names:
        assignment = Assignment(ROOT / "notebooks" / name)
        assignment.check()
        for label, filled, expected in attempts(assignment):
            if options.only in ("", label):
                notebook = assignment.filled(assignment.notebook(), filled, options.student)
                marks, errors, (seconds, cell) = run(assignment, notebook, options.student)
                points = {grade_id: mark.points for grade_id, mark in marks.items()}
                as_expected = points == expected and not (label == "reference" and errors)
                failed |= not as_expected
                print(f"{'ok ' if as_expected else 'BAD'} {name} {label}: {points}" + ("" if as_expected else f", expected {expected}")
                      + f" (slowest cell {cell}: {seconds:.2f} s)")
                if not as_expected or options.only:
                    print("\n".join([*(line for mark in marks.values() for pair in zip(mark.zh, mark.en) for line in pair), *errors]))
    sys.exit(failed)


if __name__ == "__main__":
    main()
