"""What a hostile submission can do to whoever marks it, and to the marks: nothing."""

import base64
import csv
import errno
import io
import json
import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers

from excitable.coursework import answers, collect, files, marking, preprocess, restore, roster, untrusted
from excitable.coursework.assignment import pieces
from excitable.coursework.command import main
from excitable.coursework.config import Course, CourseError
from excitable.coursework.grading import grade
from excitable.coursework.release import build
from tests.coursework import tiny_assignment

ELSEWHERE = "http://127.0.0.1:9/evil"
ACTIVE = """<script>window.ran = 1; fetch('URL/script')</script><img src=x onerror="window.ran = 2; fetch('URL/onerror')">
<iframe src="URL/iframe"></iframe><svg onload="window.ran = 3"></svg><style>@import url(URL/style);</style>
<form action="URL/form"><input></form>
<a href="javascript:window.ran = 4">here</a> <object data="URL/object"></object>"""
MARKDOWN = f"""**bold** $a<b$ and $x>y$

{ACTIVE}
[here](javascript:window.ran=5) [there][there] <javascript:window.ran=6> ![](URL/image.png) ![alt][picture]
![none](attachment:none.png) ![mine](attachment:mine.png) [![x](attachment:mine.png)](javascript:window.ran=7)
![mine](attachment:mine.png "title" onerror=1) ![](attachment:mine.svg)

[there]: javascript:window.ran=8
[picture]: URL/reference.png

    indented <script>window.ran = 9</script>

```html
<script>window.ran = 10</script>
```

```mermaid
<script>window.ran = 11</script>
```

$$ <img src=x onerror=window.ran=12> \\href{{javascript:window.ran=13}}{{x}} $$
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SHOWS = """
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, Image, display
import base64
display(HTML(ACTIVE), Javascript("window.ran = 20; fetch('URL/javascript')"), Markdown(MARKDOWN), Latex(ACTIVE))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>window.ran = 21</script><image href="URL/svg.png"/>'
            '<rect width="40" height="20" fill="green" onload="window.ran = 22"/></svg>'))
bad = {"width": "1 onload=window.ran=23", "alt": '"><script>window.ran = 24</script>'}
display(Image(base64.b64decode(PIXEL)), metadata={"image/png": bad})
display({"image/png": '" onerror="window.ran = 25', "text/plain": ACTIVE}, raw=True)
display({"text/html": ACTIVE}, raw=True, metadata={"text/html": {"isolated": True}})
display({"application/vnd.jupyter.widget-view+json": {"model_id": "x</script><script>window.ran = 26</script>"}}, raw=True)
print(ACTIVE, "\\x1b[31m" + ACTIVE)
import sympy as sp
sp.Symbol("V") / 2
"""
ANSWER = """
def thermal_voltage(T):
    raise ValueError("` ``` " + ACTIVE + " [x](javascript:window.ran=30) ![](URL/error.png)")
raise ValueError(ACTIVE)
"""


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def hostile(course, released, url=ELSEWHERE):
    """A notebook in which everything that is shown tries to run, or to call out."""
    words = {"ACTIVE": ACTIVE, "MARKDOWN": MARKDOWN, "PIXEL": PIXEL}
    setting = "\n".join(f"{name} = {text.replace('URL', url)!r}" for name, text in words.items()) + "\n"
    filled = {"thermal-solution": (setting + ANSWER).replace("URL", url), "why": MARKDOWN.replace("URL", url)}
    notebook = course.assignment("tiny").filled(released, filled, "1")
    place = next(number for number, cell in enumerate(notebook.cells) if grade_id(cell) == "student")
    notebook.cells[place].source = "STUDENT_ID = '[x](javascript:0)<script>window.ran = 41</script>'"
    notebook.cells[place + 1:place + 1] = [
        nbformat.v4.new_code_cell(setting + SHOWS.replace("URL", url), metadata={"tags": ['"><script>window.ran = 42</script>']}),
        nbformat.v4.new_markdown_cell(MARKDOWN.replace("URL", url)), nbformat.v4.new_raw_cell(ACTIVE.replace("URL", url)),
        nbformat.v4.new_code_cell(f"# {ACTIVE.replace('URL', url).partition(chr(10))[0]}\nimport os; os._exit(0)"),
    ]
    text = json.loads(nbformat.writes(notebook))
    for number, cell in enumerate(text["cells"]):
        cell["id"] = f'"><script>window.ran = {50 + number}</script>'
        if cell["cell_type"] == "markdown":
            cell["attachments"] = {
                "mine.png": {"image/png": PIXEL}, "mine.svg": {"image/svg+xml": base64.b64encode(ACTIVE.encode()).decode()},
                'bad"onerror="window.ran=43.png': {"image/png": '" onerror="window.ran = 44'},
            }
    return json.dumps(text).encode()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("attacks")
    notebooks = tiny_assignment.write(root / "notebooks").parent
    course = Course.create(root / "course", [notebooks], [])
    build(course, "tiny", lambda line: None)
    return course


@pytest.fixture
def course(built, tmp_path):
    shutil.copytree(built.folder, tmp_path / "course")
    return Course.load(tmp_path / "course")


@pytest.fixture
def released(course):
    return nbformat.read(course.folder / "release" / "tiny" / "tiny.ipynb", as_version=4)


def hand_in(course, student, content):
    path = course.folder / "submitted" / student / "tiny" / "tiny.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def graded(course):
    """The report, and what it says of each student."""
    report = grade(course, "tiny", lambda line: None)
    with (report.grades.with_name("report.csv")).open(encoding="utf-8-sig", newline="") as file:
        return report, {row["student"]: row for row in csv.DictReader(file)}


# What a lecturer's browser shows


def formgrader(notebook):
    """The page in which nbgrader's Formgrader shows a notebook, without its frame: that has scripts of its own."""
    exporter = HTMLExporter(template_name="formgrade", extra_template_basedirs=[handlers.template_path])
    names = ("assignment_id", "notebook_id", "submission_id", "base_url", "student", "notebook_path")
    resources = dict.fromkeys(names, "") | {"index": 0, "total": 1}
    return BeautifulSoup(exporter.from_notebook_node(notebook, resources)[0], "html.parser").find(id="notebook")


