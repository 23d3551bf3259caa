"""Notation: every symbol in a chapter's maths stands in ``notation.yml``, and with it on the notation page."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from .page import Fault, Page

GREEK = """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau upsilon
    phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar""".split()
WORDS = re.compile(r"\\(?:text(?:rm|it|bf)?|mathrm|mathsf|mbox|operatorname\*?|ce|label|tag\*?|begin|end|color|textcolor|class|href|hspace|vspace)"
                   r"\s*\{(?:[^{}]|\{[^{}]*\})*\}")
UPRIGHT = re.compile(r"\\(?:mathrm|mathsf|text|rm)\s+[A-Za-z]")
ACCENT = re.compile(r"\\(?:tilde|bar|hat|dot|ddot|vec|overline|widetilde|widehat|boldsymbol|mathbf)(?![a-zA-Z])\s*")
TOKEN = re.compile(r"⟨[^⟩]*⟩|\\(?:mathcal|mathbb)\s*\{?\s*([A-Za-z])\s*\}?|\\([A-Za-z]+)|([A-Za-z])")
INLINE = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$((?:\\.|[^$\\])+)\$(?!\$)|\{math\}`([^`]+)`")


@dataclass
class Notation:
    """Symbols with their meaning, the subscripts that any of them may carry, and running indices."""

    path: str
    symbols: list[dict]
    lines: list[int]
    subscripts: dict[str, dict]
    indices: list[str]
    known: set[str] = field(default_factory=set)

    @classmethod
    def parse(cls, text: str, path: str = "notation.yml") -> Notation:
        data = yaml.safe_load(text)
        lines = [node.start_mark.line + 1 for key, value in yaml.compose(text).value if key.value == "symbols" for node in value.value]
        notation = cls(path, data["symbols"], lines, {str(k): v for k, v in data["subscripts"].items()}, [str(i) for i in data["indices"]])
        notation.known = {name for entry in notation.symbols for name, _ in identifiers(entry["symbol"])}
        return notation

    @classmethod
    def read(cls, path: Path) -> Notation:
        return cls.parse(path.read_text(encoding="utf-8"), str(path))


def identifiers(tex: str) -> Iterator[tuple[str, list[str]]]:
    r"""The symbols of a formula, each with the parts of its subscript.

    >>> list(identifiers(r"E_\text{K} = \frac{kT}{q}\ln\frac{c_{\mathrm{out}}}{c_i}"))
    [('E', ['K']), ('k', []), ('T', []), ('q', []), ('c', ['out']), ('c', ['i'])]
    """
    tex = subscripts_as_words(tex)
    tex = re.sub(r"\\(?:left|right|[bB]igg?[lr]?)(?![a-zA-Z])\s*\\?[.()\[\]|{}]?", " ", tex)
    position = 0
    tex = ACCENT.sub("", UPRIGHT.sub(" ", WORDS.sub(" ", tex)))
    while match := TOKEN.search(tex, position):
        position = match.end()
        script, command, letter = match.groups()
        if not any(match.groups()) or command and command not in GREEK:
            continue  # the subscript of a bracket, or an instruction to TeX
        name = f"\\mathcal {script}" if script else f"\\{command}" if command else letter
        subscript = re.match(r"\s*(?:\^(?:\{[^{}]*\}|\S))?\s*_⟨([^⟩]*)⟩", tex[position:])
        parts = [part for part in re.split(r"[,\s]+", subscript[1]) if part] if subscript else []
        if subscript:  # leave an exponent between symbol and subscript to be read, drop the subscript
            start, end = position + subscript.start(1) - 2, position + subscript.end()
            tex = tex[:start] + " " * (end - start) + tex[end:]
        yield name, parts


def subscripts_as_words(tex: str) -> str:
    r"""Write every subscript as ``_⟨words⟩``: ``_\text{in}``, ``_{\mathrm{in}}`` and ``_{in}`` are all ``_⟨in⟩``."""
    def plain(body: str) -> str:
        body = re.sub(r"\\(?:text(?:rm|it)?|mathrm|mathsf|rm)(?![a-zA-Z])", "", body)
        body = re.sub(r"[{}()]", "", re.sub(r"\^\s*(\{[^{}]*\}|\S)", "", body))
        return re.sub(r"\\[,;! ]|[=+−<>]|\\(?:infty|ne|to)", " ", body).strip()

    command = r"\\(?:text(?:rm|it)?|mathrm|mathsf)\s*(?:\{[^{}]*\}|[A-Za-z])"
    group = r"\{(?:[^{}]|\{[^{}]*\})*\}"
    return re.sub(rf"_\s*({command}|{group}|\\[A-Za-z]+|\S)", lambda match: f"_⟨{plain(match[1])}⟩", tex)


def formulas(page: Page) -> Iterator[tuple[int, str]]:
    """The maths of a page, displayed and inline, line by line in the order of reading."""
    yield from sorted([*displayed(page), *inline(page)], key=lambda formula: formula[0])


def displayed(page: Page) -> Iterator[tuple[int, str]]:
    """Formulas on lines of their own."""
    for first, last, tex, _ in page.maths:
        offset = 0 if page.lines[first - 1].strip().startswith(("$$", "\\begin")) else 1
        for n, line in enumerate(tex.split("\n")):
            yield min(first + offset + n, last), line


def inline(page: Page) -> Iterator[tuple[int, str]]:
    """Formulas within a sentence."""
    for number, line in page.prose():
        for match in INLINE.finditer(re.sub(r"(?<!\})(`+)[^`]+?\1", "", line)):
            yield number, match[1] or match[2] or match[3]


def check_entries(notation: Notation, pages: dict[tuple[str, str], Page]) -> Iterator[Fault]:
    """Entries are complete, and the section that explains a symbol exists."""
    for entry, line in zip(notation.symbols, notation.lines):
        if missing := [key for key in ("symbol", "zh", "en") if not entry.get(key)]:
            yield Fault(notation.path, line, f"symbol {entry.get('symbol', '?')} lacks {', '.join(missing)}")
        name, _, anchor = (entry.get("see") or "").partition("#")
        for language in ("zh", "en"):
            page = pages.get((language, name))
            if page and anchor and anchor not in page.ids:
                yield Fault(notation.path, line, f"symbol {entry['symbol']}: {page.path} has no “{anchor}”")


def check(page: Page, notation: Notation) -> Iterator[Fault]:
    """Find symbols and subscripts that the notation page does not explain; each is reported once per page."""
    reported = set()
    for number, tex in formulas(page):
        for name, parts in identifiers(tex):
            if name not in notation.known and name not in notation.indices and name not in reported:
                reported.add(name)
                yield Fault(page.path, number, f"symbol ${name}$ is not in notation.yml")
            for part in parts:
                explained = (part in notation.subscripts or part in notation.indices or part.isdigit()
                             or all(p in notation.indices or p.isdigit() for p in part) or part.lstrip("\\") in GREEK)
                if not explained and (name, part) not in reported:
                    reported.add((name, part))
                    yield Fault(page.path, number, f"subscript of ${name}_\\text{{{part}}}$ is not in notation.yml")
