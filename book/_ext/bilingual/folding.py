"""``:class: dropdown`` boxes become ``<details>``: they fold without a script, by keyboard, and are searched by Ctrl+F.

Jupyter Book's own way (sphinx-togglebutton) needs a script and leaves the answer open to those without it.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class fold(nodes.General, nodes.Element):
    """A box that is closed at first; its first child is the `fold_title`."""


class fold_title(nodes.TextElement):
    """The line that opens the box."""


def folded(box):
    """The `fold` that stands for an admonition: same ids and classes, same content."""
    title = box.next_node(nodes.title)
    made = fold(ids=box["ids"], classes=[c for c in box["classes"] if c not in ("dropdown", "toggle")])
    if title is not None and title.parent is box:
        made += fold_title("", "", *title.children)
    made.extend(child for child in box.children if child is not title)
    made.source, made.line = box.source, box.line
    return made


class FoldDropdowns(SphinxPostTransform):
    default_priority = 300  # after sphinx-exercise has its titles (20 to 22)
    formats = ("html",)

    def run(self, **kwargs):
        for box in list(self.document.findall(nodes.Admonition)):
            if {"dropdown", "toggle"} & set(box.get("classes", [])):
                box.replace_self(folded(box))


def visit_fold(translator, node):
    kind = "" if "admonition" in node["classes"] else "admonition "
    translator.body.append(translator.starttag(node, "details", CLASS=f"{kind}fold"))


def depart_fold(translator, node):
    translator.body.append("</details>\n")


def visit_title(translator, node):
    translator.body.append(translator.starttag(node, "summary", "", CLASS="admonition-title"))


def depart_title(translator, node):
    translator.body.append("</summary>\n")


def setup(app):
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(fold_title, html=(visit_title, depart_title))
    app.add_post_transform(FoldDropdowns)
