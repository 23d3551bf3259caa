"""A number with a unit is computed, an input, or stands beside its source."""

import pytest

from bilingual.gates.numbers import check, inputs, library
from bilingual.gates.page import Page


def typed(line, language="en", cell="", datasets=()):
    """The messages about one line of a page."""
    page = Page(f"# Title\n\n```{{code-cell}} ipython3\n{cell}\n```\n\n{line}\n", language)
    return [fault.message for fault in check(page, datasets)]


@pytest.mark.parametrize("line", [
    "It rests at −70 mV.", "It rests at -70 mV.", "about 70mV", "a field of 14 MV is not 14 kV", "a 5-nm film", "5 nm thick",
    "at 37 °C", "at 310 K.", "in 10 % of the cells", "10% of them", "1.3 × 10⁻¹⁷ mol", "0.2 µA/cm²", "1 µF/cm²", "5 kJ/mol",
    "twice in 3 ms, once in 7 s", "16 years", "16-fold", "28 times", "10,000 ions", "between 1 and 5 mV", "from 1 to 5 mM",
    "*5 nm*", "(−70 mV)", "| K⁺ | 140 mM |", "- 5 nm", "25 kT", "12 MΩ", "100 Hz", "40 kPa", "2 h later", "1 L of water",
])
def test_a_typed_quantity_is_found(line):
    assert typed(line), line


@pytest.mark.parametrize("line", [
    "静息电位约为 −70 mV。", "膜厚 5 nm，", "膜厚5 nm", "占 2%。", "约 16 年", "增大到 28 倍", "37 °C", "约 10000 个离子", "10 分钟后", "3 毫秒",
])
def test_a_typed_quantity_is_found_in_chinese(line):
    assert typed(line, "zh"), line


@pytest.mark.parametrize("line", [
    "In 1952 they measured it.", "the 1950s", "Chapter 3 and Fig. 2", "three Na⁺ for two K⁺", "3 Na⁺ for 2 K⁺ ions", "a ratio of 3:2",
    "$V=-70$ mV is maths", "$V = -70\\,\\text{mV}$", "`5 mV` in code", "a link [here](https://example.org/5 mV)", "{eval}`E_K`",
    "{ref}`5 mV <section>`", "10.1113/jphysiol.1952.sp004764", "K⁺ and Ca²⁺", "step 5 may fail", "the 2 methods", "add 5 more",
    "% a comment of 5 mV", "(5-mV)=", "Mg²⁺ 2 in", "p. 5 shows", "[@5 mV]: x".replace("5 mV", "five"), "3 ions leave, 2 enter",
])
def test_what_is_no_quantity_passes(line):
    assert typed(line) == []


@pytest.mark.parametrize("line", ["1952 年，", "见第 3 章", "3 个 Na⁺ 换 2 个 K⁺", "比为 3:2", "{eval}`E_K`", "三倍", "$5$ mV", "2 种方法"])
def test_what_is_no_quantity_passes_in_chinese(line):
    assert typed(line, "zh") == []


def test_the_message_names_the_number_the_line_and_the_remedy():
    page = Page("---\nkernelspec: x\n---\n\n# Title\n\nIt rests\nat −70 mV.\n", "en", path="book/en/page.md")
    fault, = check(page)
    assert (fault.path, fault.line) == ("book/en/page.md", 8)
    assert "−70 mV" in fault.message and "{eval}" in fault.message and "{given}" in fault.message


def test_an_input_of_the_page_s_own_code_passes():
    assert typed("Raise it to 20 mM.", cell="E = nernst(20, 140)") == []
    assert typed("Raise it to 21 mM.", cell="E = nernst(20, 140)")


def test_a_power_of_ten_belongs_to_the_number():
    assert typed("1.3 × 10⁻¹⁷ mol", cell="amount = 1.3e-17") == []
    assert typed("1.3 × 10⁻¹⁷ mol", cell="amount = 1.3")


def test_both_ends_of_a_range_must_be_inputs():
    assert typed("from 1 to 20 mM", cell="interact(f, K_out=(1, 20))") == []
    assert typed("from 1 to 30 mM", cell="interact(f, K_out=(1, 20))")


@pytest.mark.parametrize("cell", ["fig, ax = plt.subplots(figsize=(7, 3))", "ax.set(xlim=(0, 7))", "x = p[7]", "quantity(x, digits=7)", "# 7"])
def test_the_looks_of_a_plot_and_indices_are_no_inputs(cell):
    assert 7.0 not in inputs(Page(f"```{{code-cell}} ipython3\n{cell}\n```\n", "en"))
    assert typed("7 nm", cell=cell)


def test_a_cell_with_a_magic_still_counts():
    assert inputs(Page("```{code-cell} ipython3\n%matplotlib inline\nc = 20\n```\n", "en")) == {20.0}


def test_the_library_s_own_concentrations_pass():
    assert typed("potassium, 140 mM inside and 5 mM outside, at 310 K", datasets=library()) == []
    assert typed("potassium, 141 mM inside", datasets=library())
    assert typed("140 mV", datasets=library())  # the number is known, but as a concentration


def test_a_number_from_the_literature_needs_its_source_on_the_line():
    assert typed("The film is {given}`5 nm` thick {cite}`en-gorter1925`.") == []
    message, = typed("The film is {given}`5 nm` thick.")
    assert "no source" in message


def test_captions_and_alternative_texts_are_read():
    cell = ("```{code-cell} ipython3\n---\nmystnb:\n  figure:\n    caption: The voltage settles at\n      −89 mV, as it must.\n"
            "    name: fig-1-en\n  image:\n    alt: 'A curve that ends at −89 mV'\n---\nplot()\n```\n")
    assert [fault.line for fault in check(Page(cell, "en"))] == [5, 9]
    figure = "```{figure} a.svg\n:alt: A curve that ends at −89 mV\n:name: fig-2-en\nIt ends at −89 mV.\n```\n"
    assert [fault.line for fault in check(Page(figure, "en"))] == [2, 4]


def test_boxes_and_their_titles_are_read_but_code_is_not():
    text = ":::{admonition} At −89 mV\n:class: tip\nstays at −89 mV\n:::\n\n```python\nE = -89  # mV, that is −89 mV\n```\n\n$$\nV = -89\\ \\text{mV} = −89 mV\n$$\n"
    assert [fault.line for fault in check(Page(text, "en"))] == [1, 3]
