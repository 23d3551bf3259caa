"""Markup of others that readers with a screen reader would stumble over, written afresh.

- A hidden code cell: myst-nb names its summary "Toggle hidden content", in English and unlike the words on it.
- A bibliography: docutils uses ARIA roles that were withdrawn, and numbers that no citation of ours shows.
- The empty corner of a table with row names: a head cell that heads nothing.
- Boxes of sphinx-exercise: every one holds a section with the same id.
- A figure: on a phone its drawing scrolls sideways, in a box of its own, and the caption stays.
"""

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.transforms.post_transforms import SphinxPostTransform


def visit_hidden_code(translator, node):
    show, hide = translator.encode(node["prompt_show"]), translator.encode(node["prompt_hide"])
    translator.body.append(
        f'<details class="hide {" ".join(node["classes"])}"><summary>'
        f'<span class="collapsed">{show}</span><span class="expanded">{hide}</span></summary>\n'
    )


def depart_hidden_code(translator, node):
    translator.body.append("</details>\n")


def visit_citation(translator, node):
    translator.body.append(translator.starttag(node, "div", CLASS="citation"))


def depart_citation(translator, node):
    translator.body.append("</div>\n")


def visit_label(translator, node):
    if isinstance(node.parent, nodes.citation):
        raise nodes.SkipNode
    type(translator).visit_label(translator, node)


def depart_label(translator, node):
    type(translator).depart_label(translator, node)


def visit_entry(translator, node):
    if isinstance(node.parent.parent, nodes.thead) and not node.astext().strip() and not node.next_node(nodes.image):
        translator.body.append(translator.starttag(node, "td", ""))
        translator.context.append("</td>\n")
        node.parent.column += 1
    else:
        type(translator).visit_entry(translator, node)


def depart_entry(translator, node):
    type(translator).depart_entry(translator, node)


class OpenExerciseContent(SphinxPostTransform):
    """The section within an exercise or solution is no section: its content moves up into the box."""

    default_priority = 250
    formats = ("html",)

    def run(self, **kwargs):
        for section in list(self.document.findall(nodes.section)):
            if {"exercise-content", "solution-content"} & set(section["ids"]):
                section.replace_self(section.children)


class BoxDrawings(SphinxPostTransform):
    """The picture of a figure stands in a box (class ``drawing``), apart from the caption."""

    default_priority = 250
    formats = ("html",)

    def run(self, **kwargs):
        for figure in list(self.document.findall(nodes.figure)):
            for image in [child for child in figure.children if isinstance(child, nodes.image)]:
                box = nodes.container(classes=["drawing"])
                image.replace_self(box)
                box += image


def setup(app):
    app.add_node(HideCodeCellNode, override=True, html=(visit_hidden_code, depart_hidden_code))
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    app.add_node(nodes.label, override=True, html=(visit_label, depart_label))
    app.add_node(nodes.entry, override=True, html=(visit_entry, depart_entry))
    app.add_post_transform(OpenExerciseContent)
    app.add_post_transform(BoxDrawings)
