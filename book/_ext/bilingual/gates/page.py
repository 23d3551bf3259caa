"""A page as its author wrote it: sections, equations, figures, tables, exercises, code cells and prose, each with its line.

The gates read the Markdown source and not Sphinx's document, because a fault must be reported where it can be mended.
The reader knows only the constructs that the book uses (see CONTRIBUTING); it is a scanner of lines, not a Markdown parser.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from .parts import Directive, Fault, Item, Section, neutral

__all__ = ["Directive", "Fault", "Item", "Page", "Section", "neutral"]

FENCE = re.compile(r"^(\s*)(`{3,}|:{3,}|~{3,})\s*(?:\{([^}]+)\})?\s*(.*)$")
HEADING = re.compile(r"^(#{1,6})\s+(.+)$")
LABEL = re.compile(r"^\(([^()\s]+)\)=\s*$")
OPTION = re.compile(r"^\s*:([\w-]+):\s*(.*)$")
DISPLAY = re.compile(r"^\s*\$\$(.*)$")
ENVIRONMENT = re.compile(r"^\s*\\begin\{(equation|align|gather|multline|alignat)(\*?)\}")
LIST_ITEM = re.compile(r"^\s*\d+[.)]\s+(.*)$")
CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
EVAL = re.compile(r"\{eval\}`([^`]+)`")
GIVEN = re.compile(r"\{given\}`([^`]*)`")


class Page:
    """A Markdown page of one language.

    Parameters
    ----------
    text
        The source.
    language
        ``"zh"`` or ``"en"``.
    name
        Path below the language's folder without ``.md``; it is the same for both twins.
    path
        What a fault reports as the file.
    """

    def __init__(self, text: str, language: str, name: str = "page", path: str | None = None):
        self.language, self.name = language, name
        self.path = path or f"{language}/{name}.md"
        self.lines = text.split("\n")
        self.directives: list[Directive] = []
        self.maths: list[tuple[int, int, str, str]] = []  # first line, one past the last, TeX, label
        self.labels: dict[str, int] = {}
        self.sections = [Section("", 0, 1, "")]
        self._kinds = ["prose"] * len(self.lines)  # or "skip"
        self._texts: dict[int, str] = {}  # captions and alternative texts, put together where YAML wraps them
        self._scan()
        self._collect()

    @classmethod
    def read(cls, path: Path, language: str, name: str) -> Page:
        """Read the page from a file."""
        return cls(path.read_text(encoding="utf-8"), language, name, str(path))

    # ---- what the gates ask for

    @property
    def cells(self) -> list[Directive]:
        """The code cells, in order."""
        return [d for d in self.directives if d.name == "code-cell"]

    @property
    def ids(self) -> dict[str, int]:
        """Every neutral id of the page that a link or ``sources.yml`` can name, with its line."""
        found = {neutral(label): line for label, line in self.labels.items()}
        for section in self.sections:
            found.update({item.id: item.line for item in section.items if item.id})
        return found

    def section_of(self, identifier: str) -> Section | None:
        """The section with this neutral id, or the one that contains the item with this id."""
        for section in self.sections:
            if section.id == identifier or any(item.id == identifier for item in section.items):
                return section
        return None

    def code(self, cell: Directive) -> list[tuple[int, str]]:
        """The lines of a cell or fenced block, each with its line number."""
        return [(n + 1, self.lines[n]) for n in range(*cell.body)]

    def prose(self) -> Iterator[tuple[int, str]]:
        """The lines a reader reads (captions and alt texts included), with line numbers; roles and maths still in place."""
        for number, (line, kind) in enumerate(zip(self.lines, self._kinds), 1):
            if kind == "prose":
                yield number, self._texts.get(number, line)

    # ---- reading

    def _mark(self, first: int, last: int, kind: str) -> None:
        self._kinds[first:last] = [kind] * (last - first)

    def _scan(self) -> None:
        lines, number, stack = self.lines, 0, []
        if lines and lines[0].strip() == "---":
            number = next((n for n in range(1, len(lines)) if lines[n].strip() == "---"), 0) + 1
            self._mark(0, number, "skip")
        while number < len(lines):
            line = lines[number]
            fence, display = FENCE.match(line), DISPLAY.match(line)
            if fence and stack and not fence[3] and not fence[4] and fence[2].startswith(stack[-1][0]):
                directive = stack.pop()[1]
                directive.body = (directive.body[0], number)
                self._mark(number, number + 1, "skip")
            elif fence and (fence[3] or not fence[2].startswith(":")):
                number = self._open(number, fence, stack)
                continue
            elif display:
                number = self._display(number, display)
                continue
            elif ENVIRONMENT.match(line):
                number = self._environment(number)
                continue
            elif label := LABEL.match(line):
                self.labels[label[1]] = number + 1
                self._mark(number, number + 1, "skip")
            elif not line.strip() or line.startswith(("%", "+++")) or line.lstrip().startswith("<!--"):
                self._mark(number, number + 1, "skip")
            number += 1

    def _open(self, number: int, fence: re.Match, stack: list) -> int:
        """Enter a fenced block; return the line to go on with. The body of code and maths is taken whole."""
        name, argument = fence[3] or "", fence[4]
        options, start = self._options(number + 1) if name else ({}, number + 1)
        directive = Directive(number + 1, name, argument, options, (start, start), len(stack), (number + 1, start))
        self.directives.append(directive)
        # the argument of an admonition or an exercise is its title: readers see it
        self._mark(number, start, "skip")
        if name and argument and name not in ("code-cell", "code", "figure", "image", "include", "math", "solution-start"):
            self._kinds[number] = "prose"
        self._captions(directive)
        literal = not name or name in ("code-cell", "code", "code-block", "math", "mermaid", "raw", "bibliography")
        if not literal:
            stack.append((fence[2], directive))
            return start
        end = start
        while end < len(self.lines) and not re.match(rf"^\s*{re.escape(fence[2][0])}{{{len(fence[2])},}}\s*$", self.lines[end]):
            end += 1
        directive.body = (start, end)
        self._mark(start, min(end + 1, len(self.lines)), "skip")
        if name == "math":
            self.maths.append((number + 1, end, "\n".join(self.lines[start:end]), options.get("label", "")))
        return end + 1

    def _options(self, start: int) -> tuple[dict, int]:
        """Options of a directive as YAML between ``---`` or as ``:key: value`` lines."""
        lines = self.lines
        if start < len(lines) and lines[start].strip() == "---":
            end = next((n for n in range(start + 1, len(lines)) if lines[n].strip() == "---"), start)
            return yaml.safe_load("\n".join(lines[start + 1:end])) or {}, end + 1
        options, number = {}, start
        while number < len(lines) and (match := OPTION.match(lines[number])):
            value = match[2]
            options[match[1]] = yaml.safe_load(value) if value.startswith("[") else value
            number += 1
        return options, number

    def _captions(self, directive: Directive) -> None:
        """Readers see or hear the captions and alternative texts among the options: put each together on its first line."""
        indent, first = None, 0
        for number in range(*directive.option_lines):
            line = self.lines[number]
            key = re.match(r"^(\s*):?([\w-]+):(?:\s(.*)|$)", line)
            if key and (indent is None or len(key[1]) <= indent):
                indent = len(key[1]) if key[2] in ("caption", "alt") else None
                if indent is not None:
                    first = number
                    self._kinds[first], self._texts[first + 1] = "prose", (key[3] or "").strip(" |>\"'")
            elif indent is not None:
                self._texts[first + 1] += " " + line.strip(" \"'")

    def _display(self, number: int, opening: re.Match) -> int:
        """A ``$$ … $$ (label)`` block, on one line or several."""
        closing, end, parts = re.compile(r"^(.*?)\$\$\s*(?:\(([^()\s]+)\))?\s*$"), number, []
        text = opening[1]
        while not (close := closing.match(text)):
            parts.append(text)
            end += 1
            if end >= len(self.lines):
                break
            text = self.lines[end]
        else:
            parts.append(close[1])
        label = (close[2] or "") if close else ""
        self.maths.append((number + 1, end + 1, "\n".join(parts), label))
        self._mark(number, min(end + 1, len(self.lines)), "skip")
        return end + 1

    def _environment(self, number: int) -> int:
        """A bare amsmath environment."""
        name, end = ENVIRONMENT.match(self.lines[number])[1], number
        while end < len(self.lines) - 1 and f"\\end{{{name}" not in self.lines[end]:
            end += 1
        body = "\n".join(self.lines[number:end + 1])
        label = re.search(r"\\label\{([^}]+)\}", body)
        self.maths.append((number + 1, end + 1, body, label[1] if label else ""))
        self._mark(number, end + 1, "skip")
        return end + 1

    # ---- sections and what they hold

    def _collect(self) -> None:
        """Sort what was read into sections."""
        pending = {line: label for label, line in self.labels.items()}
        for number, line in enumerate(self.lines, 1):
            heading = HEADING.match(line)
            if heading and self._kinds[number - 1] == "prose":
                above = number - 1
                while above and not self.lines[above - 1].strip():
                    above -= 1
                self.sections.append(Section(neutral(pending.get(above, "")), len(heading[1]), number, heading[2].strip()))
        for first, _, tex, label in self.maths:
            self._add(Item("equation", first, neutral(label), tex))
        for directive in self.directives:
            for item in self._items(directive):
                self._add(item)
        for item in self._tables():
            self._add(item)
        for number, line in self.prose():
            section = self._section_at(number)
            section.evals += [(match[1], number) for match in EVAL.finditer(line)]
            section.givens += [(digits, number) for match in GIVEN.finditer(line) for digits in re.findall(r"\d+(?:\.\d+)?", match[1])]
            section.citations += [(neutral(key), number) for match in CITATION.finditer(line) for key in match[1].split(",")]
        for section in self.sections:
            section.items.sort(key=lambda item: item.line)

    def _section_at(self, line: int) -> Section:
        return [section for section in self.sections if section.line <= line][-1]

    def _add(self, item: Item) -> None:
        self._section_at(item.line).items.append(item)

    def _items(self, directive: Directive) -> Iterator[Item]:
        options, name, line = directive.options, directive.name, directive.line
        label = neutral(str(options.get("label", options.get("name", ""))))
        if name == "code-cell":
            yield Item("cell", line, content=directive)
            figure = (options.get("mystnb") or {}).get("figure") if isinstance(options.get("mystnb"), dict) else None
            if figure:
                yield Item("figure", line, neutral(str(figure.get("name", ""))))
        elif name in ("figure", "image", "eval:figure"):
            yield Item("figure", line, label)
        elif name in ("table", "list-table", "csv-table"):
            rows = [text for _, text in self.code(directive)]
            shape = (sum(bool(re.match(r"\s*\*\s+-", r)) for r in rows), sum(bool(re.match(r"\s*(\*\s+)?-\s", r)) for r in rows))
            yield Item("table", line, label, shape if name == "list-table" else None)
        elif name in ("exercise", "exercise-start"):
            yield Item("exercise", line, label)
        elif name in ("solution", "solution-start"):
            yield Item("solution", line, label or neutral(directive.argument))
        elif name == "admonition" and "selfcheck" in str(options.get("class", "")).split():
            yield Item("self-check", line, label, self._answers(directive))

    def _answers(self, directive: Directive) -> tuple[int, tuple[int, ...]]:
        """A self-check's number of choices and the positions of the right ones."""
        inner = [d for d in self.directives if directive.body[0] <= d.line - 1 < directive.body[1]]
        start, end = inner[0].body if inner else (directive.body[1], directive.body[1])
        choices = [n for n in range(directive.body[0], inner[0].line - 1 if inner else end) if LIST_ITEM.match(self.lines[n])]
        answers = [match[1] for n in range(start, end) if (match := LIST_ITEM.match(self.lines[n]))]
        return len(choices), tuple(n for n, text in enumerate(answers, 1) if text.startswith("✓"))

    def _tables(self) -> Iterator[Item]:
        """Pipe tables, by their shape: rows below the heading, columns."""
        rule = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$")
        for number, line in enumerate(self.lines):
            if rule.match(line) and self._kinds[number] == "prose" and number:
                rows = number + 1
                while rows < len(self.lines) and "|" in self.lines[rows]:
                    rows += 1
                columns = len(re.split(r"(?<!\\)\|", line.strip().strip("|")))
                yield Item("table", number, content=(rows - number - 1, columns))
