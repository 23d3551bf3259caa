"""What a reader meets on every page, in Chromium: nothing broken, nothing foreign, nothing out of reach."""

import gzip
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import CHAPTERS, DOCUMENTS, PAGES, SITE, language, scroll_through, twin

HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}
CJK = re.compile(r"[\u4e00-\u9fff]")
RAW_TEX = re.compile(r"\\(frac|ln|left|mathrm|begin|Delta|beta|partial|text)\b|\$[^$\n]+\$")
# Words of a page as a reader sees them: formulas carry their TeX in a hidden annotation, which is not text.
VISIBLE_TEXT = """() => {
  const copy = document.querySelector("main").cloneNode(true);
  copy.querySelectorAll("annotation, pre, code, script, style, template, textarea").forEach(node => node.remove());
  return copy.textContent;
}"""


@dataclass
class Visit:
    """A page read to its end, and what the browser fetched and complained about on the way."""

    document: str
    page: object
    site: str
    fetched: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def read(self):
        page = self.page
        page.on("request", lambda request: self.fetched.append(request.url))
        page.on("requestfailed", lambda request: self.failed.append(f"{request.url}: {request.failure}"))
        page.on("response", lambda response: self.failed.append(f"{response.url}: {response.status}") if response.status >= 400 else None)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.site}{self.document}.html", wait_until="load")
        scroll_through(page)


