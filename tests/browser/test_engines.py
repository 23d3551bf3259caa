"""Firefox and WebKit: formulas, sliders, switch and search on one chapter of each language."""

import pytest

from .conftest import twin
from .drivers import page
from .engines import FIREFOX, WEBKIT

SMOKE = """async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const until = async (test, ms = 15000) => { for (let t = 0; t < ms && !test(); t += 50) await wait(50); return Boolean(test()); };
  const folded = "[hidden], details:not([open])";
  const formulas = [...document.querySelectorAll("main .katex-html")].filter(formula => !formula.closest(folded));
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) { scrollTo(0, y); await wait(60); }
  const explorers = [...document.querySelectorAll(".explorer")];
  const ready = await until(() => explorers.every(e => e.querySelector("svg") && e.querySelector("input[type=range]")));
  const dead = [];
  for (const explorer of explorers) for (const slider of explorer.querySelectorAll("input[type=range]")) {
    const shown = () => [...explorer.querySelectorAll("svg")].map(svg => svg.innerHTML).join(), before = shown();
    slider.value = (slider.value - slider.min) / (slider.max - slider.min) > 0.5 ? slider.min : slider.max;
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    if (!await until(() => shown() !== before, 2000)) dead.push(explorer.dataset.model + ": " + slider.getAttribute("aria-label"));
  }
  return {
    language: document.documentElement.lang,
    formulas: formulas.length,
    flat: formulas.filter(f => f.getBoundingClientRect().height < 5).length,
    explorers: explorers.length, ready, dead,
    twin: new URL(document.querySelector("a.language-switch").href).pathname,
  };
}"""
SEARCH = """async () => {
  for (let t = 0; t < 200 && document.querySelectorAll("#search-results li a").length < 3; t++) await new Promise(done => setTimeout(done, 50));
  return [...document.querySelectorAll("#search-results li a")].map(a => new URL(a.href).pathname);
}"""


@pytest.mark.parametrize("engine", [FIREFOX, WEBKIT], ids=lambda engine: engine.name)
def test_a_chapter_of_each_language_lives(engine, site):
    with page(engine) as reader:
        for language, lang, query in (("zh", "zh-CN", "反转电位"), ("en", "en", "reversal potential")):
            document = f"book/{language}/membrane-potential/resting-reversal"
            reader.open(f"{site}{document}.html")
            seen = reader.run(SMOKE)
            assert seen["language"] == lang
            assert seen["formulas"] > 20 and seen["flat"] == 0
            assert seen["explorers"] > 0 and seen["ready"] and seen["dead"] == []
            assert seen["twin"] == f"/{twin(document)}.html"
            reader.open(f"{site}book/{language}/search.html?q={query}")
            found = reader.run(SEARCH)
            assert f"/{document}.html" in found[:3], found
