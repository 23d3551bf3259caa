"""The JavaScript of the explorers, joined into one text: no build step, and no node, on any reader's machine.

The modules in static/ import one another as browsers understand it. Joining them takes their import lines and the word
`export` away, which is sound as long as no two modules give the same name to something at their top level; a test sees to that.
"""

import re
from pathlib import Path

from ..linoid import JAVASCRIPT as LINOID

STATIC = Path(__file__).parent / "static"
PLOT = STATIC / "vendor" / "plot.js"
KIND_MODULES = ("curves", "courses", "march", "sweep", "cable", "channels", "steps", "plane", "linear")
"""The kinds of figure, and what they compute with."""
COMPUTING = ("integrate", "describe", "model", *KIND_MODULES, "kinds")
MODULES = (*COMPUTING, "draw", "run", "slider", "clock", "widget")


def join(*names):
    """The named modules as one script without imports, exports and comments."""
    text = "\n".join((STATIC / f"{name}.js").read_text(encoding="utf-8") for name in names)
    text = re.sub(r"^import .*?;\n|^ *(//[^\n]*|/\*\*.*?\*/)\n", "", text, flags=re.MULTILINE | re.DOTALL)
    return LINOID + re.sub(r"^export (default .*\n)?", "", text, flags=re.MULTILINE)


def widget_module():
    """The ES module that anywidget loads."""
    return join(*MODULES) + "\nexport default { render };\n"


def page_script():
    """The script of a static page. A classic script: it also runs where a page is opened as a file."""
    return "(() => {\n" + join(*MODULES, "interact", "page") + "})();\n"


def style_sheet():
    """The explorers' style, with the palette of the book's figures: for light, for dark (book and JupyterLab), and for paper."""
    from ..figures.style import css

    light, dark = css().split("\n")
    lab = dark.replace('html[data-theme="dark"]', 'body[data-jp-theme-light="false"]')
    paper = light.replace(":root", 'html[data-theme="dark"]')
    own = (STATIC / "explorer.css").read_text(encoding="utf-8")
    return f"{light}\n{dark}\n{lab}\n@media print {{ {paper} }}\n{own}"
