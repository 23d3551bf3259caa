"""What is wrong with an assignment: its cells, its texts, its points; each problem with its file and its cell."""

import ast
import re

from excitable.coursework import marking
from excitable.coursework.assignment import INCLUDE, SALT, grade_id_of, is_check, is_marked

REGION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
OTHER = {"zh": "en", "en": "zh"}
# A text is shown by JupyterLab, which knows CommonMark and $, and stands inside an exercise of a chapter.
FOREIGN = {
    r"^#{1,6} |^(=+|-+)$": "标题 / a heading",
    r"\{[\w:+-]+\}`": "MyST 的 role / a MyST role",
    r"^(`{3,}|~{3,}|:{3,})\{": "MyST 的 directive / a MyST directive",
    r"^\([\w:-]+\)=$": "MyST 的 target / a MyST target",
    r"^\|": "表格 / a table",
    r"\[\^[^\]]+\]": "脚注 / a footnote",
    r"^\+\+\+": "单元的分隔 / a cell break",
}


def problems(assignment):
    """Everything wrong with an assignment, a line each, "中文 / English"."""
    found = [*_cells(assignment), *_texts(assignment)]
    return found or list(_points(assignment))  # marking.py is run only for cells that make sense


def _where(assignment, position, cell):
    return f"{assignment.path}, cell {grade_id_of(cell) or position}"


def _cells(assignment):
    seen, cells = set(), assignment.source.cells
    for position, cell in enumerate(cells, 1):
        if "nbgrader" not in cell.metadata:
            continue
        grade_id, where = grade_id_of(cell), _where(assignment, position, cell)
        if not re.fullmatch(r"[\w-]{1,64}", grade_id, re.ASCII):
            first = cell.source.partition("\n")[0]
            yield f"{where} ({first}): grade_id 只能用字母、数字和 -，至多 64 个 / grade_id must be 1–64 letters, digits and hyphens, not {grade_id!r}."
        if grade_id in seen:
            yield f"{where}: 两个单元的 grade_id 相同 / two cells have the grade_id {grade_id!r}."
        seen.add(grade_id)
        if is_check(cell) and _shows(cell.source):
            yield (f"{where}: 最后一行显示了一个值，nbgrader 会当成分数 / its last line shows a value, which nbgrader would take for points; "
                   "end it with an assert or a print.")
        yield from _region(cell, where)
    for grade_id in sorted({"student", "values"} - seen):
        yield f"{assignment.path}: 缺少单元 / there is no cell with the grade_id {grade_id!r}."
    if "student" in seen and not assignment.cells["student"].source.startswith('STUDENT_ID = ""'):
        yield f'{assignment.path}, cell student: 开头应为 / it must begin with STUDENT_ID = "".'
    salts = sum(cell.source.count(SALT) for cell in cells)
    if "values" in seen and (salts != 1 or SALT not in assignment.cells["values"].source):
        yield f"{assignment.path}, cell values: 只在这里写一次 {SALT} / {SALT} must stand there, and only there; it was found {salts} times."


def _shows(source):
    """Whether a notebook would show the value of the last statement."""
    *_, statement = ast.parse(source).body or [None]
    if not isinstance(statement, ast.Expr):
        return False
    return not isinstance(statement.value, ast.Call) or getattr(statement.value.func, "id", "") != "print"


def _region(cell, where):
    markers = cell.source.count("BEGIN SOLUTION"), cell.source.count("END SOLUTION")
    if is_marked(cell, "solution") and cell.cell_type == "code" and grade_id_of(cell) != "student":
        regions = [re.sub(r"\s", "", region) for region in REGION.findall(cell.source)]
        if markers != (1, 1) or len(regions) != 1:
            yield (f"{where}: 作答单元要有一处 ### BEGIN SOLUTION … ### END SOLUTION / a solution cell has one region "
                   f"### BEGIN SOLUTION … ### END SOLUTION; this one has {len(regions)}.")
        elif regions != [""]:
            yield f"{where}: 答案不写在这里 / its solution region is not empty; solutions stand in the reference answers, never in the source."
    elif any(markers):
        yield f"{where}: 这里不该有 SOLUTION / a solution region in a cell that is not for solutions."


def _texts(assignment):
    included = set()
    for position, cell in enumerate(assignment.source.cells, 1):
        where, names = _where(assignment, position, cell), INCLUDE.findall(cell.source)
        included.update(names)
        if "{include}" in INCLUDE.sub("", cell.source):
            yield f"{where}: include 要单独写成两行 / an include that is not a fence of its own two lines."
        for name in names:
            task, _, language = name.removesuffix(".md").rpartition(".")
            if language not in OTHER:
                yield f"{where}: {name} 应为 / must be named <task>.zh.md or <task>.en.md."
            elif not (assignment.folder / name).is_file():
                yield f"{where}: 没有这个文件 / the include {name} is not there."
            else:
                yield from (f"{assignment.folder / name}, {what}" for what in _foreign(assignment.text(name)))
                if (other := f"{task}.{OTHER[language]}.md") not in names:
                    yield f"{where}: 每段文字都要有两种语言 / {name} is included, but not {other}: every text stands in both languages."
    for path in sorted(assignment.folder.glob("*.*.md")):
        if path.name not in included:
            yield f"{path}: 没有用到 / no cell of {assignment.path.name} includes this text."


def _foreign(text):
    """What a text has beyond CommonMark and $; code blocks are code."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            continue
        for pattern, what in FOREIGN.items():
            if re.search(pattern, line):
                yield f"line {number}: 这里只能用 CommonMark 和 $ / only CommonMark and $ are allowed here, no {what}: {line.strip()!r}"
        fence = mark[1] if mark else ""


def _points(assignment):
    file = assignment.folder / "marking.py"
    for grade_id in sorted(assignment.marks.keys() - assignment.points.keys()):
        yield f"{file}: 没有这个单元 / criteria for {grade_id!r}, but {assignment.path.name} has no marks cell of that grade_id."
    for grade_id, points in assignment.points.items():
        where, criteria = f"{assignment.path}, cell {grade_id}", assignment.marks.get(grade_id)
        if criteria is None:
            yield f"{where}: marking.py 里没有评分标准 / {points} points, but marking.py has no criteria for it."
        elif (total := marking.points(criteria)) != points:
            yield f"{where}: 分数不一致 / {points} points in the notebook, but {total} in marking.py."
        elif isinstance(criteria, marking.Rubric) != (grade_id in assignment.manual):
            yield (f"{where}: 手评的单元用 Rubric，其余用评分标准 / a Rubric is for an answer cell (marked by hand), criteria are for a marks cell; "
                   "this has the other.")
