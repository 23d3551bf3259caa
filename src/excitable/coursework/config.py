"""A course: what one lecturer has set for one class, read from `course.toml`.

The folder of `course.toml` is the course; nbgrader's folders (source, release, submitted, …) stand beside it.
"""

import datetime
import json
import re
import secrets
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

from excitable.coursework.assignment import Assignment
from excitable.coursework.containment import KINDS
from excitable.coursework.limits import Limits

FILE = "course.toml"
SYSTEMS = ("canvas", "moodle", "pattern", "exchange")


class CourseError(ValueError):
    """What is wrong in course.toml and what to do about it."""


@dataclass(frozen=True)
class Schedule:
    """When one assignment is due, when its feedback may be read, and what a late file costs.

    `late` is the share of the points lost for each day begun after `due`; 0 only flags the file.
    """

    due: datetime.datetime | None = None
    feedback: datetime.datetime | None = None
    late: float = 0.0


@dataclass(frozen=True)
class Course:
    """The settings of one class.

    Attributes
    ----------
    folder : Path
        Where course.toml stands.
    name : str
        nbgrader's name of the course.
    salt : str
        Separates classes: with another salt a student has other values. It stands in every release; it is no secret.
    secret : str
        Seeds the random questions of the grader. It never leaves the lecturer's machine.
    assignments, answers : tuple of Path
        Folders searched for assignments, and for reference answers (an `answers` folder beside a source comes first).
    column : str
        The column of the roster that holds the student number.
    system, pattern : str
        Where submissions come from, and the pattern of their file names if `system` is "pattern".
    limits : Limits
        What the code of one submission may use.
    sandbox : str
        "auto", "bubblewrap", "container" or "plain".
    workers : int
        Submissions graded at the same time.
    schedules : dict
        A `Schedule` for each assignment that has one.
    """

    folder: Path
    name: str
    salt: str
    secret: str
    assignments: tuple[Path, ...]
    answers: tuple[Path, ...] = ()
    column: str = "id"
    system: str = "canvas"
    pattern: str = ""
    limits: Limits = Limits()
    sandbox: str = "auto"
    workers: int = 2
    schedules: dict = field(default_factory=dict)

    @classmethod
    def load(cls, folder):
        """The course of a folder; every setting is checked, and an error names the setting and the file."""
        path = Path(folder).resolve() / FILE
        if not path.exists():
            raise CourseError(f"{path.parent}: 没有 {FILE} / there is no {FILE} here: `excitable-course build NAME` makes one.")
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CourseError(f"{path}: {error} (日期写作 / a date is written 2026-10-09 or 2026-10-09T23:59:00+08:00)") from None
        try:
            return cls(folder=path.parent, **_settings(table, path.parent))
        except CourseError as error:
            raise CourseError(f"{path}: {error}") from None

    @classmethod
    def create(cls, folder, assignments=None, answers=None):
        """Write a commented course.toml with a random salt and secret, and nbgrader_config.py, where there is none yet."""
        folder = Path(folder).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / FILE).exists():
            book = repository()
            if assignments is None:
                assignments = [book / "notebooks"] if book else []
            if answers is None:
                answers = [book / "tests" / "coursework" / "answers"] if book else []
            name = re.sub(r"[^\w-]+", "-", folder.name, flags=re.ASCII).strip("-") or "course"
            keys = {"salt": secrets.token_hex(4), "secret": secrets.token_hex(32)}
            text = TEMPLATE.format(name=name, **keys, assignments=_list(assignments), answers=_list(answers))
            (folder / FILE).touch(0o600)  # the secret is the lecturer's alone
            (folder / FILE).write_text(text, encoding="utf-8")
        if not (folder / "nbgrader_config.py").exists():
            (folder / "nbgrader_config.py").write_text(NBGRADER, encoding="utf-8")
        return cls.load(folder)

    def schedule(self, name):
        """The dates of an assignment; without any, it is never late and its feedback may be read at once."""
        return self.schedules.get(name, Schedule())

    def names(self):
        """The assignments that the folders hold, in order."""
        found = {path.parent.name for folder in self.assignments for path in folder.glob("*/marking.py")}
        return sorted(name for name in found if any((folder / name / f"{name}.md").exists() for folder in self.assignments))

    def assignment(self, name):
        """The `Assignment` of that name, from the first folder that holds one."""
        for folder in self.assignments:
            if (folder / name / f"{name}.md").exists():
                return Assignment(folder / name)
        where, names = ", ".join(map(str, self.assignments)), ", ".join(self.names()) or "none"
        raise CourseError(f"{name}: 没有这份作业 / there is no assignment {name!r} in {where}. There are: {names}.")

    def reference(self, name):
        """The file with the reference solution of an assignment."""
        folders = [self.assignment(name).folder / "answers", *(folder / name for folder in self.answers)]
        for folder in folders:
            if (folder / "reference.py").exists():
                return folder / "reference.py"
        raise CourseError(f"{name}: 没有参考答案 / there is no reference.py in {', '.join(map(str, folders))}.")


