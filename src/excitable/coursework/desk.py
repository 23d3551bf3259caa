"""The submissions of one assignment: what came in, what was made of it, and the tables that come of it."""

import concurrent.futures
import datetime
import hashlib
import importlib.metadata
import json
import os
import time
from pathlib import Path

import nbformat

from excitable.coursework import collect, files, preprocess, roster
from excitable.coursework.config import CourseError
from excitable.coursework.restore import NoNotebook


class Desk:
    """The submissions of one assignment and what has been done with them.

    submitted/<student>/<name>/ holds what came in, records/<name>/ what was made of it.
    """

    def __init__(self, course, name):
        self.course, self.name = course, name
        self.assignment = course.assignment(name)
        release = course.folder / "release" / name / f"{name}.ipynb"
        if not release.exists():
            raise CourseError(f"{name}: 还没有 release。 / There is no {release}: run `excitable-course build {name}` first.")
        self.released = nbformat.read(release, as_version=4)
        self.records = course.folder / "records" / name
        parts = [path.read_bytes() for path in (release, *self.assignment.files)]
        parts += [repr((course.salt, course.secret, course.limits, course.sandbox, importlib.metadata.version("excitable"))).encode()]
        self._basis = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()

    def collect(self, sources, say):
        """Take in what the LMS gives; what is wrong, a line for each."""
        if not sources and self.course.system == "exchange":
            return collect.exchange(self.course.folder, self.name)
        problems, received, listed, schedule = [], self.received(), self.roster(), self.course.schedule(self.name)
        for source in map(Path, sources or self._downloaded()):
            try:
                submissions, refused = collect.collect(source, self.name, self._whose(listed), self.course.pattern)
            except files.Refused as refusal:
                problems.append(str(refusal))
                continue
            for one in submissions:
                target = self._submitted(one.student)
                files.write(target, one.content)
                moment = listed and listed.handed_in(one.student)
                if one.late and moment is None and schedule.due:
                    moment = schedule.due + datetime.timedelta(seconds=1)  # the LMS says only that it was late
                if moment:
                    files.write(target.with_name("timestamp.txt"), f"{moment.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S.%f} UTC")
                else:
                    target.with_name("timestamp.txt").unlink(missing_ok=True)
                received[one.student] = {"file": one.file, "late": one.late, "notes": list(one.notes)}
            for student, problem in refused:
                if student:  # what came before stays and is graded
                    received.setdefault(student, {"file": problem.partition(":")[0], "late": False, "refused": True})["notes"] = [problem]
                problems.append(f"{student}: {problem}" if student else problem)
            say(f"{source.name}: {len(submissions)} 份。 / {len(submissions)} submissions.")
        files.write(self.records / "received.json", json.dumps(received, ensure_ascii=False, indent=1, sort_keys=True))
        return problems

    def _downloaded(self):
        """The zips and folders in downloaded/<name>/, the newest last, for it counts."""
        folder = self.course.folder / "downloaded" / self.name
        archives = [path for path in folder.rglob("*") if path.suffix.lower() == ".zip" and path.is_file()]
        folders = [folder] if any(folder.glob("*.ipynb")) else [path for path in folder.glob("*") if any(path.rglob("*.ipynb"))]
        return sorted(archives + folders, key=lambda path: (path.stat().st_mtime, path.name))

    def _whose(self, listed):
        if listed is not None:
            return listed.student

        def student(key, person=None):
            if key is not None:
                raise CourseError(f"{self.course.folder / 'roster.csv'}: 缺少名单。 / It is missing: export the gradebook of Canvas, or the "
                                  "grading worksheet of Moodle, and save it there; it says which student number belongs to which file.")
            return person

        return student

    def roster(self):
        """The class list, or None if there is none."""
        path = self.course.folder / "roster.csv"
        return roster.read(path, self.course.column) if path.exists() else None

    def received(self):
        """By student: the name of the file as the LMS gave it, whether the LMS calls it late, and notes. Who was removed is not in it."""
        path = self.records / "received.json"
        try:
            received = json.loads(path.read_text("utf-8")) if path.exists() else {}
            return {student: came for student, came in received.items() if came.get("refused") or self._submitted(student).parent.exists()}
        except ValueError:
            raise CourseError(f"{path}: 已损坏；删去它再运行一次。 / It is damaged: delete it, and grade again.") from None

    def _submitted(self, student):
        return self.course.folder / "submitted" / student / self.name / f"{self.name}.ipynb"

    def students(self):
        """Everybody who handed something in."""
        there = {path.parent.name for path in (self.course.folder / "submitted").glob(f"*/{self.name}")}
        return sorted(there | self.received().keys())

    def content(self, student):
        """What a student handed in, bytes or a `NoNotebook` that says why there are none, and notes."""
        path = self._submitted(student)
        if not collect.is_number(student):
            raise CourseError(f"{path.parents[1]}: 文件夹名不能作学号。 / The folder's name cannot be a student number.")
        if os.path.lexists(path):
            return files.read(path, collect.MOST_BYTES), []
        others = sorted(path.parent.glob("*.ipynb"), key=lambda other: (other.lstat().st_mtime, other.name))
        if others:
            return files.read(others[-1], collect.MOST_BYTES), [f"文件名是 {others[-1].name}。 / The file's name was {others[-1].name}."]
        return NoNotebook(" ".join(self.received().get(student, {}).get("notes", [])) or "没有 notebook。 / There is no notebook."), []

    def marked(self, student):
        """(marked notebook, whether it was made now, seconds it took).

        Its metadata have a stamp, which changes with anything that the marks depend on.
        """
        path, started, (content, notes) = self.records / f"{student}.ipynb", time.monotonic(), self.content(student)
        said = content if isinstance(content, bytes) else str(content).encode()
        stamp = hashlib.sha256(self._basis + student.encode() + b"\n" + said).hexdigest()
        if stamp_of(path) == stamp:
            return nbformat.read(path, as_version=4), False, 0.0
        marked = preprocess.examine(self.course, self.assignment, self.released, content, student)
        marked.notebook.metadata["excitable"] = {"stamp": stamp, "notes": notes + marked.notes, "points": marked.points}
        files.write(path, nbformat.writes(marked.notebook))
        return nbformat.read(path, as_version=4), True, time.monotonic() - started

    def marked_all(self, students):
        """(student, function that gives `marked` or raises) in the order in which they are done; several at the same time."""
        with concurrent.futures.ThreadPoolExecutor(self.course.workers) as pool:
            futures = {pool.submit(self.marked, student): student for student in students}
            try:
                for future in concurrent.futures.as_completed(list(futures)):
                    yield futures.pop(future), future.result
            finally:
                pool.shutdown(cancel_futures=True)

    def write_tables(self, scores, about, failed, say):
        """grades.csv as the LMS takes it, and report.csv for the lecturer."""
        folder, listed, received = self.course.folder / "grades" / self.name, self.roster(), self.received()
        points = {student: round(score.total - score.penalty, 2) for student, score in scores.items()}
        out_of = float(sum(self.assignment.points.values()))
        if listed:
            text, notes = listed.grades(self.name, points, out_of)
        else:
            rows = [[student, f"{points[student]:g}", f"{out_of:g}"] for student in sorted(points)]
            text, notes = "\ufeff" + roster.table([["student", self.name, "out of"], *rows]), []
        for note in notes:
            say(note)
        files.write(folder / "grades.csv", text)
        cells = list(self.assignment.points)
        rows = [["student", "name", "points", "out of", *cells, "days late", "penalty", "to mark by hand", "notes"]]
        for student in sorted({*scores, *received, *self.students()}):
            score, came = scores.get(student), received.get(student, {})
            notes = [*came.get("notes", ()), *(about[student].notes if student in about else ()),
                     *(["LMS 标为迟交 / late, says the LMS"] if came.get("late") else ()),
                     *(line.partition(": ")[2] for line in failed if line.startswith(f"{student}: "))]
            filled = [""] * (len(cells) + 5)
            if score:
                filled = [f"{points[student]:g}", f"{score.out_of:g}", *(f"{score.cells.get(cell, 0):g}" for cell in cells),
                          score.days_late or "", f"{score.penalty:g}" if score.penalty else "", " ".join(score.waiting)]
            rows.append([student, listed.person(student) if listed else "", *filled, " | ".join(dict.fromkeys(notes))])
        files.write(folder / "report.csv", "\ufeff" + roster.table(rows))
        return folder / "grades.csv"


def stamp_of(path):
    """The stamp of a notebook that was marked, or None."""
    try:
        return json.loads(path.read_text("utf-8"))["metadata"]["excitable"]["stamp"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
