"""What makes a build fail although Sphinx is content.

Each gate is a plain function from the source of a page to the faults in it; this module runs them all once the pages are
read, and reports every fault as a warning with its file and line, so that ``-W`` stops the build.

============  =====================================================================================
page          the page as its author wrote it: what the gates look at
parity        twins have the same sections, equations, figures, exercises and code
sources       every item of the source documents has its home; numbers come out as they should
numbers       a number with a unit is computed, an input, or has its source beside it
glossary      terms exist, and variants that the book avoids do not occur
alternatives  every figure says in words what it shows
notation      every symbol in a chapter's maths is explained
prose         one sentence per line; Chinese is punctuated and spaced as Chinese
terms, lists  `{term}`, and the pages made from the data: glossary, notation, map of sources
computed      remembers what `{eval}` printed, for `sources`
============  =====================================================================================
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from . import alternatives, computed, glossary, lists, notation, numbers, parity, prose, sources, terms
from .page import Fault, Page

log = logging.getLogger(__name__)


def read_pages(env) -> dict[tuple[str, str], Page]:
    """Every page of the build that belongs to one language, by (language, name)."""
    pages = {}
    for docname in sorted(env.found_docs):
        if match := re.match(r"book/(zh|en)/(.+)$", docname):
            pages[match[1], match[2]] = Page.read(Path(env.doc2path(docname)), *match.groups())
    return pages


def in_source(pages: dict[tuple[str, str], Page], book: Path) -> Iterator[tuple[str, Fault]]:
    """Run the gates that need no more than the sources; each fault comes with the name of its gate."""
    words, symbols = glossary.Glossary.read(book / "glossary.yml"), notation.Notation.read(book / "notation.yml")
    datasets = numbers.library()

    def named(gate, found):
        return ((gate, fault) for fault in found)

    yield from named("glossary", glossary.check_entries(words))
    yield from named("notation", notation.check_entries(symbols, pages))
    for (language, name), page in pages.items():
        twin = pages.get(("zh" if language == "en" else "en", name))
        yield from named("parity", parity.check(page, twin))
        if twin and language == "en":
            yield from named("parity", parity.compare(page, twin))
        yield from named("sources", sources.check_identifiers(page))
        yield from named("numbers", numbers.check(page, datasets))
        yield from named("glossary", glossary.check(page, words))
        yield from named("alternatives", alternatives.check(page))
        yield from named("prose", prose.check(page))
        if "/" in name or name == "errata":
            yield from named("notation", notation.check(page, symbols))


def in_build(pages: dict[tuple[str, str], Page], origin: sources.Sources, env) -> Iterator[tuple[str, Fault]]:
    """Run the gates that look at what the cells computed and drew."""
    for fault in sources.check(origin, pages, lambda *which: computed.shown(env, *which)):
        yield "sources", fault
    for page in pages.values():
        for fault in unseen_images(env, page):
            yield "alternatives", fault


def unseen_images(env, page: Page) -> Iterator[Fault]:
    """Pictures that a cell draws without naming them as a figure: they need an alternative text as well."""
    for image in env.get_doctree(f"book/{page.language}/{page.name}").findall(nodes.image):
        if fault := alternatives.problem(image.get("alt"), page.language):
            yield Fault(page.path, image.line or getattr(image.parent, "line", None) or 1,
                        f"picture {fault} (in a cell: metadata mystnb: image: alt: …)")


def report(app, env) -> None:
    """Say what is wrong, with file and line; and how much of the source documents is at home."""
    pages, book = read_pages(env), Path(env.srcdir) / "book"
    origin = sources.Sources.read(book / "sources.yml")
    for gate, fault in dict.fromkeys([*in_source(pages, book), *in_build(pages, origin, env)]):
        log.warning(f"{fault.message} [bilingual.{gate}]", location=f"{fault.path}:{fault.line}", type="bilingual", subtype=gate)
    log.info("sources: %s", origin.summary())


def setup(app) -> None:
    for concern in (terms, lists, computed):
        concern.setup(app)
    app.connect("env-updated", report)