def active(soup):
    """Whatever in a page could run or load something."""
    harmful = ["script", "iframe", "object", "embed", "form", "link", "base", "svg", "math", "video", "audio"]
    found = [str(one)[:200] for one in soup.find_all(harmful)]
    for one in soup.find_all(True):
        for name, value in one.attrs.items():
            harmful = name.startswith("on") or name in ("src", "srcset", "data", "background", "poster", "action", "formaction", "ping")
            if harmful and not re.fullmatch(r"data:image/(png|jpeg|svg\+xml);base64,[\w+/=\s]*", str(value)):
                found.append(str(one)[:200])
            if name == "href" and not re.match(r"(https?://|#)", value):
                found.append(str(one)[:200])
            if name == "style" and "url" in value:
                found.append(str(one)[:200])
    return found


def test_nothing_that_is_handed_in_runs_or_calls_out(course, released):
    hand_in(course, "1", hostile(course, released))
    report, rows = graded(course)
    assert report.failed == [] and rows["1"]["thermal"] == "0"
    page = (course.folder / "feedback" / "1" / "tiny" / "tiny.html").read_text("utf-8")
    assert active(BeautifulSoup(page, "html.parser")) == []
    policy = BeautifulSoup(page, "html.parser").find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    shown = formgrader(nbformat.read(course.folder / "autograded" / "1" / "tiny" / "tiny.ipynb", as_version=4))
    inputs = shown.find_all("input")  # nbgrader's own, for points
    assert active(shown) == [] and all(one.get("type") == "number" or one.get("class") for one in inputs)
    for soup in (BeautifulSoup(page, "html.parser"), shown):
        pictures = [one["src"].partition(";")[0] for one in soup.find_all("img")]
        assert "data:image/svg+xml" in pictures and pictures.count("data:image/png") >= 3  # an output and an attachment in two cells
        assert "V/2" in soup.get_text() and "bold" in {one.get_text() for one in soup.find_all("strong")}
        assert "The energy of thermal motion" in soup.get_text() and "It stopped with an error" in soup.get_text()


def test_the_attack_would_work_on_what_is_not_disarmed(built, monkeypatch):
    """The listener of these tests hears: without `harmless` there is much that runs."""
    monkeypatch.setattr(untrusted, "harmless", lambda notebook, released: None)
    released = nbformat.read(built.folder / "release" / "tiny" / "tiny.ipynb", as_version=4)
    marked = preprocess.examine(built, built.assignment("tiny"), released, hostile(built, released), "1")
    for cell in marked.notebook.cells:  # what nbconvert cannot show at all
        cell.pop("attachments", None)
        cell.source = cell.source.replace("attachment:", "")
        cell.outputs = [one for one in cell.get("outputs", []) if not any("widget" in mime for mime in one.get("data", {}))]
    assert len(active(formgrader(marked.notebook))) > 20


def test_what_was_handed_out_and_what_is_right_stay_as_they_are(course, released):
    link = "See [the chapter](https://example.org) and ![](https://example.org/picture.png) <b>now</b>."
    next(cell for cell in released.cells if grade_id(cell) == "why-prompt").source = link
    notebook = course.assignment("tiny").filled(released, pieces(course.reference("tiny")).pieces, "1")
    marked = preprocess.examine(course, course.assignment("tiny"), released, notebook, "1")
    assert link in [cell.source for cell in marked.notebook.cells]
    assert marked.points == {"thermal": 4} and marked.notes == []


