"""Which scripts and stylesheets a page carries.

The stock theme ships 690 kB on a first visit, most of it an icon font as a script, and an extension that fetches code
from elsewhere. Here a page carries the theme's own stylesheet and script, ours, and what its content needs; a request
to anybody else's server is a warning, and so fails the build.
"""

from pathlib import Path

import sphinx
from sphinx.util import logging

from .language import language_of
from .search import SEARCH_PAGES
from .stylesheets import slim_stylesheets

log = logging.getLogger(__name__)

SERVED = Path(__file__).with_name("vendor") / "katex" / "served"

#: Extensions that Jupyter Book loads and this book does without. Thebe runs code through other people's servers;
#: togglebutton folds boxes by script (see folding.py).
SILENCED = ("sphinx_thebe", "sphinx_togglebutton")

#: Files that extensions put on every page → what in a page's body calls for them (None: nothing).
NEEDED_BY = {
    "sphinx-thebe.css": None,
    "togglebutton.css": None,
    "clipboard.min.js": None,  # book.js copies
    "copybutton.js": None,
    "copybutton.css": None,
    "doctools.js": None,  # these two only on the search pages
    "sphinx_highlight.js": None,
    "design-tabs.js": "sd-tab-set",
    "sphinx-design.min.css": "sd-",
    "exercise.css": None,  # book.css draws exercises
    "katex/katex.css": 'class="katex',
}


def name(asset):
    return str(getattr(asset, "filename", asset) or "")


def wanted(asset, body):
    """Whether a page with this body carries a stylesheet or script.

    >>> wanted("_static/katex/katex.css?v=1", '<span class="katex">'), wanted("_static/copybutton.js", "")
    (True, False)
    """
    for filename, mark in NEEDED_BY.items():
        if f"/{name(asset)}".split("?")[0].endswith(f"/{filename}"):
            return mark is not None and mark in body
    return True


def elsewhere(asset):
    return name(asset).startswith(("http:", "https:", "//"))


def choose(app, pagename, templatename, context, doctree):
    body = context.get("body") or ""
    searching = pagename == "search" or pagename in SEARCH_PAGES.values()
    for kind in ("script_files", "css_files"):
        chosen = []
        for asset in context.get(kind, []):
            if searching and name(asset).endswith(("doctools.js", "sphinx_highlight.js")):
                chosen.append(asset)
            elif wanted(asset, body):
                chosen.append(asset)
                if elsewhere(asset):
                    log.warning("page would load %s from elsewhere", name(asset), location=pagename, type="assets")
        context[kind] = chosen
    # The attribute of <html> for readers without JavaScript; with it, the script in layout.html asks their system.
    context["default_mode"] = "light"
    context["translated_search"] = searching and language_of(pagename) == "zh"


def add_static_files(app):
    chinese = Path(sphinx.__file__).parent / "locale" / "zh_CN" / "LC_MESSAGES" / "sphinx.js"
    app.config.html_static_path += [str(SERVED), str(chinese)]


def silence(app):
    """Take the event handlers of the silenced extensions off; they are loaded before ours."""
    for listeners in app.events.listeners.values():
        listeners[:] = [entry for entry in listeners if not entry.handler.__module__.startswith(SILENCED)]


def setup(app):
    silence(app)
    app.add_css_file("katex/katex.css")
    app.connect("builder-inited", add_static_files)
    app.connect("html-page-context", choose, priority=950)  # after every extension has added its own
    app.connect("build-finished", slim_stylesheets, priority=950)
