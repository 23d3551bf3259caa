"""Live figures as a student or a page meets them: what `explore` and `interact` show, and what they say to a mistake."""

import gzip
import hashlib
import html
import json
import re
import xml.etree.ElementTree as xml
from html.parser import HTMLParser
from urllib.parse import unquote

import matplotlib.pyplot as plt
import numpy as np
import pytest

from excitable import explore, interact, quantity, say, use
from excitable.explore.catalogue import CATALOGUE
from excitable.explore.frames import LIMIT, check, positions
from excitable.explore.parts import symbol
from excitable.explore.scripts import MODULES, PLOT, STATIC, page_script, style_sheet
from excitable.figures.style import palette


@pytest.fixture
def page(monkeypatch, tmp_path):
    """A page is being built; the folder of its frames."""
    monkeypatch.setenv("EXCITABLE_PAGE", "1")
    monkeypatch.setenv("EXCITABLE_FRAMES", str(tmp_path))
    yield tmp_path
    use("en")


class Elements(HTMLParser):
    """The elements of some HTML, in order, and the text of its script."""

    def __init__(self, text):
        super().__init__()
        self.all, self.script, self._in_script = [], "", False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag):
        self._in_script = False

    def handle_data(self, data):
        if self._in_script:
            self.script += data

    def first(self, tag):
        return next(attributes for name, attributes in self.all if name == tag)


