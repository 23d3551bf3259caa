"""Grading from the LMS's file to grades.csv: what fails is one student's, what stands is kept, and what a person gave is not touched."""

import copy
import csv
import datetime
import io
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile

import nbformat
import pytest

from excitable.coursework import restore
from excitable.coursework.assignment import pieces
from excitable.coursework.config import Course, CourseError
from excitable.coursework.gradebook import Database
from excitable.coursework.grading import grade
from excitable.coursework.release import build
from tests.coursework import tiny_assignment

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,tiny (5501)
    Points Possible,,,,,6.0
"Lovelace, Ada",101,20260001,ada,A,
"Turing, Alan",102,20260002,alan,A,
"Noether, Emmy",103,20260003,emmy,A,
"Curie, Marie",104,20260004,marie,A,
"Hodgkin, Dorothy",105,20260005,dorothy,A,
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of a course whose tiny assignment is built."""
    root = tmp_path_factory.mktemp("built")
    notebooks = tiny_assignment.write(root / "notebooks").parent
    course = Course.create(root / "course", [notebooks], [])
    build(course, "tiny", lambda line: None)
    return course.folder


@pytest.fixture
def folder(built, tmp_path):
    """A copy of that folder, to grade in."""
    subprocess.run(["cp", "-r", built, tmp_path / "course"], check=True)
    return tmp_path / "course"


def solved(folder, student, **changed):
    """The bytes of a notebook with the reference solution, or with these pieces in it."""
    course = Course.load(folder)
    released = nbformat.read(folder / "release" / "tiny" / "tiny.ipynb", as_version=4)
    answers = pieces(course.reference("tiny")).pieces | {name.replace("_", "-"): text for name, text in changed.items()}
    return nbformat.writes(course.assignment("tiny").filled(released, answers, student)).encode()


def hand_in(folder, **files):
    """Put files for students into the downloaded folder."""
    for student, content in files.items():
        path = folder / "downloaded" / "tiny" / "all" / f"{student.removeprefix('s')}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def graded(folder, **options):
    """Grade; the report, the points by student, the rows of report.csv by student, and what was said."""
    said = []
    report = grade(Course.load(folder), "tiny", said.append, **options)
    points = {row[0]: row[1] for row in table(report.grades)[1:]}
    heading, *rows = table(report.grades.with_name("report.csv"))
    return report, points, {row[0]: dict(zip(heading, row)) for row in rows}, "\n".join(said)


def table(path):
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))


def configure(folder, text):
    with (folder / "course.toml").open("a", encoding="utf-8") as stream:
        stream.write(text)


def give(folder, student, grade_id, points, comment=None):
    """What a marker does in Formgrader."""
    with Database(f"sqlite:///{folder / 'gradebook.db'}") as database:
        one = database.find_grade(grade_id, "tiny", "tiny", student)
        one.manual_score, one.needs_manual_grade = points, False
        if comment:
            database.find_comment(grade_id, "tiny", "tiny", student).manual_comment = comment
        database.db.commit()


def contents(folder, *names):
    return {path.relative_to(folder): path.read_bytes() for name in names for path in (folder / name).rglob("*") if path.is_file()}


def test_a_zip_of_canvas_with_good_and_bad_files(folder):
    (folder / "roster.csv").write_text(CANVAS, encoding="utf-8")
    wrong = solved(folder, "20260009", thermal_solution="def thermal_voltage(T):\n    return 0.0861733326 * (T + 273.15)")
    archive = folder / "downloaded" / "tiny" / "submissions.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("lovelaceada_101_9001_tiny.ipynb", solved(folder, "20260001"))
        files.writestr("turingalan_LATE_102_9002_tiny-1.ipynb", wrong)
        files.writestr("noetheremmy_103_9003_tiny.ipynb", b"%PDF-1.7")
        files.writestr("curiemarie_104_9004_tiny.zip", b"PK")
        files.writestr("nobody_999_9005_tiny.ipynb", b"{}")
    report, _, rows, said = graded(folder)
    assert table(report.grades) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "tiny (5501)"],
        ["    Points Possible", "", "", "", "", "6.0"],
        ["Lovelace, Ada", "101", "20260001", "ada", "A", "4"],
        ["Turing, Alan", "102", "20260002", "alan", "A", "0"],
        ["Noether, Emmy", "103", "20260003", "emmy", "A", "0"],
        ["Curie, Marie", "104", "20260004", "marie", "A", "0"],
        ["Hodgkin, Dorothy", "105", "20260005", "dorothy", "A", ""],
    ]
    assert sorted(rows) == ["20260001", "20260002", "20260003", "20260004"]
    assert rows["20260001"]["notes"] == "" and rows["20260001"]["to mark by hand"] == "why"
    assert "20260009" in rows["20260002"]["notes"] and "late" in rows["20260002"]["notes"]
    assert "not JSON" in rows["20260003"]["notes"]
    assert "archive" in rows["20260004"]["notes"]
    assert len(report.failed) == 2 and "nobody_999" in said and "curiemarie" in said
    page = (folder / "feedback" / "20260002" / "tiny" / "tiny.html").read_text("utf-8")
    assert "273.15 was added again." in page and "又加了一次 273.15。" in page and "The energy of thermal motion" in page
    with zipfile.ZipFile(report.grades.with_name("feedback.zip")) as pages:
        assert "turingalan_LATE_102_9002_tiny-1.html" in pages.namelist()

    before = contents(folder, "grades", "autograded", "feedback", "records", "submitted")
    again, _, _, said = graded(folder)
    assert contents(folder, "grades", "autograded", "feedback", "records", "submitted") == before
    assert " 0 of them new" in said and again.graded == 4


def test_a_killed_run_goes_on_where_it_was(folder):
    numbers = [f"2026000{number}" for number in range(6)]
    hand_in(folder, **{f"s{number}": solved(folder, number) for number in numbers})
    words = [sys.executable, "-m", "excitable.coursework.command", "--course", str(folder), "grade", "tiny"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True) as process:
        for line in process.stdout:
            if line.startswith("1/6"):
                os.killpg(process.pid, signal.SIGKILL)
                break
    stood = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (folder / "records" / "tiny").glob("2026*.ipynb")}
    assert 1 <= len(stood) < 6
    assert not (folder / "grades").exists()

    report, points, _, said = graded(folder)
    assert points == dict.fromkeys(numbers, "4") and report.failed == []
    assert f"{6 - len(stood)} of them new" in said
    assert all((path.stat().st_mtime_ns, path.stat().st_ino) == before for path, before in stood.items())
    with sqlite3.connect(folder / "gradebook.db") as database:
        assert database.execute("select count(*), count(distinct student_id) from submitted_assignment").fetchone() == (6, 6)
        assert database.execute("select count(*), sum(auto_score) from grade where auto_score > 0").fetchone() == (6, 24.0)
    database.close()


def test_a_file_handed_in_again_is_graded_anew_and_points_given_by_hand_stay(folder):
    hand_in(folder, s1=solved(folder, "1", thermal_solution="thermal_voltage = lambda T: 1.0"), s2=solved(folder, "2"))
    _, points, rows, _ = graded(folder)
    assert points == {"1": "0", "2": "4"} and rows["1"]["to mark by hand"] == "why"
    give(folder, "1", "why", 1.5, "Say which energy.")
    give(folder, "2", "why", 2)
    unchanged = (folder / "records" / "tiny" / "2.ipynb").stat().st_mtime_ns
    hand_in(folder, s1=solved(folder, "1"))
    _, points, rows, said = graded(folder)
    assert points == {"1": "5.5", "2": "6"} and " 1 of them new" in said
    assert rows["1"]["thermal"] == "4" and rows["1"]["why"] == "1.5"
    assert rows["2"]["to mark by hand"] == ""
    assert rows["1"]["to mark by hand"] == "why"  # somebody should look at the new text
    assert (folder / "records" / "tiny" / "2.ipynb").stat().st_mtime_ns == unchanged
    assert "Say which energy." in (folder / "feedback" / "1" / "tiny" / "tiny.html").read_text("utf-8")


def test_while_nobody_has_handed_in_the_error_says_where_to_put_it(folder):
    with pytest.raises(CourseError, match="--from") as refused:
        graded(folder)
    assert str(folder / "downloaded" / "tiny") in str(refused.value)
    assert not (folder / "grades").exists()


def test_a_student_who_is_removed_stays_removed(folder):
    """As the guide for lecturers says: the folders, the records, nbgrader's row."""
    hand_in(folder, s1=solved(folder, "1"), s2=solved(folder, "2"))
    graded(folder)
    for path in [*(folder / part / "2" for part in ("submitted", "autograded", "feedback")), folder / "downloaded"]:
        shutil.rmtree(path)
    for path in (folder / "records" / "tiny").glob("2.*"):
        path.unlink()
    with Database(f"sqlite:///{folder / 'gradebook.db'}") as database:
        database.remove_student("2")
    _, points, rows, _ = graded(folder)
    assert points == {"1": "4"} and list(rows) == ["1"]
    assert '"2"' not in (folder / "records" / "tiny" / "received.json").read_text("utf-8")


