"""Every explorer of the catalogue on a small page of its own, so that those no chapter shows yet are tested too."""

import statistics

import pytest
from axe_playwright_python.sync_playwright import Axe

from excitable import use
from excitable.explore import explore
from excitable.explore.catalogue import CATALOGUE
from excitable.explore.scripts import PLOT, page_script, style_sheet, widget_module

from .test_living_figures import RESTS, SHOWN, WORK

FRAME = """<!doctype html><html lang="{lang}" data-theme="light"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="style.css">
<style>:root {{ --pst-color-background: #fff; --pst-color-text-base: #1f2430; --pst-color-text-muted: #5b6470 }}
html[data-theme="dark"] {{ --pst-color-background: #121212; --pst-color-text-base: #cacfd9; --pst-color-text-muted: #9199a3 }}
body {{ background: var(--pst-color-background); color: var(--pst-color-text-base); font-family: "Noto Sans SC", sans-serif; margin: 1rem }}</style>
<script src="page.js" defer></script></head><body><main><h1>{title}</h1>{figure}</main></body></html>"""


SLIDERS = ".explorer-form input"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pages, one for each explorer and language, with the script and the style of the library beside them."""
    folder = tmp_path_factory.mktemp("explorers")
    (folder / "vendor").mkdir()
    (folder / "vendor" / "plot.js").write_bytes(PLOT.read_bytes())
    (folder / "page.js").write_text(page_script(), encoding="utf-8")
    (folder / "style.css").write_text(style_sheet(), encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.setenv("EXCITABLE_PAGE", "1")
    for language, lang in (("zh", "zh-CN"), ("en", "en")):
        use(language)
        for name in CATALOGUE:
            figure = explore(name)
            text = FRAME.format(lang=lang, title=figure.spec["title"], figure=figure._repr_html_())
            (folder / f"{name}-{language}.html").write_text(text, encoding="utf-8")
    patch.undo()
    use("en")
    return folder


@pytest.fixture
def show(browser, folder):
    """Open an explorer: `show(name, language)` gives its page and its element, alive."""
    contexts = []

    def show(name, language="en", **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto((folder / f"{name}-{language}.html").as_uri())
        page.wait_for_function("() => document.querySelector('.explorer[data-alive] svg')", timeout=10_000)
        return page, page.query_selector(".explorer")

    yield show
    for context in contexts:
        context.close()


def moves(page, explorer, action):
    """Whether the figure looks different after an action, once it has computed."""
    before = explorer.evaluate(SHOWN)
    action()
    page.wait_for_function(RESTS, arg=explorer)
    return explorer.evaluate(SHOWN) != before


@pytest.mark.parametrize("name", CATALOGUE)
def test_each_slider_moves_the_figure_by_keyboard_without_a_network(name, show):
    page, explorer = show(name)
    page.context.set_offline(True)
    for parameter in explorer.eval_on_selector_all("input[type=range]", "all => all.map(input => input.dataset.parameter)"):
        slider = explorer.query_selector(f"input[data-parameter={parameter}]")
        slider.focus()
        key = "Home" if float(slider.evaluate("i => (i.value - i.min) / (i.max - i.min)")) > 0.5 else "End"
        assert moves(page, explorer, lambda key=key: page.keyboard.press(key)), f"{parameter} moves nothing"
        assert slider.get_attribute("aria-valuetext") and slider.evaluate("input => input.labels[0].textContent.trim()")
        moves(page, explorer, explorer.query_selector(".explorer-reset").click)
    assert page.errors == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_explorer_answers_within_a_frame(name, show, report):
    _, explorer = show(name)
    for number, parameter in enumerate(explorer.eval_on_selector_all(SLIDERS, "all => all.map(input => input.dataset.parameter)")[:3]):
        times = explorer.evaluate(WORK.replace('querySelector("input[type=range]")', f'querySelectorAll("{SLIDERS}")[{number}]'))
        p95 = statistics.quantiles(times, n=20)[-1]
        report(f"slider to paint  alone {name}, {parameter}: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")
        assert max(times) > 0 and p95 < 250  # the goals are 16 ms, and 33 ms for heavy ones; a busy machine is slower, not wrong


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", CATALOGUE)
def test_nothing_sticks_out_of_a_phone(name, language, show):
    for width in (390, 320):
        page, _ = show(name, language, viewport={"width": width, "height": 844})
        wide = page.evaluate("""() => [...document.querySelectorAll("main *")].filter(element => !element.closest("svg")
          && element.getBoundingClientRect().right > innerWidth + 1).map(element => element.outerHTML.slice(0, 120))""")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, wide


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", CATALOGUE)
def test_axe_finds_no_barrier(name, theme, show):
    page, _ = show(name)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


MOVING = [name for name, explorer in CATALOGUE.items() if explorer.variants[0].clock]


@pytest.mark.parametrize("name", MOVING)
def test_a_moving_figure_plays_and_pauses_by_keyboard(name, show):
    page, explorer = show(name)
    button = explorer.query_selector(".explorer-play")
    time = "e => e.querySelector('input[data-parameter=t]').value"
    button.focus()
    before = explorer.evaluate(time), button.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    during = explorer.evaluate(time), button.inner_text()
    assert during[0] != before[0] and during[1] != before[1]
    page.keyboard.press("Enter")
    paused = explorer.evaluate(time)
    page.wait_for_timeout(300)
    assert explorer.evaluate(time) == paused and button.inner_text() == before[1]


@pytest.mark.parametrize("name", MOVING)
def test_a_moving_figure_rests_out_of_view_and_moves_in_steps_for_those_who_want_less_motion(name, show):
    page, explorer = show(name, reduced_motion="reduce")
    button = explorer.query_selector(".explorer-play")
    button.click()
    places = explorer.evaluate("""async e => { const seen = new Set(), input = e.querySelector('input[data-parameter=t]');
      for (let end = performance.now() + 1200; performance.now() < end;) { seen.add(input.value); await new Promise(requestAnimationFrame); }
      return seen.size; }""")
    assert 2 <= places <= 4
    page.evaluate("() => { document.querySelector('main').style.paddingBottom = '5000px'; scrollTo(0, 4500); }")
    page.wait_for_function("button => button.dataset.playing === 'false'", arg=button)


# A stand-in for the model that anywidget gives: it answers after `delay` ms, as a kernel does, or never.
KERNEL = """async ([text, spec, answers, delay]) => {
  globalThis.excitablePlot = Promise.resolve(ExcitablePlot);
  const { default: { render } } = await import(URL.createObjectURL(new Blob([text], {type: "text/javascript"})));
  const state = { spec, values: spec.values, curves: answers[0] }, listeners = {};
  const set = (name, value) => { state[name] = value; (listeners[`change:${name}`] ?? []).forEach(call => call()); };
  const model = {
    get: name => state[name], set, off() {}, on: (event, call) => (listeners[event] ??= []).push(call),
    save_changes: () => delay && setTimeout(() => set("curves", answers[1]), delay),
  };
  const el = document.querySelector("main").appendChild(document.createElement("div"));
  el.className = "live";
  await render({ model, el });
}"""


@pytest.mark.parametrize(("delay", "by"), [(900, "kernel"), (0, "page")])
def test_a_figure_waits_for_its_kernel_and_says_so_but_not_for_ever(delay, by, show):
    page, _ = show("nernst")
    explorer = CATALOGUE["nernst"]

    def answer(**moved):
        values = explorer.values(**moved)
        curves = explorer.compute(values)
        return {**curves, "lines": [{axis: line[axis].tolist() for axis in "xy"} for line in curves["lines"]], "values": values}

    page.evaluate(KERNEL, [widget_module(), explorer.spec(), [answer(), answer(T=273)], delay])
    live = page.query_selector(".live > div")
    assert live.get_attribute("data-by") == "kernel"
    live.query_selector("input[data-parameter=T]").focus()
    page.keyboard.press("Home")
    waiting = live.query_selector(".explorer-waiting")
    assert waiting.is_hidden() and live.get_attribute("data-draws") == "1", "a short wait needs no word"
    waiting.wait_for_element_state("visible")
    assert "Python" in waiting.inner_text() and not waiting.query_selector("button").is_visible()
    page.wait_for_function("live => live.dataset.draws === '2'", arg=live)
    assert live.get_attribute("data-by") == by and waiting.is_hidden()


SLOW = """for (let i = 0; i < 1500; i++) {
    for (const end = performance.now() + 2; performance.now() < end;);
    yield i / 1500;
  }
