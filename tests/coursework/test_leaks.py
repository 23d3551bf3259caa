"""A solution or a question is found wherever it lies, in whatever wrapping; and none lies in what we publish."""

import gzip
import html
import io
import json
import marshal
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import nbformat
import pytest

from excitable.coursework import leaks
from excitable.coursework.assignment import pieces
from excitable.coursework.config import Course

from . import tiny_assignment

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"

SOLUTION = "    boltzmann_in_millivolts = 0.0861733326\n    return boltzmann_in_millivolts * T"
EXPLANATION = "热运动的能量是 $kT$，每个电荷分到的都一样多。"
QUESTION = "return [(mine.T,), (round(chance.uniform(280.0, 320.0), 1),)]"
MISTAKE = "单位已经是 K，又加了一次 273.15。"
PLANTS = {"solution": SOLUTION, "explanation": EXPLANATION, "question": QUESTION, "mistake": MISTAKE}


@pytest.fixture(scope="module")
def private(tmp_path_factory):
    """A course whose one assignment is the tiny one."""
    folder = tmp_path_factory.mktemp("private")
    tiny_assignment.write(folder / "assignments")
    return Course.create(folder / "course", [folder / "assignments"])


@pytest.fixture(scope="module")
def secrets(private):
    return leaks.secrets(private)


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """The secrets of every assignment of the repository."""
    return leaks.secrets(Course.create(tmp_path_factory.mktemp("ours"), [ROOT / "notebooks"], [ROOT / "tests" / "coursework" / "answers"]))


@pytest.fixture(params=PLANTS)
def plant(request):
    return PLANTS[request.param]


def notebook(*cells):
    return nbformat.writes(nbformat.v4.new_notebook(cells=list(cells)))


def output(kind, **content):
    cell = nbformat.v4.new_code_cell("1 + 1")
    cell.outputs = [nbformat.v4.new_output(kind, **content)]
    return notebook(cell)


