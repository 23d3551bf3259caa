"""Drawings of the first chapter: a charge on an energy slope, the beaker experiment, the charged layers of a membrane."""

import numpy as np

from ..text import label, say, word
from .shapes import GREY, INK, LARGE, SMALL, arrow, bilayer, box, canvas, ions, line, pointer, spread, words
from .style import palette

BLUE = palette["potassium"]


def energy_and_fluxes():
    """Where the energy $qu(x)$ of an ion is high, ions are few; drift down the slope and diffusion up it cancel.

    The slope is that of K⁺ between the two sides of a mammalian cell at $E_K$, and the density falls as
    $n(x) = n(x_1) e^{-q[u(x) - u(x_1)]/kT}$: it ends at the concentration outside.
    """
    import matplotlib.pyplot as plt

    from ..constants import BODY_TEMPERATURE, F, R
    from ..ions import MAMMAL

    ion = MAMMAL["K"]
    x = np.linspace(0, 1, 201)
    rise = 1 / (1 + np.exp(-(x - 0.5) / 0.085))
    rise = (rise - rise[0]) / (rise[-1] - rise[0])
    u = ion.E(BODY_TEMPERATURE) * (1 - rise)
    energy = ion.z * F * (u - u[0]) * 1e-3 / (R * BODY_TEMPERATURE)
    density = ion.c_in * np.exp(-energy)

    figure, (top, gas, bottom) = plt.subplots(3, 1, figsize=(6.4, 5.7), sharex=True, height_ratios=[1, 0.85, 1])
    top.fill_between(x, energy, -0.25, color="#e4e9f7", linewidth=0)
    top.plot(x, energy, color=BLUE)
    top.set(ylabel=word("potential energy") + " $q\\,u(x)$  ($kT$)", ylim=(-0.25, 4.1))
    words(top, 0.02, 0.55, say(zh="势能低：粒子多", en="low energy: many particles"), ha="left", va="bottom")
    words(top, 0.98, 3.55, say(zh="势能高：粒子少", en="high energy: few particles"), ha="right", va="bottom")

    share = np.cumsum(density) / density.sum()
    dots = spread(150, (0, 0, 4, 1), seed=1)  # even over the share of the ions on one side of x, hence dense where they are
    gas.scatter(np.interp(dots[:, 0] / 4, share, x), dots[:, 1], s=12, color=BLUE, linewidths=0)
    gas.set(ylim=(-0.85, 1.05), yticks=[])
    gas.spines[["left", "bottom"]].set_visible(False)
    gas.tick_params(bottom=False)
    for y, start, end, text in ((-0.28, 0.25, 0.65, word("diffusion")), (-0.65, 0.65, 0.25, word("drift"))):
        arrow(gas, (start, y), (end, y), colour=BLUE, width=2.2, head=12)
        words(gas, 0.67, y, text, ha="left")

    bottom.fill_between(x, density, color="#e4e9f7", linewidth=0)
    bottom.plot(x, density, color=BLUE)
    bottom.set(ylabel=word("density") + " $n(x)$  (mM)", ylim=(0, ion.c_in * 1.12), xlim=(0, 1))
    bottom.set_xticks([0, 1], [f"$x_1$\n{word('inside')}", f"$x_2$\n{word('outside')}"])
    words(bottom, 0.47, ion.c_in * 0.62, r"$n(x)\propto e^{-q\,u(x)/kT}$", size=LARGE + 1, ha="left")
    return figure


# The beaker: KCl on both sides, in mM, of a membrane that only K⁺ crosses.
LEFT, RIGHT = 100, 10


