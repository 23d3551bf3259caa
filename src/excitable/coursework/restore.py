"""Restore a submitted file to what is run: the release's own cells as they were handed out, and everything that is the student's."""

import copy
import json
import re

import nbformat

from excitable.coursework.assignment import grade_id_of
from excitable.coursework.draw import normalised

_ASSIGNED = re.compile(r"^STUDENT_ID[ \t]*=[ \t]*(.*)$", re.MULTILINE)
_MOST_CELLS, _MOST_TEXT = 1_000, 500_000  # characters; what nobody types, and what would hold up whatever shows it
_QUOTES = "\"'“”‘’＂＇ \t;"


class NoNotebook(ValueError):
    """Why a file is no notebook that can be run, in both languages."""


def read(content):
    """The notebook in a file, of any version of the format, with nothing but what can be run.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    NoNotebook
    """
    if not content.strip():
        raise NoNotebook("文件是空的。 / The file is empty.")
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # of JSON and of UTF-8
        raise NoNotebook("文件不是 notebook（不是 JSON）。 / The file is no notebook (it is not JSON).") from None
    if not isinstance(document, dict) or not isinstance(document.get("nbformat"), int):
        raise NoNotebook("文件不是 notebook。 / The file is JSON, but no notebook.")
    try:
        sheets = document.get("worksheets") or [document]  # as before version 4
        cells = [_cell(cell) for sheet in sheets for cell in sheet["cells"]]
        language = document.get("metadata", {}).get("kernelspec", {}).get("language") or "python"
    except (KeyError, TypeError, AttributeError) as error:
        raise NoNotebook(f"notebook 已损坏，请重新保存。 / The notebook is damaged: save it again ({type(error).__name__}: {error}).") from None
    if len(cells) > _MOST_CELLS or sum(len(cell.source) for cell in cells) > _MOST_TEXT:
        raise NoNotebook(f"notebook 太长（至多 {_MOST_CELLS} 格、{_MOST_TEXT} 字）。 / "
                         f"The notebook is too long: more than {_MOST_CELLS} cells or {_MOST_TEXT} characters.")
    return nbformat.from_dict({"cells": cells, "metadata": {"language": str(language)}})


def _cell(cell):
    """A cell of any version without its outputs; of its metadata only nbgrader's name."""
    source, kind = "".join(cell["source"] if "source" in cell else cell["input"]), cell["cell_type"]
    if kind == "heading":
        source, kind = f"{'#' * min(cell.get('level', 1), 6)} {source}", "markdown"
    grade_id = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
    metadata = {"nbgrader": {"grade_id": str(grade_id)}} if grade_id else {}
    new = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}.get(kind, nbformat.v4.new_raw_cell)(
        source, metadata=metadata)
    new.id = str(cell.get("id", ""))
    if kind == "markdown" and isinstance(cell.get("attachments"), dict):
        new.attachments = nbformat.from_dict(cell["attachments"])
    return new


def restore(notebook, released, student):
    """What is run for a student: the release with the student's answers and own cells in it.

    Locked cells are taken from the release, wherever the student's copy can be told by its grade id, its cell id or its text.
    Missing ones are put back, and those that were moved go back to their place: a question comes after the answer it asks for. Of
    several copies of an answer cell the last that was worked on keeps the grade id; the others run as plain code, except untouched
    ones, which could only undo the work. The student number is the true one.

    Parameters
    ----------
    notebook : NotebookNode
        Of `read`.
    released : NotebookNode
    student : str

    Returns
    -------
    notebook : NotebookNode
    notes : list of str
        What a lecturer may want to know of, in both languages.
    """
    originals = {grade_id_of(cell): cell for cell in released.cells if grade_id_of(cell)}
    entries, notes = _identified(notebook.cells, originals)
    _adopt(entries, originals)
    entries = _in_order(entries, originals, notes)
    result = copy.deepcopy(released)
    result.cells = [_restored(cell, originals.get(name)) for cell, name in entries]
    result.metadata.pop("widgets", None)
    _unique_ids(result.cells, originals)
    notes += _sign(result.cells, student)
    if notebook.metadata.get("language", "python").lower() != "python":
        notes.append(f"notebook 的内核是 {notebook.metadata.language}，已按 Python 运行。 / "
                     f"Its kernel was {notebook.metadata.language}; it was run as Python.")
    if not notebook.cells:
        notes.append("notebook 里没有单元。 / The notebook has no cells.")
    return result, notes


