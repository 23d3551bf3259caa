"""What is handed in: honest work in many forms, accidents and attacks, each with the points a fair marker gives it.

Every kind is made from the notebook that was handed out and from the reference solution, so that every assignment meets all of
them. Variants of the answers themselves (a wrong sign, another unit …) stand beside each assignment's reference solution.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(f"{path.parent.name}.ipynb" for path in (ROOT / "notebooks").glob("*/marking.py"))
FULL, NOTHING = "full", "nothing"


@dataclass(frozen=True)
class Kind:
    """One way to hand in: words for the table of outcomes, `make(Work) -> bytes`, and what it should earn.

    `earns` is FULL, NOTHING, or the name of the one marks cell that earns nothing; `said` is what the report must mention.
    """

    id: str
    zh: str
    en: str
    make: Callable
    earns: str = FULL
    said: str = ""
    late: bool = False


@dataclass(frozen=True)
class Work:
    """What a submission is made from: the notebook as handed out, the same with the reference solution, and the assignment."""

    blank: nbformat.NotebookNode
    solved: nbformat.NotebookNode
    assignment: object

    @property
    def first(self):
        """The first marks cell that asks a function, and the function's name."""
        for grade_id, criteria in self.assignment.marks.items():
            if grade_id not in self.assignment.manual and criteria[0].inputs:
                return grade_id, criteria[0].name


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def written(notebook):
    return nbformat.writes(notebook).encode()


def place(notebook, name):
    return next(number for number, cell in enumerate(notebook.cells) if grade_id(cell) == name)


def with_cells(notebook, *sources, before=None):
    """A copy with code cells put in, before the cell of that grade id, or else after the student's number."""
    notebook = copy.deepcopy(notebook)
    where = place(notebook, before) if before else place(notebook, "student") + 1
    notebook.cells[where:where] = [nbformat.v4.new_code_cell(source) for source in sources]
    return notebook


def extra(source):
    """The reference solution with one more cell."""
    return lambda work: written(with_cells(work.solved, source))


def cheating(source):
    """The blank notebook with one more cell that is to earn what the answers would."""
    return lambda work: written(with_cells(work.blank, source))


# ---- accidents ----

def endless_function(work):
    """One function never returns; what comes after the cell that asks it finds the right one again."""
    marks, name = work.first
    notebook = with_cells(work.solved, f"kept = {name}\n\ndef {name}(*anything):\n    while True:\n        pass", before=marks)
    notebook.cells.insert(place(notebook, marks) + 1, nbformat.v4.new_code_cell(f"{name} = kept"))
    return written(notebook)


def version_3(work):
    """The notebook as the programs of 2014 wrote it."""
    return nbformat.writes(nbformat.convert(copy.deepcopy(work.solved), 3), version=3).encode()


def duplicated(work):
    """Every solution cell copied, as Jupyter copies cells, with all that marks them; the first copy still blank."""
    notebook = copy.deepcopy(work.solved)
    for number, cell in reversed(list(enumerate(notebook.cells))):
        if grade_id(cell).endswith("-solution"):
            notebook.cells.insert(number, nbformat.from_dict({**copy.deepcopy(work.blank.cells[number]), "id": f"copy-{number}"}))
    return written(notebook)


def without_metadata(work):
    """Saved by an editor that keeps no metadata."""
    notebook = copy.deepcopy(work.solved)
    for cell in notebook.cells:
        cell.metadata = nbformat.NotebookNode()
    return written(notebook)


def signed_by_another(work):
    notebook = copy.deepcopy(work.solved)
    notebook.cells[place(notebook, "student")].source = 'STUDENT_ID = "somebody else"'
    return written(notebook)


def without_tests(work):
    """All that checks or earns points is gone."""
    notebook = copy.deepcopy(work.solved)
    notebook.cells = [cell for cell in notebook.cells if not grade_id(cell).endswith("-check") and not is_marks_cell(work, cell)]
    return written(notebook)


# ---- attacks ----

def is_marks_cell(work, cell):
    return grade_id(cell) in work.assignment.points and grade_id(cell) not in work.assignment.manual


def edited_tests(work):
    """Checks that always pass, and cells that say they are worth a thousand points and have them."""
    notebook = copy.deepcopy(work.blank)
    for cell in notebook.cells:
        if grade_id(cell).endswith("-check"):
            cell.source = "pass"
        elif is_marks_cell(work, cell):
            cell.metadata.nbgrader.points = 1_000
            cell.source = "1000"
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "1000"}, execution_count=1)]
    return written(notebook)


STRIPS_ASSERTS = """
import ast

class WithoutAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
    def visit_Raise(self, node):
        return ast.Pass()

get_ipython().ast_transformers.append(WithoutAsserts())
"""

