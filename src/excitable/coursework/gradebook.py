"""nbgrader's part of grading: its gradebook, its autograded notebooks and its feedback, for notebooks that were run and marked already."""

import contextlib
import datetime
import functools
import logging
import math
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from excitable.coursework.config import CourseError
from excitable.coursework.files import read, write

try:
    import nbgrader.api
    import sqlalchemy
    from nbgrader.api import Gradebook as Database
    from nbgrader.converters import Autograde, GenerateFeedback
    from nbgrader.converters.base import BaseConverter
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import CheckCellMetadata, LimitOutput, NbGraderPreprocessor, OverwriteCells, OverwriteKernelspec
    from nbgrader.preprocessors import SaveAutoGrades
except ImportError as error:
    raise ImportError('评分需要 nbgrader。 / Grading needs nbgrader: pip install "excitable[course]"') from error
from nbconvert.writers import FilesWriter
from traitlets import Any, List
from traitlets.config import Config

from excitable.coursework.page import Page


class _OneStudent(BaseConverter):
    """A converter for one student after the other; the notebook need not be where nbgrader looks for it."""

    failure = Any()
    ready = Any(False)

    def init_notebooks(self):
        folder = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        self.assignments = {folder: [f"{folder}/{self.coursedir.assignment_id}.ipynb"]}

    def start(self):
        if not self.ready:  # nbconvert compiles its templates for every exporter anew: keep it
            self.ready = True
            super().start()
            return
        self.init_notebooks()
        self.writer = FilesWriter(parent=self, config=self.config)  # it makes its folder only once
        with contextlib.chdir(self.coursedir.root):
            self.convert_notebooks()

    def convert_single_notebook(self, notebook_filename):
        try:
            self._convert(notebook_filename)
        except Exception as failure:
            self.failure = failure  # nbgrader goes on and says only that there was one
            raise


