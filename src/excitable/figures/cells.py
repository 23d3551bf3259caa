"""Drawings of the cell: pump and channels, the membrane as a circuit, equilibrium against steady state."""

from ..text import say, word
from .shapes import GREY, INK, LARGE, NORMAL, SMALL, arrow, bilayer, box, canvas, ions, line, spread, words
from .style import palette

BLUE, RED, GREEN, OCHRE = (palette[name] for name in ("potassium", "sodium", "chloride", "pump"))
TINT = {BLUE: "#d5e0f6", RED: "#f6dccf", OCHRE: "#fcf6e2"}


def pump_and_channels():
    """A patch of membrane: the pump spends ATP to move 3 Na⁺ out and 2 K⁺ in; channels let both run back.

    The ions drawn are in the proportions of `excitable.MAMMAL`, one for each 5 mM.
    """
    from ..ions import MAMMAL

    figure, axes = canvas(64)
    low, high, left, right, top, floor = 27, 37, 12, 88, 61, 3
    for y, height in ((high - 1, top - high + 1), (floor, low + 1 - floor)):
        box(axes, left, y, right - left, height, fill=palette["water"], edge="none", zorder=0)
    bilayer(axes, (low + high) / 2, high - low, (left, right), gaps=[(23.5, 32.5), (41.5, 58.5), (67.5, 76.5)])

    _channel(axes, 28, low, high, BLUE)
    _channel(axes, 72, low, high, RED)
    arrow(axes, (28, low - 5), (28, high + 7), colour=BLUE, width=2.4, head=13, zorder=8)
    arrow(axes, (72, high + 5), (72, low - 7), colour=RED, width=2.4, head=13, zorder=8)
    words(axes, 28, high + 9.2, say(zh="K⁺ 通道", en="K⁺ channel"), colour=BLUE, zorder=9)
    words(axes, 72, low - 9.2, say(zh="Na⁺ 通道", en="Na⁺ channel"), colour=RED, zorder=9)
    pumped = _pump(axes, 50, low, high)
    words(axes, 50, high + 12.4, say(zh="钠钾泵", en="Na⁺/K⁺ pump"), colour=OCHRE, zorder=9)
    words(axes, 42, low - 13, "ATP", colour=OCHRE, zorder=9)
    words(axes, 47.3, low - 13, "ADP + Pᵢ", colour=OCHRE, zorder=9, ha="left")
    arrow(axes, (42, low - 11.2), (48.6, low - 11.2), colour=OCHRE, width=1.5, bend=-1.9, zorder=8)
    words(axes, left + 1.2, top - 2, word("outside"), ha="left", colour=GREY)
    words(axes, left + 1.2, floor + 2, word("inside"), ha="left", colour=GREY)

    words_at = [(left + x, y) for y in (top - 2, floor + 2) for x in (2, 5)]
    channels = [(28 + x, y) for y in (13, 16, 19, 22, 42, 44, 46) for x in (-4, 0, 4)] + [(72 + x, y) for y in (17, 19, 21, 42, 45) for x in (-4, 0, 4)]
    middle = [(x, y) for x in (41, 45, 49, 53, 57) for y in (14, 17, 20, 23, 43, 46, 49)]
    for side, box_of_side in (("c_out", (left, high + 1, right, top)), ("c_in", (left, floor, right, low - 1))):
        counts = {name: round(getattr(MAMMAL[name], side) / 5) for name in ("Na", "K")}
        places = spread(sum(counts.values()), box_of_side, seed=6, taken=words_at + channels + middle + pumped)
        rare = min(counts, key=counts.get)  # the first places are the freest: the few ions go there
        for name, colour in (("Na", "sodium"), ("K", "potassium")):
            ions(axes, places[: counts[rare]] if name == rare else places[counts[rare] :], colour, size=8)

    for x, name, colour, text in ((5.5, "K", BLUE, "[K⁺]"), (94.5, "Na", RED, "[Na⁺]")):
        _gradient(axes, x, floor + 5, top - 8, MAMMAL[name], colour)
        words(axes, x, top - 1.2, text, colour=colour)
    return figure


def _channel(axes, x, low, high, colour):
    """A pore between two halves of a protein."""
    for side in (-1, 1):
        box(axes, x + side * 2.7 - 1.5, low - 1.5, 3, high - low + 3, fill=TINT[colour], edge=colour, rounding=1.4, zorder=5)


