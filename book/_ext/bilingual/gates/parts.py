"""What a page is made of, and the fault that a gate finds in it."""
from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """Something that a gate refuses: which file, which line, what to do about it."""

    path: str
    line: int
    message: str


@dataclass
class Directive:
    """A fenced block: its name, argument and options, and the line numbers of its body (first, one past the last)."""

    line: int
    name: str
    argument: str
    options: dict
    body: tuple[int, int]
    depth: int
    option_lines: tuple[int, int]


@dataclass
class Item:
    """One countable thing of a section: equation, figure, table, exercise, solution, cell or self-check."""

    kind: str
    line: int
    id: str = ""
    content: object = None


@dataclass
class Section:
    """A heading with everything up to the next heading."""

    id: str
    level: int
    line: int
    title: str
    items: list[Item] = field(default_factory=list)
    evals: list[tuple[str, int]] = field(default_factory=list)
    givens: list[tuple[str, int]] = field(default_factory=list)
    citations: list[tuple[str, int]] = field(default_factory=list)


def neutral(label: str) -> str:
    """The label without its language: ``eq-nernst-en`` → ``eq-nernst``; a citation key loses its prefix."""
    return re.sub(r"-(zh|en)$", "", re.sub(r"^(zh|en)-(?=[a-z]+\d{4})", "", label.strip()))
