"""Every figure says in words, in the page's language, what it shows."""

import pytest

from bilingual.gates.alternatives import check, problem
from bilingual.gates.page import Page

GOOD = {"en": "A curve that falls steeply and then settles.", "zh": "一条曲线先陡然下降，然后逐渐趋于一个稳定的负值。"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_real_text_passes(language):
    assert problem(GOOD[language], language) == ""


@pytest.mark.parametrize("text, language, says", [
    ("", "en", "no alternative text"), (None, "zh", "no alternative text"), ("../images/nernst_potential.png", "en", "file name"),
    ("A curve.", "en", "characters"), (GOOD["en"], "zh", "not in Chinese"), (GOOD["zh"], "en", "not in English"),
])
def test_each_failing_is_named(text, language, says):
    assert says in problem(text, language)


CELL = "# T\n\n```{{code-cell}} ipython3\n---\nmystnb:\n  figure:\n    caption: {caption}\n    name: fig-a-en\n  image:\n    alt: {alt}\n---\n{code}\n```\n"


def test_a_cell_s_figure_needs_alternative_text_and_caption():
    assert list(check(Page(CELL.format(caption="It falls.", alt=GOOD["en"], code="plot()"), "en"))) == []
    fault, = check(Page(CELL.format(caption="It falls.", alt="plot", code="plot()"), "en"))
    assert fault.line == 3 and "fig-a-en" in fault.message
    fault, = check(Page(CELL.format(caption="", alt=GOOD["en"], code="plot()"), "en"))
    assert "no caption" in fault.message
    fault, = check(Page(CELL.format(caption="下降。", alt=GOOD["en"], code="plot()"), "en"))
    assert "other language" in fault.message


def test_a_living_figure_tells_by_itself_what_it_shows():
    text = CELL.format(caption="It falls.", alt='""', code='explore("nernst")')
    assert list(check(Page(text, "en"))) == []


def test_images_in_the_text_need_one_too():
    text = f"# T\n\n![plot.svg](plot.svg)\n\n<img src='a.svg' alt='{GOOD['en']}'>\n\n<img src='a.svg'>\n\n```{{figure}} a.svg\n:name: x-en\nCaption.\n```\n"
    assert sorted(fault.line for fault in check(Page(text, "en"))) == [3, 7, 9]