@pytest.fixture(scope="module", params=DOCUMENTS)
def visit(request, browser, site):
    """Each page in turn, read once for all that is asked of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    visit = Visit(request.param, context.new_page(), site)
    visit.read()
    yield visit
    context.close()


def test_a_page_loads_whole_and_from_here_alone(visit):
    foreign = [url for url in visit.fetched if not url.startswith((visit.site, "data:", "blob:"))]
    assert (foreign, visit.failed, visit.complaints) == ([], [], [])


def test_a_page_says_its_language_and_names_its_twin(visit):
    if visit.document not in PAGES:  # the landing page is in both languages and says so in its text
        assert visit.page.query_selector("main [lang=en]") and visit.page.query_selector("main [lang=zh-CN]")
        return
    assert visit.page.get_attribute("html", "lang") == HTML_LANGUAGE[language(visit.document)]
    links = {
        link.get_attribute("hreflang"): urlparse(link.evaluate("link => link.href")).path.removeprefix("/")
        for link in visit.page.query_selector_all("link[rel=alternate][hreflang]")
    }
    for document in (visit.document, twin(visit.document)):
        path = f"{document}.html"
        assert links[HTML_LANGUAGE[language(document)]] == path and (SITE / path).exists()


def test_a_reader_stays_in_one_language(visit):
    if visit.document not in PAGES:
        return
    links = visit.page.eval_on_selector_all(
        ".bd-sidebar-primary nav a.internal, .prev-next-footer a", "all => all.map(link => new URL(link.href).pathname)"
    )
    inside = [path for path in links if path.startswith("/book/")]
    assert inside and all(path.startswith((f"/book/{language(visit.document)}/", "/book/index")) for path in inside)


def test_every_picture_tells_a_blind_reader_what_it_shows(visit):
    images = visit.page.eval_on_selector_all("main img", "images => images.map(image => [image.getAttribute('alt'), image.src])")
    for alt, source in images:
        assert alt and len(alt) >= 15, f"{source} has the alt text {alt!r}"
        assert not re.fullmatch(r"\S*\.(svg|png)", alt), f"the alt text of {source} is a file name"
        if visit.document in PAGES:
            assert bool(CJK.search(alt)) == (language(visit.document) == "zh"), f"{source}: alt text in the wrong language: {alt}"
    names = visit.page.eval_on_selector_all(
        "main .explorer svg[role=img]", "all => all.map(svg => svg.getAttribute('aria-label') || svg.querySelector('title')?.textContent)"
    )
    assert all(names), "an explorer's drawing has no name"


def test_no_formula_is_left_as_tex(visit):
    left = RAW_TEX.search(visit.page.evaluate(VISIBLE_TEXT))
    assert not left, left
    assert visit.page.evaluate("() => [...document.querySelectorAll('main .math')].filter(m => !m.querySelector('.katex')).length") == 0


def test_formulas_and_figures_stand_without_javascript(visit, open_page):
    page = open_page(visit.document, java_script_enabled=False)
    left = RAW_TEX.search(page.evaluate(VISIBLE_TEXT))
    assert not left, left
    formulas = page.query_selector_all("main .katex-html")[:20]
    assert all(formula.bounding_box()["height"] > 5 for formula in formulas if formula.is_visible())
    for explorer in page.query_selector_all(".explorer"):
        drawing = explorer.query_selector("svg, img")
        assert drawing and drawing.bounding_box()["height"] > 80, "an explorer without JavaScript shows its drawn picture"
    assert all(check.query_selector("details") for check in page.query_selector_all(".selfcheck")), "the answers can be unfolded"


def test_a_chapter_is_light(visit, report):
    """Gzipped bytes of a first visit: what comes with the page, and what comes on approach of the first explorer."""
    if visit.document not in CHAPTERS:
        return

    def size(path):
        data = (SITE / path.removeprefix("/")).read_bytes()
        return len(data) if path.endswith(".woff2") else len(gzip.compress(data, 6))

    paths = dict.fromkeys(urlparse(url).path for url in visit.fetched)
    weights = {path: size(path) for path in paths if "/_images/" not in path and "/frames/" not in path}
    deferred = sum(weight for path, weight in weights.items() if Path(path).name.startswith("plot"))
    first = sum(weights.values()) - deferred
    report(f"weight  {visit.document}: {first / 1000:.0f} kB gzipped, {(first + deferred) / 1000:.0f} kB with the plot library")
    heaviest = sorted(weights.items(), key=lambda item: -item[1])[:8]
    assert deferred > 0, "the plot library was not counted"
    assert first <= 250_000, heaviest
    assert first + deferred <= 400_000, heaviest


def test_nothing_sticks_out_of_a_narrow_phone(visit):
    visit.page.set_viewport_size({"width": 320, "height": 640})
    visit.page.wait_for_timeout(300)
    wide = visit.page.evaluate("""() => [...document.querySelectorAll("main *")].filter(element =>
      element.getBoundingClientRect().right > innerWidth + 1 && !element.closest("pre, .katex-display, .math, table, svg"))
      .slice(0, 5).map(element => element.outerHTML.slice(0, 200))""")
    width = visit.page.evaluate("document.documentElement.scrollWidth")
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    assert width <= 320, wide


def test_axe_finds_no_barrier_in_light_and_in_dark(visit):
    light = Axe().run(visit.page)
    assert light.violations_count == 0, light.generate_report()
    # A colour that is still fading into the theme has a contrast of its own, which no reader sees.
    visit.page.add_style_tag(content="*, *::before, *::after { transition: none !important; animation: none !important }")
    visit.page.evaluate("() => { document.documentElement.dataset.theme = 'dark' }")
    # Only the rules about colour depend on the theme.
    dark = Axe().run(visit.page, options={"runOnly": ["cat.color"]})
    visit.page.evaluate("() => { document.documentElement.dataset.theme = 'light' }")
    assert dark.violations_count == 0, dark.generate_report()


@pytest.mark.parametrize("document", CHAPTERS)
def test_the_switch_lands_on_the_same_section(document, open_page):
    page = open_page(document)
    sections = page.eval_on_selector_all("article section section[id]", "all => all.map(section => section.id)")
    section = sections[len(sections) // 2]
    page.evaluate("id => document.getElementById(id).scrollIntoView()", section)
    page.click("a.language-switch:visible")
    page.wait_for_url(f"**/{twin(document)}.html#{section}")
    top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", section)
    assert -50 < top < 450
