"""The look of every figure: colours, font, line weights.

Figures are drawn once, in dark ink on white. In dark mode the page shows the same file through the CSS filter
`invert(0.93) hue-rotate(180deg)`, which turns white into #121212 and keeps each hue, and blends it by `lighten`, so that
the figure's ground is the page's own. `dark` computes what the reader then sees, so that explorers, drawn with CSS
variables, wear the same colours (`css`).
Without that filter (JupyterLab, print, a saved file) a figure is a white card: legible everywhere.

=============  =========  =========  ==========================================
name           light      dark       used for
=============  =========  =========  ==========================================
ink            #1f2430    #cacfd9    text, axes, outlines
grey           #5b6470    #9199a3    what is secondary: guides, notes
voltage        #1f2430    #cacfd9    membrane potential
total          #1f2430    #cacfd9    sums: total current
potassium      #2f66d0    #6d9cf8    blue
sodium         #a83400    #ff9c70    vermilion
chloride       #1c6b50    #6db19a    green
calcium        #7a1f86    #f3a4fd    purple
pump           #8f6b00    #b09135    ochre: pump, ATP, energy spent
membrane       #f1e3c3    #35290d    fill: lipid
water          #f1f6fd    #161b21    fill: solution
=============  =========  =========  ==========================================

All but the two fills have a contrast of at least 4.5 with the page and with water, in both modes, so they may colour
words; the ions and the ink stay apart in the three kinds of colour blindness. The pump is always named as well.
"""

from io import StringIO
from pathlib import Path

FONT = "Excitable Sans"
FONT_FILE = Path(__file__).parent / "fonts" / "ExcitableSans-Regular.otf"

palette = {
    "ink": "#1f2430",
    "grey": "#5b6470",
    "voltage": "#1f2430",
    "total": "#1f2430",
    "potassium": "#2f66d0",
    "sodium": "#a83400",
    "chloride": "#1c6b50",
    "calcium": "#7a1f86",
    "pump": "#8f6b00",
    "membrane": "#f1e3c3",
    "water": "#f1f6fd",
}


def dark(colour):
    """What the reader sees of a light-mode colour "#rrggbb" in dark mode, through the filter above.

    invert(0.93): c → 0.93 − 0.86 c; hue-rotate(180°): c → 2Y − c with the luma Y (Filter Effects 1, W3C 2018, §9).
    """
    inverted = [0.93 - 0.86 * int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    luma = sum(weight * c for weight, c in zip((0.213, 0.715, 0.072), inverted, strict=True))
    return "#" + "".join(f"{round(255 * min(max(2 * luma - c, 0), 1)):02x}" for c in inverted)


def css(prefix="--excitable-"):
    """The palette as CSS variables, for light and for dark mode."""

    def block(selector, colours):
        return selector + " {" + " ".join(f"{prefix}{name}: {colour};" for name, colour in colours.items()) + "}"

    return block(":root", palette) + "\n" + block('html[data-theme="dark"]', {name: dark(c) for name, c in palette.items()})


def rc():
    """The settings of matplotlib (a dict for `plt.rc_context` or `rcParams.update`)."""
    from cycler import cycler

    ink, grey = palette["ink"], palette["grey"]
    return {
        "figure.figsize": (6.6, 3.6),
        "figure.facecolor": "white",
        "figure.constrained_layout.use": True,
        "savefig.facecolor": "white",
        "svg.fonttype": "path",  # a reader's machine need not have the font
        "svg.hashsalt": "excitable",  # the same figure gives the same file
        "font.family": [FONT, "DejaVu Sans"],  # first: beside a formula only the first family is used
        "font.size": 10,
        "mathtext.fontset": "cm",  # as the page's formulas
        "text.color": ink,
        "axes.titlesize": 11,
        "axes.labelcolor": ink,
        "axes.edgecolor": grey,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=[palette[n] for n in ("potassium", "sodium", "chloride", "calcium", "pump", "ink")]),
        "xtick.color": grey,
        "ytick.color": grey,
        "xtick.labelcolor": ink,
        "ytick.labelcolor": ink,
        "grid.color": "#dfe3e8",
        "grid.linewidth": 0.6,
        "lines.linewidth": 1.8,
        "lines.solid_capstyle": "round",
        "legend.frameon": False,
        "image.cmap": "viridis",
    }


def load_font():
    """Make the book's font known to matplotlib."""
    from matplotlib import font_manager

    if FONT not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(FONT_FILE)


def apply():
    """Give matplotlib this look and, in a notebook, make figures come out as SVG. `excitable.use` calls it."""
    import matplotlib

    load_font()
    matplotlib.rcParams.update(rc())
    _svg_in_notebook()


def _svg_in_notebook():
    import sys

    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    from matplotlib_inline.config import InlineBackend

    inline = InlineBackend.instance(parent=shell)
    inline.shell = shell
    inline.print_figure_kwargs = {**inline.print_figure_kwargs, "metadata": {"Date": None}}
    inline.figure_formats = {"svg"}


def svg(figure):
    """The figure as the text of an SVG file; the same figure gives the same text."""
    out = StringIO()
    figure.savefig(out, format="svg", bbox_inches="tight", metadata={"Date": None})
    return out.getvalue()
