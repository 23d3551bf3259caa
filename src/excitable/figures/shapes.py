"""The pieces that drawings are made of: a canvas, ions, arrows, a lipid bilayer, words.

A canvas is 100 units wide, whatever its height, and has no axes; one unit is the same length both ways.
"""

import numpy as np

from .style import palette

WIDTH = 6.8  # inches
INK, GREY = palette["ink"], palette["grey"]
SMALL, NORMAL, LARGE = 8.5, 9.5, 11  # points
# Shape as well as colour tells the ions apart; the sign is their charge.
MARKS = {"potassium": ("o", "+"), "sodium": ("D", "+"), "chloride": ("s", "_"), "calcium": ("h", "+"), "grey": ("H", "_")}


def canvas(height):
    """A figure and its one axes, 100 units wide and `height` units high."""
    import matplotlib.pyplot as plt
    from matplotlib.layout_engine import PlaceHolderLayoutEngine

    # An engine that does nothing: with none at all, saving a figure a second time brings back the constrained layout.
    still = PlaceHolderLayoutEngine(adjust_compatible=True, colorbar_gridspec=True)
    figure = plt.figure(figsize=(WIDTH, WIDTH * height / 100), layout=still)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 100), ylim=(0, height))
    axes.set_axis_off()
    return figure, axes


def words(axes, x, y, text, colour=INK, size=NORMAL, ha="center", va="center", **options):
    """Text at a point; several lines stand at an even distance."""
    return axes.text(x, y, text, color=colour, fontsize=size, ha=ha, va=va, linespacing=1.35, **options)


def arrow(axes, start, end, colour=INK, width=1.6, head=9, bend=0, zorder=4, both=False):
    """An arrow from `start` to `end`, straight or bent."""
    from matplotlib.patches import FancyArrowPatch

    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="<|-|>" if both else "-|>", mutation_scale=head, connectionstyle=f"arc3,rad={bend}",
            shrinkA=0, shrinkB=0, linewidth=width, color=colour, zorder=zorder, capstyle="butt", joinstyle="miter",
        )
    )


def pointer(axes, start, end):
    """A thin grey line from a label to what it names."""
    axes.plot(*zip(start, end, strict=True), color=GREY, linewidth=0.7, zorder=5, solid_capstyle="butt")


def line(axes, points, colour=INK, width=1.3, zorder=3, **options):
    axes.plot(*zip(*points, strict=True), color=colour, linewidth=width, zorder=zorder, solid_joinstyle="miter", solid_capstyle="butt", **options)


def box(axes, x, y, width, height, fill="none", edge=INK, linewidth=1.1, rounding=0.0, zorder=2):
    """A rectangle by its lower left corner, with rounded corners if asked."""
    from matplotlib.patches import FancyBboxPatch

    style = f"round,pad=0,rounding_size={rounding}" if rounding else "square,pad=0"
    axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=style, facecolor=fill, edgecolor=edge, linewidth=linewidth, zorder=zorder))


def ions(axes, points, name, size=9.0, zorder=6):
    """Ions of one kind at `points`; `size` is their diameter in typographic points."""
    x, y = np.asarray(points, float).reshape(-1, 2).T
    shape, sign = MARKS[name]
    slim = {"D": 0.8, "s": 0.85}.get(shape, 1.0)  # so that all look equally large
    axes.scatter(x, y, s=(size * slim) ** 2, marker=shape, color=palette[name], linewidths=0, zorder=zorder)
    axes.scatter(x, y, s=(size * 0.55) ** 2, marker=sign, color="white", linewidths=size / 8, zorder=zorder)


def spread(count, box, seed=0, taken=()):
    """`count` points (x, y) spread evenly and irregularly over `box` (x0, y0, x1, y1), away from those `taken`.

    Each new point is the best of many random ones: that farthest from all before it (Mitchell 1991).
    """
    generator = np.random.default_rng(seed)
    low, high = np.array(box[:2]), np.array(box[2:])
    points = [np.asarray(p, float) for p in taken]
    for _ in range(count):
        tries = generator.uniform(low, high, (300, 2))
        edge = np.minimum(tries - low, high - tries).min(axis=1) * 2
        distance = np.min([np.hypot(*(tries - p).T) for p in points] + [edge], axis=0) if points else edge
        points.append(tries[np.argmax(distance)])
    return np.array(points[len(taken) :])


def bilayer(axes, across, thickness, along, vertical=False, gaps=(), spacing=1.7, unit=4.9, zorder=2):
    """A lipid bilayer centred at `across`, running over `along` (from, to) except in `gaps`, each (from, to).

    `unit` is the length of one unit of the axes in points.
    """
    from matplotlib.collections import LineCollection

    start, end = along
    at = np.linspace(start + spacing / 2, end - spacing / 2, round((end - start) / spacing))
    at = at[[not any(a < s < b for a, b in gaps) for s in at]]
    half = thickness / 2 - spacing * 0.42
    turn = (lambda s, t: (t, s)) if vertical else (lambda s, t: (s, t))
    heads = [turn(s, across + side * half) for s in at for side in (-1, 1)]
    tails = [
        [turn(s + shift, across + side * half), turn(s + shift, across + side * 0.25)]
        for s in at for side in (-1, 1) for shift in (-spacing * 0.2, spacing * 0.2)
    ]
    axes.add_collection(LineCollection(tails, colors="#c9ae74", linewidths=0.9, zorder=zorder))
    axes.scatter(*zip(*heads, strict=True), s=(spacing * unit * 0.83) ** 2, facecolor="#e3c88f", edgecolors="#a08240", linewidths=0.6, zorder=zorder + 0.1)
