"""Which language a page is in, and every interface word in that language.

A page's language is its folder: ``book/zh/...`` or ``book/en/...``. Sphinx knows one language per build, so before a
page is read, and again before it is written, all its catalogues are exchanged for those of the page's language.
"""

import gettext
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from docutils import nodes
from sphinx import locale
from sphinx.transforms.post_transforms import SphinxPostTransform

from .words import CHINESE, ENGLISH


@dataclass(frozen=True)
class Language:
    """One language of the book: ``code`` is its folder, ``tag`` its BCP 47 name, ``locale`` its gettext folder."""

    code: str
    tag: str
    locale: str
    name: str
    title: str
    words: dict = field(repr=False)


LANGUAGES = {
    "zh": Language("zh", "zh-CN", "zh_CN", "中文", "从离子到脉冲", CHINESE),
    "en": Language("en", "en", "en", "English", "From Ions to Spikes", ENGLISH),
}

#: The language of pages that belong to both, such as the landing page.
COMMON = "en"

# (catalogue, package that brings it, folder within the package)
CATALOGUES = [
    ("sphinx", "sphinx", "locale"),
    ("sphinx", "pydata_sphinx_theme", "locale"),
    ("booktheme", "sphinx_book_theme", "theme/sphinx_book_theme/static/locales"),
    ("exercise", "sphinx_exercise", "translations/locales"),
    ("togglebutton", "sphinx_togglebutton", "translations/locales"),
]


def language_of(docname):
    """The code of a page's language, or None for a page of both languages.

    >>> language_of("book/zh/glossary"), language_of("book/index")
    ('zh', None)
    """
    match = re.match(r"book/(\w+)(/|$)", docname or "")
    return match[1] if match and match[1] in LANGUAGES else None


class Words(gettext.NullTranslations):
    """Our own words first, then those of the packages' catalogues, then the English original."""

    def __init__(self, own):
        super().__init__()
        self.own = own

    def gettext(self, message):
        return self.own.get(message) or super().gettext(message)


@cache
def translations(code):
    """The catalogues of one language: name of the catalogue → its translations."""
    language = LANGUAGES[code]
    found = {}
    for catalogue, package, folder in CATALOGUES:
        words = found.setdefault(catalogue, Words(language.words))
        compiled = (
            Path(import_module(package).__file__).parent / folder / language.locale / "LC_MESSAGES" / f"{catalogue}.mo"
        )
        if compiled.exists():
            with compiled.open("rb") as stream:
                words.add_fallback(gettext.GNUTranslations(stream))
    return found


def speak(app, docname):
    """From here on, every interface word is in the language of this page; returns that language."""
    language = LANGUAGES[language_of(docname) or COMMON]
    for catalogue, words in translations(language.code).items():
        locale.translators["general", catalogue] = words
    templates = getattr(getattr(app, "builder", None), "templates", None)
    if templates is not None:
        templates.environment.install_gettext_translations(translations(language.code)["sphinx"])
    return language


class SpeakBeforeResolving(SphinxPostTransform):
    """Reference texts and numbering words are made when a page is resolved."""

    default_priority = 1

    def run(self, **kwargs):
        language = speak(self.app, self.env.docname)
        self.document["language"] = language.tag


def before_reading(app, docname, source):
    words = speak(app, docname).words
    settings = getattr(app.env, "mystnb_config", None)
    if settings is not None:
        settings.code_prompt_show = words["show code"]
        settings.code_prompt_hide = words["hide code"]


def before_templates(app, pagename, templatename, context, doctree):
    language = speak(app, pagename)
    context["language"] = language.tag
    context["docstitle"] = language.title if language_of(pagename) else app.config.html_title
    context["theme_search_bar_text"] = language.words["search hint"]


def describe(app, pagename, templatename, context, doctree):
    """A description for search engines: the page's first paragraph (the theme would take the code of hidden cells too)."""
    context["page_description"] = context["docstitle"]
    if doctree is None:
        return
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            texts = [node for node in paragraph.findall(nodes.Text) if node.parent.tagname not in ("math", "joint")]
            text = " ".join("".join(texts).split())
            context["page_description"] = text if len(text) <= 160 else text[:159].rstrip() + "…"
            return


def setup(app):
    app.add_post_transform(SpeakBeforeResolving)
    app.connect("source-read", before_reading, priority=100)
    app.connect("html-page-context", before_templates, priority=1)
    app.connect("html-page-context", describe, priority=600)  # after the theme has put its own
