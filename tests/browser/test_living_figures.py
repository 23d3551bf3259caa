"""Figures live on the page: every slider moves its figure with the network off, at once, by keyboard too."""

import itertools
import statistics

import pytest

from .conftest import CHAPTERS, scroll_through

# What a figure shows now, as text: an explorer's drawing, or the picture (with its words) of an interact cell.
SHOWN = """figure => figure.matches(".interact")
  ? figure.querySelector("img").src + figure.querySelector("img").alt + (figure.querySelector("output, pre")?.textContent ?? "")
  : [...figure.querySelectorAll("svg")].map(svg => svg.innerHTML).join()"""

# An explorer says of itself that it is computing.
RESTS = "figure => !figure.querySelector('[aria-busy]')"


def living_figures(page):
    scroll_through(page)
    page.wait_for_function("""() => [...document.querySelectorAll(".explorer")].every(e => e.querySelector("svg") && e.querySelector("input[type=range]"))""")
    return page.query_selector_all(".explorer, .interact")


@pytest.mark.parametrize("document", CHAPTERS)
def test_every_slider_moves_its_figure_with_the_network_off(document, open_page):
    page = open_page(document)
    figures = living_figures(page)
    kinds = {kind: page.query_selector(f".{kind}") is not None for kind in ("explorer", "interact")}
    assert all(kinds.values()), f"a chapter has an explorer and an interact cell: {kinds}"
    page.context.set_offline(True)
    for figure in figures:
        # Asked anew each time: a slider that chooses among several figures brings new sliders with it.
        for i in itertools.count():
            sliders = figure.query_selector_all("input[type=range]")
            if i >= len(sliders):
                break
            slider = sliders[i]
            name = slider.evaluate("input => input.getAttribute('aria-label') || input.labels[0]?.textContent")
            before = figure.evaluate(SHOWN)
            slider.focus()
            # To the far end by keyboard, one step back: a slider that stands at one end moves too.
            page.keyboard.press("Home" if float(slider.evaluate("i => (i.value - i.min) / (i.max - i.min)")) > 0.5 else "End")
            page.wait_for_function(RESTS, arg=figure)
            moved = figure.evaluate(SHOWN) != before
            where = figure.get_attribute("data-model") or "interact"
            assert name and name.strip(), f"a slider of {where} has no name"
            assert moved, f"{document}: {where}: the slider {name!r} moves nothing"
            broken = figure.eval_on_selector_all("img", "all => all.filter(image => image.complete && !image.naturalWidth).length")
            assert broken == 0, f"{document}: {where}: {name!r} shows a picture that is not there"
        reset = figure.query_selector(".explorer-reset")
        if reset:
            reset.click()


# The browser hands a real slider movement to the page just before a frame, so what a reader waits for is the handler, the
# frame's callbacks and the layout. A frame of an idle display adds up to 16 ms that are the test's own.
WORK = """async explorer => {
  const slider = explorer.querySelector("input[type=range]"), ask = window.requestAnimationFrame, times = [];
  let work = 0;
  const timed = run => { const start = performance.now(); run(); work += performance.now() - start; };
  window.requestAnimationFrame = callback => ask(now => timed(() => callback(now)));
  for (let i = 0; i < 80; i++) {
    work = 0;
    slider.value = +slider.min + (slider.max - slider.min) * ((i * 7) % 80) / 80;
    timed(() => slider.dispatchEvent(new Event("input", {bubbles: true})));
    await new Promise(done => ask(() => ask(done)));
    timed(() => explorer.getBoundingClientRect());
    times.push(work);
  }
  window.requestAnimationFrame = ask;
  return times;
}"""


@pytest.mark.parametrize("document", CHAPTERS)
def test_an_explorer_answers_within_a_frame(document, open_page, report):
    page = open_page(document)
    living_figures(page)
    for explorer in page.query_selector_all(".explorer"):
        explorer.scroll_into_view_if_needed()
        times = explorer.evaluate(WORK)
        p95 = statistics.quantiles(times, n=20)[-1]
        name = explorer.get_attribute("data-model")
        report(f"slider to paint  {document} {name}: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")
        # The goal is one frame of 16 ms, and the report says how close it is. A busy machine is slower, not wrong, but a
        # figure that needs a quarter of a second is broken.
        assert max(times) > 0 and p95 < 250


@pytest.mark.parametrize("document", CHAPTERS)
def test_self_checks_answer_every_choice(document, open_page):
    page = open_page(document)
    questions = page.query_selector_all(".selfcheck")
    assert len(questions) >= 3
    for question in questions:
        choices = question.query_selector_all("input[type=radio]")
        assert len(choices) >= 2
        replies = set()
        for choice in choices:
            choice.check()
            replies.add(question.evaluate("q => [...q.querySelectorAll('[aria-live] *, [role=status] *')].filter(e => e.offsetParent).map(e => e.textContent).join()"))
        assert len(replies) == len(choices), "each choice has a reply of its own"


@pytest.mark.parametrize("document", CHAPTERS)
def test_the_keyboard_reaches_every_slider_and_shows_where_it_is(document, open_page):
    page = open_page(document)
    living_figures(page)
    page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    wanted = page.evaluate("document.querySelectorAll('main input[type=range]').length")
    page.evaluate("""() => { window.reached = new Set(); window.unseen = [];
      addEventListener("focusin", ({target}) => {
        reached.add(target);
        const style = getComputedStyle(target), around = target.closest("label") && getComputedStyle(target.closest("label"));
        const ringed = s => s && (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== "none");
        if (target.matches("main *") && !ringed(style) && !ringed(around)) unseen.push(target.outerHTML.slice(0, 120));
      }); }""")
    for _ in range(900):
        page.keyboard.press("Tab")
        if page.evaluate("[...document.querySelectorAll('main input[type=range]')].filter(i => reached.has(i)).length") == wanted:
            break
    else:
        pytest.fail("some slider cannot be reached with the Tab key")
    assert page.evaluate("unseen") == []
