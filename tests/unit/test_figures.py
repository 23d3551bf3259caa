"""Figures are legible: every glyph exists, no words collide, colours stand out and stay apart; and what they draw is right."""

import ast
import gzip
import itertools
import re
from pathlib import Path

import matplotlib
import numpy as np
import pytest

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.colors import to_hex  # noqa: E402

from excitable import figures, text  # noqa: E402
from excitable.equilibrium import nernst  # noqa: E402
from excitable.figures import experiments, palette, svg  # noqa: E402
from excitable.figures.style import FONT, FONT_FILE, css, dark  # noqa: E402
from excitable.ions import MAMMAL  # noqa: E402

ROOT = Path(__file__).parents[2]
DRAWINGS = [
    figures.energy_and_fluxes, figures.beaker_experiment, figures.charged_layer, figures.pump_and_channels,
    figures.membrane_circuit, figures.equilibrium_vs_steady,
]  # fmt: skip


@pytest.fixture(autouse=True)
def leave_no_trace():
    """A test's language, settings and figures end with it."""
    language = text.language()
    with matplotlib.rc_context():
        yield
    text._language = language
    plt.close("all")


def draw(drawing, lang="en"):
    text.use(lang)
    figure = drawing()
    figure.canvas.draw()
    return figure


def texts(figure):
    """All text that is drawn (matplotlib keeps labels of ticks beyond the limits, too)."""
    found = []
    for axes in figure.axes:
        found += [*axes.texts, axes.title]
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            low, high = sorted(axis.get_view_interval())
            found += [axis.label, *(tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high)]
    return [t for t in found if t.get_visible() and t.get_text().strip()]


# ---- the font


def chinese_of_figures():
    """Every Chinese character that a figure may contain: the library's strings, what pages say, the glossary."""
    strings = [
        node.value
        for path in (ROOT / "src").rglob("*.py") if path.parent.name != "coursework"  # which says much, but never in a figure
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    strings += [found for path in (ROOT / "book/zh").rglob("*.md") for found in re.findall(r'\bzh=f?"([^"]*)"', path.read_text("utf-8"))]
    strings.append((ROOT / "book/glossary.yml").read_text("utf-8"))
    return {character for string in strings for character in string if ord(character) > 0x2E7F}


def test_the_font_has_every_chinese_character_of_figures_and_glossary():
    has = matplotlib.ft2font.FT2Font(FONT_FILE).get_charmap()
    missing = sorted(c for c in chinese_of_figures() if ord(c) not in has)
    assert not missing, f"{''.join(missing)}: run src/excitable/figures/fonts/make_font.py (see fonts/README.md)"


@pytest.mark.parametrize("label", ["膜电位 $V_m$ (mV)", "[K⁺]ₒ 与 [Na⁺]ᵢ，$10^{-17}$ 或 10⁻¹⁷ mol", "势垒、熵与阈值 −5 µA/cm² $\\mathrm{K^+}$ → ⇌"])
def test_chinese_beside_a_formula_has_all_its_glyphs(label, caplog):
    text.use("zh")
    _, axes = plt.subplots()
    axes.set(xlabel=label, title=label.replace("$", ""), xscale="log", xlim=(1e-3, 1))
    svg(axes.figure)  # a glyph missing in plain text is a warning, hence an error here; one beside a formula is only logged
    assert not caplog.records


def test_the_font_is_small_and_carries_no_reserved_name():
    assert FONT_FILE.stat().st_size <= 900_000
    names = matplotlib.ft2font.FT2Font(FONT_FILE).get_sfnt()
    shown = [value.decode("utf-16-be" if key[0] == 3 else "latin-1") for key, value in names.items() if key[3] in (1, 3, 4, 6, 16)]
    assert FONT in shown
    assert not [name for name in shown if re.search("noto|source", name, re.IGNORECASE)]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONT_FILE.parent / "LICENSE").read_text()


# ---- colours


