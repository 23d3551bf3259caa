"""Terms exist, in the page's language; variants that the book avoids do not occur."""

from pathlib import Path

import pytest

from bilingual.gates.glossary import Glossary, check, check_entries
from bilingual.gates.page import Page

ENTRIES = """\
- id: nernst-potential
  zh: 能斯特电位
  en: Nernst potential
  definition_zh: 使一种离子的净通量为零的膜电位。
  definition_en: The membrane potential at which one ion has no net flux.
  forms: [equilibrium potential]
  avoid: [能斯特电势, diffusion potential]
- id: depolarisation
  zh: 去极化
  en: depolarisation
  definition_zh: 膜电位向正的方向变化。
  definition_en: A change of the membrane potential in the positive direction.
  forms: [depolarise, depolarised]
  avoid: [除极化, depolarization]
- id: mobility
  zh: 迁移率
  en: mobility
  definition_zh: 单位力下的漂移速度。
  definition_en: The drift velocity per force.
"""
GLOSSARY = Glossary.parse(ENTRIES)


@pytest.mark.parametrize("text", ["Nernst potential", "nernst potentials", "equilibrium potential", "Nernst  potential"])
def test_capitals_plurals_and_other_forms_reach_the_same_entry(text):
    assert GLOSSARY.find(text, "en")["id"] == "nernst-potential"


def test_a_plural_in_ies_is_understood():
    assert GLOSSARY.find("Mobilities", "en")["id"] == "mobility"


def test_each_language_knows_its_own_terms_only():
    assert GLOSSARY.find("能斯特电位", "zh")["id"] == "nernst-potential"
    assert GLOSSARY.find("能斯特电位", "en") is None
    assert GLOSSARY.find("Nernst potential", "zh") is None


def test_an_unknown_term_is_reported_with_its_line():
    page = Page("# T\n\nthe {term}`Nernst potential`\nand the {term}`Planck potential`\nand {term}`depolarised cells <depolarised>`\n", "en")
    fault, = check(page, GLOSSARY)
    assert fault.line == 4 and "Planck potential" in fault.message


def test_an_avoided_variant_is_reported_with_the_term_to_use():
    fault, = check(Page("# T\n\n这里是除极化。\n", "zh"), GLOSSARY)
    assert fault.line == 3 and "除极化" in fault.message and "去极化" in fault.message
    fault, = check(Page("# T\n\nThe Depolarization begins.\n", "en"), GLOSSARY)
    assert "depolarisation" in fault.message


def test_a_variant_is_a_whole_word_and_code_is_not_searched():
    assert list(check(Page("# T\n\nthe overdepolarization, `depolarization` and {cite}`en-depolarization1950`\n", "en"), GLOSSARY)) == []


def test_a_variant_within_a_term_s_own_text_is_found():
    assert list(check(Page("# T\n\n{term}`能斯特电势 <能斯特电位>`\n", "zh"), GLOSSARY))


def test_entries_are_complete_and_distinct():
    assert list(check_entries(GLOSSARY)) == []
    fault, = check_entries(Glossary.parse("- {id: flux, zh: 通量, en: flux, definition_zh: 单位时间的量。}\n"))
    assert fault.line == 1 and "definition_en" in fault.message
    doubled = ENTRIES + "- {id: other, zh: 去极化, en: other, definition_zh: 定义。, definition_en: A definition.}\n"
    fault, = check_entries(Glossary.parse(doubled))
    assert fault.line == ENTRIES.count("\n") + 1 and "去极化" in fault.message


def test_a_repeated_id_is_reported():
    doubled = ENTRIES + "- {id: mobility, zh: 淌度, en: ease, definition_zh: 定义。, definition_en: A definition.}\n"
    assert any("mobility" in fault.message for fault in check_entries(Glossary.parse(doubled)))


def test_a_definition_uses_no_variant_that_the_book_avoids():
    text = ENTRIES.replace("膜电位向正的方向变化", "又叫除极化")
    fault, = check_entries(Glossary.parse(text))
    assert "除极化" in fault.message


def test_chinese_is_sorted_by_sound():
    assert [entry["zh"] for entry in GLOSSARY.sorted("zh")] == ["能斯特电位", "迁移率", "去极化"]


def test_the_book_s_glossary_has_no_faults():
    assert list(check_entries(Glossary.read(Path(__file__).parents[2] / "book" / "glossary.yml"))) == []
