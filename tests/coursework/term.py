"""A class in which every student hands in something else of the zoo: built, collected from a zip, graded, and what came of it."""

import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import nbformat

from excitable.coursework.assignment import pieces
from excitable.coursework.config import Course
from excitable.coursework.grading import grade
from excitable.coursework.release import build

from .zoo import FULL, KINDS, NOTHING, ROOT, Work

ANSWERS = ROOT / "tests" / "coursework" / "answers"
NAMES = sorted(path.parent.name for path in (ROOT / "notebooks").glob("*/marking.py"))
SOMEBODY = "the-student-number"  # stands for it until the file is somebody's
CELL_SECONDS = 12  # enough for any honest cell of ours on a busy machine
# What the variants of the answers have in common where they stand beside more than one reference solution.
COMMON = {
    "other_forms": ("等价的公式、别的算法", "equivalent formulas and other algorithms"),
    "other_units": ("声明了别的单位", "other units, declared"),
    "chinese_names": ("中文变量名", "Chinese variable names"),
    "wrong_sign": ("符号反了", "a wrong sign"),
    "missing_z": ("漏了 1/z", "1/z missing"),
    "celsius": ("把开尔文当成摄氏度", "degrees Celsius for kelvins"),
    "log10": ("用了常用对数", "log10 for the natural logarithm"),
    "hard_coded": ("照抄别人的数值", "another student's numbers, typed in"),
    "partial": ("做对一部分", "right in part"),
}


@dataclass(frozen=True)
class Outcome:
    """What a submission earned in each cell that the program marks, what it should have, and what the report says of it."""

    kind: str
    zh: str
    en: str
    points: dict
    expected: dict
    out_of: float
    notes: str
    said: str
    notebook: nbformat.NotebookNode


@dataclass(frozen=True)
class Handed:
    """One submission: its file, and what a fair marker gives it."""

    kind: str
    zh: str
    en: str
    content: bytes
    expected: dict
    said: str = ""
    late: bool = False


def submissions(work, reference, variants):
    """Everything that is handed in of one assignment."""
    automatic = marked_by_program(work.assignment)
    for kind in KINDS:
        nothing = automatic if kind.earns == NOTHING else () if kind.earns == FULL else (work.first[0],)
        expected = {cell: 0 if cell in nothing else points for cell, points in automatic.items()}
        yield Handed(kind.id, kind.zh, kind.en, kind.make(work), expected, kind.said, kind.late)
    for name, variant in variants.items():
        zh, en = COMMON.get(name, (variant.zh, variant.en))
        notebook = work.assignment.filled(work.blank, {**reference.pieces, **variant.pieces}, SOMEBODY)
        yield Handed(name if name in COMMON else f"{work.assignment.name}: {name}", zh, en, nbformat.writes(notebook).encode(),
                     {**automatic, **variant.expected})


def sit(name, folder, say=print):
    """Hand out one assignment to a class, take the zoo in, grade it; the outcomes in order."""
    course = _course(folder, name)
    blank = nbformat.read(build(course, name, say), as_version=4)
    reference = pieces(course.reference(name))
    variants = {path.stem: pieces(path) for path in sorted((ANSWERS / name).glob("*.py")) if path.stem != "reference"}
    assignment = course.assignment(name)
    work = Work(blank, assignment.filled(blank, reference.pieces, SOMEBODY), assignment)
    handed = list(submissions(work, reference, variants))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for number, one in enumerate(handed):
            late = "LATE_" if one.late else ""
            signed = one.content.replace(SOMEBODY.encode(), _student(one.kind).encode())
            files.writestr(f"student{number}_{late}{1000 + number}_{5000 + number}_{name}.ipynb", signed)
    downloaded = folder / "downloaded" / name
    downloaded.mkdir(parents=True)
    (downloaded / "submissions.zip").write_bytes(archive.getvalue())
    (folder / "roster.csv").write_text("Student,ID,SIS Login ID,Section\n" + "".join(
        f"\"{one.kind}\",{1000 + number},{_student(one.kind)},A\n" for number, one in enumerate(handed)), encoding="utf-8")
    grade(course, name, say)
    with (folder / "grades" / name / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    outcomes = []
    for number, one in enumerate(handed):
        row = rows[_student(one.kind)]
        earned = {cell: float(row[cell] or "nan") for cell in one.expected}
        notebook = nbformat.read(folder / "records" / name / f"{_student(one.kind)}.ipynb", as_version=4)
        out_of = sum(marked_by_program(assignment).values())
        outcomes.append(Outcome(one.kind, one.zh, one.en, earned, one.expected, out_of, row["notes"], one.said, notebook))
    return outcomes


def marked_by_program(assignment):
    """The points of the cells that the program marks."""
    return {cell: points for cell, points in assignment.points.items() if cell not in assignment.manual}


def _course(folder, name):
    Course.create(folder, assignments=[ROOT / "notebooks"], answers=[ANSWERS])
    path = folder / "course.toml"
    settings = path.read_text(encoding="utf-8")
    # The same class whenever it sits: else its random questions, and with them partial marks, could differ.
    settings = re.sub(r'(?m)^salt = .*$', 'salt = "zoo"', re.sub(r'(?m)^secret = .*$', f'secret = "{"zoo" * 10}"', settings))
    settings = settings.replace('column = "id"', 'column = "SIS Login ID"')
    settings = settings.replace("[limits]\n", f"[limits]\ncell_seconds = {CELL_SECONDS}\n")
    path.write_text(settings + f"\n[assignment.{name}]\ndue = 2026-10-09T23:59:00+08:00\n", encoding="utf-8")
    return Course.load(folder)


def _student(kind):
    """The number of the student who hands in this kind: always the same, so that one more kind leaves the others' values alone."""
    return f"2026{zlib.crc32(kind.encode()):010d}"


def main():
    """Write outcomes.json, the table that the guide for lecturers prints."""
    import json
    import tempfile

    rows = {}
    for name in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            for one in sit(name, Path(folder)):
                fair = "ok " if one.points == one.expected else "BAD"
                print(f"{fair} {name} {one.kind}: {one.points}, expected {one.expected}. {one.notes}")
                row = rows.setdefault(one.kind, {"kind": one.kind, "zh": one.zh, "en": one.en, "results": {}})
                row["results"][name] = [sum(one.points.values()), one.out_of]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows.values())
    (Path(__file__).parent / "outcomes.json").write_text(f'{{"rows": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