def linear(colour):
    c = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted(linear(c) @ [0.2126, 0.7152, 0.0722] for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def page(theme):
    """The ground of the book's pages, from its stylesheet."""
    block = re.search(rf'html\[data-theme="{theme}"\] {{([^}}]*)}}', (ROOT / "book/_static/book.css").read_text("utf-8"))[1]
    return re.search(r"--paper: (#[0-9a-f]{6});", block)[1]


@pytest.mark.parametrize(("theme", "seen"), [("light", str), ("dark", dark)])
def test_coloured_words_are_legible_on_the_page_and_on_water(theme, seen):
    for name, colour in palette.items():
        if name not in ("membrane", "water"):
            assert contrast(seen(colour), page(theme)) >= 4.5, name
            assert contrast(seen(colour), seen(palette["water"])) >= 4.5, name


def test_the_ground_of_a_figure_vanishes_into_the_page():
    assert dark("#ffffff") == "#121212"
    channels = [int(page("dark")[i : i + 2], 16) for i in (1, 3, 5)]
    assert min(channels) >= 0x12  # or blending by "lighten" would show the figure as a paler box
    assert page("light") == "#ffffff"


# Machado, Oliveira & Fernandes 2009, severity 1.
VISION = {
    "full": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def cielab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1) / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("seen", [str, dark], ids=["light", "dark"])
def test_no_two_ions_look_alike_to_anyone(seen, vision):
    names = ("potassium", "sodium", "chloride", "calcium", "voltage")
    lab = {name: cielab(np.array(VISION[vision]) @ linear(seen(palette[name]))) for name in names}
    for one, other in itertools.combinations(names, 2):
        assert np.linalg.norm(lab[one] - lab[other]) > 10, (one, other)


def test_explorers_get_the_same_colours():
    assert f"--excitable-sodium: {palette['sodium']};" in css()
    assert f"--excitable-sodium: {dark(palette['sodium'])};" in css().split('html[data-theme="dark"]')[1]


# ---- every drawing


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda f: f.__name__)
def test_words_of_a_drawing_neither_collide_nor_leave_it(drawing, lang, caplog):
    figure = draw(drawing, lang)
    extents = [(t.get_text(), t.get_window_extent().padded(-1)) for t in texts(figure)]
    for (one, a), (other, b) in itertools.combinations(extents, 2):
        assert not a.overlaps(b), f"{one!r} and {other!r} overlap"
    width, height = figure.canvas.get_width_height()
    for one, a in extents:
        assert -1 <= a.x0 and a.x1 <= width + 1 and -1 <= a.y0 and a.y1 <= height + 1, f"{one!r} leaves the figure"
    assert not caplog.records


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda f: f.__name__)
def test_a_drawing_speaks_the_language_of_its_page(drawing):
    def chinese(lang):
        return [t for t in texts(draw(drawing, lang)) if re.search("[一-鿿]", t.get_text())]

    assert chinese("zh")
    assert not chinese("en")


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda f: f.__name__)
def test_a_drawing_is_a_small_file_that_stays_the_same(drawing):
    first, second = (svg(draw(drawing, "zh")) for _ in range(2))
    assert first == second
    assert "<text" not in first  # letters are outlines: no reader needs the font
    assert "dc:date" not in first
    assert len(gzip.compress(first.encode())) < 40_000


def test_saving_twice_gives_the_same_picture():
    figure = draw(figures.membrane_circuit)
    assert svg(figure) == svg(figure)


# ---- what they draw


def test_the_ions_on_the_slope_obey_boltzmann_and_end_at_the_outside_concentration():
    top, _, bottom = draw(figures.energy_and_fluxes).axes
    (energy,), (density,) = ([line.get_ydata() for line in axes.lines] for axes in (top, bottom))
    assert density * np.exp(energy) == pytest.approx(np.full(len(density), MAMMAL["K"].c_in))
    assert density[-1] == pytest.approx(MAMMAL["K"].c_out)


