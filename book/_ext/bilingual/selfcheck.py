"""Self-check questions: an admonition of class ``selfcheck`` becomes a question with radio buttons.

In the source it is an ordinary box that also reads well in JupyterLab: the title asks, an ordered list offers the
choices, and a box within holds one answer per choice, the right ones beginning with ✓. On the page each choice is a
native radio button whose answer appears below the choices; without JavaScript the answers stand folded under the
question.
"""

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from .folding import fold, fold_title

log = logging.getLogger(__name__)

RIGHT = "✓"


class question(nodes.General, nodes.Element):
    """A `fieldset`: a `question_title`, `choices`, and the folded answers."""


class question_title(nodes.TextElement):
    """The `legend`."""


class choices(nodes.General, nodes.Element):
    """An ordered list of `choice`."""


class choice(nodes.TextElement):
    """One choice, with its ``group`` and its 1-based ``value``."""


def items(element):
    """The items of the first ordered list directly in `element`."""
    for child in element.children:
        if isinstance(child, nodes.enumerated_list):
            return list(child.children)
    return []


def complaint(offered, answers):
    """What is wrong with a question, in words for its author, or None."""
    if len(offered) < 2:
        return f"a self-check question needs an ordered list of at least 2 choices, this one has {len(offered)}"
    if len(answers) != len(offered):
        return f"a self-check question needs one answer per choice: {len(offered)} choices, {len(answers)} answers"
    if any(len(item.children) != 1 or not isinstance(item[0], nodes.paragraph) for item in offered):
        return "each choice of a self-check question is one paragraph"
    right = [answer.astext().startswith(RIGHT) for answer in answers]
    if not any(right):
        return f"no answer of this self-check question begins with {RIGHT}"
    if all(right):
        return f"every answer of this self-check question begins with {RIGHT}"
    return None


def build(box, group):
    """The `question` that stands for a box; `group` joins its radio buttons."""
    answers_box = next((c for c in box.children if isinstance(c, nodes.admonition)), None)
    offered = items(box)
    made = question(ids=box["ids"], classes=[c for c in box["classes"] if c not in ("admonition", "selfcheck")])
    made += question_title("", "", *box.next_node(nodes.title).children)
    listed = choices()
    for value, item in enumerate(offered, 1):
        listed += choice("", "", *item[0].children, group=group, value=value)
    for child in box.children:
        if isinstance(child, nodes.title):
            continue
        if isinstance(child, nodes.enumerated_list):
            made += listed
        elif child is answers_box:
            answers = fold(classes=["selfcheck-answers"])
            answers += fold_title("", "", *child.next_node(nodes.title).children)
            for item in items(child):
                item["classes"].append("right" if item.astext().startswith(RIGHT) else "wrong")
            answers.extend(c for c in child.children if not isinstance(c, nodes.title))
            made += answers
        else:
            made += child
    made.source, made.line = box.source, box.line
    return made


class BuildQuestions(SphinxTransform):
    default_priority = 700

    def apply(self, **kwargs):
        boxes = [b for b in self.document.findall(nodes.admonition) if "selfcheck" in b["classes"]]
        for number, box in enumerate(boxes, 1):
            answers_box = next((c for c in box.children if isinstance(c, nodes.admonition)), None)
            wrong = complaint(items(box), items(answers_box) if answers_box is not None else [])
            if wrong:
                log.warning(wrong, location=box, type="selfcheck")
            else:
                box.replace_self(build(box, f"selfcheck-{number}"))


def visit_question(translator, node):
    translator.body.append(translator.starttag(node, "fieldset", CLASS="selfcheck"))


def depart_question(translator, node):
    translator.body.append('<div class="selfcheck-feedback" role="status" aria-live="polite"></div></fieldset>\n')


def visit_question_title(translator, node):
    translator.body.append("<legend>")


def depart_question_title(translator, node):
    translator.body.append("</legend>\n")


def visit_choices(translator, node):
    translator.body.append('<ol class="selfcheck-choices">\n')


def depart_choices(translator, node):
    translator.body.append("</ol>\n")


def visit_choice(translator, node):
    # `autocomplete=off`: Firefox would keep an old choice, without its answer, when the page is reloaded.
    translator.body.append(
        f'<li><label><input type="radio" name="{node["group"]}" value="{node["value"]}" autocomplete="off"/> <span>'
    )


def depart_choice(translator, node):
    translator.body.append("</span></label></li>\n")


def setup(app):
    app.add_node(question, html=(visit_question, depart_question))
    app.add_node(question_title, html=(visit_question_title, depart_question_title))
    app.add_node(choices, html=(visit_choices, depart_choices))
    app.add_node(choice, html=(visit_choice, depart_choice))
    app.add_transform(BuildQuestions)