def test_late_files_and_the_date_of_the_feedback(folder):
    configure(folder, "\n[assignment.tiny]\ndue = 2026-10-09T23:59:00+08:00\nfeedback = 2026-10-16T00:00:00+08:00\nlate = 0.25\n")
    hand_in(folder, s1=solved(folder, "1"), s2=solved(folder, "2"))
    (folder / "roster.csv").write_text(
        "Identifier,Full name,ID number,Status,Grade,Maximum Grade,Last modified (submission)\n"
        'Participant 1,Ada,1,Submitted,,6.00,"9 October 2026, 1:00 PM"\n'
        'Participant 2,Alan,2,Submitted,,6.00,"12 October 2026, 1:00 PM"\n', "utf-8")
    before, after = (datetime.datetime(2026, 10, day, 12, tzinfo=datetime.UTC) for day in (15, 16))
    report, _, rows, said = graded(folder, now=before)
    assert [row[4] for row in table(report.grades)[1:]] == ["4", "1"]
    assert (rows["2"]["days late"], rows["2"]["penalty"], rows["1"]["days late"]) == ("3", "3", "")
    assert not (folder / "feedback").exists() and "2026-10-16" in said
    give(folder, "2", "why", 2)  # the penalty is a share of all points, those given later too
    report, _, rows, _ = graded(folder, now=after)
    assert [row[4] for row in table(report.grades)[1:]] == ["4", "1.5"]
    assert sorted(path.name for path in (folder / "feedback").iterdir()) == ["1", "2"]
    assert "1.5 / 6" in " ".join((folder / "feedback" / "2" / "tiny" / "tiny.html").read_text("utf-8").split()).replace("6.0", "6")


