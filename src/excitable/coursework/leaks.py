"""Look for solutions where students can read: in a release, in the built site, in a wheel, in any file or archive.

What is secret: every line of the reference solutions, of the model explanations and of marking.py (questions, truths, known
mistakes, rubrics) that says something and stands nowhere in public, and the secret of the course. Lines are compared by their
letters and digits alone, so white space, wrapping, highlighting, Markdown and escapes make no difference.
"""

import gzip
import html
import io
import re
import tarfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from excitable.coursework.assignment import pieces
from excitable.coursework.config import CourseError, repository

# Bytes of letters and digits (a Chinese character has three) below which a line, or a part of one, could stand anywhere.
LEAST, LEAST_OF_PART = 20, 36
KEY = 6  # characters, no more than the shortest secret has
MARKER = re.compile(r"###\s*(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")
QUESTIONS = re.compile(r"^from excitable\.coursework\.marking import .*^MARKS\s*=", re.MULTILINE | re.DOTALL)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
WHITE = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True)
class Leak:
    """What leaked, and in which file; a file inside an archive stands after `»`."""

    file: str
    what: str

    def __str__(self):
        return f"{self.file}: {self.what}"


def normalised(text):
    """The letters and digits of a text, in lower case.

    Examples
    --------
    >>> normalised("return  R*T / (z*F)\\n  * np.log(c)")
    'returnrtzfnplogc'
    """
    return re.sub(r"[\W_]+", "", text).lower()


def secrets(course):
    """What must not leave the lecturer's machine: {normalised line: where it stands}.

    Parameters
    ----------
    course : Course
        All assignments of its folders.

    Returns
    -------
    dict
    """
    lines = {normalised(course.secret): "the secret of course.toml"}
    for name in course.names():
        for path in answers(course, name):
            for title, source in pieces(path).pieces.items():
                lines = _lines(source, f"{name}, {path.name} [{title}]") | lines
        lines = _lines((course.assignment(name).folder / "marking.py").read_text(encoding="utf-8"), f"{name}, marking.py") | lines
    search = _Search(lines)
    known = {found for text in _public(course) for found in search(text)}
    return {line: where for line, where in lines.items() if line not in known}


def answers(course, name):
    """The files with answers to an assignment: the reference solution and the trial submissions beside it; none where none stand."""
    try:
        reference = course.reference(name)
        return [reference, *sorted(set(reference.parent.glob("*.py")) - {reference})]
    except CourseError:
        return []


def scan(paths, secrets):
    """Look for secrets in files, folders and archives, archives inside them included.

    Parameters
    ----------
    paths : iterable of path
    secrets : dict
        As `secrets(course)` gives them.

    Returns
    -------
    list of Leak
    """
    leaks, search = [], _Search(secrets)
    for path in map(Path, paths):
        if not path.exists():
            raise FileNotFoundError(f"{path}: there is no such file or folder to scan.")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                leaks += (Leak(name, secrets.get(what, what)) for name, what in _scan(str(file), file.read_bytes(), search))
    return leaks


def _scan(name, content, search):
    """What leaks from one file: pairs of the file's name and the secret, or what else it is."""
    for member, inside in _members(content):
        yield from _scan(f"{name} » {member}", inside, search)
    text = content.decode("utf-8", errors="replace")  # a database or a compiled module has its texts in it as they are
    *folders, base = re.split(r"[/\\]|» ", name)
    if base.endswith(".py") and ("answers" in folders or QUESTIONS.search(text)):
        yield name, "a file of questions or answers"
    if base.endswith(".ipynb"):
        yield from ((name, f"nbgrader's marker {found}") for found in sorted({" ".join(found) for found in MARKER.findall(text)}))
    yield from ((name, found) for found in sorted(set().union(*map(search, _views(text)))))


def _members(content):
    """The files in an archive: their names and contents; none if it is no archive."""
    stream = io.BytesIO(content)
    if zipfile.is_zipfile(stream):
        with zipfile.ZipFile(stream) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield member.filename, archive.read(member)
    elif content[:2] == b"\x1f\x8b":
        yield "(unpacked)", gzip.decompress(content)
    elif content[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for member in archive:
                if member.isfile():
                    yield member.name, archive.extractfile(member).read()


def _views(text):
    """A text as it stands, as what it escapes, and as what a browser shows of each."""
    views = [text]
    while "\\" in views[-1] and len(views) < 4:  # JSON inside JSON inside a script
        views.append(ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else WHITE.get(match[2], match[2]), views[-1]))
    shown = [html.unescape(re.sub(r"<[^<>]*>", "", view)) for view in views if re.search(r"[<&]", view)]
    return dict.fromkeys(normalised(view) for view in (*views, *shown))


class _Search:
    """Finds all secrets in one pass over a text, however many there are."""

    def __init__(self, secrets):
        self._secrets, self._starts = defaultdict(list), np.zeros(2**20, bool)
        for secret in secrets:
            self._secrets[secret[:KEY]].append(secret)
            self._starts[_hashes(secret[:KEY])] = True

    def __call__(self, text):
        places = np.flatnonzero(self._starts[_hashes(text)])  # these, and a few others
        return {
            secret for place in places.tolist() for secret in self._secrets.get(text[place : place + KEY], ())
            if text.startswith(secret, place)
        }


def _hashes(text):
    """A number below 2**20 for each run of KEY characters."""
    letters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    places = max(len(letters) - KEY + 1, 0)
    hashes = np.zeros(places, np.uint32)
    for offset in range(KEY):
        hashes = hashes * np.uint32(2654435761) + letters[offset : offset + places]
    return hashes >> 12


def _lines(source, where):
    """The lines of a source, their sentences and texts in quotation marks, as far as they say something; no imports."""
    found = {}
    for line in source.splitlines():
        if not re.match(r"\s*(from\s+\S+\s+import|import)\s", line):
            parts = re.split(r'"|(?<=[。！？；])|(?<=[a-z)][.!?;]) ', line)
            for part, least in [(line, LEAST), *((part, LEAST_OF_PART) for part in parts)]:
                if len(normalised(part).encode()) >= least:
                    found.setdefault(normalised(part), f"{where}: {line.strip()}")
    return found


def _public(course):
    """The normalised texts that everybody may read: the assignments themselves, the library and, in a checkout, the book."""
    package = Path(__file__).parents[1]
    folders = [course.assignment(name).folder for name in course.names()]
    files = [path for folder in folders for path in folder.glob("*.md")] + sorted(package.rglob("*.py"))
    if repository():
        files += sorted((repository() / "book").rglob("*.md"))
    return [view for path in files for view in _views(path.read_text(encoding="utf-8"))]
