"""Remember what `{eval}` printed on each page, so that numbers can be compared with what they should be."""
from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from myst_nb.ext.eval import EvalRoleAny

from .page import Page


class RememberedEval(EvalRoleAny):
    """MyST-NB's role, which also notes its result on the node that it makes."""

    def run(self):
        made, messages = super().run()
        return [nodes.inline("", "", *made, computed=self.text)] if made else made, messages


def text_of(node: nodes.Node) -> str:
    """What a reader sees of a node; HTML that a cell made is taken as it stands.

    A cell's output may offer several forms (HTML, LaTeX, plain): the first is enough.
    """
    return " ".join(node.astext().split())


def shown(env, page: Page, name: str, anchor: str) -> Iterator[str]:
    """The texts that `{eval}` printed for this variable, or, for ``"text"``, the whole section with this anchor."""
    doctree = env.get_doctree(f"book/{page.language}/{page.name}")
    if name != "text":
        yield from (text_of(node) for node in doctree.findall(nodes.inline) if node.get("computed") == name)
        return
    section = page.section_of(anchor)
    for node in doctree.findall(nodes.section):
        if section and section.id in node["ids"]:
            yield text_of(node)


def replace_role(app, config) -> None:
    app.add_role("eval", RememberedEval(), override=True)


def setup(app) -> None:
    # MyST-NB registers its own role when it is set up, which may be after us.
    app.connect("config-inited", replace_role, priority=900)