def repository():
    """The checkout of the book that this package, or the current folder, is part of; None if there is none."""
    for start in (Path(__file__).resolve(), Path.cwd() / "here"):
        for folder in start.parents:
            if (folder / "notebooks").is_dir() and (folder / "_toc.yml").exists():
                return folder
    return None


def _settings(table, base):
    """The arguments of `Course` from the tables of course.toml."""
    course = _take(table, "", {
        "name": str, "salt": str, "secret": str, "assignments": list, "answers": list, "sandbox": str, "workers": int,
        "roster": dict, "lms": dict, "limits": dict, "assignment": dict,
    })
    for name in ("name", "salt", "secret", "assignments"):
        if not course.get(name):
            raise CourseError(f"`{name}`: 缺少或为空 / is missing or empty.")
    for name in ("assignments", "answers"):
        if name in course:
            if not all(isinstance(path, str) for path in course[name]):
                raise CourseError(f"`{name}`: 应为文件夹的列表 / is a list of folders in quotation marks, not {course[name]!r}.")
            course[name] = tuple((base / Path(path).expanduser()).resolve() for path in course[name])
    for path in course["assignments"]:
        if not path.is_dir():
            raise CourseError(f"`assignments`: 没有这个文件夹 / there is no folder {path}.")
    course["column"] = _take(course.pop("roster", {}), "roster", {"column": str}).get("column", "id")
    system = _take(course.pop("lms", {}), "lms", {"kind": str, "pattern": str})
    course["system"], course["pattern"] = system.get("kind", "canvas"), system.get("pattern", "")
    _one_of("lms.kind", course["system"], SYSTEMS)
    _one_of("sandbox", course.get("sandbox", "auto"), KINDS)
    if course["system"] == "pattern":
        try:
            groups = re.compile(course["pattern"]).groupindex
        except re.error as error:
            raise CourseError(f"`lms.pattern`: 不是正则表达式 / is no regular expression: {error}.") from None
        if "student_id" not in groups:
            raise CourseError("`lms.pattern`: 缺少学号的组 / needs a group (?P<student_id>…) that finds the student number in a file's name.")
    if course.get("workers", 1) < 1:
        raise CourseError(f"`workers`: 至少为 1 / is {course['workers']}, but at least 1 is needed.")
    course["limits"] = _limits(course.get("limits", {}))
    course["schedules"] = {name: _schedule(name, table) for name, table in course.pop("assignment", {}).items()}
    return course


def _take(table, where, kinds):
    """The table, if it has none but these keys, of these types."""
    for key, value in table.items():
        name = f"{where}.{key}" if where else key
        if key not in kinds:
            raise CourseError(f"`{name}`: 没有这项设置 / is not a setting. There are: {', '.join(kinds)}.")
        if not isinstance(value, kinds[key]) or isinstance(value, bool):
            kind = kinds[key] if isinstance(kinds[key], tuple) else (kinds[key],)
            raise CourseError(f"`{name}`: 应为 / must be {' or '.join(WORDS[k] for k in kind)}, but it is {value!r}.")
    return dict(table)


