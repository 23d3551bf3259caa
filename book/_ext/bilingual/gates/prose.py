"""Small matters of writing: one sentence per line; in Chinese, full-width punctuation and a space beside Latin and digits."""
from __future__ import annotations

import re
from collections.abc import Iterator

from .numbers import mask
from .page import Fault, Page

HAN = r"[\u3400-\u9fff]"
SECOND_SENTENCE = {
    "en": re.compile(r"(?<!\bvs)(?<!\bal)(?<!\b[A-Z])(?<!e\.g)(?<!i\.e)(?<!\betc)(?<!\bcf)(?<!\bFig)(?<!\bch)[.?!][”’)]?\s+[“‘(]?[A-Z](?!\.)"),
    "zh": re.compile(rf"[。？！][”’）]?\s*(?=[“‘（]?{HAN})"),
}
HALF_WIDTH = re.compile(rf"{HAN}\s?[,;:?!]|{HAN}\.(?:\s|$)|{HAN}\s?\((?=\s*{HAN})|(?<={HAN})\)")
CROWDED = re.compile(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9%°]{HAN}")
BLOCK = re.compile(r"^\s*(?:[-*+]|\d+[.)]|>|\||#{1,6}\s|:::|```|:\w)")


def check(page: Page) -> Iterator[Fault]:
    """Look at the plain prose of a page; lists, tables, titles and captions may hold several sentences on a line."""
    for number, line in page.prose():
        text = mask(line.replace("{eval}`", "{eval}`"))
        if not BLOCK.match(line) and page.lines[number - 1] == line and SECOND_SENTENCE[page.language].search(text):
            yield Fault(page.path, number, "more than one sentence on this line: one each, so that a change shows as one line")
        if page.language == "zh":
            if match := HALF_WIDTH.search(text):
                yield Fault(page.path, number, f"half-width punctuation in Chinese: “{match[0]}”")
            if match := CROWDED.search(re.sub(r"\]\s*$", "", text)):
                yield Fault(page.path, number, f"no space between Chinese and Latin letters or digits: “{match[0]}”")
