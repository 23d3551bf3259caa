"""The explorer as a picture: for paper, for readers without JavaScript, and while the page still loads."""

import re
from io import StringIO
from urllib.parse import quote

import numpy as np

from ..figures import style
from ..quantity import quantity
from .describe import plain


def picture(spec, curves):
    """The figure as SVG text; the same figure gives the same text.

    Parameters
    ----------
    spec : dict
        From `Explorer.spec`.
    curves : dict
        From `compute`.
    """
    import matplotlib
    from matplotlib.figure import Figure

    style.load_font()
    # Text stays text: the picture is small, and the reader's own font has the characters.
    with matplotlib.rc_context({**style.rc(), "svg.fonttype": "none", "text.parse_math": False}):
        panels = spec["panels"]
        figure = Figure((7.2, sum(panel["height"] for panel in panels) / 90 + 0.3), layout="constrained")
        rows = figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0]
        for panel, axes in zip(panels, rows, strict=True):
            _panel(axes, spec, panel, curves)
        rows[-1].set_xlabel(plain(spec["x"]["label"]))
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return re.sub(r"<[^>]*>", _rounded, out.getvalue())


def _rounded(tag):
    """A hundredth of a point is finer than any screen; numbers in the text stay as they are."""
    return re.sub(r"\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}", tag[0])


def _panel(axes, spec, panel, curves):
    lines = [(i, line) for i, line in enumerate(spec["lines"]) if line["panel"] == panel["number"]]
    for place, (i, line) in enumerate(lines):
        colour, *dashed = line["look"].split()
        colour = style.palette[colour]
        x, y = curves["lines"][i]["x"], np.clip(curves["lines"][i]["y"], *_generous(panel))
        if spec["kind"] == "bars":
            axes.bar(place, y[0], color=colour, width=0.7)
        else:
            axes.plot(x, y, color=colour, linestyle="--" if dashed else "-", label=plain(line["symbol"]))
        for point in curves["points"]:
            if point["line"] == i:
                axes.plot(point["x"], point["y"], "o", color=colour)
    for at in curves["rules"]:
        axes.axvline(at, color=style.palette["grey"], linewidth=0.8, linestyle=":")
    axes.set_ylim(panel["range"])
    # Above the panel, where it has room: beside low panels, one under the other, long names would overlap.
    axes.set_title(plain(panel["label"]), loc="left", fontsize="medium")
    if panel["log"]:
        axes.set_yscale("log")
        _name_powers(axes.yaxis)
    if spec["kind"] == "bars":
        axes.set_xticks(range(len(lines)), [plain(line["tick"]) for _, line in lines])
        return
    axes.set_xlim(spec["x"]["range"])
    if spec["x"]["log"]:
        axes.set_xscale("log")
        _name_powers(axes.xaxis)
    axes.grid(True)
    if len(lines) > 1:
        axes.legend(ncols=len(lines), loc="lower right", bbox_to_anchor=(1, 1))


def _name_powers(axis):
    """Powers of ten as text; matplotlib would write them in TeX."""
    from matplotlib.ticker import NullFormatter

    axis.set_major_formatter(lambda value, _: quantity(value, digits=1).replace("1 × ", ""))
    axis.set_minor_formatter(NullFormatter())


def _generous(panel):
    """A curve may leave the axes, but not run to infinity in the file."""
    lo, hi = panel["range"]
    return (lo / 10, hi * 10) if panel["log"] else (2 * lo - hi, 2 * hi - lo)


def as_url(svg):
    """A picture as a data URL; its text stays text, which compresses well."""
    return "data:image/svg+xml," + quote(svg, safe=" /:;=,.()+-'?!\n")