def _identified(cells, originals):
    """[[cell, grade id or None], …] with one cell for each grade id."""
    of_id = {cell.get("id"): name for name, cell in originals.items()}
    texts = {}
    for name, cell in originals.items():
        texts.setdefault(cell.source.strip(), []).append(name)
    named = {grade_id_of(cell) for cell in cells} & set(originals)
    entries, copies = [], {}
    for cell in cells:
        alike = texts.get(cell.source.strip(), [])
        by_text = alike[0] if len(alike) == 1 and alike[0] not in named else None
        name = next((name for name in (grade_id_of(cell), of_id.get(cell.get("id")), by_text) if name in originals), None)
        entries.append([cell, name])
        if name:
            copies.setdefault(name, []).append(entries[-1])
    notes = []
    for name, several in copies.items():
        touched = [entry for entry in several if entry[0].source.strip() != originals[name].source.strip()]
        chosen = (touched if touched and not _locked(originals[name]) else several)[-1]
        for entry in several:
            if entry is not chosen:
                entry[1] = None
                if entry not in touched:
                    entries.remove(entry)
        if len(several) > 1:
            notes.append(f"单元 {name} 有 {len(several)} 份。 / There are {len(several)} copies of the cell {name}.")
        if _locked(originals[name]) and chosen in touched:
            notes.append(f"单元 {name} 被改过，已还原。 / The locked cell {name} had been changed; it was restored.")
    return entries, notes


def _adopt(entries, originals):
    """An answer that is marked by hand and lost its name is the first nameless text after its prompt."""
    names = list(originals)
    present = {name for _, name in entries}
    for name, original in originals.items():
        before = names[names.index(name) - 1]
        if name in present or original.cell_type != "markdown" or _locked(original) or before not in present:
            continue
        position = next(number for number, entry in enumerate(entries) if entry[1] == before) + 1
        for entry in entries[position:]:
            if entry[1]:
                break
            if entry[0].cell_type == "markdown":
                entry[1] = name
                break


def _in_order(entries, originals, notes):
    """The entries with every cell of the release in them, and the locked ones in the release's order."""
    names = list(originals)
    kept = _longest([(names.index(name), 1 if _locked(originals[name]) else 1000) for _, name in entries if name])
    moved = [name for _, name in entries if name and names.index(name) not in kept and _locked(originals[name])]
    entries = [entry for entry in entries if entry[1] not in moved]
    missing = [name for name in names if all(entry[1] != name for entry in entries)]
    for name in missing:
        position = names.index(name)
        numbers = {names.index(entry[1]): place for place, entry in enumerate(entries) if entry[1]}
        earlier = [place + 1 for number, place in numbers.items() if number < position and number in kept]
        later = [place for number, place in numbers.items() if number > position and number in kept]
        if originals[name].metadata.nbgrader.get("grade") and _locked(originals[name]):
            place = min(later, default=len(entries))  # a question comes after whatever the student put before the next task
        else:
            place = max(earlier, default=min(later, default=0))
        entries.insert(place, [originals[name], name])
        kept.add(position)
    for zh, en, which in (("被移动，已放回原处", "had been moved; put back", moved), ("被删除，已补上", "had been deleted; put back", missing)):
        if which := [name for name in which if which is moved or name not in moved]:
            notes.append(f"单元 {', '.join(which)} {zh}。 / Cells that {en}: {', '.join(which)}.")
    return entries


def _longest(weighted):
    """The numbers of the heaviest increasing part of a sequence of (number, weight)."""
    best = []
    for number, weight in weighted:
        before = max((one for one in best if one[1][-1] < number), default=(0, ()), key=lambda one: one[0])
        best.append((before[0] + weight, (*before[1], number)))
    return set(max(best, default=(0, ()), key=lambda one: one[0])[1])


def _restored(cell, original):
    if original is None:
        cell = copy.deepcopy(cell)
        cell.metadata = nbformat.from_dict({})
        return cell
    new = copy.deepcopy(original)
    if not _locked(original):
        new.source = cell.source
        if original.cell_type == "markdown" and cell.get("attachments"):
            new.attachments = cell.attachments
    if new.cell_type == "code":
        new.outputs, new.execution_count = [], None
    return new


def _sign(cells, student):
    """Put the true student number wherever one is given; a note if the student gave another."""
    typed, given = [], False
    for cell in cells:
        if cell.cell_type == "code" and not (grade_id_of(cell) and _locked(cell)):
            typed += [found.partition("#")[0].strip(_QUOTES) for found in _ASSIGNED.findall(cell.source)]
            cell.source, count = _ASSIGNED.subn(lambda _: f"STUDENT_ID = {json.dumps(student, ensure_ascii=False)}", cell.source)
            if grade_id_of(cell) == "student":
                given = given or bool(count)
                if not count:
                    cell.source = f"STUDENT_ID = {json.dumps(student, ensure_ascii=False)}\n{cell.source}"
    others = sorted({one for one in typed if one and normalised(one) != normalised(student)})
    return [f"填的学号是 {one[:40]!r}。 / The student number typed was {one[:40]!r}." for one in others]


def _unique_ids(cells, originals):
    used = {cell.get("id") for cell in originals.values()}
    for number, cell in enumerate(cells):
        if not grade_id_of(cell):
            if not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", cell.get("id") or "") or cell.id in used:
                cell.id = f"extra-{number}"
            used.add(cell.id)


def _locked(original):
    """Whether nbgrader would take a cell from the release: solutions are the student's."""
    return not original.metadata.nbgrader.get("solution")