def highlighted(source):
    """A block of code as Sphinx writes it."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(source, PythonLexer(), HtmlFormatter())


def in_a_zip(name, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def in_a_tar(name, content):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


WRAPPINGS = {
    "code.ipynb": lambda text: notebook(nbformat.v4.new_code_cell("def f(T):\n" + text)),
    "text.ipynb": lambda text: notebook(nbformat.v4.new_markdown_cell(text)),
    "stream.ipynb": lambda text: output("stream", name="stdout", text=text),
    "html.ipynb": lambda text: output("display_data", data={"text/html": highlighted(text)}),
    "error.ipynb": lambda text: output("error", ename="ValueError", evalue=text, traceback=[text]),
    "metadata.ipynb": lambda text: nbformat.writes(nbformat.v4.new_notebook(metadata={"source": text})),
    "escaped.json": lambda text: json.dumps({"cells": [{"source": text.splitlines(keepends=True)}]}, ensure_ascii=True),
    "twice-escaped.js": lambda text: f"var state = {json.dumps(json.dumps([text]))};",
    "searchindex.js": lambda text: f"Search.setIndex({json.dumps({'titles': [text], 'terms': {}})})",
    "page.html": lambda text: f"<html><body>{highlighted(text)}</body></html>",
    "escaped.html": lambda text: f"<p>{html.escape(text).replace('_', '&#95;').replace(' ', '&nbsp;')}</p>",
    "wrapped.txt": lambda text: "\n".join(text[start : start + 11] for start in range(0, len(text), 11)),
    "spaced.py": lambda text: text.replace(" ", "   ").replace("(", "( ").replace("\n", "  # why\r\n\t"),
    "in a zip.zip": lambda text: in_a_zip("inner/page.md", text),
    "package.whl": lambda text: in_a_zip("excitable/leak.py", "def f(T):\n" + text),
    "package.tar.gz": lambda text: in_a_tar("excitable/leak.py", text.encode()),
    "nested.zip": lambda text: in_a_zip("old.tar.gz", in_a_tar("more.zip", in_a_zip("x.md", text))),
    "module.pyc": lambda text: marshal.dumps(compile(f"text = {text!r}", "module", "exec")),
    "page.html.gz": lambda text: gzip.compress(text.encode()),
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_what_is_planted_is_found(wrapping, plant, secrets, tmp_path):
    content = WRAPPINGS[wrapping](plant)
    path = tmp_path / "public" / wrapping
    path.parent.mkdir()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = leaks.scan([path.parent], secrets)
    assert found
    assert all(leak.file.startswith(str(path)) and leak.what.startswith("tiny, ") for leak in found)


def test_a_leak_names_the_file_and_the_line(secrets, tmp_path):
    (tmp_path / "site.zip").write_bytes(in_a_zip("a/page.html", highlighted(SOLUTION)))
    assert {str(leak) for leak in leaks.scan([tmp_path / "site.zip"], secrets)} == {
        f"{tmp_path}/site.zip » a/page.html: tiny, reference.py [thermal-solution]: boltzmann_in_millivolts = 0.0861733326",
        f"{tmp_path}/site.zip » a/page.html: tiny, reference.py [thermal-solution]: return boltzmann_in_millivolts * T",
    }


def test_a_solution_is_found_in_a_page_and_its_search_index_as_sphinx_builds_them(secrets, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text("html_copy_source = False\n", encoding="utf-8")
    code = "\n".join(f"   {line}" for line in SOLUTION.splitlines())
    title = "热运动的能量是 :math:`kT`，每个电荷分到的都一样多。"
    (source / "index.rst").write_text(
        f"Contents\n========\n\n{title}\n{'=' * 60}\n\n.. code-block:: python\n\n   def f(T):\n{code}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sphinx", "-q", str(source), str(tmp_path / "site")], check=True, capture_output=True)
    found = {(Path(leak.file).name, leak.what.partition(": ")[2]) for leak in leaks.scan([tmp_path / "site"], secrets)}
    assert ("index.html", "return boltzmann_in_millivolts * T") in found
    assert {name for name, what in found if what.startswith("热运动的能量是")} >= {"index.html", "searchindex.js"}


@pytest.mark.parametrize("marker", ["### BEGIN SOLUTION", "### END SOLUTION", "### BEGIN HIDDEN TESTS", "###  BEGIN MARK SCHEME"])
def test_markers_of_nbgrader_are_found_in_a_notebook(marker, secrets, tmp_path):
    (tmp_path / "x.ipynb").write_text(notebook(nbformat.v4.new_code_cell(f"if True:\n    {marker}\n    pass")), encoding="utf-8")
    leak, = leaks.scan([tmp_path], secrets)
    assert leak.what == f"nbgrader's marker {' '.join(marker.split()[1:])}"


def test_whole_files_of_questions_and_answers_are_found_whatever_they_ask(secrets, tmp_path):
    (tmp_path / "quiz.py").write_text("from excitable.coursework.marking import Rubric\n\nMARKS = {}\n", encoding="utf-8")
    (tmp_path / "answers" / "one").mkdir(parents=True)
    (tmp_path / "answers" / "one" / "reference.py").write_text("1\n", encoding="utf-8")
    found = leaks.scan([tmp_path], secrets)
    assert {Path(leak.file).name for leak in found} == {"quiz.py", "reference.py"}
    assert {leak.what for leak in found} == {"a file of questions or answers"}


def test_the_secret_of_the_course_is_found(private, secrets, tmp_path):
    (tmp_path / "course.toml").write_bytes((private.folder / "course.toml").read_bytes())
    assert {leak.what for leak in leaks.scan([tmp_path], secrets)} == {"the secret of course.toml"}


def test_what_stands_in_public_is_no_secret(private, secrets):
    tiny = private.assignment("tiny")
    assert not leaks.scan([path for path in tiny.folder.glob("*.md")], secrets)
    assert leaks.normalised("def thermal_voltage(T):") not in secrets
    assert leaks.normalised("return boltzmann_in_millivolts * T") in secrets


def test_what_could_stand_anywhere_is_no_secret(secrets, tmp_path):
    """The words by which a criterion is named, an import, a short line."""
    (tmp_path / "page.md").write_text(
        "The thermal voltage\n\nfrom excitable.coursework.marking import Item, Mistake, Number, Rubric\n\nMARKS = {}\n", encoding="utf-8")
    assert leaks.scan([tmp_path], secrets) == []


def test_a_path_that_is_not_there_is_an_error_and_not_a_clean_scan(secrets, tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        leaks.scan([tmp_path / "nowhere"], secrets)


def test_no_solution_of_ours_stands_in_public(ours):
    """A line that the book or the library has is no secret; were a whole solution there, the scan could not see it."""
    pieces_of = {
        f"{path.parent.name}, reference.py [{title}]": source
        for path in (ROOT / "tests" / "coursework" / "answers").glob("*/reference.py")
        for title, source in pieces(path).pieces.items() if len(leaks.normalised(source)) > 40
    }
    hidden = {what.partition(": ")[0] for what in ours.values()}
    assert sorted(pieces_of.keys() - hidden) == []


def test_our_sources_of_assignments_and_chapters_give_nothing_away(ours):
    texts = [path for folder in (ROOT / "notebooks").iterdir() for path in folder.glob("*.md")]
    assert leaks.scan([*texts, ROOT / "book" / "zh", ROOT / "book" / "en", ROOT / "README.md"], ours) == []


def test_our_package_has_no_secret(ours, tmp_path):
    """Everything of src/, which is at least what a wheel takes of it."""
    path = tmp_path / "excitable.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file in (ROOT / "src").rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                wheel.write(file, file.relative_to(ROOT / "src"))
    assert leaks.scan([path], ours) == []
    assert (ROOT / "src" / "excitable" / "coursework" / "marking.py").exists()  # the machinery of questions, and no question


def test_our_site_has_no_secret(ours):
    assert (SITE / "index.html").exists(), "the book is not built: run `make book` first"
    assert leaks.scan([SITE], ours) == []
