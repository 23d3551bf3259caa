"""Grade a class, from the zip of its submissions to grades.csv and feedback: `python -m benchmarks.grading`, or `… grading 20`.

Every student hands in the reference solution with a number of their own. Beside it plain nbgrader runs some of the same notebooks:
without a sandbox and without questions, so it has less to do, and marks nothing but that a cell did not stop.
It is no piece of work for `python -m benchmarks`, which measures one process on one processor: here are many, on two.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import nbformat

from excitable.coursework import grading, sandbox
from excitable.coursework.assignment import pieces
from excitable.coursework.config import Course
from excitable.coursework.release import build

CLASS, NAME, LIMIT = 100, "boltzmann-nernst", 180  # students, the assignment, seconds
PROCESSORS = 2
PLAIN = 5  # notebooks of plain nbgrader's turn


class Timed(grading.Gradebook):
    """The gradebook, and the processor seconds spent in it; the wait for what runs beside it is not its own."""

    seconds = 0.0

    def _start(self, converter, student):
        with counted():
            super()._start(converter, student)

    def settle(self, late):
        with counted():
            return super().settle(late)


@contextlib.contextmanager
def counted():
    begin = time.thread_time()
    yield
    Timed.seconds += time.thread_time() - begin


def class_of(folder, students):
    """A course whose students' notebooks wait in a zip; the notebooks by student."""
    course = Course.create(folder)
    released = nbformat.read(build(course, NAME, lambda line: None), as_version=4)
    assignment, solution = course.assignment(NAME), pieces(course.reference(NAME)).pieces
    notebooks = {student: nbformat.writes(assignment.filled(released, solution, student)) for student in students}
    archive = folder / "downloaded" / NAME / "submissions.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for student, notebook in notebooks.items():
            files.writestr(f"{student}.ipynb", notebook)
    return course, notebooks


def ours(course):
    """Seconds that the whole class took, and of them the processor seconds of nbgrader's part."""
    grading.Gradebook = Timed
    begin = time.perf_counter()
    report = grading.grade(course, NAME, lambda line: None)
    seconds = time.perf_counter() - begin
    assignment = course.assignment(NAME)
    automatic = sum(points for cell, points in assignment.points.items() if cell not in assignment.manual)
    wrong = [line for line in report.grades.read_text("utf-8-sig").splitlines()[1:] if line.split(",")[1] != f"{automatic:g}"]
    if report.failed or wrong:
        raise SystemExit("\n".join(["not everybody has full marks:", *report.failed, *wrong]))
    return seconds, Timed.seconds


def plain(folder, notebooks):
    """Seconds that `nbgrader autograde` and `nbgrader generate_feedback` took for these notebooks, two runs of nbgrader in all."""
    (folder / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.course_id = {folder.name!r}\n")
    for student, notebook in notebooks.items():
        path = folder / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(notebook, encoding="utf-8")
    begin = time.perf_counter()
    for words in (["autograde", NAME, "--create"], ["generate_feedback", NAME]):
        done = subprocess.run([sys.executable, "-m", "nbgrader", *words], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"nbgrader {' '.join(words)}: {done.stderr.strip()}")
    return time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grading", description=__doc__)
    parser.add_argument("students", nargs="?", type=int, default=CLASS, help=f"how many hand in ({CLASS})")
    chosen = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:PROCESSORS])
    students = [f"2026{number:04d}" for number in range(chosen.students)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "course"
        course, notebooks = class_of(folder, students)
        box = sandbox.choose(course.sandbox)
        shutil.copytree(folder, Path(scratch) / "plain")
        total, in_nbgrader = ours(course)
        few = dict(list(notebooks.items())[:PLAIN])
        theirs = plain(Path(scratch) / "plain", few) / len(few)
    each, share = total / len(students), in_nbgrader / (PROCESSORS * total)
    print(f"{NAME}, {len(students)} submissions, {course.workers} at a time on {PROCESSORS} processors, sandbox: {box.name}")
    print(f"  all together             {total:8.1f} s" + (f"  at most {LIMIT}: {'reached' if total <= LIMIT else 'MISSED'}"
                                                            if len(students) == CLASS else ""))
    print(f"  a submission             {each:8.2f} s")
    print(f"  in nbgrader              {in_nbgrader:8.1f} s  of processor time, {share:.0%} of what {PROCESSORS} processors have")
    print(f"  plain nbgrader, each     {theirs:8.2f} s  of {len(few)}, one after the other, no sandbox, no questions: {theirs / each:.1f}×")


if __name__ == "__main__":
    main()
