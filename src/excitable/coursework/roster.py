"""The LMS's own list of a class: whose file is whose, and the grades in the columns that the LMS takes back."""

import csv
import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from excitable.coursework.files import write

# The headings of Canvas and of Moodle, in the languages of this book; the first that a list has is taken.
_KEYS = {"canvas": ("ID",), "moodle": ("Identifier", "编号", "标识符")}
_NUMBERS = ("id", "SIS User ID", "SIS Login ID", "ID number", "学号", "Username", "用户名", "Email address", "电子邮件地址")
_PEOPLE = ("Student", "Full name", "全名", "姓名", "Name", "name")
_GRADES = {"moodle": ("Grade", "成绩", "分数")}
_FULL = {"moodle": ("Maximum Grade", "最高分", "最高成绩")}
_HANDED_IN = ("Last modified (submission)", "最后修改时间 （提交作业）", "最后修改 (提交)", "最后修改（提交）", "最后修改时间(提交)")
_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.]*$)")  # a number below zero, or a dash alone, is none


class RosterError(ValueError):
    """What is wrong with the list of a class, and what to do about it."""


@dataclass(frozen=True)
class Roster:
    """A class list.

    Attributes
    ----------
    kind : str
        "canvas", "moodle" or "csv".
    heading : list of str
    rows : list of list of str
        As they stand in the file, the second row of Canvas ("Points Possible") included.
    delimiter : str
    marked : bool
        Whether the file begins with a byte order mark.
    column : int
        That of the student numbers.
    """

    kind: str
    heading: list
    rows: list
    delimiter: str
    marked: bool
    column: int

    @property
    def students(self):
        """The student numbers, in the list's order."""
        return [number for row in self.rows if (number := self._number(row))]

    def student(self, key, person=None):
        """The student number of somebody's number in the LMS, or else of a student number or name; KeyError if there is none."""
        if key is not None and self.kind in _KEYS and (column := self._find(_KEYS[self.kind])) is not None:
            for row in self.rows:
                if self._number(row) and (digits := re.search(r"\d+", row[column])) and digits[0] == key:
                    return self._number(row)
            raise KeyError(key)
        for number in self.students:
            if person is not None and number.casefold() == person.strip().casefold() or number == key:
                return number
        people = self._find(_PEOPLE)
        matches = [self._number(row) for row in self.rows if people is not None and self._number(row) and row[people].strip() == person]
        if len(matches) != 1:
            raise KeyError(person)
        return matches[0]

    def handed_in(self, student):
        """When the LMS says that a student handed in, or None."""
        column = self._find(_HANDED_IN)
        row = next((row for row in self.rows if self._number(row) == student), None)
        return None if column is None or row is None else moment(row[column])

    def person(self, student):
        """A student's name, or ""."""
        column = self._find(_PEOPLE)
        return next((row[column] for row in self.rows if column is not None and self._number(row) == student), "")

    def grades(self, title, points, out_of):
        """The list as the LMS takes it back, with these points.

        Parameters
        ----------
        title : str
            The assignment; a Canvas column is recognised if its heading begins so.
        points : dict
            By student number; who is not in it keeps an empty cell.
        out_of : float

        Returns
        -------
        text : str
        notes : list of str
            What does not fit: another number of points in the LMS, students who are not in the list.
        """
        heading, rows, notes = list(self.heading), [list(row) for row in self.rows], []
        column = self._find(_GRADES.get(self.kind, ()))
        if column is None:
            own = re.compile(rf"{re.escape(title)}( \(\d+\))?", re.IGNORECASE)  # Canvas adds its number of the assignment
            column = next((number for number, name in enumerate(heading) if own.fullmatch(name)), None)
        if column is None:
            heading.append(title)
            rows = [[*row, ""] for row in rows]
            column = len(heading) - 1
        outs, full = set(), self._find(_FULL.get(self.kind, ()))
        for row in rows:
            if number := self._number(row):
                row[column] = f"{points[number]:g}" if number in points else ""
                outs |= {row[full].strip()} if full is not None else set()
            elif self._is_points_possible(row):
                outs.add(row[column].strip())
                row[column] = row[column].strip() or f"{out_of:g}"
        for other in sorted(outs - {"", f"{out_of:g}", f"{out_of:.1f}", f"{out_of:.2f}"}):
            notes.append(f"{title}: LMS 里的满分是 {other}，这份作业是 {out_of:g}。 / "
                         f"Out of {other} in the LMS, out of {out_of:g} here: change it there.")
        for number in sorted(points.keys() - set(self.students)):
            notes.append(f"{number}: 名单里没有这个学号，grades.csv 里也没有。 / This student number is not in the list, nor in grades.csv.")
        if self.kind == "canvas":  # of the other assignments' grades nothing is taken along: an import would set them back
            keep = [number for number, name in enumerate(heading) if number == column or name in
                    ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section")]
            heading, rows = [heading[number] for number in keep], [[row[number] for number in keep] for row in rows]
        return ("\ufeff" if self.marked else "") + table([heading, *rows], self.delimiter), notes

    def _number(self, row):
        return "" if self._is_points_possible(row) else row[self.column].strip()

    def _is_points_possible(self, row):
        return self.kind == "canvas" and (row[0].strip() == "Points Possible" or not any(cell.strip() for cell in row[:2]))

    def _find(self, names):
        return next((self.heading.index(name) for name in names if name in self.heading), None)


def read(path, column="id"):
    """Read a class list: a gradebook exported from Canvas, a grading worksheet of Moodle, or any CSV.

    Parameters
    ----------
    path : path
    column : str
        The heading of the student numbers; for "id" the headings that Canvas and Moodle use are tried too.

    Returns
    -------
    Roster
    """
    path = Path(path)
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")  # as a Chinese Excel saves
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    if not rows:
        raise RosterError(f"{path}: 是空的。 / It is empty.")
    heading = [name.strip() for name in rows[0]]
    rows = [(row + [""] * len(heading))[:len(heading)] for row in rows[1:]]
    kind = next((kind for kind, needed in {"canvas": {"Student", "ID", "Section"}}.items() if needed <= set(heading)), "csv")
    if any(name in heading for name in _KEYS["moodle"]) and any(re.search(r"\d", "".join(row)) for row in rows):
        kind = "moodle"
    candidates = [column] if column != "id" else _NUMBERS
    people = [row for row in rows if row[0].strip() != "Points Possible"]
    filled = [name for name in candidates if name in heading and any(row[heading.index(name)].strip() for row in people)]
    if not filled:
        raise RosterError(f"{path}: 没有学号一列；请在 course.toml 里写明。 / There is no column of student numbers ({', '.join(candidates)}): "
                          f"name it in course.toml, [roster] column. The columns are: {', '.join(heading)}.")
    number = heading.index(filled[0])
    numbers = [row[number].strip() for row in people if row[number].strip()]
    if twice := sorted({one for one in numbers if numbers.count(one) > 1}):
        raise RosterError(f"{path}: {', '.join(twice)} 出现了不止一次。 / The column {filled[0]} has it more than once.")
    return Roster(kind, heading, rows, delimiter, content.startswith(b"\xef\xbb\xbf") or kind == "csv", number)


def moment(text):
    """A time as Moodle writes it, in English or Chinese, in the zone of this machine; None for "-"."""
    from dateutil import parser

    if chinese := re.search(r"(\d{4})\s*年\s*(\d+)\s*月\s*(\d+)\s*日\D*?(上午|下午)?\s*(\d+)[:：](\d+)", text):
        year, month, day, half, hour, minute = chinese.groups()
        hours = int(hour) % 12 + 12 * (half == "下午") if half else int(hour)
        return datetime.datetime(int(year), int(month), int(day), hours, int(minute)).astimezone()
    try:
        return parser.parse(text).astimezone() if re.search(r"\d", text) else None
    except (ValueError, OverflowError):
        return None


def table(rows, delimiter=","):
    """Rows as CSV in which no name or note is a formula to Excel, whoever wrote it."""
    stream = io.StringIO(newline="")
    rows = [[f"'{cell}" if _FORMULA.match(str(cell)) else cell for cell in row] for row in rows]
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def feedback_zip(path, pages, files):
    """A zip of the feedback under the names that the LMS takes back: those of the submissions, ending in .html.

    Parameters
    ----------
    path : path
    pages : dict
        The page of each student, by student number.
    files : dict
        The name of each student's file as the LMS gave it.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for student, page in sorted(pages.items()):
            name = re.sub(r"\.ipynb$", "", files.get(student) or student, flags=re.IGNORECASE) + ".html"
            # A fixed date: the same feedback is the same zip
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), page, zipfile.ZIP_DEFLATED)
    write(path, stream.getvalue())
