"""Sidebar, previous and next stay within a page's language."""

import posixpath

from .language import language_of


def target(pagename, link):
    """The docname that a relative link of a page leads to.

    >>> target("book/zh/glossary", "../en/glossary.html#x")
    'book/en/glossary'
    """
    path = link.split("#")[0].removesuffix(".html")
    return posixpath.normpath(posixpath.join(posixpath.dirname(pagename), path)) if path else pagename


def foreign(pagename, link):
    """Whether a link leads from a page of one language to a page of the other."""
    here, there = language_of(pagename), language_of(target(pagename, link))
    return here is not None and there is not None and here != there


def one_language(soup, pagename):
    """Take the parts of the other language out of the sidebar's tree (a BeautifulSoup)."""
    for caption in soup.find_all("p", class_="caption"):
        tree = caption.find_next_sibling("ul")
        links = [a["href"] for a in tree.find_all("a", href=True) if not a["href"].startswith("http")]
        if any(foreign(pagename, link) for link in links):
            tree.decompose()
            caption.decompose()
    return soup


def keep_language(app, pagename, templatename, context, doctree):
    if language_of(pagename) is None:
        # From the landing page the reader chooses; "next" would choose for them.
        context["next"] = None
        return
    for neighbour in ("prev", "next"):
        if context.get(neighbour) and foreign(pagename, context[neighbour]["link"]):
            context[neighbour] = None
    generate = context.get("generate_toctree_html")
    if generate:

        def generate_toctree_html(*args, **kwargs):
            tree = generate(*args, **kwargs)
            return one_language(tree, pagename) if hasattr(tree, "find_all") else tree

        context["generate_toctree_html"] = generate_toctree_html


def hide_launch_buttons(app, config):
    """Without a repository there is nothing to launch, and the theme's buttons would fail."""
    if not config.html_theme_options.get("repository_url"):
        config.html_theme_options["launch_buttons"] = {}


def setup(app):
    app.connect("config-inited", hide_launch_buttons)
    app.connect("html-page-context", keep_language, priority=900)  # after the theme has put its functions