def _pump(axes, x, low, high):
    """The pump and what one cycle moves; the places of those ions, for others to keep away from."""
    box(axes, x - 8, low - 3, 16, high - low + 6, fill=TINT[OCHRE], edge=OCHRE, rounding=4, zorder=5)
    arrow(axes, (x - 3.4, low - 1.2), (x - 3.4, high + 5), colour=RED, width=2.4, head=13, zorder=8)
    arrow(axes, (x + 3.4, high + 1.2), (x + 3.4, low - 5), colour=BLUE, width=2.4, head=13, zorder=8)
    words(axes, x - 3.4 - 2, (low + high) / 2, "3", size=LARGE, colour=RED, zorder=9)
    words(axes, x + 3.4 + 2, (low + high) / 2, "2", size=LARGE, colour=BLUE, zorder=9)
    out = [(x - 6, high + 7.2), (x - 3.4, high + 7.2), (x - 0.8, high + 7.2)]
    back = [(x + 2.1, low - 7.2), (x + 4.7, low - 7.2)]
    ions(axes, out, "sodium", size=8)
    ions(axes, back, "potassium", size=8)
    return out + back


def _gradient(axes, x, low, high, ion, colour):
    """A wedge, wide where the ion is concentrated, with both concentrations."""
    inside, outside = (3.6 * c / max(ion.c_in, ion.c_out) for c in (ion.c_in, ion.c_out))
    axes.fill([x - inside, x + inside, x + outside, x - outside], [low, low, high, high], color=colour, alpha=0.3, linewidth=0)
    words(axes, x, high + 2, f"{ion.c_out} mM", size=SMALL)
    words(axes, x, low - 2, f"{ion.c_in} mM", size=SMALL)


def membrane_circuit():
    """The membrane as a circuit: a capacitor, one branch g with its battery E for each ion, and the pump's current.

    The longer, thinner plate of a battery is its positive pole; E is inside minus outside (`excitable.MAMMAL`).
    """
    from ..ions import MAMMAL

    figure, axes = canvas(54)
    top, bottom = 49, 5
    for y in (top, bottom):
        line(axes, [(16, y), (90, y)], width=1.5)
    words(axes, 96, top, word("outside"))
    words(axes, 96, bottom, word("inside"))

    arrow(axes, (5, bottom + 1), (5, top - 1), colour=GREY, width=1.0, head=7, both=True)
    words(axes, 6.2, 28, "$V$", ha="left", size=LARGE + 1)
    words(axes, 5, top + 1.6, "−", size=LARGE)
    words(axes, 5, bottom - 1.8, "+", size=LARGE)

    _branch(axes, 16, top, bottom, [(27.2, 28.8)])
    for y in (27.2, 28.8):
        line(axes, [(12.8, y), (19.2, y)], width=2)
    words(axes, 20.4, 28, "$C$", ha="left", size=LARGE + 1)

    for x, name, colour in ((33, "K", BLUE), (52, "Na", RED), (71, "Cl", GREEN)):
        E = MAMMAL[name].E()
        _branch(axes, x, top, bottom, [(32, 40), (18.2, 19.8)], colour)
        box(axes, x - 1.7, 32, 3.4, 8, edge=colour, linewidth=1.5)
        arrow(axes, (x - 3.4, 32.4), (x + 3.4, 39.6), colour=colour, width=1.1, head=7)
        words(axes, x + 4.2, 35, f"$g_\\mathrm{{{name}}}$", colour, LARGE + 1, ha="left")
        long, short = (19.8, 18.2) if E < 0 else (18.2, 19.8)
        line(axes, [(x - 3.2, long), (x + 3.2, long)], colour, 1.3)
        line(axes, [(x - 1.6, short), (x + 1.6, short)], colour, 3.2)
        words(axes, x + 4.2, 20.6, f"$E_\\mathrm{{{name}}}$", colour, LARGE + 1, ha="left")
        words(axes, x + 4.2, 17.2, f"{E:+.0f} mV".replace("-", "−"), colour, SMALL, ha="left")
        arrow(axes, (x - 2, 42), (x - 2, 47), colour=colour, width=1.1, head=7)
        words(axes, x - 2.8, 44.5, f"$I_\\mathrm{{{name}}}$", colour, NORMAL, ha="right")

    from matplotlib.patches import Circle

    x = 90
    _branch(axes, x, top, bottom, [(24, 32)], OCHRE)
    axes.add_patch(Circle((x, 28), 4, facecolor="none", edgecolor=OCHRE, linewidth=1.5))
    arrow(axes, (x, 25.4), (x, 31), colour=OCHRE, width=1.5, head=9)
    words(axes, x + 4.6, 28, "$I_\\mathrm{pump}$", OCHRE, NORMAL, ha="left")
    return figure