# ---- explore, on a page ----


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CATALOGUE)
def test_an_explorer_on_a_page_is_html_with_its_spec_and_a_picture(name, lang, page):
    use(lang)
    elements = Elements(explore(name)._repr_html_())
    assert elements.all[0] == ("div", {"class": "explorer", "data-model": name})
    assert elements.first("script") == {"type": "application/json"}
    spec = json.loads(elements.script)
    assert spec["lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    assert {slider["name"] for slider in spec["sliders"]} <= spec["values"].keys()
    assert {line["look"].split()[0] for line in spec["lines"]} <= palette.keys()
    picture = elements.first("img")["src"]
    assert picture.startswith("data:image/svg+xml,")
    drawing = xml.fromstring(unquote(picture.partition(",")[2]))
    assert drawing.tag.endswith("svg")
    words = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert words and not [word for word in words if re.search(r"[$\\*{}]", word)], "no marks of TeX or of ours are left"


def test_the_picture_names_its_powers_of_ten(page):
    picture = unquote(Elements(explore("potassium-cell")._repr_html_()).first("img")["src"])
    for power in ("0.01", "0.001", "10⁻⁴", "10⁻⁷"):
        assert f">{power}</text>" in picture


def words_of(value):
    if isinstance(value, dict):
        return [word for key in value for word in words_of(value[key])]
    if isinstance(value, list):
        return [word for part in value for word in words_of(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_explorer_speaks_the_language_of_the_page(name, page):
    for lang, han in (("zh", True), ("en", False)):
        use(lang)
        spec = CATALOGUE[name].spec()
        spec.pop("model")
        assert any(re.search(r"[\u4e00-\u9fff]", word) for word in words_of(spec)) == han
        labels = [spec["title"], spec["x"]["label"], *(slider["label"] for slider in spec["sliders"])]
        assert all(labels), "nothing is nameless"
        if han:
            assert all(re.search(r"[\u4e00-\u9fff]", label) for label in labels)


def test_the_text_alternative_says_what_the_figure_shows(page):
    use("en")
    alt = Elements(explore("nernst", c_out=5)._repr_html_()).first("img")["alt"]
    assert alt == "Nernst potential against the concentration outside: At c_out = 5 mM: E = −89.0 mV."
    use("zh")
    assert "当 c_out = 5 mM 时，E = −89.0 mV。" in Elements(explore("nernst")._repr_html_()).first("img")["alt"]


def test_a_starting_value_is_shown(page):
    spec = json.loads(Elements(explore("nernst", c_out=20, z=2)._repr_html_()).script)
    assert (spec["values"]["c_out"], spec["values"]["z"]) == (20, 2)


def test_the_spec_cannot_end_its_script_early(page):
    text = explore("nernst")._repr_html_()
    assert text.count("</script>") == 1


def test_the_same_explorer_gives_the_same_html(page):
    assert explore("pump-leak")._repr_html_() == explore("pump-leak")._repr_html_()


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_explorer_is_light(name, page):
    # A figure that lets the reader choose carries the data of every choice.
    assert len(gzip.compress(explore(name)._repr_html_().encode())) < 10_000 + 5_000 * len(CATALOGUE[name].variants)


def test_what_a_page_loads_is_light():
    assert len(gzip.compress((page_script() + style_sheet()).encode())) < 25_000
    assert len(gzip.compress(PLOT.read_bytes())) < 150_000


def test_observable_plot_is_the_file_its_readme_describes():
    readme = (PLOT.parent / "README.md").read_text(encoding="utf-8")
    assert f"sha256 of `plot.js`: {hashlib.sha256(PLOT.read_bytes()).hexdigest()}" in readme
    licence = (PLOT.parent / "LICENSE").read_text(encoding="utf-8")
    for package in re.findall(r"^\| (\S+) \| \d", readme, re.MULTILINE):
        assert package in licence, f"the licence of {package} is missing"


def test_no_script_asks_another_host():
    own = page_script() + style_sheet()
    assert not re.search(r"https?://(?!www\.w3\.org/)", own)


# ---- what the figures teach ----


def facts(name, **moved):
    explorer = CATALOGUE[name]
    return explorer.compute(explorer.values(**moved))["facts"]


def test_a_second_pulse_soon_after_the_first_must_be_stronger():
    assert len(facts("hodgkin-huxley", delay=10, I_2=15)["spikes"]) == 1
    assert len(facts("hodgkin-huxley", delay=10, I_2=30)["spikes"]) == 2
    assert len(facts("hodgkin-huxley", delay=5, I_2=60)["spikes"]) == 1, "absolutely refractory"
    assert len(facts("hodgkin-huxley", delay=25, I_2=15)["spikes"]) == 2


def test_a_membrane_fires_when_a_long_hyperpolarising_pulse_ends():
    (spike,) = facts("hodgkin-huxley", I_1=-10, d=20, I_2=0)["spikes"]
    assert 22 < spike < 30


def test_a_lasting_current_makes_a_membrane_fire_again_and_again_but_not_when_it_is_hot():
    assert len(facts("hodgkin-huxley", I=10, I_1=0, I_2=0)["spikes"]) >= 4
    assert facts("hodgkin-huxley", T=303)["spikes"] == []


@pytest.mark.parametrize("moved", [{}, {"C": 2}, {"g_L": 0.5, "I_1": -3}])
def test_one_time_constant_after_each_step_the_voltage_has_come_63_per_cent_of_its_way(moved):
    explorer = CATALOGUE["rc-charging"]
    values = explorer.values(**moved)
    curves = explorer.compute(values, rtol=1e-9, atol=1e-11)
    V = curves["lines"][0]
    assert [point["x"] for point in curves["points"]] == pytest.approx([10 + values["C"] / values["g_L"], 60 + values["C"] / values["g_L"]])
    for point in curves["points"]:
        assert point["y"] == pytest.approx(np.interp(point["x"], V["x"], V["y"]), abs=0.02)


@pytest.mark.parametrize(("moved", "kinds", "cycles"), [
    ({"set": 0, "I": 60}, ["stable focus"], []),
    ({"set": 0, "I": 90}, ["stable focus"], [False, True]),
    ({"set": 0, "I": 100}, ["unstable focus"], [True]),
    ({"set": 0, "I": 150}, ["unstable node"], [True]),
    ({"set": 0, "I": 215}, ["stable focus"], [False, True]),
    ({"set": 0, "I": 300}, ["stable focus"], []),
    ({"set": 1, "I": 38}, ["stable node", "saddle", "unstable focus"], []),
    ({"set": 1, "I": 45}, ["unstable focus"], [True]),
    ({"set": 2, "I": 36}, ["stable node", "saddle", "unstable focus"], [True]),
])  # fmt: skip
def test_the_phase_plane_changes_its_shape_with_the_current(moved, kinds, cycles):
    seen = facts("morris-lecar", **moved)
    assert [equilibrium["kind"] for equilibrium in seen["equilibria"]] == kinds
    assert [cycle["stable"] for cycle in seen["cycles"]] == cycles


def test_backwards_in_time_an_orbit_runs_to_the_unstable_cycle():
    explorer = CATALOGUE["morris-lecar"]
    forwards, backwards = (explorer.compute(explorer.values(I=90, V_0=-30, n_0=0.13, direction=direction)) for direction in (0, 1))
    unstable = next(cycle for cycle in backwards["facts"]["cycles"] if not cycle["stable"])
    last = backwards["lines"][4]["x"][-130:]
    assert [last.min(), last.max()] == pytest.approx(unstable["extremes"], abs=0.3)
    assert abs(forwards["facts"]["end"]["V"] - forwards["facts"]["equilibria"][0]["V"]) < 1.5


def test_the_diagram_is_crossed_where_the_marks_stand():
    explorer = CATALOGUE["bifurcation"]
    curves = explorer.compute(explorer.values(I=90))
    lines = dict(zip([line.name for line in explorer.variants[0].lines], curves["lines"], strict=True))
    for point in curves["points"]:
        name = explorer.variants[0].lines[point["line"]].name
        if name in ("resting", "stable_cycles", "unstable_cycles"):
            x, y = lines[name]["x"], lines[name]["y"]
            near = np.hypot((x - point["x"]) / 300, (y - point["y"]) / 125)
            assert np.nanmin(near) < 0.02, f"{name} passes by its mark"


# ---- explore, mistakes ----


def test_an_unknown_explorer_is_answered_with_the_nearest_name():
    with pytest.raises(ValueError, match='no explorer "nernts": did you mean "nernst"') as error:
        explore("nernts")
    assert "pump-leak" in str(error.value)


def test_an_unknown_parameter_is_answered_with_the_nearest_name():
    with pytest.raises(ValueError, match="no parameter 'c_uot': did you mean 'c_out'"):
        explore("nernst", c_uot=3)


@pytest.mark.parametrize(("name", "value", "message"), [
    ("T", 400, "T = 400 lies outside its slider, which runs from 273 to 323"),
    ("c_in", 0, "c_in = 0 lies outside its slider"),
    ("z", 0, "z = 0 is not on its slider; choose one of −2, −1, 1, 2"),
    ("T", float("nan"), "T = nan is not a finite number"),
    ("T", "warm", "T = 'warm' is not a finite number"),
])  # fmt: skip
def test_a_value_beyond_its_slider_is_refused(name, value, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        explore("nernst", **{name: value})


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_default_lies_on_its_slider(name):
    explorer = CATALOGUE[name]
    assert explorer.values(**explorer.defaults) == explorer.defaults


@pytest.mark.parametrize(("name", "written"), [
    ("E_K", "*E*_{K}"), ("K_out", "[K⁺]_{o}"), ("Cl_in", "[Cl⁻]_{i}"), ("epsilon", "*ε*"), ("Delta_u", "Δ*u*"), ("V_GHK", "*V*_{GHK}"), ("T", "*T*"),
])  # fmt: skip
def test_names_become_symbols(name, written):
    assert symbol(name) == written


# ---- explore, in a kernel ----


def test_in_a_kernel_python_computes_whenever_a_slider_moves():
    widget = explore("nernst")

    def potential():
        return np.frombuffer(widget.curves["lines"][0]["y"])

    before = potential()
    widget.values = {**widget.values, "z": 2.0}
    assert np.allclose(potential(), before / 2)
    assert widget.curves["values"]["z"] == 2.0, "the answer says for which values it holds"
    widget.close()


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_python_computes_can_travel_to_the_browser(name):
    widget = explore(name)
    answer = {**widget.curves, "lines": [{axis: np.frombuffer(line[axis]).size for axis in "xy"} for line in widget.curves["lines"]]}
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert len(answer["lines"]) == len(widget.spec["lines"])
    json.dumps(widget.spec, allow_nan=False)
    widget.close()


def test_the_widget_sends_observable_plot_when_asked():
    widget = explore("nernst")
    sent = []
    widget.send = lambda content, buffers=None: sent.append(buffers)
    widget._handle_custom_msg({"wanted": "plot"}, [])
    assert sent == [[PLOT.read_bytes()]]
    widget.close()


# ---- interact ----


def draw(g_K=0.5):
    """The voltage relaxes to E_K."""
    _, axes = plt.subplots()
    axes.plot([0, 1 / g_K], [0, -89])


def shown(capsys, monkeypatch, f, **options):
    """What interact displays."""
    displayed = []
    monkeypatch.setattr("IPython.display.display", displayed.append)
    interact(f, **options)
    (frames,) = displayed
    return frames


@pytest.fixture
def show(page, capsys, monkeypatch):
    return lambda f, **options: shown(capsys, monkeypatch, f, **options)


def test_a_page_has_a_picture_for_every_position_of_the_slider(show, page):
    frames = show(draw, g_K=(0.1, 1.0, 0.1))
    names = {frame["images"][0]["src"].removeprefix("excitable-frame:") for frame in frames.frames}
    assert len(names) == 10
    assert {file.name for file in page.iterdir()} == names
    assert plt.get_fignums() == [], "no figure is left over for the notebook to show once more"


def test_the_picture_of_the_default_stands_in_the_page(show):
    frames = show(draw, g_K=(0.1, 1.0, 0.1))
    elements = Elements(frames._repr_html_())
    assert elements.all[0] == ("div", {"class": "interact"})
    assert elements.first("img") == frames.frames[4]["images"][0]
    assert elements.first("img")["alt"] == "The voltage relaxes to E_K. (g_K = 0.5)"


def test_without_a_default_the_slider_starts_in_the_middle(show):
    frames = show(lambda n: print(n), n=(1, 5, 1))
    assert frames.first["text"] == "3\n"


def test_pictures_do_not_jump(show, page):
    def grows(size=1):
        _, axes = plt.subplots()
        axes.set_ylabel("V" * int(size))
        axes.set_title(f"{10.0**size:.0f}")

    show(grows, size=(1, 30, 10))
    boxes = {xml.fromstring(file.read_text("utf-8")).get("viewBox") for file in page.iterdir()}
    assert len(boxes) == 1


def test_the_same_pictures_have_the_same_names(show, page):
    first = [frame["images"] for frame in show(draw, g_K=(0.1, 1.0, 0.3)).frames]
    assert [frame["images"] for frame in show(draw, g_K=(0.1, 1.0, 0.3)).frames] == first


def test_two_sliders_give_every_pair_with_the_last_running_fastest(show):
    frames = show(lambda a, b: print(a, b), a=(1, 3, 1), b=["x", "y"])
    assert [frame["text"] for frame in frames.frames] == ["1 x\n", "1 y\n", "2 x\n", "2 y\n", "3 x\n", "3 y\n"]


def test_a_returned_value_is_shown(show):
    frames = show(lambda n: quantity(n, "mV"), n=[-70, 20])
    assert [frame["html"] for frame in frames.frames] == ['<span class="quantity">−70.0&nbsp;mV</span>', '<span class="quantity">20.0&nbsp;mV</span>']
    assert show(lambda n: n + 1, n=[1, 2]).frames[0]["text"] == "2"


def test_returned_axes_and_shown_figures_are_pictures(show):
    def axes(n=1):
        _, axes = plt.subplots()
        plt.show()
        return axes

    frames = show(axes, n=[1, 2])
    assert all(len(frame["images"]) == 1 and not frame["text"] and not frame["html"] for frame in frames.frames)


def test_what_is_printed_cannot_break_the_page(show):
    text = show(lambda n: print("</script><b>"), n=[1, 2])._repr_html_()
    assert text.count("</script>") == 1
    assert html.escape("</script><b>") in text


@pytest.mark.parametrize(("alt", "said"), [
    ("V(t) for g_K = {g_K}", "V(t) for g_K = 0.1"),
    (lambda g_K: f"falls with {1 / g_K:.0f} ms", "falls with 10 ms"),
])  # fmt: skip
def test_the_author_may_say_what_the_picture_shows(show, alt, said):
    assert show(draw, alt=alt, g_K=(0.1, 0.3, 0.1)).frames[0]["images"][0]["alt"] == said


@pytest.mark.parametrize(("lang", "said"), [
    ("en", "at rest: V, E_K (mV) against time (ms) (n = 1)"),
    ("zh", "静息：V, E_K（mV）随时间（ms）的变化（n = 1）"),
])  # fmt: skip
def test_without_their_words_the_axes_speak(show, lang, said):
    def plot(n=1):
        axes = plt.figure().add_subplot()
        axes.set(title=say(zh="静息", en="at rest"), xlabel=say(zh="时间 (ms)", en="time (ms)"), ylabel=r"$V$, $E_\mathrm{K}$ (mV)")

    use(lang)
    assert show(plot, n=[1, 2]).frames[0]["images"][0]["alt"] == said


def test_a_slider_reaches_its_end_in_decimal_steps():
    assert positions("g", (0.1, 1.0, 0.1)) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert positions("n", (1, 5, 2)) == [1, 3, 5]
    assert positions("V", [-70, -50, 0]) == [-70, -50, 0]


def test_too_many_pictures_are_refused_with_a_step_that_would_do():
    with pytest.raises(ValueError, match=r"101 pictures.* 24 at most; a step of") as error:
        check({"V": (-100, 0, 1)})
    step = float(re.search(r"a step of ([\d.]+)", str(error.value))[1])
    assert len(check({"V": (-100, 0, step)})["V"]) <= LIMIT
    with pytest.raises(ValueError, match=r"30 pictures \(a has 6, b has 5 positions\)") as error:
        check({"a": (0, 5, 1), "b": (0, 4, 1)})
    name, step = re.search(r"a step of ([\d.]+) gives (\w)", str(error.value)).group(2, 1)
    assert check({"a": (0, 5, 1), "b": (0, 4, 1), name: (0, 5, float(step))})


@pytest.mark.parametrize(("sliders", "message"), [
    ({}, "interact has 0 sliders"),
    ({"a": (0, 1, 1), "b": (0, 1, 1), "c": (0, 1, 1)}, "interact has 3 sliders; give one or two"),
    ({"a": (1, 0, 0.1)}, "hi must lie at least one step above lo"),
    ({"a": (0, 1, 0)}, "give (lo, hi, step)"),
    ({"a": (0, 1)}, "give (lo, hi, step)"),
    ({"a": 3}, "give (lo, hi, step)"),
    ({"a": [1]}, "a list of at least two values"),
])  # fmt: skip
def test_sliders_that_cannot_be_are_refused(sliders, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        check(sliders)


def test_a_slider_for_an_argument_that_f_lacks_is_refused():
    with pytest.raises(ValueError, match="draw has no argument 'g_k'.*g_K"):
        interact(draw, g_k=(0, 1, 0.5))


def test_in_a_kernel_interact_has_the_same_positions(monkeypatch):
    import ipywidgets

    asked = {}
    monkeypatch.setattr(ipywidgets, "interact", lambda f, **controls: asked.update(controls))
    interact(draw, g_K=(0.1, 1.0, 0.1))
    slider = asked["g_K"]
    assert [value for _, value in slider.options] == positions("g_K", (0.1, 1.0, 0.1))
    assert slider.value == 0.5


def test_only_what_is_needed_is_published():
    assert {path.name for path in STATIC.rglob("*") if path.is_file()} == {
        *(f"{module}.js" for module in (*MODULES, "interact", "page")), "explorer.css", "plot.js", "plot-entry.js", "README.md", "LICENSE",
    }  # fmt: skip