def test_the_same_student_is_always_asked_the_same(folder):
    from excitable.coursework.preprocess import seed

    course = Course.load(folder)
    assert seed(course, "tiny", "2026", "thermal") == seed(course, "tiny", " ２０２６", "thermal")
    seeds = {seed(course, *words) for words in [("tiny", "1", "a"), ("tiny", "2", "a"), ("tiny", "1", "b"), ("huge", "1", "a")]}
    assert len(seeds) == 4


def test_a_marking_that_fails_is_the_lecturer_s_business(folder, monkeypatch):
    from excitable.coursework import marking

    marked = marking.mark

    def mark(criteria, replies, mine, seed):
        if replies and any(answer == 7 for given in replies.values() for answer in given):
            raise ZeroDivisionError("seven")
        return marked(criteria, replies, mine, seed)

    monkeypatch.setattr(marking, "mark", mark)
    hand_in(folder, s1=solved(folder, "1", thermal_solution="thermal_voltage = lambda T: 7"), s2=solved(folder, "2"))
    _, points, rows, _ = graded(folder)
    assert points == {"1": "0", "2": "4"}
    assert "by hand" in rows["1"]["notes"] and "seven" in rows["1"]["notes"]


def test_without_a_list_of_the_class_canvas_s_files_are_nobody_s(folder):
    archive = folder / "a.zip"
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("lovelaceada_101_9001_tiny.ipynb", solved(folder, "20260001"))
    with pytest.raises(CourseError, match="roster.csv"):
        grade(Course.load(folder), "tiny", lambda line: None, sources=[archive])


