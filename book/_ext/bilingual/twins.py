"""The same page in the other language.

Labels are global in Sphinx, so ``(nernst-zh)=`` and ``(nernst-en)=`` stand before the twin sections; both get the
anchor ``nernst`` too, which the switch keeps when the reader changes language.
"""

import posixpath

from docutils import nodes
from sphinx.util import logging

from .language import LANGUAGES, language_of

log = logging.getLogger(__name__)


def twin_of(docname):
    """The docname of the twin, whether or not it exists; None for a page of both languages.

    >>> twin_of("book/zh/membrane-potential/pumps-channels")
    'book/en/membrane-potential/pumps-channels'
    """
    code = language_of(docname)
    if code is None:
        return None
    other = next(other for other in LANGUAGES if other != code)
    return f"book/{other}" + docname.removeprefix(f"book/{code}")


def add_neutral_ids(app, doctree):
    """Must run before Sphinx collects the table of contents (priority 500), which links to a section's first id."""
    code = language_of(app.env.docname)
    if code is None:
        return
    for section in doctree.findall(nodes.section):
        for identifier in list(section["ids"]):
            if identifier.endswith(f"-{code}"):
                neutral = identifier.removesuffix(f"-{code}")
                if neutral not in doctree.ids:
                    section["ids"].insert(0, neutral)
                    doctree.ids[neutral] = section
                break


def pages(app):
    """Every page that can have a twin: the documents and the search pages."""
    from .search import SEARCH_PAGES

    return app.env.found_docs | set(SEARCH_PAGES.values())


def link_twins(app, pagename, templatename, context, doctree):
    """`hreflang` links for search engines and the data of the switch in the header."""
    twin = twin_of(pagename)
    if twin is None:
        # The landing page offers both languages itself.
        context["languages"] = LANGUAGES
        return
    if twin not in pages(app):
        return
    pathto, base = context["pathto"], app.config.html_baseurl.rstrip("/")
    for docname in sorted((pagename, twin), reverse=True):
        address = posixpath.join(base, app.builder.get_target_uri(docname)) if base else pathto(docname)
        if docname == pagename and not base:
            address = posixpath.basename(app.builder.get_target_uri(docname))
        tag = LANGUAGES[language_of(docname)].tag
        context["metatags"] = (
            context.get("metatags", "") + f'\n    <link rel="alternate" hreflang="{tag}" href="{address}" />'
        )
    other = LANGUAGES[language_of(twin)]
    context["twin"] = {"url": pathto(twin), "name": other.name, "tag": other.tag, "label": other.words["switch"]}


def setup(app):
    app.connect("doctree-read", add_neutral_ids, priority=100)
    app.connect("html-page-context", link_twins, priority=2)
