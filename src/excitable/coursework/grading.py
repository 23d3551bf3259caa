"""Grade an assignment: collect, run and mark, record, feedback, grades.csv. What stands is kept; a killed run goes on where it was."""

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

from excitable.coursework import roster, sandbox
from excitable.coursework.config import CourseError
from excitable.coursework.desk import Desk, stamp_of
from excitable.coursework.gradebook import Gradebook, NotRecorded


@dataclass(frozen=True)
class Report:
    """What came of grading: how many are graded, and what failed, a line for each."""

    graded: int
    failed: list
    grades: Path


def grade(course, name, say=print, now=None, sources=()):
    """Grade what has come in of one assignment.

    Parameters
    ----------
    course : Course
    name : str
    say : callable
        Gets a line for each student, and what a lecturer has to know.
    now : datetime, optional
        Feedback is written only after its date.
    sources : sequence of path
        Zips or folders to collect first; without any, those in downloaded/<name>/, or nbgrader's exchange.

    Returns
    -------
    Report
    """
    desk, book, schedule = Desk(course, name), Gradebook(course, name), course.schedule(name)
    book.due(schedule.due)
    failed = desk.collect(sources, say)
    box = sandbox.choose(course.sandbox)
    if box.warning_zh:
        say(f"{box.warning_zh}\n{box.warning_en}")
    students, recorded, about, new = desk.students(), book.recorded(), {}, 0
    if not students:
        where = course.folder / "downloaded" / name
        raise CourseError("\n".join([f"{name}: 还没有人交。把 LMS 的 zip 放进 {where}，或用 --from 指明。 / Nobody has handed in yet: "
                                     f"put the zip of the LMS into {where}, or name it with --from.", *failed]))
    for number, (student, outcome) in enumerate(desk.marked_all(students), 1):
        try:
            notebook, fresh, seconds = outcome()
            if student not in recorded or notebook.metadata.excitable.stamp != stamp_of(book.autograded(student)):
                book.record(student, notebook)
        except NotRecorded as failure:
            failed.append(f"{student}: nbgrader 没有收下。 / nbgrader did not take the notebook: {failure}")
        except Exception as failure:  # whatever one submission does, the others are graded
            failed.append(f"{student}: {type(failure).__name__}: {failure}")
        else:
            about[student] = notebook.metadata.excitable
            new += fresh
            if fresh:
                say(_progress(f"{number}/{len(students)} {student}", about[student], seconds))
    # Who could not be graded now keeps what stands; of whom nbgrader has nothing, there is nothing
    standing = {student for student in students if book.autograded(student).exists()}
    scores = {student: score for student, score in book.settle(schedule.late).items() if student in standing}
    _feedback(desk, book, scores, about, now or datetime.datetime.now(datetime.UTC), say, failed)
    grades = desk.write_tables(scores, about, failed, say)
    for line in failed:
        say(f"✗ {line}")
    waiting = sum(bool(score.waiting) for score in scores.values())
    say(f"{name}: 评了 {len(scores)} 份，其中 {new} 份是新的；{len(failed)} 个问题。 / {len(scores)} graded, {new} of them new; problems: {len(failed)}.")
    if waiting:
        say(f"{waiting} 份还有要手动评的题，没有评的按 0 分计：在 JupyterLab 里用 Formgrader 评，然后再运行一次。 / "
            f"{waiting} wait for marks by hand, which count as 0 until then: give them in JupyterLab's Formgrader, and grade again.")
    return Report(len(scores), failed, grades)


def _feedback(desk, book, scores, about, now, say, failed):
    """Write the feedback, if its date has come, and a zip that the LMS takes back."""
    date = desk.course.schedule(desk.name).feedback
    if date and now < date:
        say(f"反馈要到 {date:%Y-%m-%d %H:%M} 才写；到时再运行一次。 / "
            f"Feedback is not written before {date:%Y-%m-%d %H:%M}: grade again then.")
        return
    pages = {}
    for student, score in scores.items():
        if student not in about:
            continue
        try:
            book.write_feedback(student, hashlib.sha256((about[student].stamp + score.state).encode()).hexdigest(), score.waiting)
            pages[student] = book.feedback_page(student).read_bytes()
        except Exception as failure:  # as above: one page must not stop the others
            failed.append(f"{student}: 没有写成反馈。 / No feedback: {type(failure).__name__}: {failure}")
    if desk.course.system == "exchange":
        say(f"反馈发给学生：nbgrader release_feedback {desk.name} / Students get the feedback by: nbgrader release_feedback {desk.name}")
    files = {student: came["file"] for student, came in desk.received().items()}
    roster.feedback_zip(desk.course.folder / "grades" / desk.name / "feedback.zip", pages, files)


def _progress(who, about, seconds):
    marks = ", ".join(f"{cell} {points:g}" for cell, points in about.points.items())
    return f"{who}: {marks} ({seconds:.1f} s)" + "".join(f"\n    {note}" for note in about.notes)