def test_text_without_end_is_cut_and_too_much_of_it_refused(released):
    cell = nbformat.v4.new_markdown_cell("`" * 400_000)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    untrusted.harmless(notebook, released)
    assert len(cell.source) < 21_000 and "cut here" in cell.source
    for cells in ([cell.source * 30], ["x"] * 2_000):
        content = nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(one) for one in cells])).encode()
        with pytest.raises(restore.NoNotebook, match="too long"):
            restore.read(content)


def test_no_cell_of_a_table_is_a_formula(tmp_path):
    calls = ['=HYPERLINK("http://127.0.0.1/")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1"]
    rows = list(csv.reader(io.StringIO(roster.table([calls, ["-", -1.5, "-2", "3", "a=b", ""]]), newline="")))
    assert rows == [[f"'{one}" for one in calls], ["-", "-1.5", "-2", "3", "a=b", ""]]
    path = tmp_path / "roster.csv"
    path.write_text("Student,ID,SIS Login ID,Section\n=1+1,1,one,A\n", "utf-8")
    assert "'=1+1,1,one,A,4" in roster.read(path, "SIS Login ID").grades("tiny", {"one": 4.0}, 6.0)[0]


def test_a_name_cannot_command_the_terminal(course, capsys):
    assert main(["--course", str(course.folder), "grade", "tiny\x1b]0;owned\x07"]) == 1
    assert "\x1b" not in capsys.readouterr().err


# Points

SHOWS_POINTS = """
def thermal_voltage(T):
    import sys
    sys.displayhook(1000.0)
    return 1.0
"""
FORGES = f"""
from IPython.display import display
def thermal_voltage(T):
    for number in range(3):
        display({{"{preprocess.ask.MIME}": {{"question": number, "answers": [{{"number": 25.85}}] * 2}}}}, raw=True)
    print('{{"{preprocess.ask.MIME}": {{"question": 0, "answers": [{{"number": 25.85}}]}}}}')
    return 1.0
"""
MEDDLES = """
import atexit, sys, builtins, IPython.display, IPython.core.display_functions as functions
for name in list(sys.modules):
    if name.startswith(("excitable", "numpy")):
        del sys.modules[name]
sys.modules["excitable.coursework.answers"] = sys.modules["excitable.coursework.marking"] = sys
atexit.register(print, "1000")
shown = functions.display
IPython.display.display = functions.display = lambda *data, **options: shown(
    *({mime: {**said, "points": 1000, "answers": [{"number": 1e999}] * 2} for mime, said in one.items()} for one in data), **options)
thermal_voltage = lambda T: 1.0
1000.0
"""


@pytest.mark.parametrize("solution", [SHOWS_POINTS, FORGES, MEDDLES, "thermal_voltage = lambda T: float('nan')"])
def test_points_come_from_answers_alone(course, released, solution):
    for cell in released.cells:
        assert grade_id(cell) != "thermal-check" or cell.metadata.nbgrader.points == 0
    hand_in(course, "1", nbformat.writes(course.assignment("tiny").filled(released, {"thermal-solution": solution}, "1")).encode())
    report, rows = graded(course)
    assert report.failed == [] and rows["1"]["thermal"] == "0"


@pytest.mark.parametrize(("points", "counted"), [(float("nan"), 0), (float("inf"), 0), (-3.0, 0), (1e9, 4), (1.5, 1.5)])
def test_impossible_points_are_not_passed_on(course, released, monkeypatch, points, counted):
    monkeypatch.setattr(marking, "mark", lambda *anything: marking.Mark(points, 4, ["评"], ["marked"]))
    marked = preprocess.examine(course, course.assignment("tiny"), released, b"", "1")
    assert marked.points == {"thermal": counted}
    assert any("by hand" in note for note in marked.notes) == (points in (float("inf"),) or points != points)


def test_points_written_into_a_file_are_ignored(course, released):
    notebook = course.assignment("tiny").filled(released, {}, "1")
    for cell in notebook.cells:
        if grade_id(cell):
            cell.metadata.nbgrader |= {"points": 1000, "grade": True, "solution": False}
    notebook.metadata["excitable"] = {"points": {"thermal": 1000}, "stamp": "x"}
    hand_in(course, "1", nbformat.writes(notebook).encode())
    _, rows = graded(course)
    assert (rows["1"]["points"], rows["1"]["out of"], rows["1"]["thermal"]) == ("0", "6", "0")


@pytest.mark.parametrize("unit", ["m / s", "x. / y / z", " / ", "V" * 5_000, "mV^99999", "(" * 40])
def test_a_unit_that_is_none_costs_that_answer_and_no_more(unit):
    one = marking.Number(2, "f", truth=lambda mine: 1.0, unit="mV", absolute=0.1, zh="电位", en="the potential")
    said = {0: [answers.decode({"number": 1.0, "unit": unit})], 1: [1.0]}
    marked = marking.mark([one, one], said, {}, 1)
    assert marked.points == 2 and len(marked.en[0]) < 200 and re.search(r"unit .*known|not a unit", marked.en[0])


# Files


@pytest.mark.parametrize("trick", ["link", "folder", "pipe"])
def test_a_link_or_a_pipe_is_not_read(course, released, trick):
    honest = nbformat.writes(released).encode()
    hand_in(course, "2", honest)
    if trick == "folder":
        (course.folder / "elsewhere" / "tiny").mkdir(parents=True)
        (course.folder / "elsewhere" / "tiny" / "tiny.ipynb").write_bytes(honest)
        (course.folder / "submitted" / "1").symlink_to(course.folder / "elsewhere")
    else:
        path = hand_in(course, "1", b"")
        path.unlink()
        path.symlink_to(course.folder / "gradebook.db") if trick == "link" else os.mkfifo(path)
    report, rows = graded(course)
    assert report.graded == 1 and rows["2"]["points"] == "0"
    assert [line for line in report.failed if line.startswith("1: ") and "link" in line] == report.failed != []
    assert not (course.folder / "autograded" / "1").exists()


@pytest.mark.parametrize("number", [
    "", ".", "..", "a/b", "a\\b", "-rf", "@x", "=1", "a b", "x" * 300, "学" * 90, "a\n", "\x1b[31m", "<b>", "a;b", "~",
])
def test_what_cannot_be_a_student_number_is_refused(number):
    assert not collect.is_number(number)


@pytest.mark.parametrize("number", ["20260017", "PB2026", "s-1", "a.b@example.org", "CON", "张三", "x" * 100])
def test_what_can_be_a_student_number_is_taken(number):
    assert collect.is_number(number)


def test_a_folder_that_is_nobody_s_is_named(course, released):
    hand_in(course, "=1 <b>", nbformat.writes(released).encode())
    report, _ = graded(course)
    assert report.graded == 0 and "cannot be a student number" in report.failed[0]


def test_what_else_lies_beside_a_notebook_goes_no_further(course, released):
    hand_in(course, "1", nbformat.writes(released).encode()).with_name("page.html").write_text(ACTIVE)
    graded(course)
    kept = [path.name for folder in ("autograded", "feedback") for path in (course.folder / folder).rglob("*") if path.is_file()]
    assert sorted(kept) == ["tiny.html", "tiny.ipynb"]


# What goes wrong


def test_two_at_a_time_are_one_too_many(course, capsys):
    with files.alone(course.folder):
        for command in (["grade", "tiny"], ["build", "tiny"]):
            assert main(["--course", str(course.folder), *command]) == 1
            assert "another excitable-course is at work" in capsys.readouterr().err.lower()
    assert main(["--course", str(course.folder), "build", "tiny"]) == 0


@pytest.mark.parametrize("damage", [b"", b'{"metadata": {"excitable": 3}}', b'{"metadata": []}'])
def test_a_record_that_is_damaged_is_made_again(course, released, damage):
    hand_in(course, "1", nbformat.writes(released).encode())
    record = course.folder / "records" / "tiny" / "1.ipynb"
    record.parent.mkdir(parents=True)
    record.write_bytes(damage)
    report, _ = graded(course)
    whole = record.read_bytes()
    (course.folder / "autograded" / "1" / "tiny" / "tiny.ipynb").write_bytes(damage)
    again, _ = graded(course)
    assert report.failed == again.failed == [] and record.read_bytes() == whole
    assert nbformat.read(course.folder / "autograded" / "1" / "tiny" / "tiny.ipynb", as_version=4)


def test_damaged_notes_are_named_with_their_remedy(course):
    files.write(course.folder / "records" / "tiny" / "received.json", "{")
    with pytest.raises(CourseError, match="received.json.*delete it"):
        graded(course)


def test_a_full_disk_leaves_what_stood(tmp_path, monkeypatch):
    files.write(tmp_path / "grades.csv", "before")

    def full(path, content):
        with path.open("wb") as file:
            file.write(content[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        files.write(tmp_path / "grades.csv", "afterwards")
    assert [path.name for path in tmp_path.iterdir()] == ["grades.csv"] and (tmp_path / "grades.csv").read_text() == "before"
