"""Formulas are typeset while the book builds.

KaTeX runs in an embedded JavaScript engine (quickjs-ng), so the page carries HTML and MathML, a stylesheet and a few
fonts, and no script: formulas stand with JavaScript off and in print. Outputs of cells in ``text/latex`` are formulas
to Sphinx and come out the same way. A formula that KaTeX does not understand is a warning, and so fails the build.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

import quickjs
from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

log = logging.getLogger(__name__)

KATEX = Path(__file__).with_name("vendor") / "katex"

# The tick of every proved identity comes from the text's font: KaTeX's would load 28 kB for this one sign.
# `normalize` copies the string: the engine hands over only strings that lie in one piece.
RENDER = """(tex, display) => {
  try {
    const options = {displayMode: display, strict: 'ignore', macros: {'\\\\checkmark': '\\\\text{✓}'}};
    return JSON.stringify([katex.renderToString(tex, options).normalize(), null]);
  } catch (error) {
    return JSON.stringify([null, String(error.message)]);
  }
}"""

#: amsmath environments number their lines; Sphinx numbers the equation, so KaTeX gets the unnumbered relative.
UNNUMBERED = {
    "align": "aligned",
    "align*": "aligned",
    "eqnarray": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
    "equation": "gathered",
    "equation*": "gathered",
    "multline": "gathered",
    "multline*": "gathered",
}


@cache
def engine():
    context = quickjs.Context()
    for script in ("katex.min.js", "mhchem.min.js"):
        context.eval((KATEX / "engine" / script).read_text("utf-8"))
    return context.eval(RENDER)


def lean(html):
    """KaTeX's output without what the page does not use: the TeX source, and the 3rd and 4th decimal of a length.

    >>> lean('<semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics>')
    '<mi>x</mi>'
    >>> lean('<span style="height:0.6944em;">')
    '<span style="height:0.69em;">'
    """
    html = re.sub(r"<semantics>(.*?)<annotation.*?</annotation></semantics>", r"\1", html, flags=re.S)
    html = html.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    return re.sub(r"(-?\d*\.\d+)em", lambda length: f"{float(length[1]):.2f}".rstrip("0").rstrip(".") + "em", html)


@cache
def typeset(tex, display=False):
    """HTML and MathML of a formula.

    Raises
    ------
    ValueError
        what KaTeX did not understand, in its words.
    """
    html, error = json.loads(engine()(tex, display))
    if error:
        raise ValueError(error)
    return lean(html)


def prepare(tex, environment=False):
    r"""A display formula as KaTeX takes it.

    >>> prepare(r"a &= b \\ c &= d")
    '\\begin{aligned}a &= b \\\\ c &= d\\end{aligned}'
    >>> prepare(r"\begin{align}a &= b\end{align}", environment=True)
    '\\begin{aligned}a &= b\\end{aligned}'
    """
    tex = re.sub(r"\\label\{[^}]*\}", "", tex).strip()
    tex = re.sub(
        r"\\(begin|end)\{(\w+\*?)\}",
        lambda match: rf"\{match[1]}{{{UNNUMBERED.get(match[2], match[2])}}}",
        tex,
    )
    if not environment:
        parts = [part.strip() for part in re.split(r"\n\s*\n", tex) if part.strip()]
        if len(parts) > 1:
            tex = r"\begin{gathered}" + r"\\".join(parts) + r"\end{gathered}"
        elif r"\begin{" not in tex and (r"\\" in tex or "&" in tex.replace(r"\&", "")):
            tex = r"\begin{aligned}" + tex + r"\end{aligned}"
    return tex


def render(tex, display, node):
    try:
        return typeset(tex, display)
    except ValueError as error:
        log.warning("KaTeX: %s in %s", error, tex, location=node, type="maths")
        return f"<code>{escape(tex)}</code>"


def is_a_name(node):
    """Whether a formula is all that a table's head cell, or a choice of a self-check question, says."""
    parent = node.parent
    alone = all(isinstance(child, nodes.math) or not child.astext().strip() for child in parent.children)
    cell = parent.parent
    heads_a_column = isinstance(cell, nodes.entry) and isinstance(cell.parent.parent, nodes.thead)
    return alone and (heads_a_column or parent.tagname == "choice")


def spoken(tex):
    r"""A short formula as words: screen readers are not relied on to take a name from MathML.

    >>> spoken(r"[\mathrm{K}]_\mathrm{o}"), spoken(r"\frac{V}{E}")
    ('[K] o', 'V / E')
    """
    tex = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"\1 / \2", tex)
    tex = re.sub(r"\\(mathrm|text|mathit|operatorname|left|right|frac)\b", "", tex)
    return re.sub(r"[{}\\$]", "", tex.replace("_", " ")).strip()


def inline(translator, node):
    formula = render(node.astext(), False, node)
    if is_a_name(node):
        formula = f'<span role="math" aria-label="{escape(spoken(node.astext()))}">{formula}</span>'
    translator.body.append(formula)
    raise nodes.SkipNode


def block(translator, node):
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    # The formula scrolls in a box of its own, so that its number stays in sight on a phone.
    environment = node.get("no-wrap", node.get("nowrap", False))
    formula = render(prepare(node.astext(), environment), True, node)
    translator.body.append(f'<div class="formula">{formula}</div>')
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    app.add_html_math_renderer("static", inline_renderers=(inline, None), block_renderers=(block, None))