def beaker_experiment():
    """How a membrane selective for K⁺ makes a voltage between two solutions of KCl, in four panels.

    Both concentrations are given and differ from zero, Cl⁻ is the counter-ion that cannot cross, the electrodes are
    references with salt bridges (two electrodes reversible to K⁺ would read nothing), and V is left minus right.
    The readings follow $V = E_K (1 - e^{-t/τ})$; the drift arrow is as long as V is close to E_K.
    """
    from ..equilibrium import nernst

    final = float(nernst(c_out=RIGHT, c_in=LEFT))
    figure, axes = canvas(92)
    panels = (
        (0.0, 0, say(zh="a  开始：两侧各自电中性", en="a  Start: each side is neutral")),
        (0.4, 2, say(zh="b  少数 K⁺ 先过去，Cl⁻ 过不去", en="b  A few K⁺ cross, Cl⁻ cannot")),
        (1.2, 4, say(zh="c  电荷在膜两侧积聚", en="c  Charge gathers on both faces")),
        (np.inf, 5, say(zh="d  稳定：漂移抵消扩散", en="d  Steady: drift cancels diffusion")),
    )
    for number, (time, crossed, title) in enumerate(panels):
        x, y, share = 1 + 51 * (number % 2), 47 - 46.5 * (number // 2), 1 - np.exp(-time)
        words(axes, x, y + 43, title, ha="left", size=LARGE)
        _beaker(axes, x, y, crossed, reading=share * final + 0.0)
        if number == 0:
            _name_parts(axes, x, y)
        else:
            _fluxes(axes, x + 23.5, y + 27.2, share)
    return figure


def _beaker(axes, x, y, crossed, reading):
    """Beaker, electrodes and voltmeter; `crossed` of the 20 K⁺ on the left have gone to the right face."""
    middle, floor, surface = x + 23.5, y + 3.5, y + 21
    box(axes, x, floor, 47, surface - floor, fill=palette["water"], edge="none", zorder=1)
    line(axes, [(x, surface + 3), (x, floor), (x + 47, floor), (x + 47, surface + 3)], width=1.6)
    box(axes, middle - 0.8, floor, 1.6, surface - floor + 3, fill=palette["membrane"], edge="#a08240", linewidth=0.8)
    words(axes, x + 8, y + 1.2, f"KCl {LEFT} mM")
    words(axes, x + 39, y + 1.2, f"KCl {RIGHT} mM")
    for side, electrode in ((-1, x + 4), (1, x + 43)):
        box(axes, electrode - 1, surface - 4, 2, 9, fill="#ffffff", linewidth=0.9, rounding=0.8, zorder=7)
        box(axes, electrode - 1, surface - 4, 2, 1.6, fill=GREY, linewidth=0.9, rounding=0.7, zorder=7)
        line(axes, [(electrode, surface + 2), (electrode, y + 36.5), (middle + side * 7.5, y + 36.5)], width=1.1, zorder=8)
        words(axes, middle + side * 9.2, y + 38, "+" if side < 0 else "−", size=LARGE)
    box(axes, middle - 7.5, y + 33.5, 15, 6, fill="#ffffff", linewidth=1.3, rounding=1.2, zorder=8)
    words(axes, middle, y + 36.4, f"{reading:.1f} mV".replace("-", "−"), size=LARGE, zorder=9)

    tips = [(tip, surface - depth) for tip in (x + 4, x + 43) for depth in (0, 2, 4)]
    left = spread(40, (x + 0.4, floor + 0.4, middle - 3.2, surface - 0.4), seed=3, taken=tips)
    right = spread(4, (middle + 3.2, floor + 0.4, x + 46.6, surface - 0.4), seed=5, taken=tips)
    rows = floor + (np.arange(crossed) + 0.5) * (surface - floor) / max(crossed, 1)
    ions(axes, [*left[: 20 - crossed], *right[:2], *((middle + 2, row) for row in rows)], "potassium", size=6.6)
    ions(axes, [*left[20 : 40 - crossed], *right[2:], *((middle - 2, row) for row in rows)], "chloride", size=6.6)


def _name_parts(axes, x, y):
    words(axes, x + 23.5, y + 31, say(zh="盐桥参比电极", en="salt-bridge reference electrodes"), size=SMALL)
    pointer(axes, (x + 12, y + 29.8), (x + 5.2, y + 25))
    pointer(axes, (x + 35, y + 29.8), (x + 41.8, y + 25))
    for dx, name, text in ((18.5, "potassium", "K⁺"), (24, "chloride", "Cl⁻")):
        ions(axes, [(x + dx, y + 1.4)], name, size=6.6)
        words(axes, x + dx + 1.2, y + 1.2, text, size=SMALL, ha="left")
    words(axes, x + 27.5, y + 26, say(zh="只让 K⁺\n通过的膜", en="K⁺-selective\nmembrane"), size=SMALL, ha="left")
    pointer(axes, (x + 27, y + 25.6), (x + 24.6, y + 23.4))


def _fluxes(axes, middle, y, share):
    """Diffusion of K⁺ to the right, drift back in proportion to the voltage: equal and opposite at the end."""
    length = 11
    for height, start, end, text in (
        (y + 3, middle - length / 2, middle + length / 2, word("diffusion")),
        (y, middle + length / 2, middle + length / 2 - length * share, word("drift")),
    ):
        arrow(axes, (start, height), (end, height), colour=BLUE, width=2, head=9)
        words(axes, middle + length / 2 + 0.9, height, text, ha="left", size=SMALL)


def charged_layer():
    """Where the charge of the membrane sits: two thin layers on its faces, in a neutral bulk.

    A membrane 5 nm thick, of 1 µF/cm², is charged to $E_K$: σ = C V on each face, with opposite signs. In the water
    (relative permittivity 74, ionic strength 150 mM) the charge falls off with the Debye length
    λ = √(ε_r ε_0 R T / (2 F² I)): the linear theory of Debye & Hückel 1923, good here since each layer takes up about 1 mV.
    """
    from scipy.constants import epsilon_0

    from ..constants import BODY_TEMPERATURE, F, R
    from ..ions import MAMMAL

    voltage = MAMMAL["K"].E() * 1e-3  # V
    capacitance, ionic_strength, water, half = 1e-2, 150.0, 74.0, 2.5e-9  # F/m² (1 µF/cm²), mol/m³, relative, m
    debye = np.sqrt(water * epsilon_0 * R * BODY_TEMPERATURE / (2 * F**2 * ionic_strength))
    charge = capacitance * voltage  # C/m², on the inner face
    depth = np.linspace(0, 6.5e-9, 200)  # from a face into the solution
    fall = np.exp(-depth / debye)
    face = charge * debye / (water * epsilon_0)  # what the potential loses in one diffuse layer
    inside, outside = -(half + depth[::-1]) * 1e9, (half + depth) * 1e9

    import matplotlib.pyplot as plt

    figure, (picture, top, bottom) = plt.subplots(3, 1, figsize=(6.4, 6), sharex=True, height_ratios=[1.5, 1, 1])
    edge = half * 1e9
    for axes in (top, bottom):
        axes.axvspan(-edge, edge, color=palette["membrane"], linewidth=0, zorder=0)
    picture.set_axis_off()
    picture.set(xlim=(inside[0], outside[-1]), ylim=(0, 7.1))
    _ions_at_membrane(picture, edge, debye * 1e9)

    density = charge / debye * fall * 1e-6  # C/cm³
    for x, y, colour in ((inside, density[::-1], GREY), (outside, -density, BLUE)):
        top.fill_between(x, y, color=colour, alpha=0.25, linewidth=0)
        top.plot(x, y, color=colour)
    top.axhline(0, color=GREY, linewidth=0.7, zorder=1)
    top.set(ylabel=label("charge density", "C/cm³"), ylim=np.array([1.25, -1.25]) * density[0])
    height = -density[0] * 0.5
    arrow(top, (edge + debye * 2.4e9, height), (edge + debye * 1.05e9, height), width=0.9, head=6)
    length = f"{debye * 1e9:.1f}"
    text = say(zh="一个德拜长度，", en="one Debye length, ") + f"{length} nm"
    words(top, edge + debye * 2.6e9, height, text, size=SMALL, ha="left")
    top.plot([edge, edge + debye * 1e9], [height, height], color=INK, linewidth=2, solid_capstyle="butt")

    potential = np.concatenate([voltage - face * fall[::-1], face * fall]) * 1e3
    bottom.plot(np.concatenate([inside, outside]), potential, color=palette["voltage"])
    bottom.set(ylabel=label("electric potential", "mV"), xlabel=label("position", "nm"), ylim=(voltage * 1150, 12))
    words(bottom, -8.8, potential[0] + 6, "$V_m = E_\\mathrm{K}$" + f" $=$ {potential[0]:.1f} mV".replace("-", "−"), ha="left", va="bottom")
    return figure


def _ions_at_membrane(axes, edge, debye):
    """Neutral salt on both sides, and the unpaired ions within a Debye length or so of each face."""
    for side, anion in ((-1, "grey"), (1, "chloride")):
        axes.fill_betweenx([0, 5.3], side * edge, side * 9, color=palette["water"], linewidth=0, zorder=0)
        corners = sorted((side * (edge + 2.4 * debye), side * 8.85))
        points = spread(28, (corners[0], 0.2, corners[1], 5.1), seed=2)
        ions(axes, points[::2], "potassium", size=8)
        ions(axes, points[1::2], anion, size=8)
        depth = -debye * np.log(1 - (np.arange(7) * 5 % 7 + 0.5) / 8.5)  # the quantiles of an exponential, shuffled
        unpaired = np.column_stack([side * (edge + 0.35 + depth), 0.4 + np.arange(7) * 0.77])
        ions(axes, unpaired, "potassium" if side > 0 else "grey", size=8)
    bilayer(axes, 0, 2 * edge, (0, 5.3), vertical=True, spacing=0.53, unit=24)
    for x, text in (
        (-6.6, say(zh="胞内：电中性", en="inside: neutral")),
        (0, word("membrane")),
        (6.6, say(zh="胞外：电中性", en="outside: neutral")),
    ):
        words(axes, x, 6.65, text)
    for x, name, text in ((-7.4, "potassium", "K⁺"), (-6.1, "grey", "A⁻"), (6.0, "potassium", "K⁺"), (7.3, "chloride", "Cl⁻")):
        ions(axes, [(x, 5.85)], name, size=8)
        words(axes, x + 0.25, 5.85, text, size=SMALL, ha="left")
    words(axes, -3.4, 6.0, "−", size=LARGE + 6)
    words(axes, 3.4, 6.0, "+", size=LARGE + 6)
