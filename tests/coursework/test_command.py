"""excitable-course, as a lecturer types it."""

import csv
import io
import subprocess
import sys

import nbformat
import pytest

from excitable.coursework.assignment import pieces
from excitable.coursework.command import main
from excitable.coursework.config import Course
from tests.coursework import tiny_assignment


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A course whose settings name a tiny assignment."""
    root = tmp_path_factory.mktemp("command")
    tiny_assignment.write(root / "notebooks")
    Course.create(root / "course", [root / "notebooks"], [])
    return root / "course"


@pytest.fixture(scope="module")
def built(folder):
    assert main(["--course", str(folder), "build", "tiny"]) == 0
    return folder


def run(capsys, folder, *words):
    code = main(["--course", str(folder), *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_build_grade_and_grade_again(built, capsys):
    course = Course.load(built)
    released = built / "release" / "tiny" / "tiny.ipynb"
    answers = pieces(course.reference("tiny")).pieces
    downloaded = built / "downloaded" / "tiny" / "all"
    downloaded.mkdir(parents=True)
    notebook = course.assignment("tiny").filled(nbformat.read(released, as_version=4), answers, "20260001")
    nbformat.write(notebook, downloaded / "20260001.ipynb")
    code, out, err = run(capsys, built, "grade", "tiny")
    assert (code, err) == (0, "")
    assert "1/1 20260001: thermal 4" in out and "grades.csv" in out
    grades = (built / "grades" / "tiny" / "grades.csv").read_bytes()
    assert list(csv.reader(io.StringIO(grades.decode("utf-8-sig")))) == [["student", "tiny", "out of"], ["20260001", "4", "6"]]
    code, out, _ = run(capsys, built, "grade", "tiny")
    assert code == 0 and "1/1" not in out and "0 of them new" in out
    assert (built / "grades" / "tiny" / "grades.csv").read_bytes() == grades

    (downloaded / "20260002.pdf").write_bytes(b"%PDF")
    code, out, err = run(capsys, built, "grade", "tiny")
    assert code == 1 and "20260002.pdf" in out and "problems: 1" in err
    assert b"20260001,4,6" in (built / "grades" / "tiny" / "grades.csv").read_bytes()


def test_build_again_changes_nothing(built, capsys):
    released = built / "release" / "tiny" / "tiny.ipynb"
    before = released.stat().st_mtime_ns
    code, out, _ = run(capsys, built, "build", "tiny")
    assert code == 0 and "unchanged" in out
    assert released.stat().st_mtime_ns == before


def test_preview(folder, capsys):
    code, out, _ = run(capsys, folder, "preview", "tiny", "--student", "20260001")
    mine = Course.load(folder).assignment("tiny").values("20260001", Course.load(folder).salt)
    assert code == 0
    assert f"T = {mine.T}" in out
    assert f"thermal_voltage({mine.T:g}) → {0.0861733326 * mine.T:.6g} mV" in out
    assert "热运动的能量与温度成正比。" in out
    notebook = nbformat.read(folder / "preview" / "tiny" / "20260001.ipynb", as_version=4)
    assert any(cell.source == 'STUDENT_ID = "20260001"' for cell in notebook.cells)
    assert not any("BEGIN SOLUTION" in cell.source for cell in notebook.cells)  # it is what the student has
    assert str(folder / "preview" / "tiny" / "20260001.ipynb") in out


def test_scan(folder, tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text("<p>nothing here</p>", encoding="utf-8")
    assert run(capsys, folder, "scan", str(page))[0] == 0
    page.write_text("<pre>boltzmann_in_millivolts = 0.0861733326</pre>", encoding="utf-8")
    code, out, _ = run(capsys, folder, "scan", str(page))
    assert code == 1 and "page.html" in out and "1 leaks" in out


@pytest.mark.parametrize(("words", "said"), [
    (["build", "no-such"], "no-such"), (["grade", "no-such"], "no-such"), (["preview", "tiny", "--student", "../x"], "../x"),
    (["grade", "tiny", "--from", "/no/such.zip"], "/no/such.zip"), (["grade", "a", "b", "--from", "x.zip"], "--from"),
])
def test_what_fails_is_said_in_a_line(built, capsys, words, said):
    code, _, err = run(capsys, built, *words)
    assert code == 1 and said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(("missing", "words"), [("jupytext", ["preview", "tiny", "--student", "1"]), ("nbgrader", ["grade", "tiny"])])
def test_a_missing_package_is_named_with_its_remedy(folder, missing, words):
    program = f"import sys\nsys.modules[{missing!r}] = None\nfrom excitable.coursework.command import main\nsys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "--course", str(folder), *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1 and missing in done.stderr and "excitable[course]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_course_says_how_to_make_one(tmp_path, capsys):
    code, _, err = run(capsys, tmp_path, "grade", "tiny")
    assert code == 1 and "course.toml" in err and "build" in err


@pytest.mark.parametrize("words", [[], ["mark"], ["grade"], ["preview", "tiny"]])
def test_what_is_no_command_is_exit_code_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_help_is_in_both_languages(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0 and "收、评、写成绩" in said and "write grades" in said
