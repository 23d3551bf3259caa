"""One assignment: its source, its texts, its questions and its points, read from `notebooks/<name>/` and checked.

The source is a MyST notebook; the text of each task stands in a file of its own in each language, which the chapter includes too.
"""

import ast
import copy
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

INCLUDE = re.compile(r"^```\{include\} *(.+?) *\n```$", re.MULTILINE)
SALT = 'salt="practice"'


class AssignmentError(ValueError):
    """What is wrong in which file and which cell of an assignment; one line each."""


@dataclass(frozen=True)
class Answers:
    """A submission for trial: `pieces` by grade id, the `expected` points of marks cells that do not get full marks, what it is."""

    pieces: dict
    expected: dict
    zh: str
    en: str


def pieces(path):
    """Read a trial submission: a percent-format file whose cells are titled by the grade id they answer.

    Parameters
    ----------
    path : path
        Its first cell, titled `expected`, holds a docstring "中文 / English" and the dict `expected`.

    Returns
    -------
    Answers
    """
    import jupytext

    path = Path(path)
    cells, expected = {}, None
    for cell in jupytext.read(path, fmt="py:percent").cells:
        title = cell.metadata.get("title")
        if title == "expected":
            expected = ast.parse(cell.source)
        elif title in cells:
            raise AssignmentError(f"{path}: 标题重复 / two pieces are titled {title}.")
        elif title:
            cells[title] = cell.source
        elif cell.source.strip():
            after = next(reversed(cells), "expected")
            raise AssignmentError(f"{path}: 缺少标题 / a piece without a title (after {after}); write `# %% <grade id>`.")
    values = [node.value for node in expected.body if isinstance(node, ast.Assign)] if expected else []
    zh, separator, en = ((expected and ast.get_docstring(expected)) or "").partition(" / ")
    if not (values and separator):
        raise AssignmentError(
            f'{path}: 第一段不对 / the first cell must be `# %% expected` with a docstring """中文 / English""" and `expected = {{…}}`.')
    return Answers(cells, ast.literal_eval(values[-1]), zh.strip(), en.strip())


class Assignment:
    """An assignment of the folder `notebooks/<name>`.

    Parameters
    ----------
    folder : path
        It holds `<name>.md`, the texts `<task>.zh.md` and `<task>.en.md`, and `marking.py`.
    """

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.name = self.folder.name
        self.path = self.folder / f"{self.name}.md"

    def __repr__(self):
        return f"Assignment({str(self.folder)!r})"

    @cached_property
    def source(self):
        """The notebook as written, includes and all; every cell has a stable id."""
        import jupytext

        if not self.path.exists():
            raise AssignmentError(f"{self.path}: 没有这个文件 / the assignment's notebook is not there.")
        notebook = jupytext.reads(self.path.read_text(encoding="utf-8"), fmt="md:myst")
        notebook.nbformat, notebook.nbformat_minor = 4, 5
        for position, cell in enumerate(notebook.cells):
            cell["id"] = grade_id_of(cell) or f"cell-{position:03d}"
        return notebook

    @property
    def cells(self):
        """The nbgrader cells as written, by grade id."""
        return {grade_id_of(cell): cell for cell in self.source.cells if grade_id_of(cell)}

    @property
    def points(self):
        """The points of each marks cell, in order."""
        return {grade_id: cell.metadata.nbgrader.get("points", 0) for grade_id, cell in self.cells.items() if is_marked(cell, "grade")}

    @property
    def manual(self):
        """The grade ids that are marked by hand."""
        return tuple(grade_id for grade_id in self.points if is_marked(self.cells[grade_id], "solution"))

    @cached_property
    def marks(self):
        """What is asked and what is right, by grade id (the MARKS of marking.py)."""
        from excitable.coursework import marking

        return marking.load(self.folder / "marking.py")

    @property
    def files(self):
        """All files that the assignment is made of."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file() and path.suffix in (".md", ".py"))

    def notebook(self, salt="practice"):
        """The notebook with its texts included and the salt of a class put in, as nbformat 4.5."""
        notebook = copy.deepcopy(self.source)
        notebook.metadata.pop("jupytext", None)
        for cell in notebook.cells:
            if is_check(cell):  # "Validate" in JupyterLab reports failures only of cells with points, be it 0 of them
                cell.metadata.nbgrader |= {"grade": True, "points": 0}
            if cell.cell_type == "markdown":
                cell.source = INCLUDE.sub(lambda match: self.text(match[1]).strip(), cell.source)
            elif grade_id_of(cell) == "values":
                cell.source = cell.source.replace(SALT, f"salt={json.dumps(salt)}")
        return notebook

    def values(self, student_id, salt="practice"):
        """A student's own values: the `mine` of the cell `values`, run here as it stands in the source."""
        cell = self.cells["values"]
        namespace = {"STUDENT_ID": student_id, "__name__": "values"}
        exec(compile(cell.source.replace(SALT, f"salt={json.dumps(salt)}"), f"{self.path} [values]", "exec"), namespace)
        return namespace["mine"]

    def filled(self, notebook, pieces, student_id):
        """A copy of a notebook of this assignment with these pieces in its cells, signed with this student number."""
        notebook = copy.deepcopy(notebook)
        cells = {grade_id_of(cell): cell for cell in notebook.cells if grade_id_of(cell)}
        for grade_id, source in {"student": f"STUDENT_ID = {json.dumps(student_id, ensure_ascii=False)}", **pieces}.items():
            if grade_id not in cells:
                raise AssignmentError(f"{self.path}: 没有这个单元 / there is no cell {grade_id!r} to answer. There are: {', '.join(cells)}.")
            cells[grade_id].source = source
        return notebook

    def text(self, name):
        """A text that the notebook includes."""
        return (self.folder / name).read_text(encoding="utf-8")

    def check(self):
        """Raise an `AssignmentError` that lists everything wrong, each with its file and its cell."""
        from excitable.coursework.check import problems

        if wrong := problems(self):
            raise AssignmentError("\n".join(wrong))


def grade_id_of(cell):
    """nbgrader's name of a cell, or ""."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def is_marked(cell, what):
    """Whether nbgrader's metadata say of a cell that it is a `grade`, `solution` or `locked` cell."""
    return bool(cell.metadata.get("nbgrader", {}).get(what))


def is_check(cell):
    """Whether a cell is a visible check: locked code that gives no points."""
    return grade_id_of(cell).endswith("-check") and is_marked(cell, "locked") and cell.cell_type == "code" and not is_marked(cell, "grade")


