"""Twin parity: a page and its translation have the same sections, equations, figures, tables, exercises and code.

Words differ, everything else may not: a formula mended in one language only is a wrong formula in the other.
"""
from __future__ import annotations

import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator

from .page import Directive, Fault, Item, Page, Section

PLACEHOLDER = {"name", "caption", "alt"}  # options whose text is in the page's language


def check(page: Page, twin: Page | None) -> Iterator[Fault]:
    """What the page has and its twin lacks; run it in both directions."""
    if twin is None:
        yield Fault(page.path, 1, f"no twin: write {'zh' if page.language == 'en' else 'en'}/{page.name}.md")
        return
    for label, line in page.labels.items():
        if not label.endswith(f"-{page.language}"):
            yield Fault(page.path, line, f"label “{label}” must end in -{page.language}")
    theirs = {section.id: section for section in twin.sections}
    for section in page.sections[1:]:
        if not section.id:
            yield Fault(page.path, section.line, f"heading “{section.title}” has no label: put (name-{page.language})= above it")
        elif section.id not in theirs:
            yield Fault(page.path, section.line, f"section “{section.id}” is missing in {twin.path}")
    for section in page.sections:
        if section.id in theirs:
            yield from compare_names(page, section, twin, theirs[section.id])


def compare(page: Page, twin: Page) -> Iterator[Fault]:
    """Differences between twins, reported once: faults lie in ``page``, the twin's line is in the message."""
    theirs = {section.id: section for section in twin.sections}
    ours = [section for section in page.sections if section.id in theirs]
    order = [section.id for section in twin.sections if section.id in {s.id for s in ours}]
    for section, expected in zip(ours, order):
        if section.id != expected:
            yield Fault(page.path, section.line, f"section “{section.id}” stands where {twin.path} has “{expected}”")
            break
    first = True
    for section in ours:
        other = theirs[section.id]
        if section.level != other.level:
            yield Fault(page.path, section.line,
                        f"section “{section.id}” has level {section.level}, its twin (line {other.line}) level {other.level}")
        yield from compare_items(page, section, twin, other)
        cells = [[item.content for item in s.items if item.kind == "cell"] for s in (section, other)]
        for mine, their in zip(*cells):
            yield from compare_cells(page, mine, twin, their, first)
            first = False


def compare_items(page: Page, section: Section, twin: Page, other: Section) -> Iterator[Fault]:
    """The same things, in the same order, with the same ids and contents."""
    for kind in ("equation", "figure", "table", "exercise", "solution", "cell", "self-check"):
        mine, their = ([i for i in s.items if i.kind == kind] for s in (section, other))
        where = f"section “{section.id or 'top of the page'}”"
        if len(mine) != len(their):
            line = mine[min(len(their), len(mine) - 1)].line if mine else section.line
            yield Fault(page.path, line, f"{where} has {len(mine)} × {kind}, {twin.path} (line {other.line}) has {len(their)}")
            continue
        for a, b in zip(mine, their):
            if difference := differs(a, b):
                yield Fault(page.path, a.line, f"{kind} {difference} ({twin.path} line {b.line})")


def differs(a: Item, b: Item) -> str:
    """What distinguishes two items that should be twins; empty if nothing does."""
    if a.id != b.id:
        return f"id “{a.id}” differs from its twin's “{b.id}”"
    if a.kind == "equation" and (left := plain_tex(a.content)) != (right := plain_tex(b.content)):
        return f"differs from its twin: {left} against {right}"
    if a.kind == "table" and a.content != b.content:
        return f"has (rows, columns) {a.content}, its twin {b.content}"
    if a.kind == "self-check" and a.content != b.content:
        return f"has (choices, right answers) {a.content}, its twin {b.content}"
    return ""


def plain_tex(tex: str) -> str:
    """TeX without what may differ between languages: words in ``\\text``, labels, closing punctuation, white space."""
    tex = re.sub(r"\\(text|mbox)(rm|it)?\{[^{}]*\}", r"\\text{}", tex)
    tex = re.sub(r"\\label\{[^{}]*\}", "", tex)
    tex = re.sub(r"(\\[,;:! ]|\\quad)*[.,;。，；]\s*(?=$|\\end)", "", tex.strip())
    return re.sub(r"\s+", " ", tex).strip()


def compare_names(page: Page, section: Section, twin: Page, other: Section) -> Iterator[Fault]:
    """The same computed numbers, as often, the same numbers from the literature, and the same citations in a section."""
    mine, their = (Counter(name for name, _ in s.evals) for s in (section, other))
    for name in (mine - their):
        line = [n for e, n in section.evals if e == name][-1]
        yield Fault(page.path, line, f"{{eval}}`{name}` stands here {mine[name]} ×, in its twin section "
                                     f"({twin.path} line {other.line}) {their[name]} ×")
    given = {digits for digits, _ in other.givens}
    for digits, line in section.givens:
        if digits not in given:
            yield Fault(page.path, line, f"gives {digits}, which its twin section ({twin.path} line {other.line}) does not")
    cited = {key for key, _ in other.citations}
    for key, line in section.citations:
        if key not in cited:
            yield Fault(page.path, line, f"cites “{key}”, which its twin section ({twin.path} line {other.line}) does not")
            cited.add(key)


def compare_cells(page: Page, mine: Directive, twin: Page, their: Directive, first: bool = False) -> Iterator[Fault]:
    """The same code apart from comments; the same options, with the same tags."""
    left, right = (plain_code(p.code(c), first) for p, c in ((page, mine), (twin, their)))
    for (line, a), (number, b) in zip(left, right):
        if a != b:
            yield Fault(page.path, line, f"code differs from its twin ({twin.path} line {number}): “{a.strip()}” against “{b.strip()}”")
            break
    else:
        if len(left) != len(right):
            line = left[min(len(right), len(left) - 1)][0] if left else mine.line
            yield Fault(page.path, line, f"cell has {len(left)} lines of code, its twin ({twin.path} line {their.line}) {len(right)}")
    a, b = shape(mine.options), shape(their.options)
    if a != b:
        yield Fault(page.path, mine.line, f"cell options {a} differ from its twin's {b} ({twin.path} line {their.line})")


def plain_code(lines: list[tuple[int, str]], first: bool = False) -> list[tuple[int, str]]:
    """Code lines without comments and blank lines; in the page's first cell, without the language of ``use(…)``."""
    source = "".join(text + "\n" for _, text in lines)
    texts = [text for _, text in lines]
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                texts[row - 1] = texts[row - 1][:column]
    except (tokenize.TokenError, IndentationError):  # not Python alone, a %magic perhaps: compare it as it stands
        pass
    if first:
        texts = [re.sub(r"""\buse\((["'])(zh|en)\1\)""", 'use("…")', text) for text in texts]
    return [(number, text.rstrip()) for (number, _), text in zip(lines, texts) if text.strip()]


def shape(options: object, key: str = "") -> object:
    """Options with texts in the page's language reduced to the fact that they are there."""
    if isinstance(options, dict):
        return {k: shape(v, k) for k, v in sorted(options.items())}
    if isinstance(options, list):
        return [shape(v) for v in options]
    return "…" if key in PLACEHOLDER else str(options)
