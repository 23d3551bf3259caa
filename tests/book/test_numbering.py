"""Chapters run on through the parts of one language; figures restart in the other."""

from bilingual.numbering import renumber


def test_each_language_counts_from_one():
    order = ["zh/a", "zh/b", "en/a", "en/b"]
    sphinx_chapters = {"zh/a": 1, "zh/b": 1, "en/a": 1, "en/b": 1}  # each part is a table of contents of its own
    sphinx_figures = {
        "zh/a": {"figure": {"x": (1, 1), "y": (1, 2)}},
        "zh/b": {"figure": {"z": (1, 3)}},
        "en/a": {"figure": {"x": (1, 4), "y": (1, 5)}},
        "en/b": {"figure": {"z": (1, 6)}},
    }
    chapters, figures = renumber(order, lambda docname: docname[:2], sphinx_chapters, sphinx_figures)
    assert chapters == {"zh/a": 1, "zh/b": 2, "en/a": 1, "en/b": 2}
    for code in ("zh", "en"):
        assert figures[f"{code}/a"]["figure"] == {"x": (1, 1), "y": (1, 2)}
        assert figures[f"{code}/b"]["figure"] == {"z": (2, 1)}


def test_figures_of_a_page_without_a_number_are_counted_too():
    _, figures = renumber(["zh/a"], lambda docname: "zh", {}, {"zh/a": {"figure": {"x": (1,), "y": (2,)}}})
    assert figures["zh/a"]["figure"] == {"x": (1,), "y": (2,)}


def test_the_built_pages(page):
    for code in ("zh", "en"):
        assert page(f"{code}/two").h1.text.startswith("2.")
        assert "2.1" in page(f"{code}/two").figcaption.text
        assert page(f"{code}/one").find(class_="eqno").text.startswith("(1.1)")
