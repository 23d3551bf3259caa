"""Alternative texts: who cannot see a figure is told what it shows, in the language of the page."""
from __future__ import annotations

import re
from collections.abc import Iterator

from .page import Directive, Fault, Page

CJK = re.compile(r"[\u3400-\u9fff]")
FILE_NAME = re.compile(r"^\S+\.(svg|png|jpe?g|gif|webp)$", re.I)
SHORTEST = 20  # characters


def problem(text: str, language: str) -> str:
    """What is wrong with an alternative text; empty if nothing is."""
    text = " ".join(str(text or "").split())
    if not text:
        return "has no alternative text"
    if FILE_NAME.match(text):
        return f"has a file name as alternative text: “{text}”"
    if len(text) < SHORTEST:
        return f"has an alternative text of {len(text)} characters (“{text}”): say in {SHORTEST} or more what the figure shows"
    if language == "zh" and not CJK.search(text):
        return f"has an alternative text that is not in Chinese: “{text}”"
    if language == "en" and CJK.search(text):
        return f"has an alternative text that is not in English: “{text}”"
    return ""


def check(page: Page) -> Iterator[Fault]:
    """Look at the figures of cells, at figure and image directives, and at images in the text."""
    for directive in page.directives:
        if directive.name == "code-cell":
            yield from check_cell(page, directive)
        elif directive.name in ("figure", "image", "eval:figure"):
            if fault := problem(directive.options.get("alt"), page.language):
                yield Fault(page.path, directive.line, f"{directive.name} “{directive.argument}” {fault}")
    for number, line in page.prose():
        line = re.sub(r"(`+).+?\1", "", line)
        alts = re.findall(r"!\[([^\]]*)\]\(", line) + [
            (re.search(r"""\balt=(["'])(.*?)\1""", tag) or ["", "", ""])[2] for tag in re.findall(r"<img\b[^>]*>", line)]
        for alt in alts:
            if fault := problem(alt, page.language):
                yield Fault(page.path, number, f"image {fault}")


def check_cell(page: Page, cell: Directive) -> Iterator[Fault]:
    """A cell whose output is a figure carries caption and alternative text as metadata."""
    mystnb = cell.options.get("mystnb")
    if not isinstance(mystnb, dict) or not ("figure" in mystnb or "image" in mystnb):
        return
    figure, image = mystnb.get("figure") or {}, mystnb.get("image") or {}
    alive = any(re.match(r"(explore|interact)\(", text) for _, text in page.code(cell))  # these say themselves what they show
    if not alive and (fault := problem(image.get("alt"), page.language)):
        yield Fault(page.path, cell.line, f"figure “{figure.get('name', '')}” {fault} (mystnb: image: alt: …)")
    caption = str(figure.get("caption") or "").strip()
    if "figure" in mystnb and not caption:
        yield Fault(page.path, cell.line, f"figure “{figure.get('name', '')}” has no caption")
    elif caption and bool(CJK.search(caption)) != (page.language == "zh"):
        yield Fault(page.path, cell.line, f"figure “{figure.get('name', '')}” has a caption in the other language")