# As nbgrader's own, but Execute and what goes with it: the sandbox has run the notebook. Late penalties come from `settle`.
CHECKS = [OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
RECORDS = [LimitOutput, SaveAutoGrades]


class _Record(_OneStudent, Autograde):
    notebook = Any()
    preprocessors = List([*CHECKS, *RECORDS])

    def _convert(self, filename):
        resources = self.init_single_notebook_resources(filename)
        self.write_single_notebook(*self.exporter.from_notebook_node(self.notebook, resources))


class _Feedback(_OneStudent, GenerateFeedback):
    exporter_class = Page
    waiting = List()

    def init_single_notebook_resources(self, filename):
        resources = super().init_single_notebook_resources(filename)
        resources["nbgrader"]["waiting"] = self.waiting
        return resources

    def _convert(self, filename):
        GenerateFeedback.convert_single_notebook(self, filename)


class NotRecorded(Exception):
    """nbgrader refused a notebook; why."""


@dataclass(frozen=True)
class Score:
    """What the gradebook says of one submission.

    Attributes
    ----------
    total, out_of, penalty : float
        The points with those given by hand, what they are out of, and what is taken off for being late.
    cells : dict
        Points by grade id.
    waiting : list of str
        Grade ids that somebody has to mark by hand.
    days_late : int
        Days begun after the date it was due, extensions counted.
    state : str
        Changes with whatever the feedback shows.
    """

    total: float
    out_of: float
    penalty: float
    cells: dict = field(default_factory=dict)
    waiting: list = field(default_factory=list)
    days_late: int = 0
    state: str = ""


class Gradebook:
    """The gradebook of a course, for one assignment."""

    def __init__(self, course, name):
        self.course, self.name = course, name
        self._log = logging.Logger("excitable.coursework", logging.CRITICAL)  # failures are raised, the rest is of no interest
        config = Config()
        config.CourseDirectory.root = str(course.folder)
        config.CourseDirectory.course_id = course.name
        config.CourseDirectory.assignment_id = name
        config.CourseDirectory.ignore = ["*"]  # of what a student hands in, nothing but the notebook goes on
        self._directory = CourseDirectory(config=config, log=self._log)
        made = {"coursedir": self._directory, "config": config, "log": self._log, "force": True}
        self._record, self._feedback = _Record(**made), _Feedback(**made)

    @contextlib.contextmanager
    def _database(self):
        with _one_engine(), Database(self._directory.db_url, self.course.name) as database:
            yield database

    def due(self, date):
        """Set the date that the assignment is due."""
        if not (self.course.folder / "gradebook.db").exists():
            raise CourseError(f"{self.course.folder}: gradebook.db 不在了。 / gradebook.db, with the points given by hand, is gone: put it "
                              f"back from a copy, or remove release/{self.name} and run `excitable-course build {self.name}`.")
        with self._database() as database:
            assignment = database.find_assignment(self.name)
            moment = date and date.astimezone(datetime.UTC).replace(tzinfo=None)
            if assignment.duedate != moment:
                assignment.duedate = moment
                database.db.commit()

    def recorded(self):
        """The students who are in the gradebook with this assignment."""
        with self._database() as database:
            return {submission.student_id for submission in database.assignment_submissions(self.name)}

    def autograded(self, student):
        """nbgrader's autograded notebook of a student."""
        return self.course.folder / "autograded" / student / self.name / f"{self.name}.ipynb"

    def feedback_page(self, student):
        """nbgrader's feedback page of a student."""
        return self.course.folder / "feedback" / student / self.name / f"{self.name}.html"

    def record(self, student, notebook):
        """Put a marked notebook into the gradebook and into autograded/; points given by hand stay."""
        self._record.notebook = notebook
        self._start(self._record, student)

    def write_feedback(self, student, state, waiting=()):
        """Write a student's feedback page, unless it shows this state already; True if it was written.

        Cells that are `waiting` to be marked by hand are shown so, and not with 0 points.
        """
        page, stamp = self.feedback_page(student), self.course.folder / "records" / self.name / f"{student}.feedback"
        if page.exists() and stamp.exists() and stamp.read_text() == state:
            return False
        self._feedback.waiting = list(waiting)
        self._start(self._feedback, student)
        write(stamp, state)
        return True

    def _start(self, converter, student):
        self._directory.student_id, converter.failure = student, None
        try:
            with _one_engine(), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nbgrader's own, of SQLAlchemy's and nbconvert's ways
                converter.start()
        except Exception as failure:
            cause = converter.failure or failure
            raise NotRecorded(f"{type(cause).__name__}: {cause}") from cause

    def _handed_in(self, student):
        folder = self.course.folder / "submitted" / student / self.name
        try:
            read(folder / "timestamp.txt", 100)
            return self._directory.get_existing_timestamp(str(folder))
        except (OSError, ValueError, AttributeError):  # timestamp.txt can be written by a student
            return None

    def settle(self, late):
        """Take off `late` of the points for each day begun, of the points as they are now; the scores of all submissions.

        nbgrader takes its penalty off once, when it grades, and forgets it when points are given by hand afterwards.
        """
        scores = {}
        with self._database() as database:
            for submission in database.assignment_submissions(self.name):
                submission.timestamp = self._handed_in(submission.student_id)
                days = math.ceil(submission.total_seconds_late / 86_400)
                cells, waiting, state, total, penalty = {}, [], [], 0.0, 0.0
                for notebook in submission.notebooks:
                    points = 0.0
                    for grade in notebook.grades:
                        cells[grade.name] = grade.score
                        points += grade.score
                        waiting += [grade.name] if grade.needs_manual_grade else []
                    state += [(comment.name, comment.comment) for comment in notebook.comments]
                    taken = round(points * min(1.0, days * late), 2)
                    if (notebook.late_submission_penalty or 0.0) != taken:
                        notebook.late_submission_penalty = taken
                    total, penalty = total + points, penalty + taken
                state = repr((sorted(cells.items()), sorted(waiting), sorted(state, key=str), penalty))
                scores[submission.student_id] = Score(total, submission.max_score, penalty, cells, sorted(waiting), days, state)
            database.db.commit()
        return scores


class Examine(NbGraderPreprocessor):
    """For nbgrader's own `autograde` and Formgrader's button: what the sandbox ran instead of running it here.

    Without it nbgrader would run students' code unprotected, and take a cell without its question for a right answer.
    """

    def preprocess(self, nb, resources):
        from excitable.coursework.config import Course
        from excitable.coursework.desk import Desk

        desk = Desk(Course.load(Path.cwd()), resources["nbgrader"]["assignment"])  # nbgrader works in the course's folder
        return desk.marked(resources["nbgrader"]["student"])[0], resources


@contextlib.contextmanager
def _one_engine():
    """nbgrader opens the database for each of its steps; with one engine SQLAlchemy compiles each of its queries once, not each time."""
    before = nbgrader.api.create_engine
    nbgrader.api.create_engine = _engine
    try:
        yield
    finally:
        nbgrader.api.create_engine = before


@functools.cache
def _engine(url, echo, future):
    return sqlalchemy.create_engine(url, echo=echo, future=future)
