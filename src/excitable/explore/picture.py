"""The explorer as a picture: for paper, for readers without JavaScript, and while the page still loads."""

import re
from io import StringIO
from urllib.parse import quote

import numpy as np

from ..figures import style
from ..quantity import quantity
from .describe import plain
from .kinds import frame

WIDTH = 7.2
MARKS = {"stable": "o", "unstable": "o", "saddle": "D", "start": "P"}
"""The shape of a point says what it means: full, empty, half full. The page draws the same shapes."""


def picture(spec, curves):
    """The figure as SVG text; the same figure gives the same text.

    Parameters
    ----------
    spec : dict
        From `Explorer.spec`, of the variant shown.
    curves : dict
        From `Explorer.compute`.
    """
    import matplotlib
    from matplotlib.figure import Figure

    style.load_font()
    curves = frame(curves, spec["clock"]["at"] if "clock" in spec else 0)
    # Text stays text: the picture is small, and the reader's own font has the characters.
    with matplotlib.rc_context({**style.rc(), "svg.fonttype": "none", "text.parse_math": False, "path.simplify_threshold": 0.15}):
        columns = {}
        for panel in spec["panels"]:
            columns.setdefault(panel.get("column", 0), []).append(panel)
        heights = [[panel["height"] for panel in column] for column in columns.values()]
        figure = Figure((WIDTH, max(sum(column) + 30 * len(column) for column in heights) / 90), layout="constrained")
        sides = figure.subfigures(1, len(columns), squeeze=False)[0] if len(columns) > 1 else [figure]
        for side, column in zip(sides, columns.values(), strict=True):
            rows = side.subplots(len(column), 1, squeeze=False, height_ratios=[panel["height"] for panel in column])[:, 0]
            for place, (panel, axes) in enumerate(zip(column, rows, strict=True)):
                _panel(axes, spec, panel, curves)
                if place + 1 == len(column) or column[place + 1].get("x") != panel.get("x"):
                    axes.set_xlabel(plain(panel.get("x", spec["x"])["label"]))
                else:
                    axes.tick_params(labelbottom=False)
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return re.sub(r"<[^>]*>", _rounded, out.getvalue())


def _rounded(tag):
    """A tenth of a point is finer than the eye; numbers in the text stay as they are."""
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}", tag[0])


def _panel(axes, spec, panel, curves):
    lines = [(i, line) for i, line in enumerate(spec["lines"]) if line["panel"] == panel["number"]]
    x_axis = panel.get("x", spec["x"])
    _flow(axes, panel, x_axis, curves)
    for i, line in lines:
        colour, *looks = line["look"].split()
        colour = style.palette[colour]
        x, y = curves["lines"][i]["x"], np.clip(curves["lines"][i]["y"], *_generous(panel))
        if "bar" in looks:
            axes.fill(x, y, color=colour)
        else:
            wide = {"linewidth": 5, "alpha": 0.4} if "wide" in looks else {}
            axes.plot(x, y, color=colour, linestyle="--" if "dashed" in looks else "-", label=plain(line["symbol"]).strip() or "_", **wide)
        for point in curves["points"]:
            if point["line"] == i:
                _mark(axes, point, style.palette[point["look"]] if "look" in point else colour)
    here = [rule if not isinstance(rule, dict) else rule["x"] for rule in curves["rules"]
            if not isinstance(rule, dict) or rule["panel"] == panel["number"]]  # fmt: skip
    for at in [*here, *([curves["now"]] if panel.get("clock") and "now" in curves else [])]:
        axes.axvline(at, color=style.palette["grey"], linewidth=0.8, linestyle=":")
    axes.set_ylim(panel["range"])
    # Above the panel, where it has room: beside low panels, one under the other, long names would overlap.
    names = [] if "ticks" in x_axis or len(lines) < 2 else [line["symbol"] for _, line in lines if line["symbol"].strip()]
    narrow = any("column" in panel for panel in spec["panels"])  # there the names stand below the title, three in a row
    ranks = -(-len(names) // 3) if narrow else 0
    axes.set_title(plain(panel["label"]), loc="left", fontsize="medium", pad=6 + 16 * ranks)
    if panel["log"]:
        axes.set_yscale("log")
        _name_powers(axes.yaxis)
    axes.set_xlim(x_axis["range"])
    if x_axis["log"]:
        axes.set_xscale("log")
        _name_powers(axes.xaxis)
    if "ticks" in x_axis:
        axes.set_xticks(range(len(lines)), x_axis["ticks"])
    axes.grid(True, axis="y" if "ticks" in x_axis else "both")
    if names:
        below = {"ncols": 3, "loc": "lower left", "bbox_to_anchor": (-0.12, 0.98), "fontsize": "small", "columnspacing": 1.6}
        beside = {"ncols": len(names), "loc": "lower right", "bbox_to_anchor": (1, 1)}
        axes.legend(**below if narrow else beside)


def _mark(axes, point, colour):
    mark = point.get("mark", "")
    if mark == "none":
        axes.annotate(point["label"], (point["x"], point["y"]), (0, 4), textcoords="offset points", ha="center")
        return
    inside = {"unstable": "white", "start": "white"}.get(mark, colour)
    half = {"fillstyle": "left", "markerfacecoloralt": "white"} if mark == "saddle" else {}
    axes.plot(point["x"], point["y"], MARKS.get(mark, "o"), color=colour, markerfacecolor=inside, **half)
    if "label" in point:
        axes.annotate(point["label"], (point["x"], point["y"]), (6, 6), textcoords="offset points", fontstyle="italic")


def _flow(axes, panel, x_axis, curves):
    """Arrows of equal length along the flow, as one line."""
    arrows = curves.get("arrows")
    if not arrows or arrows["panel"] != panel["number"]:
        return
    across, up = np.ptp(x_axis["range"]), np.ptp(panel["range"]) * 1.3  # the panel is about so much wider than high
    u, v = np.array(arrows["dx"]) / across, np.array(arrows["dy"]) / up
    length = np.where((u == 0) & (v == 0), 1, np.hypot(u, v)) / 0.04
    u, v = u / length, v / length
    gap = np.full_like(u, np.nan)
    x = np.array([-u / 2, u / 2, gap, u / 6 + v / 5, u / 2, u / 6 - v / 5, gap]) * across + arrows["x"]
    y = np.array([-v / 2, v / 2, gap, v / 6 - u / 5, v / 2, v / 6 + u / 5, gap]) * up + arrows["y"]
    axes.plot(x.T.ravel(), y.T.ravel(), color=style.palette["grey"], alpha=0.5, linewidth=0.7)


def _name_powers(axis):
    """Powers of ten as text; matplotlib would write them in TeX."""
    from matplotlib.ticker import LogLocator, NullFormatter

    axis.set_major_locator(LogLocator(numticks=20))
    axis.set_major_formatter(lambda value, _: quantity(value, digits=1).replace("1 × ", ""))
    axis.set_minor_formatter(NullFormatter())


def _generous(panel):
    """A curve may leave the axes, but not run to infinity in the file."""
    lo, hi = panel["range"]
    return (lo / 10, hi * 10) if panel["log"] else (2 * lo - hi, 2 * hi - lo)


def as_url(svg):
    """A picture as a data URL; its text stays text, which compresses well."""
    return "data:image/svg+xml," + quote(svg, safe=" /:;=,.()+-'?!\n")
