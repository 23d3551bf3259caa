"""The browser's own query splitter, run here, finds what the index holds."""

import json

import pytest
import quickjs
from bilingual.search import words


@pytest.fixture(scope="module")
def browser(site):
    context = quickjs.Context()
    context.eval("var document = {documentElement: {lang: 'zh-CN'}};")
    context.eval((site / "_static" / "language_data.js").read_text("utf-8"))
    context.eval("var terms = (query) => JSON.stringify(splitQuery(query.toLowerCase()).map((w) => new Stemmer().stemWord(w)));")
    return context


@pytest.fixture(scope="module")
def index(site):
    source = (site / "searchindex.js").read_text("utf-8")
    return json.loads(source[len("Search.setIndex(") : -1])


@pytest.fixture(scope="module")
def find(browser, index):
    def pages_with(term):
        found = [index[kind].get(term, []) for kind in ("terms", "titleterms")]
        return {n for pages in found for n in (pages if isinstance(pages, list) else [pages])}

    def search(query):
        asked = json.loads(browser.eval(f"terms({json.dumps(query)})"))
        pages = set.intersection(*(pages_with(term) for term in asked))
        return {index["docnames"][n] for n in pages} - {"book/index"}  # the landing page lists all titles

    return search


@pytest.mark.parametrize(
    ("query", "docname"),
    [
        ("离子", "book/zh/one"),
        ("通道", "book/zh/one"),
        ("膜电位", "book/zh/one"),
        ("钾离子通道", "book/zh/one"),
        ("平衡", "book/zh/one"),
        ("能斯特电位", "book/zh/one"),
        ("钠", "book/zh/two"),
        ("钠泵维持浓度", "book/zh/two"),
        ("浓度差与电位差", "book/zh/one"),  # across a line break and bold type
        ("potassium channel", "book/en/one"),
        ("resting potentials", "book/en/two"),
        ("sodium equilibrium", None),
    ],
)
def test_queries(find, query, docname):
    assert find(query) == ({docname} if docname else set())


def test_words_that_do_not_stand_side_by_side_are_no_phrase(find):
    assert find("位电膜") == set()


@pytest.mark.parametrize("text", ["膜电位 V", "K⁺ 通道", "Hodgkin–Huxley 模型", "2 价", "離子豈"])
def test_the_browser_splits_as_the_index_does(browser, text):
    asked = json.loads(browser.eval(f"JSON.stringify(splitQuery({json.dumps(text)}))"))
    assert set(asked) <= set(words(text))


def test_pages_in_the_readers_language_come_first(browser):
    score = "Scorer.score(['{}', '', '', '', 5])"
    assert browser.eval(score.format("book/zh/one")) > browser.eval(score.format("book/en/one")) == 5


def test_only_the_search_pages_load_the_index(page):
    for name in ("zh/one", "en/two", "index"):
        assert not page(name).find_all("script", src=lambda src: src and "searchindex" in src)
    for name in ("zh/search", "en/search"):
        assert page(name).find_all("script", src=lambda src: src and "searchindex" in src)
    assert page("zh/one").select_one("form.bd-search")["action"] == "search.html"