def test_a_value_that_a_check_or_a_question_shows_is_no_score(folder):
    shows = "import sys\n\n\ndef thermal_voltage(T):\n    sys.displayhook(7.0)\n    print('7', file=sys.stderr)\n    return {}"
    right, wrong = (shows.format(answer) for answer in ("0.0861733326 * T", "1.0"))
    hand_in(folder, s1=solved(folder, "1", thermal_solution=right), s2=solved(folder, "2", thermal_solution=wrong))
    report, points, rows, _ = graded(folder)
    assert points == {"1": "4", "2": "0"} and report.failed == []
    assert {row["out of"] for row in rows.values()} == {"6"}


def test_what_is_not_built_cannot_be_graded(folder):
    (folder / "release" / "tiny" / "tiny.ipynb").unlink()
    with pytest.raises(CourseError, match="excitable-course build tiny"):
        graded(folder)


def nbgrader(folder, *words):
    done = subprocess.run([sys.executable, "-m", "nbgrader", *words], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_nbgrader_s_own_autograde_marks_the_same(folder):
    hand_in(folder, s1=solved(folder, "1"), s2=solved(folder, "2", thermal_solution="thermal_voltage = lambda T: 1.0"))
    graded(folder)
    nbgrader(folder, "autograde", "tiny", "--force")
    with sqlite3.connect(folder / "gradebook.db") as database:
        query = "select auto_score from grade join base_cell on base_cell.id = cell_id where name = 'thermal' order by 1"
        scores = database.execute(query).fetchall()
    database.close()
    assert scores == [(0.0,), (4.0,)]


def test_the_way_through_nbgrader_s_exchange(folder, tmp_path):
    configuration = folder / "nbgrader_config.py"
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    lines = f"c.Exchange.root = {str(exchange)!r}\nc.Exchange.cache = {str(tmp_path / 'cache')!r}\n"
    configuration.write_text(configuration.read_text("utf-8") + lines, "utf-8")
    settings = (folder / "course.toml").read_text("utf-8").replace('kind = "canvas"', 'kind = "exchange"')
    (folder / "course.toml").write_text(settings, "utf-8")
    student = tmp_path / "student"
    student.mkdir()
    name = Course.load(folder).name
    (student / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.course_id = {name!r}\n{lines}", "utf-8")

    nbgrader(folder, "release_assignment", "tiny")
    nbgrader(student, "fetch_assignment", "tiny")
    handed_out = student / "tiny" / "tiny.ipynb"
    assert handed_out.read_bytes() == (folder / "release" / "tiny" / "tiny.ipynb").read_bytes()
    handed_out.write_bytes(solved(folder, "whoever"))
    nbgrader(student, "submit", "tiny")
    _, points, rows, _ = graded(folder)
    (student_id, earned), = points.items()
    assert earned == "4" and "whoever" in rows[student_id]["notes"]


def test_an_answer_that_is_left_alone_gets_nothing_and_waits_for_nobody(folder):
    released = nbformat.read(folder / "release" / "tiny" / "tiny.ipynb", as_version=4)
    shuffled = copy.deepcopy(released)
    shuffled.cells = shuffled.cells[::-1]
    hand_in(folder, s1=nbformat.writes(released).encode(), s2=b"", s3=nbformat.writes(shuffled).encode())
    _, points, rows, _ = graded(folder)
    assert points == {"1": "0", "2": "0", "3": "0"}
    assert [rows[student]["to mark by hand"] for student in "123"] == ["", "", ""]
    assert "empty" in rows["2"]["notes"]
    assert restore.read(solved(folder, "1")).cells