def _branch(axes, x, top, bottom, gaps, colour=INK):
    """A wire from rail to rail with gaps (from, to) for its parts, and a dot where it meets each rail."""
    ends = [bottom, *(y for gap in sorted(gaps) for y in gap), top]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        line(axes, [(x, start), (x, end)], colour, 1.5)
    axes.plot([x, x], [bottom, top], "o", color=INK, markersize=3.5, zorder=5)


def equilibrium_vs_steady():
    """Side by side: the equilibrium of one ion, and the steady state in which a pump closes the loops of two leaks."""
    figure, axes = canvas(74)
    left, right, low, high = 41, 81, 49, 55
    words(axes, left, 72, word("equilibrium"), size=LARGE + 1)
    words(axes, right, 72, word("steady state"), size=LARGE + 1)
    words(axes, 0.5, 62, word("outside"), ha="left", colour=GREY)
    words(axes, 0.5, 52, word("membrane"), ha="left", colour=GREY)
    words(axes, 0.5, 42, word("inside"), ha="left", colour=GREY)

    for x, gaps in ((left, [(-4.5, 4.5)]), (right, [(-16.3, -7.7), (-5.5, 5.5), (7.7, 16.3)])):
        box(axes, x - 18, 37, 36, 31, fill=palette["water"], edge="none", zorder=0)
        bilayer(axes, (low + high) / 2, high - low, (x - 18, x + 18), gaps=[(x + a, x + b) for a, b in gaps], spacing=1.5)

    _channel(axes, left, low, high, BLUE)
    for shift, start, end in ((-0.75, low - 5, high + 5), (0.75, high + 5, low - 5)):
        arrow(axes, (left + shift, start), (left + shift, end), colour=BLUE, width=2, head=10, zorder=8)
    words(axes, left - 2, high + 6.5, word("diffusion"), BLUE, ha="right", zorder=9)
    words(axes, left + 2, low - 6.5, word("drift"), BLUE, ha="left", zorder=9)

    _channel(axes, right - 12, low, high, BLUE)
    _channel(axes, right + 12, low, high, RED)
    box(axes, right - 5, low - 2.5, 10, high - low + 5, fill=TINT[OCHRE], edge=OCHRE, rounding=3, zorder=5)
    words(axes, right, (low + high) / 2, word("pump"), OCHRE, zorder=9, size=SMALL)
    for out, back, colour, number in ((right - 12, right - 2.8, BLUE, "2 K⁺"), (right + 2.8, right + 12, RED, "3 Na⁺")):
        box(axes, out, low - 6, back - out, high - low + 12, edge=colour, linewidth=2, rounding=3, zorder=7)
        arrow(axes, (out, high + 1), (out, high + 3.4), colour=colour, width=2, head=11, zorder=8)
        arrow(axes, (back, low - 1), (back, low - 3.4), colour=colour, width=2, head=11, zorder=8)
        words(axes, (out + back) / 2, high + 8, number, colour, zorder=9)
    words(axes, right, 39.3, "ATP", OCHRE, zorder=9)
    arrow(axes, (right, 41), (right, low - 2.9), colour=OCHRE, width=1.5, head=10, zorder=8)

    rows = (
        (say(zh="通道中的净通量", en="net flux in channels"), "0", say(zh="K⁺ 向外，Na⁺ 向内", en="K⁺ out, Na⁺ in")),
        (say(zh="通道与泵合计", en="channels and pump"), "0", say(zh="每种离子都为 0", en="0 for each ion")),
        (say(zh="能量供应", en="energy supply"), say(zh="不需要", en="none"), say(zh="ATP，不可中断", en="ATP, without a break")),
        (say(zh="熵产生", en="entropy production"), "0", say(zh="始终大于 0", en="always above 0")),
        (say(zh="若泵停转", en="if the pump stops"), say(zh="毫无变化", en="nothing changes"), say(zh="梯度逐渐消失", en="the gradients run down")),
    )
    for number, (name, first, second) in enumerate(rows):
        y = 31.2 - 6.9 * number
        line(axes, [(0.5, y + 3.5), (99, y + 3.5)], colour="#c8ced6", width=0.7)
        for x, text, side in ((0.5, name, "left"), (left, first, "center"), (right, second, "center")):
            words(axes, x, y - 0.7, text, ha=side, va="baseline")
    return figure