def _one_of(name, value, choices):
    if value not in choices:
        raise CourseError(f"`{name}`: 应为其中之一 / must be one of {', '.join(choices)}, but it is {value!r}.")


def _limits(table):
    try:
        return Limits(**_take(table, "limits", {limit.name: (int, float) if limit.type is float else int for limit in fields(Limits)}))
    except CourseError:
        raise
    except ValueError as error:
        raise CourseError(f"{error}.") from None


def _schedule(name, table):
    where = f"assignment.{name}"
    if not isinstance(table, dict):
        raise CourseError(f"`{where}`: 应为 / must be a table [{where}].")
    dates = (datetime.datetime, datetime.date)
    table = _take(table, where, {"due": dates, "feedback": dates, "late": (int, float)})
    late = table.get("late", 0)
    if not 0 <= late <= 1:
        raise CourseError(f"`{where}.late`: 应在 0 与 1 之间 / is the share of the points lost per day begun, from 0 to 1, but it is {late}.")
    return Schedule(_moment(table.get("due"), datetime.time(23, 59, 59)), _moment(table.get("feedback"), datetime.time(0, 0)), float(late))


def _moment(date, time):
    """A date alone means that time of the day; without a zone it is the time of this machine."""
    if date is None:
        return None
    if not isinstance(date, datetime.datetime):
        date = datetime.datetime.combine(date, time)
    return date.astimezone() if date.tzinfo is None else date


def _list(paths):
    return "[" + ", ".join(json.dumps(str(Path(path).resolve()), ensure_ascii=False) for path in paths) + "]"


WORDS = {
    str: "text in quotation marks", int: "a whole number", float: "a number", list: "a list [...]", dict: "a table",
    datetime.datetime: "a date with its time (2026-10-09T23:59:00+08:00)", datetime.date: "a date (2026-10-09), without quotation marks",
}

TEMPLATE = """\
# 一门课的设置 / The settings of one class
name = "{name}"
# 换一个班就换一个 salt，学生的数值随之不同；它不是秘密。 / Another class, another salt, other values; it is no secret.
salt = "{salt}"
# 评分时随机出题的种子：不要外传，也不要中途更改。 / Seeds the grader's questions: keep it private, and keep it all term.
secret = "{secret}"
# 在这些文件夹里找作业；自己的题目放在公开仓库以外。 / Where assignments are; keep your own variants outside an open repository.
assignments = {assignments}
# 参考答案的文件夹；作业旁边的 answers/ 优先。 / Where reference solutions are; an answers/ beside the assignment comes first.
answers = {answers}
# 学生代码在哪里运行 / where students' code runs: auto, bubblewrap, container, plain
sandbox = "auto"
# 同时评几份 / how many are graded at the same time
workers = 2

[roster]
# LMS 导出的名单存为本文件旁边的 roster.csv。 / Save the LMS's own list beside this file, as roster.csv.
# 名单里学号所在的列 / the roster's column with the student number
column = "id"

[lms]
# canvas, moodle, pattern, exchange
kind = "canvas"
# kind = "pattern"：文件名的正则表达式 / a regular expression for file names, e.g. '(?P<student_id>\\d+)_.*\\.ipynb'
# pattern = ''

[limits]
# 学生代码的限度；不写就用默认值。 / limits of students' code; the defaults hold for what is not set
# cell_seconds = 30
# memory = 2_000_000_000   # 字节 / bytes

# 每份作业的日期 / the dates of each assignment
# [assignment.boltzmann-nernst]
# due = 2026-10-09T23:59:00+08:00
# feedback = 2026-10-16
# late = 0.0   # 每迟一天扣去的比例；0 只作标记 / share of the points lost per day begun; 0 only flags it
"""

NBGRADER = '''\
"""nbgrader reads this file in this folder: `nbgrader formgrader`, JupyterLab. Settings of the class stand in course.toml."""

from pathlib import Path

from excitable.coursework.release import configuration

c = get_config()  # noqa: F821 - nbgrader gives it
c.merge(configuration(Path(__file__).parent))
'''
