"""What readers see of the glossary: `{term}` with its definition on hover or focus, and the glossary page itself."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.nodes import split_explicit_title

from ..language import language_of
from .glossary import Glossary


def book_file(env, name: str) -> Path:
    """A data file of the book, beside the two language folders; a page that uses it is rebuilt when it changes."""
    path = Path(env.srcdir) / "book" / name
    path = path if path.exists() else Path(env.srcdir) / name
    if env.docname:
        env.note_dependency(str(path))
    return path


@lru_cache(maxsize=2)
def glossary_at(path: Path, changed: float) -> Glossary:
    """The glossary as it was at this time: a chapter asks for it at every term."""
    return Glossary.read(path)


def glossary_of(env) -> Glossary:
    path = book_file(env, "glossary.yml")
    return glossary_at(path, path.stat().st_mtime)


class TermRole(SphinxRole):
    """Link a term to its entry in the page's language and carry the definition along.

    The definition is the link's ``title``: browsers show it on hover, screen readers read it as the description, it needs
    no script and cannot hide other content for longer than the pointer rests there. Touch follows the link.
    """

    def run(self):
        _, title, target = split_explicit_title(self.text)
        language = language_of(self.env.docname)
        entry = glossary_of(self.env).find(target, language)
        if entry is None:  # the gate reports it with its line
            return [nodes.inline(title, title, classes=["term", "unknown"])], []
        reference = pending_xref(
            self.rawtext, nodes.inline(title, title), refdomain="", reftype="glossary", refexplicit=True, refwarn=True,
            reftarget=f"term-{entry['id']}-{language}", refdoc=self.env.docname,
            definition=entry[f"definition_{language}"])
        self.set_source_info(reference)
        return [reference], []


class GlossaryList(SphinxDirective):
    """Every term of the glossary, in the order of the page's language, with its counterpart in the other one."""

    def run(self):
        language = language_of(self.env.docname)
        other = "en" if language == "zh" else "zh"
        glossary = glossary_of(self.env)
        items = nodes.definition_list(classes=["glossary"])
        for entry in glossary.sorted(language):
            term = nodes.term("", "", nodes.Text(entry[language]), ids=[f"term-{entry['id']}"])
            tag = "zh-CN" if other == "zh" else "en"  # docutils makes lang="…" of such a class
            counterpart = nodes.inline(entry[other], entry[other], classes=["counterpart", f"language-{tag}"])
            term += [nodes.Text(" · "), counterpart]
            if symbol := entry.get("symbol"):
                term += [nodes.Text(" · "), nodes.math(symbol, symbol)]
            definition = nodes.paragraph("", entry[f"definition_{language}"])
            items += nodes.definition_list_item("", term, nodes.definition("", definition))
            self._label(f"term-{entry['id']}", language, entry[language])
        return [items]

    def _label(self, anchor: str, language: str, title: str) -> None:
        """Make the entry known to `{ref}`, so that pages read earlier or later can link to it."""
        standard = self.env.get_domain("std")
        standard.labels[f"{anchor}-{language}"] = (self.env.docname, anchor, title)
        standard.anonlabels[f"{anchor}-{language}"] = (self.env.docname, anchor)


def describe(app, env, node, contnode):
    """Resolve the links of `TermRole` ourselves, since a standard cross-reference has no room for a description."""
    if not node.get("definition"):
        return None
    docname, anchor, _ = env.get_domain("std").labels.get(node["reftarget"], (None, None, None))
    if docname is None:
        return None
    uri = "" if docname == node["refdoc"] else app.builder.get_relative_uri(node["refdoc"], docname)
    return nodes.reference("", "", contnode, internal=True, refuri=f"{uri}#{anchor}", reftitle=node["definition"], classes=["term"])


def setup(app) -> None:
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    app.add_directive("glossary-list", GlossaryList)
    app.connect("missing-reference", describe)
