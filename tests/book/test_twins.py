"""A page and its twin know of each other and share their anchors."""

import pytest
from bilingual.twins import twin_of


def test_twin_of():
    assert twin_of("book/zh/membrane-potential/pumps-channels") == "book/en/membrane-potential/pumps-channels"
    assert twin_of(twin_of("book/en/glossary")) == "book/en/glossary"
    assert twin_of("book/index") is None


@pytest.mark.parametrize("name", ["one", "two", "search"])
@pytest.mark.parametrize(("here", "there"), [("zh", "en"), ("en", "zh")])
def test_both_languages_are_named_and_the_switch_leads_across(page, name, here, there):
    tree = page(f"{here}/{name}")
    links = {link["hreflang"]: link["href"] for link in tree.head.find_all("link", rel="alternate")}
    assert set(links) == {"zh-CN", "en"}
    switch = tree.select_one("a.language-switch")
    assert switch["href"] == f"../{there}/{name}.html"
    assert links[switch["hreflang"]] == switch["href"]


def test_twin_sections_share_their_anchor(page):
    anchors = {code: [s["id"] for s in page(f"{code}/one").article.find_all("section")] for code in ("zh", "en")}
    assert anchors["zh"] == anchors["en"] == ["one", "formula", "check"]


def test_the_labels_of_the_sources_still_lead_somewhere(page):
    assert page("zh/one").find(id="formula-zh") and page("en/one").find(id="formula-en")


def test_the_landing_page_has_no_twin(page):
    assert not page("index").head.find_all("link", rel="alternate")
