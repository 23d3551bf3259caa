"""A line break of the source, between two Chinese characters, is not a space on the page.

The sources keep one sentence per line. A browser shows a line break as a space, which Chinese does not have: where a
break touches full-width punctuation, or stands between two Chinese characters, it is removed from the text.

And no line of the page begins with punctuation: a browser would break a line between a formula and the stop after it.

Emphasis is dots under Chinese characters; a Latin title or *et al.* within Chinese stays italic.
"""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
FULL_WIDTH = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
QUOTES = "“”‘’…—"  # full-width in Chinese, yet shared with English

_han = re.compile(f"[{HAN}]")
_full_width = re.compile(f"[{FULL_WIDTH}]")


def joins(before, after):
    """Whether a line break between these two characters is dropped.

    >>> joins("位", "离"), joins("。", "K"), joins("位", "K"), joins("”", "离"), joins("s", "K")
    (True, True, False, True, False)
    """
    if not before or not after:
        return False
    if _full_width.match(before) or _full_width.match(after):
        return True

    def chinese(character, other):
        return bool(_han.match(character)) or (character in QUOTES and bool(_han.match(other)))

    return chinese(before, after) and chinese(after, before)


def join_lines(text, before="", after=""):
    """`text` without the line breaks that Chinese does not show; `before` and `after` are its neighbours.

    >>> join_lines("膜电位。\\n它是 K 与\\nNa 之差\\n的结果。")
    '膜电位。它是 K 与\\nNa 之差的结果。'
    """

    def keep(match):
        left = text[match.start() - 1] if match.start() else before[-1:]
        right = text[match.end()] if match.end() < len(text) else after[:1]
        return "" if joins(left, right) else match[0]

    return re.sub(r"[ \t]*\n[ \t]*", keep, text)


def leaves(block):
    """The texts of a paragraph in order; what is no text (a formula, a computed number) stands for one Latin letter."""
    for node in block.findall():
        if isinstance(node, nodes.Text):
            if not isinstance(node.parent, (nodes.math, nodes.raw)):
                yield node, str(node)
        elif isinstance(node, (nodes.math, nodes.image, nodes.raw)) or (not node.children and node is not block):
            yield None, "x"


class JoinLines(SphinxTransform):
    """Acts on the text nodes, so that the index of the search has the joined text too."""

    default_priority = 800

    def apply(self, **kwargs):
        for block in list(self.document.findall(nodes.TextElement)):
            if isinstance(block, nodes.FixedTextElement) or isinstance(block.parent, nodes.TextElement):
                continue
            sequence = [(node, text) for node, text in leaves(block) if text]
            for i, (node, text) in enumerate(sequence):
                if node is None or "\n" not in text:
                    continue
                before = sequence[i - 1][1] if i else ""
                after = sequence[i + 1][1] if i + 1 < len(sequence) else ""
                joined = join_lines(text, before, after)
                if joined != text:
                    node.parent.replace(node, nodes.Text(joined))
        for image in self.document.findall(nodes.image):
            if "alt" in image:
                image["alt"] = join_lines(image["alt"]).replace("\n", " ")


CLOSING = re.compile(r"[，。、；：！？）」』”’,.;:!?)\]]+")
SHORT = 18  # signs; a longer formula must keep its own places to break on a narrow page


def signs(tex):
    r"""About how many signs a formula shows.

    >>> signs(r"[\mathrm{K}]_o = 2\beta")
    7
    """
    tex = re.sub(r"\\(mathrm|text|operatorname|left|right|tilde|bar|frac)\b", "", tex)
    return len(re.sub(r"[{}_^\s]|\\[,;!: ]", "", re.sub(r"\\[A-Za-z]+", "x", tex)))


class KeepPunctuation(SphinxTransform):
    """A short formula and the punctuation after it are one word (class ``keep``)."""

    default_priority = JoinLines.default_priority + 1

    def apply(self, **kwargs):
        for formula in list(self.document.findall(nodes.math)):
            after = formula.next_node(descend=False, siblings=True)
            found = isinstance(after, nodes.Text) and signs(formula.astext()) <= SHORT and CLOSING.match(after)
            if found:
                index = formula.parent.index(formula)
                kept = nodes.inline("", "", formula.deepcopy(), nodes.Text(found[0]), classes=["keep"])
                formula.parent[index : index + 2] = [kept, nodes.Text(after[found.end() :])]


class MarkLatinEmphasis(SphinxPostTransform):
    """Emphasis without a Chinese character has the class ``latin``."""

    default_priority = 500  # after sphinxcontrib-bibtex has written "et al."
    formats = ("html",)

    def run(self, **kwargs):
        for emphasis in self.document.findall(nodes.emphasis):
            if not _han.search(emphasis.astext()):
                emphasis["classes"].append("latin")


def setup(app):
    app.add_transform(JoinLines)
    app.add_transform(KeepPunctuation)
    app.add_post_transform(MarkLatinEmphasis)
