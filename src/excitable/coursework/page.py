"""The feedback page of one student: what each task earned and why. It needs nothing from elsewhere, and can run nothing."""

import base64
import re
from functools import lru_cache
from html import escape
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_FORMULA = re.compile(r"(`+)[^`]+\1|\$\$(?P<display>[^$]+)\$\$|(?<![\\$\w])\$(?P<inline>[^\s$`](?:[^$`]*[^\s$`])?)\$(?!\d)")
_SIZE = 100  # of a letter in the units of a formula's picture
_LETTERS = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}  # matplotlib's kinds of segments, in SVG
_MARK = "\ue000{}\ue001"  # stands for a formula while Markdown becomes HTML


class Page(HTMLExporter):
    """nbgrader's notebook with grades as a page; nbconvert calls it."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.raw_template = Path(__file__).with_suffix(".html.j2").read_text("utf-8")
        self.register_filter("typeset", typeset)


def typeset(markdown, attachments=None):
    """Markdown as HTML, its formulas as pictures that say their TeX; a formula that matplotlib cannot set stays as it was typed.

    Examples
    --------
    >>> typeset("**one** `$2`").strip()
    '<p><strong>one</strong> <code>$2</code></p>'
    >>> 'alt="x^2"' in typeset("a square, $x^2$")
    True
    """
    formulas = []

    def keep(found):
        tex = found["display"] or found["inline"]
        if tex is None:
            return found[0]
        formulas.append(_picture(tex.strip()) or f"<code>{escape(found[0])}</code>")
        return _MARK.format(len(formulas) - 1)

    renderer = IPythonRenderer(escape=True, allow_harmful_protocols=False, attachments=attachments or {})
    html = MarkdownWithMath(renderer=renderer).render(_FORMULA.sub(keep, markdown))
    for number, formula in enumerate(formulas):
        html = html.replace(_MARK.format(number), formula)
    return html.replace("<table>", '<table class="wide">')


@lru_cache(maxsize=4096)
def _picture(tex):
    """A formula as an image that stands on the line, or None."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser
    from matplotlib.textpath import TextPath

    set_as = re.sub(r"\\frac(\d)(\d)", r"\\frac{\1}{\2}", " ".join(tex.replace("µ", r"\mu ").split()))
    set_as = re.sub(r"\\(mathrm|text) (\w)", r"\\\1{\2}", set_as)  # TeX takes one letter where matplotlib wants braces
    if not set_as.isascii() or len(tex) > 500:
        return None  # the formulas' font has no Chinese; nor is there time for what is no formula
    font = FontProperties(math_fontfamily="cm", size=_SIZE)
    try:
        box = MathTextParser("path").parse(f"${set_as}$", dpi=72, prop=font)
        drawn = TextPath((0, 0), f"${set_as}$", prop=font, size=_SIZE)
    except (ValueError, RecursionError):
        return None
    outline = "".join(
        _LETTERS[code] + ("" if code == 79 else " ".join(f"{x:.0f} {-y:.0f}" for x, y in points.reshape(-1, 2)))
        for points, code in drawn.iter_segments(simplify=False)
    )
    low, width, height = box.depth + 5, box.width + 2, box.height + 10
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {low - height:.0f} {width:.0f} {height:.0f}">'
           f'<path d="{outline}"/></svg>')
    return (f'<img class="formula" alt="{escape(tex)}" style="height:{height / _SIZE:.2f}em;vertical-align:-{low / _SIZE:.2f}em" '
            f'src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"/>')
