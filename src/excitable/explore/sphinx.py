"""Sphinx extension (also Jupyter Book): live figures on built pages.

While the book builds it tells the kernels so, publishes the frames of `interact`, gives the pages that have a live figure the
script and the style they need, and warns of widgets that no kernel will ever answer.
"""

import os
import posixpath
import re
import shutil
from pathlib import Path

from sphinx.util import logging

from .frames import PLACE
from .scripts import PLOT, page_script, style_sheet

logger = logging.getLogger(__name__)

FOLDER = "excitable"
"""Within _static."""

_LIVE = re.compile(r'<div class="(explorer|interact)"')
_FRAME = re.compile(re.escape(PLACE) + r"(\w+\.svg)")
_DEAD = "application/vnd.jupyter.widget-view+json"


def _frames(app):
    return Path(app.doctreedir) / "excitable-frames"


def start(app):
    """Kernels inherit the environment, so they know that a page is being built."""
    os.environ["EXCITABLE_PAGE"] = "1"
    os.environ["EXCITABLE_FRAMES"] = str(_frames(app))
    if app.builder.format != "html":
        return
    # Written before any page, so that Sphinx can put a checksum into the addresses.
    folder = Path(app.outdir) / "_static" / FOLDER
    (folder / "vendor").mkdir(parents=True, exist_ok=True)
    (folder / "page.js").write_text(page_script(), encoding="utf-8")
    (folder / "style.css").write_text(style_sheet(), encoding="utf-8")
    for file in (PLOT, PLOT.with_name("LICENSE")):
        shutil.copy(file, folder / "vendor")


def dress(app, pagename, templatename, context, doctree):
    """Give one page what its live figures need."""
    body = context.get("body", "")
    if _DEAD in body:
        logger.warning(
            "a cell shows a widget, which is dead on a page without a kernel; show it through explore() or interact()",
            location=pagename, type="excitable", subtype="widget",
        )  # fmt: skip
    if not _LIVE.search(body):
        return
    app.add_css_file(f"{FOLDER}/style.css")
    app.add_js_file(f"{FOLDER}/page.js", loading_method="defer")
    published = Path(app.outdir) / "_static" / FOLDER / "frames"
    published.mkdir(exist_ok=True)
    for name in set(_FRAME.findall(body)):
        shutil.copy(_frames(app) / name, published)
    here = posixpath.dirname(app.builder.get_target_uri(pagename))
    context["body"] = body.replace(PLACE, posixpath.relpath(f"_static/{FOLDER}/frames", here or ".") + "/")


def finish(app, exception):
    """Leave the environment as it was found."""
    for name in ("EXCITABLE_PAGE", "EXCITABLE_FRAMES"):
        os.environ.pop(name, None)


def setup(app):
    app.connect("builder-inited", start)
    app.connect("html-page-context", dress)
    app.connect("build-finished", finish)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
