"""A line break of the source is a space in English and nothing in Chinese."""

import pytest
from bilingual.lines import KeepPunctuation, MarkLatinEmphasis, join_lines
from docutils import nodes
from docutils.utils import new_document


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("膜电位\n趋向平衡", "膜电位趋向平衡"),
        ("第一句。\n第二句", "第一句。第二句"),
        ("第一句。\nNa 是钠", "第一句。Na 是钠"),
        ("离子 K\n是钾", "离子 K\n是钾"),
        ("钾是\nK", "钾是\nK"),
        ("他说“对”\n于是", "他说“对”于是"),
        ("He said “yes”\nand left", "He said “yes”\nand left"),
        ("a\nb", "a\nb"),
        ("甲 \n 乙", "甲乙"),
    ],
)
def test_join_lines(source, shown):
    assert join_lines(source) == shown


def test_neighbours_across_markup_count():
    assert join_lines("\n", before="位", after="离") == ""
    assert join_lines("\n", before="位", after="x") == "\n"


def test_the_built_paragraph(page):
    text = page("zh/one").article.p.get_text()
    assert "趋向平衡。浓度差与电位差彼此抵消" in text
    assert "potential\ntowards" in page("en/one").article.p.get_text()


@pytest.mark.parametrize(
    ("formula", "after", "kept", "rest"),
    [
        ("E_K", "。下一句", "E_K。", "下一句"),
        ("E_K", "), and", "E_K),", " and"),
        ("E_K", " falls", None, None),  # a word may begin a line
        ("x" * 60, "。", None, None),  # a long formula must be free to break
        (r"[\mathrm{Na}]_\mathrm{o} = 2[\mathrm{K}]_\mathrm{i}", "。", r"[\mathrm{Na}]_\mathrm{o} = 2[\mathrm{K}]_\mathrm{i}。", ""),  # long as TeX only
    ],
)
def test_no_line_begins_with_the_punctuation_after_a_formula(formula, after, kept, rest):
    document = new_document("page")
    document += nodes.paragraph("", "", nodes.math(formula, formula), nodes.Text(after))
    KeepPunctuation(document).apply()
    together = next(document.findall(nodes.inline), None)
    if kept is None:
        assert together is None
    else:
        assert together["classes"] == ["keep"] and together.astext() == kept
        assert document[0].astext() == kept + rest


def test_dots_of_emphasis_are_for_chinese():
    document = new_document("page")
    document += nodes.paragraph("", "", nodes.emphasis("", "et al."), nodes.emphasis("", "净 flux"))
    MarkLatinEmphasis(document).run()
    assert [emphasis["classes"] for emphasis in document.findall(nodes.emphasis)] == [["latin"], []]