FORGES_ANSWERS = """
import excitable.coursework.ask as checker
from IPython.display import display

def guess(questions, namespace):
    for number, question in enumerate(questions):
        for value in (0.0, 1.0, -65.0):
            answers = [{"number": value, "points": 1000, "correct": True}] * len(question["inputs"] or [()])
            display({checker.MIME: {"question": number, "answers": answers, "points": 1000}, "text/plain": "1000"}, raw=True)
    return 1000.0

checker.ask = guess
checker.encode = lambda value: {"number": 0.0}
checker.replies = lambda question, namespace: [{"truth": True}] * 5
"""

# The library is there, with the module that compares answers; no assignment's questions, answers, settings or notebooks are.
READS_FILES = f"""
import os
from pathlib import Path

SECRET = {{"reference.py", "gradebook.db", "course.toml", "roster.csv", "report.csv", "nbgrader_config.py", *{NOTEBOOKS!r}}}
seen = []
for start in {{{str(ROOT)!r}, {str(ROOT.parent)!r}, "/", os.getcwd(), str(Path.home()), "/proc/1/root", "/proc/1/cwd"}}:
    for folder, folders, names in os.walk(start):
        folders[:] = [one for one in folders if one not in ("usr", "proc", "site-packages")]  # the system and other people's packages
        seen += [os.path.join(folder, name) for name in names
                 if name in SECRET or name == "marking.py" and not folder.endswith("excitable/coursework")]
assert not seen, seen
print("nothing to be found")
"""

USES_NETWORK = """
import socket

for address in (("127.0.0.1", 22), ("127.0.0.1", 8888), ("1.1.1.1", 53), ("pypi.org", 443)):
    try:
        socket.create_connection(address, timeout=1).close()
    except OSError:
        continue
    raise SystemExit("the network is there")
print("no network")
"""

SPAWNS_PROCESSES = """
import subprocess, time

crowd = [subprocess.Popen(["sleep", "60"]) for _ in range(100)]
time.sleep(60)
"""

CRASHES = "import ctypes\n\nctypes.string_at(0)"

KINDS = [
    Kind("reference", "参考答案", "the reference solution", lambda work: written(work.solved)),
    Kind("blank", "原样交回的空白作业", "the notebook as handed out, nothing done", lambda work: written(work.blank), NOTHING),
    Kind("late", "迟交", "a late file", lambda work: written(work.solved), late=True, said="late"),
    Kind("empty_file", "空文件", "an empty file", lambda work: b"", NOTHING, said="empty"),
    Kind("not_a_notebook", "不是笔记本的文件", "a file that is no notebook", lambda work: b"%PDF-1.7\n\x00\xff", NOTHING, said="notebook"),
    Kind("version_3", "旧格式（第 3 版）的笔记本", "a notebook in the old format, version 3", version_3),
    Kind("without_metadata", "被编辑器删去元数据的笔记本", "a notebook whose metadata an editor dropped", without_metadata),
    Kind("duplicated_cells", "复制过的单元格", "duplicated cells", duplicated),
    Kind("another_number", "填了别人的学号", "another student's number typed in", signed_by_another, said="somebody else"),
    Kind("missing_package", "导入没有安装的包", "an import of a package that is not there", extra("import a_package_that_nobody_has")),
    Kind("much_output", "输出 100 MB", "100 MB of output", extra("for _ in range(100):\n    print('x' * 10**6)")),
    Kind("endless_cell", "一格死循环", "a cell that never ends", extra("while True:\n    pass"), said="longer"),
    Kind("endless_function", "一个函数死循环", "a function that never returns", endless_function, "first"),
    Kind("crash", "让解释器崩溃", "a crash of the interpreter", extra(CRASHES), said="Python"),
    Kind("exit", "调用 os._exit", "a call of os._exit", extra("import os\n\nos._exit(0)"), said="Python"),
    Kind("processes", "开 100 个进程", "100 processes", extra(SPAWNS_PROCESSES), said="processes"),
    Kind("reads_files", "搜寻答案、考题、别人的作业和成绩册", "a search for solutions, questions, other submissions and the gradebook", extra(READS_FILES)),
    Kind("network", "使用网络", "use of the network", extra(USES_NETWORK)),
    Kind("deleted_tests", "删去测试", "deleted tests", without_tests),
    Kind("edited_tests", "改写测试、改动分值", "edited tests and points", edited_tests, NOTHING),
    Kind("strips_asserts", "用语法树变换去掉断言", "a transformer of the syntax tree that strips asserts", cheating(STRIPS_ASSERTS), NOTHING),
    Kind("forges_answers", "替换检查程序、伪造回答", "a patched checker and forged answers", cheating(FORGES_ANSWERS), NOTHING),
]
