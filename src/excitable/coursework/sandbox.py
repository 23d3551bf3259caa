"""Run a student's notebook where it can do no harm, and bring back what its cells showed.

Nothing that comes out of the sandbox is trusted: it is read with limits, checked, and no more than a student's answer.
"""

import copy
import time
from dataclasses import dataclass, field

import nbformat

from excitable.coursework.attempt import Attempt
from excitable.coursework.containment import choose
from excitable.coursework.limits import Limits

__all__ = ["Executed", "Limits", "Problem", "choose", "run"]

_RERUNS = 3
_WHY = {  # as `Attempt.why` has it
    "ended": (
        "这一格让 Python 结束了（例如 os._exit 或崩溃），所以没有结果。",
        "This cell ended Python (by os._exit or a crash, for instance), so it has no result.",
    ),
    "late": (
        "这一格用了超过 {cell_seconds:g} 秒，中断它也不停，所以没有结果。",
        "This cell took longer than {cell_seconds:g} s and did not stop when it was interrupted, so it has no result.",
    ),
    "memory": ("这一格用了超过 {gib:g} GiB 内存，被停止了。", "This cell used more than {gib:g} GiB of memory and was stopped."),
    "processes": ("这一格启动了超过 {processes} 个进程，被停止了。", "This cell started more than {processes} processes and was stopped."),
    "output": ("这一格的输出多得收不下，被停止了。", "This cell put out more than can be taken and was stopped."),
    "total": ("整份作业用了超过 {seconds:g} 秒；运行到这一格时停止了。", "The whole notebook took longer than {seconds:g} s; it was stopped in this cell."),
}
_SKIPPED = ("后面的格子在另一次运行里没有它也运行了。", "The cells after it were run all the same, without it.")
_UNREACHED = ("前面的格子停止了运行，所以没有运行到这一格。", "The run was stopped in an earlier cell, so this cell was not run.")
_INTERRUPTED = ("这一格用了超过 {cell_seconds:g} 秒，被中断了。", "This cell took longer than {cell_seconds:g} s and was interrupted.")


@dataclass(frozen=True)
class Problem:
    """What went wrong in the cell `cell_id`, in Chinese and in English."""

    cell_id: str
    zh: str
    en: str


@dataclass(frozen=True)
class Executed:
    """A notebook with the outputs of its run, and the problems there were."""

    notebook: nbformat.NotebookNode
    problems: list[Problem] = field(default_factory=list)


def run(notebook, limits=Limits(), kind="auto"):
    """Run a notebook in a sandbox.

    A cell that fails does not stop the others. Where a cell brings the sandbox down, the notebook is run again without that cell, up
    to three times, so that a crash in one task does not cost the others.

    Parameters
    ----------
    notebook : NotebookNode
        Of format 4; it is not changed.
    limits : Limits
        What the notebook's code may use.
    kind : str
        "auto", "bubblewrap", "container" or "plain"; see `choose`.

    Returns
    -------
    Executed
        A copy of the notebook with new outputs, and a list of `Problem`, at most one per cell.

    Raises
    ------
    RuntimeError
        If the sandbox itself does not start. That is the machine's fault, never the student's.
    """
    box = choose(kind)
    cells = [(index, cell.source) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    end = time.monotonic() + limits.seconds
    outputs, late, lost = {}, set(), {}
    for _ in range(1 + _RERUNS):
        attempt = Attempt(box, limits, [cell for cell in cells if cell[0] not in lost], end)
        attempt.run()
        outputs.update(attempt.done)
        late |= attempt.late
        if attempt.why is None:
            break
        if attempt.at is None:
            raise RuntimeError(f"The sandbox ({box.name}) did not start. Is this machine short of memory or processes? Then run it again.")
        lost[attempt.at] = attempt.why
        if attempt.why == "total":
            break
    return _executed(notebook, limits, cells, outputs, late, lost)


def _executed(notebook, limits, cells, outputs, late, lost):
    words = {
        "cell_seconds": limits.cell_seconds, "seconds": limits.seconds,
        "gib": round(limits.memory / 2**30, 2), "processes": limits.processes,
    }
    result, problems = copy.deepcopy(notebook), []
    for cell in result.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    for count, (index, _) in enumerate(cells, start=1):
        cell = result.cells[index]
        problem = None
        if index in lost:
            problem = _WHY[lost[index]]
            if index != cells[-1][0] and any(later in outputs for later, _ in cells if later > index):
                problem = (problem[0] + _SKIPPED[0], f"{problem[1]} {_SKIPPED[1]}")
        elif index not in outputs:
            problem = _UNREACHED
        elif index in late:
            problem = _INTERRUPTED
        if index in outputs:
            cell.outputs, cell.execution_count = outputs[index], count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
        if problem:
            zh, en = (text.format(**words) for text in problem)
            problems.append(Problem(cell.get("id") or f"cell {index + 1}", zh, en))
            cell.outputs.append(nbformat.v4.new_output("stream", name="stderr", text=f"{zh}\n{en}\n"))
    return Executed(result, problems)
