"""A reader who types a word, in either language, finds the page that is about it."""

import pytest

from .conftest import SITE

BOLTZMANN = "membrane-potential/boltzmann-nernst"
CHANNELS = "membrane-potential/pumps-channels"
RESTING = "membrane-potential/resting-reversal"
# Two-character words, terms, a term inside a longer one, phrases, and Latin words in a Chinese text.
QUERIES = [
    ("zh", "离子", None), ("zh", "电压", None), ("zh", "膜电位", None), ("zh", "能斯特", BOLTZMANN),
    ("zh", "玻尔兹曼分布", BOLTZMANN), ("zh", "爱因斯坦关系", BOLTZMANN), ("zh", "拉格朗日", BOLTZMANN),
    ("zh", "离子泵", CHANNELS), ("zh", "选择性", CHANNELS), ("zh", "反转电位", RESTING), ("zh", "静息电位", RESTING),
    ("zh", "弦电导", RESTING), ("zh", "哇巴因", RESTING), ("zh", "ATP", CHANNELS),
    ("en", "Boltzmann distribution", BOLTZMANN), ("en", "Lagrange multiplier", BOLTZMANN), ("en", "Einstein relation", BOLTZMANN),
    ("en", "ion pumps", CHANNELS), ("en", "reversal potential", RESTING), ("en", "ouabain", RESTING), ("en", "chord", RESTING),
]


@pytest.mark.parametrize("language, query, wanted", QUERIES, ids=[f"{language}-{query}" for language, query, _ in QUERIES])
def test_a_query_finds_its_page(language, query, wanted, open_page):
    page = open_page(f"book/{language}/how-to-read")
    box = page.locator("input[type=search]:visible").first
    if not box.count():
        page.locator("button.search-button:visible, .search-button__button:visible").first.click()
        box = page.locator("input[type=search]:visible").first
    box.fill(query)
    box.press("Enter")
    page.wait_for_selector("#search-results li a, .search-results li a", timeout=15000)
    page.wait_for_timeout(400)
    found = page.eval_on_selector_all("#search-results li a, .search-results li a", "all => all.map(a => new URL(a.href).pathname)")
    missing = [path for path in found if not (SITE / path.removeprefix("/")).exists()]
    assert missing == [], "a result leads nowhere"
    assert found[0].startswith(f"/book/{language}/"), f"the page's own language comes first: {found[:5]}"
    if wanted:
        assert any(wanted in path for path in found[:3]), f"{query}: {found[:5]}"


def test_the_index_is_loaded_when_search_is_used_and_not_before(open_page):
    page = open_page("book/zh/how-to-read")
    assert page.evaluate("performance.getEntriesByType('resource').filter(r => r.name.includes('searchindex')).length") == 0
