"""A chapter on a phone, by keyboard and on paper."""

import pytest

from .conftest import CHAPTERS, DOCUMENTS

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
FOCUS = "document.activeElement.className"


@pytest.mark.parametrize("document", CHAPTERS)
def test_a_phone_shows_where_there_is_more_to_see(document, open_page):
    page = open_page(document, **PHONE)
    page.evaluate("document.fonts.ready")
    hints = """box => { const { maskImage } = getComputedStyle(box); return [box.scrollWidth > box.clientWidth + 1, maskImage.includes("gradient")] }"""
    for kind in (".drawing", ".formula", "pre", ".pst-scrollable-table-container"):
        seen = [box.evaluate(hints) for box in page.query_selector_all(f"article {kind}") if box.is_visible()]
        # Every chapter has drawings, formulas and code wider than a phone; not every chapter has such a table.
        if kind != ".pst-scrollable-table-container" or document.endswith("resting-reversal"):
            assert any(wide for wide, _ in seen), f"no {kind} is wider than a phone"
        assert all(wide == hinted for wide, hinted in seen), kind
    drawing = page.query_selector(".drawing[data-more]")
    ends = "box => [box.style.getPropertyValue('--start'), box.style.getPropertyValue('--end')]"
    assert drawing.evaluate(ends) == ["0px", "36px"]
    drawing.evaluate("box => box.scrollTo(box.scrollWidth, 0)")
    page.wait_for_timeout(200)
    assert drawing.evaluate(ends) == ["36px", "0px"]


@pytest.mark.parametrize("document", CHAPTERS)
def test_a_caption_stays_on_the_screen_while_its_drawing_scrolls(document, open_page):
    page = open_page(document, **PHONE)
    for figure in page.query_selector_all("figure:has(> .drawing)"):
        figure.evaluate("figure => figure.querySelector('.drawing').scrollTo(9999, 0)")
        box = figure.query_selector("figcaption").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360


@pytest.mark.parametrize("button", ["primary-toggle", "secondary-toggle", "search-button"])
def test_a_menu_closed_by_escape_gives_the_focus_back(button, open_page):
    page = open_page(CHAPTERS[0], **PHONE)
    page.locator(f"button.{button}:visible").focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1 and button not in page.evaluate(FOCUS)
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0 and button in page.evaluate(FOCUS)


def test_a_section_chosen_on_a_phone_is_in_sight(open_page):
    page = open_page(CHAPTERS[0], **PHONE)
    page.tap(".secondary-toggle")
    link = page.locator("dialog[open] nav a").nth(3)
    section = link.get_attribute("href").removeprefix("#")
    link.tap()
    page.wait_for_timeout(300)
    assert page.locator("dialog[open]").count() == 0
    assert 0 <= page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", section) < 740


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paper_has_the_title_and_every_answer_on_white(document, open_page):
    page = open_page(document, color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("h1").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("article details:not([open])").count() == 0
    cut = "all => all.filter(box => box.scrollWidth > box.clientWidth + 1).length"
    assert page.eval_on_selector_all("article pre", cut) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
