"""Markup that reads well aloud and on a phone."""


def test_a_drawing_scrolls_apart_from_its_caption(page):
    figure = page("zh/one").select_one("article figure")
    assert figure.select_one(".drawing > img") and not figure.select_one(".drawing figcaption")
