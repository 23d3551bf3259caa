"""The glossary: one list of terms in both languages, looked up by `{term}`, checked against variants the book avoids."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from .numbers import mask
from .page import Fault, Page

CJK = re.compile(r"[\u3400-\u9fff]")
TERM = re.compile(r"\{term\}`(?:[^`<]*<)?([^`<>]+)>?`")
REQUIRED = ("id", "zh", "en", "definition_zh", "definition_en")


@dataclass
class Glossary:
    """The entries of ``glossary.yml`` and a dictionary of every form of every term, by language."""

    path: str
    entries: list[dict]
    lines: list[int]

    @classmethod
    def parse(cls, text: str, path: str = "glossary.yml") -> Glossary:
        lines = [node.start_mark.line + 1 for node in yaml.compose(text).value]
        return cls(path, yaml.safe_load(text), lines)

    @classmethod
    def read(cls, path: Path) -> Glossary:
        return cls.parse(path.read_text(encoding="utf-8"), str(path))

    def find(self, text: str, language: str) -> dict | None:
        """The entry that a reader of this language knows by this name; English plurals and capitals are understood.

        A Chinese form is looked for on Chinese pages, an English one on English pages: where both languages use the same
        word (GHK), each page still reaches its own entry.
        """
        forms = {}
        for entry in self.entries:
            names = [entry.get(language, ""), *(f for f in entry.get("forms", []) if bool(CJK.search(f)) == (language == "zh"))]
            forms.update({name.lower(): entry for name in names})
        wanted = " ".join(text.lower().split())
        for candidate in (wanted, *(singulars(wanted) if language == "en" else ())):
            if candidate in forms:
                return forms[candidate]
        return None

    def sorted(self, language: str) -> list[dict]:
        """Entries in the order of a dictionary: English by letters, Chinese by sound.

        GB 2312 lists its first 3755 characters by pinyin, so the encoding sorts them; ``sort_zh`` helps the others.
        """
        if language == "en":
            return sorted(self.entries, key=lambda entry: entry["en"].lower())
        return sorted(self.entries, key=lambda entry: entry.get("sort_zh", entry["zh"]).encode("gbk", "replace"))


def singulars(term: str) -> Iterator[str]:
    """What an English plural may be the plural of.

    >>> list(singulars("mobilities"))[0], list(singulars("resting potentials"))[-1]
    ('mobility', 'resting potential')
    """
    if term.endswith("ies"):
        yield term[:-3] + "y"
    if term.endswith("es"):
        yield term[:-2]
    if term.endswith("s"):
        yield term[:-1]


def check_entries(glossary: Glossary) -> Iterator[Fault]:
    """Entries are complete, told apart in each language, and do not use what they tell others to avoid."""
    seen: dict[tuple[str, str], int] = {}
    for entry, line in zip(glossary.entries, glossary.lines):
        name = entry.get("id") or entry.get("en") or "?"
        if missing := [key for key in REQUIRED if not entry.get(key)]:
            yield Fault(glossary.path, line, f"term “{name}” lacks {', '.join(missing)}")
            continue
        for key in ("id", "zh", "en"):
            first = seen.setdefault((key, entry[key].lower()), line)
            if first != line:
                yield Fault(glossary.path, line, f"term “{name}”: “{entry[key]}” is already taken in line {first}")
        if not CJK.search(entry["zh"] + entry["definition_zh"]) or CJK.search(entry["en"] + entry["definition_en"]):
            yield Fault(glossary.path, line, f"term “{name}” has a text in the wrong language")
        for language in ("zh", "en"):
            for variant, term in avoided(glossary, language):
                if occurs(variant, entry[f"definition_{language}"]) or occurs(variant, entry[language]):
                    yield Fault(glossary.path, line, f"term “{name}” says “{variant}”; the book says “{term}”")


def avoided(glossary: Glossary, language: str) -> Iterator[tuple[str, str]]:
    """The variants that pages of this language do not use, each with the term that they do use."""
    for entry in glossary.entries:
        for variant in entry.get("avoid", []):
            if bool(CJK.search(variant)) == (language == "zh"):
                yield variant, entry[language]


def occurs(variant: str, text: str) -> bool:
    """Whether a variant occurs in a text; an English one as whole words."""
    if CJK.search(variant):
        return variant in text
    return bool(re.search(rf"(?<![\w-]){re.escape(variant)}s?(?![\w-])", text, re.I))


def check(page: Page, glossary: Glossary) -> Iterator[Fault]:
    """Every `{term}` exists, and no page uses a variant that the glossary avoids."""
    variants = list(avoided(glossary, page.language))
    for number, line in page.prose():
        for match in TERM.finditer(line):
            if glossary.find(match[1], page.language) is None:
                yield Fault(page.path, number, f"unknown term “{match[1]}”: add it to glossary.yml, or use one of its forms")
        words = re.sub(r"\{(?:term|abbr)\}`([^`<]*)[^`]*`", r"\1", line)
        for variant, term in variants:
            if occurs(variant, mask(words)):
                yield Fault(page.path, number, f"“{variant}”: the book says “{term}” (glossary.yml)")