def test_drift_and_diffusion_arrows_are_equal_and_opposite():
    gas = draw(figures.energy_and_fluxes).axes[1]
    diffusion, drift = (np.diff(patch._posA_posB, axis=0)[0] for patch in gas.patches)
    assert diffusion == pytest.approx(-drift)


def test_the_voltmeter_of_the_beaker_goes_from_zero_to_the_nernst_potential():
    shown = [t.get_text() for t in texts(draw(figures.beaker_experiment)) if re.fullmatch(r"−?[\d.]+ mV", t.get_text())]
    readings = [float(t.removesuffix(" mV").replace("−", "-")) for t in shown]
    assert readings == sorted(readings, reverse=True)
    assert readings[0] == 0
    assert readings[-1] == pytest.approx(nernst(experiments.RIGHT, experiments.LEFT), abs=0.05)


def test_the_beaker_keeps_its_ions_and_each_side_starts_neutral():
    axes = draw(figures.beaker_experiment).axes[0]
    places = {name: np.vstack([c.get_offsets() for c in axes.collections if to_hex(c.get_facecolor()[0]) == palette[name]])
              for name in ("potassium", "chloride")}  # fmt: skip
    for panel, (column, row) in enumerate(itertools.product((0, 1), (1, 0))):
        def inside(points, column=column, row=row):
            x, y = (points - [1 + 51 * column, 0.5 + 46.5 * row]).T
            return x[(0 < x) & (x < 47) & (3 < y) & (y < 25)]
        for name in places:
            assert len(inside(places[name])) == 22, (panel, name)
        if (column, row) == (0, 1):
            left = {name: np.sum(inside(places[name]) < 23.5) for name in places}
            assert left == {"potassium": 20, "chloride": 20}
    ratio = experiments.LEFT / experiments.RIGHT
    assert 20 / 2 == ratio


def test_the_two_layers_hold_equal_and_opposite_charges_of_a_capacitor_at_E_K():
    _, top, bottom = draw(figures.charged_layer).axes
    inner, outer = (np.trapezoid(line.get_ydata(), line.get_xdata() * 1e-7) for line in top.lines[:2])  # C/cm²
    assert inner == pytest.approx(-outer)
    assert inner == pytest.approx(1e-6 * MAMMAL["K"].E() * 1e-3, rel=2e-3)  # σ = C V at 1 µF/cm²
    potential = bottom.lines[0].get_ydata()
    assert potential[0] - potential[-1] == pytest.approx(MAMMAL["K"].E(), rel=1e-3)


def test_ions_about_the_pump_stand_in_the_proportions_of_a_mammalian_cell():
    axes = draw(figures.pump_and_channels).axes[0]
    for name, colour, pumped in (("Na", "sodium", (3, 0)), ("K", "potassium", (0, 2))):
        y = np.concatenate([c.get_offsets()[:, 1] for c in axes.collections if len(c.get_facecolor()) and to_hex(c.get_facecolor()[0]) == palette[colour]])
        out, inside = np.sum(y > 37) - pumped[0], np.sum(y < 27) - pumped[1]
        assert (out * 5, inside * 5) == (MAMMAL[name].c_out, MAMMAL[name].c_in)


def test_batteries_of_the_circuit_show_the_nernst_potentials():
    shown = {t.get_text() for t in texts(draw(figures.membrane_circuit))}
    assert {f"{MAMMAL[name].E():+.0f} mV".replace("-", "−") for name in ("K", "Na", "Cl")} <= shown


# ---- in a notebook


def test_after_use_a_notebook_shows_svg():
    import nbformat
    from nbclient import NotebookClient

    cells = ["from excitable.text import use\nuse('zh')", "import matplotlib.pyplot as plt\nplt.plot([0, 1]);"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=60).execute()
    (output,) = notebook.cells[1].outputs
    assert "image/svg+xml" in output.data
    assert "image/png" not in output.data
    assert "dc:date" not in output.data["image/svg+xml"]
