"""Coverage of the source documents: every item has a home in both languages, and its numbers come out as they should.

``book/sources.yml`` says where each item lives. An item of a chapter that is in the table of contents must have its home;
the others may be ``planned``, in a part that has begun with the chapter that they wait for: ``planned for part/chapter``.
Ids of items never appear on a page.
"""
from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from .page import Fault, Page

KINDS = ("concept", "definition", "derivation", "equation", "number", "figure", "table", "exercise", "section")
ITEMS = {"S0": 40, "S1": 19, "S2": 117, "S3": 57, "S4": 35}
IDENTIFIER = re.compile(r"\b[SE]\d\.\d{1,3}\b")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


@dataclass
class Sources:
    """The file ``sources.yml`` with the line of every item."""

    path: str
    documents: dict[str, dict]
    items: dict[str, dict | str]
    lines: dict[str, int]

    @classmethod
    def parse(cls, text: str, path: str = "sources.yml") -> Sources:
        data = yaml.safe_load(text)
        lines = {}
        for key, value in yaml.compose(text).value:
            if key.value == "items":
                lines = {item.value: item.start_mark.line + 1 for item, _ in value.value}
        return cls(path, data["documents"], data["items"], lines)

    @classmethod
    def read(cls, path: Path) -> Sources:
        return cls.parse(path.read_text(encoding="utf-8"), str(path))

    @property
    def at_home(self) -> dict[str, dict]:
        """The items that have a page."""
        return {name: item for name, item in self.items.items() if not is_planned(item)}

    def summary(self) -> str:
        return f"{len(self.at_home)} of {len(self.items)} items at home; {len(self.items) - len(self.at_home)} planned"


def is_planned(item: dict | str) -> bool:
    """Whether an item still waits for its page."""
    return isinstance(item, str) and item.startswith("planned")


def check(sources: Sources, pages: dict[tuple[str, str], Page],
          computed: Callable[[Page, str, str], Iterable[str]] | None = None,
          expected: dict[str, int] = ITEMS) -> Iterator[Fault]:
    """Check that every item has its home.

    Parameters
    ----------
    sources
        What ``sources.yml`` says.
    pages
        The pages of the book by (language, name).
    computed
        Function of (page, name of the variable or ``"text"``, anchor) that gives the texts a reader sees there;
        without it numbers are not compared.
    expected
        Number of items of each document.
    """
    known = [f"{document}.{n:02}" for document, count in expected.items() for n in range(1, count + 1)]
    for name in known:
        if name not in sources.items:
            yield Fault(sources.path, 1, f"{name} is missing: give it a page, or write “{name}: planned”")
    parts = {name.split("/")[0] for _, name in pages if "/" in name}
    for name, item in sources.items.items():
        line = sources.lines.get(name, 1)
        if name not in known:
            yield Fault(sources.path, line, f"unknown item {name}")
        elif is_planned(item):
            part, chapter = sources.documents[name.split(".")[0]]["part"], item.removeprefix("planned").removeprefix(" for ")
            written = {name for _, name in pages}
            if chapter in written or not chapter and part in parts:
                yield Fault(sources.path, line, f"{name} is {item} although that is in _toc.yml: give it a page and an anchor")
        elif str(item.get("page")).split("/")[0] in parts:  # a build of some pages only is not asked for the rest
            yield from check_item(name, item, Fault(sources.path, line, ""), pages, computed)


def check_item(name: str, item: dict, here: Fault, pages: dict[tuple[str, str], Page], computed) -> Iterator[Fault]:
    """One item: its entry is complete, its anchor exists in both languages, its numbers are right."""
    missing = [key for key in ("kind", "zh", "en", "page", "anchor") if not item.get(key)]
    if missing:
        yield Fault(here.path, here.line, f"{name} lacks {', '.join(missing)}")
        return
    if item["kind"] not in KINDS:
        yield Fault(here.path, here.line, f"{name} has kind “{item['kind']}”; use one of {', '.join(KINDS)}")
    for language in ("zh", "en"):
        page = pages.get((language, item["page"]))
        if page is None:
            yield Fault(here.path, here.line, f"{name} lives on {language}/{item['page']}.md, which is not in _toc.yml")
        elif item["anchor"] not in page.ids:
            yield Fault(here.path, here.line, f"{name}: {page.path} has no section, equation, figure, table or exercise "
                                              f"“{item['anchor']}” (label {item['anchor']}-{language})")
        elif computed:
            for number in item.get("numbers", []):
                yield from check_number(name, number, page, item["anchor"], here, computed)


def check_number(name: str, number: dict, page: Page, anchor: str, here: Fault, computed) -> Iterator[Fault]:
    """A number that a page shows lies within its tolerance and has its unit."""
    wanted = f"{number['value']} ± {number['tolerance']} {number['unit']}"
    texts = list(computed(page, number["shown"], anchor))
    if not texts:
        yield Fault(here.path, here.line, f"{name}: {page.path} shows no {{eval}}`{number['shown']}`, expected {wanted}")
        return
    found = [value for text in texts for value in values(text, number["unit"])]
    within = [abs(value - number["value"]) <= number["tolerance"] for value in found]
    if not (any(within) if number["shown"] == "text" else within and all(within)):
        yield Fault(here.path, here.line, f"{name}: {page.path} shows {number['shown']} = {', '.join(texts)[:80]}, expected {wanted}")


def values(text: str, unit: str) -> list[float]:
    """The numbers with this unit in a text as `quantity` writes them.

    >>> values("−86.9 mV", "mV"), values("1.3 × 10⁻¹⁷ mol", "mol"), values("2.5 µA/cm²", "µA/cm²"), values("12 ms", "mV")
    ([-86.9], [1.3e-17], [2.5], [])
    """
    text = html.unescape(re.sub(r"<sup>(.*?)</sup>", lambda m: m[1].translate(str.maketrans("−", "-")), text))
    text, unit = (part.replace("−", "-").translate(SUPERSCRIPTS) for part in (re.sub(r"<[^>]*>", "", text), unit))
    text = re.sub(r"\\(?:,|;|!| |text|mathrm|mathsf)|[{}$~]", " ", text.replace(r"\times", "×").replace("10^", "10"))
    space = r"[\s   ]*"
    pattern = rf"(-?\d+(?:\.\d+)?){space}(?:[×x·]{space}10{space}(-?\d+))?{space}{re.escape(unit) if unit else ''}(?![A-Za-z²³])"
    return [float(f"{mantissa}e{power or 0}") for mantissa, power in re.findall(pattern, text)]


def check_identifiers(page: Page) -> Iterator[Fault]:
    """Readers know documents by their titles, not by the ids of ``sources.yml``."""
    for line, text in page.prose():
        if match := IDENTIFIER.search(re.sub(r"`[^`]*`|\$[^$]*\$", "", text)):
            yield Fault(page.path, line, f"id {match[0]} is not for readers: name the document by its title")
