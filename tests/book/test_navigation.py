"""Nobody changes language without asking for it."""

from bilingual.navigation import foreign, target


def test_target_of_a_relative_link():
    assert target("book/zh/part/a", "../glossary.html#term") == "book/zh/glossary"
    assert target("book/zh/part/a", "#here") == "book/zh/part/a"


def test_foreign():
    assert foreign("book/zh/a", "../en/a.html")
    assert not foreign("book/zh/a", "b.html")
    assert not foreign("book/zh/a", "../index.html")
    assert not foreign("book/index", "en/a.html")


def test_the_sidebar_lists_one_language(page):
    for code in ("zh", "en"):
        links = [a["href"] for a in page(f"{code}/one").select(".bd-docs-nav a")]
        assert links == ["#", "two.html"]


def test_previous_and_next_stay_in_the_language(page):
    assert page("zh/one").select_one("a.right-next")["href"] == "two.html"
    assert page("zh/two").select_one("a.right-next") is None
    assert page("en/one").select_one("a.left-prev") is None
    assert page("en/two").select_one("a.left-prev")["href"] == "one.html"


def test_the_landing_page_shows_both_and_chooses_none(page):
    assert len(page("index").select(".bd-docs-nav a")) == 4
    assert page("index").select_one("a.right-next") is None