"""


def test_a_long_computation_shows_its_progress_can_be_stopped_and_starts_afresh(folder, show):
    script = page_script()
    head, tail = script.split("  const curves = KINDS[here.kind]", 1)
    (folder / "slow.js").write_text(f"{head}{SLOW}  const curves = KINDS[here.kind]{tail}", encoding="utf-8")
    text = (folder / "nernst-en.html").read_text(encoding="utf-8").replace("page.js", "slow.js")
    (folder / "slow-en.html").write_text(text, encoding="utf-8")
    page, explorer = show("slow")
    before = explorer.evaluate(SHOWN)
    waiting, slider = explorer.query_selector(".explorer-waiting"), explorer.query_selector("input[data-parameter=T]")
    slider.focus()
    page.keyboard.press("Home")
    waiting.wait_for_element_state("visible")
    first = waiting.eval_on_selector("progress", "bar => bar.value")
    page.wait_for_timeout(200)
    assert 0 < first < waiting.eval_on_selector("progress", "bar => bar.value") < 1
    waiting.query_selector("button").press("Enter")
    assert waiting.is_hidden() and explorer.evaluate(SHOWN) == before
    page.wait_for_selector("text=Stopped")
    slider.focus()
    page.keyboard.press("ArrowRight")
    waiting.wait_for_element_state("visible")
    page.wait_for_timeout(300)
    reached = waiting.eval_on_selector("progress", "bar => bar.value")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(100)
    assert waiting.eval_on_selector("progress", "bar => bar.value") < reached, "a new setting starts afresh"
    page.wait_for_function("() => document.querySelector('.explorer-waiting').hidden")
    page.wait_for_function("() => document.querySelector('.explorer-text').textContent.startsWith('At c')")
    assert explorer.evaluate(SHOWN) != before
