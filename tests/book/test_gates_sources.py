"""Every item of the source documents has a home in both languages, and its number is the right one."""

import pytest

from bilingual.gates.page import Page
from bilingual.gates.sources import Sources, check, check_identifiers, values

SOURCES = """\
documents:
  S0: {zh: 膜电位, en: The membrane potential, part: membrane-potential}
  S1: {zh: 正则系综, en: The canonical ensemble, part: canonical-ensemble}
items:
  S0.01:
    kind: number
    zh: 钾的能斯特电位
    en: Nernst potential of potassium
    page: membrane-potential/nernst
    anchor: potassium
    numbers:
      - {value: -86.9, tolerance: 0.05, unit: mV, shown: E_K}
  S1.01: planned
"""
COUNTS = {"S0": 1, "S1": 1}
PAGES = {(language, "membrane-potential/nernst"): Page(f"(potassium-{language})=\n# K\n", language, "membrane-potential/nernst")
         for language in ("zh", "en")}


def faults(text=SOURCES, pages=PAGES, shows="−86.9 mV", counts=COUNTS):
    return list(check(Sources.parse(text), pages, lambda page, name, anchor: [shows] if name == "E_K" else [], counts))


def test_an_item_at_home_in_both_languages_passes():
    assert faults() == []
    assert Sources.parse(SOURCES).summary() == "1 of 2 items at home; 1 planned"


def test_an_unknown_item_is_reported_at_its_line():
    fault, = faults(SOURCES + "  S0.77: planned\n")
    assert "S0.77" in fault.message and fault.line == SOURCES.count("\n") + 1


def test_a_missing_item_is_reported():
    fault, = faults(counts={"S0": 2, "S1": 1})
    assert "S0.02 is missing" in fault.message


def test_an_item_of_a_written_part_cannot_stay_planned():
    fault, = faults(SOURCES + "  S0.02: planned\n", counts={"S0": 2, "S1": 1})
    assert "S0.02" in fault.message and "_toc.yml" in fault.message


def test_an_item_may_wait_for_a_chapter_of_a_part_that_has_begun():
    waiting = SOURCES + "  S0.02: planned for membrane-potential/pumps\n"
    assert faults(waiting, counts={"S0": 2, "S1": 1}) == []
    written = {**PAGES, ("en", "membrane-potential/pumps"): Page("# Pumps\n", "en", "membrane-potential/pumps")}
    fault, = faults(waiting, pages=written, counts={"S0": 2, "S1": 1})
    assert "planned for membrane-potential/pumps" in fault.message


def test_a_home_must_exist_in_each_language():
    only_english = {key: page for key, page in PAGES.items() if key[0] == "en"}
    fault, = faults(pages=only_english)
    assert "zh/membrane-potential/nernst.md" in fault.message


def test_the_anchor_must_exist():
    found = faults(SOURCES.replace("anchor: potassium", "anchor: sodium"))
    assert len(found) == 2 and all("“sodium”" in fault.message and fault.line == 5 for fault in found)


def test_an_entry_without_a_topic_is_reported():
    fault, = faults(SOURCES.replace("    en: Nernst potential of potassium\n", ""))
    assert "lacks en" in fault.message


@pytest.mark.parametrize("shows", ["−86.8 mV", "86.9 mV", "−86.9 V", "no number"])
def test_another_number_than_the_source_s_is_reported(shows):
    found = faults(shows=shows)
    assert len(found) == 2 and all("expected -86.9 ± 0.05 mV" in fault.message for fault in found)


def test_a_number_that_no_page_shows_is_reported():
    found = faults(SOURCES.replace("shown: E_K", "shown: E_Na"))
    assert len(found) == 2 and "{eval}`E_Na`" in found[0].message


@pytest.mark.parametrize("text, unit, number", [
    ("−86.9 mV", "mV", -86.9),
    ('<span class="quantity">−85.57&nbsp;mV</span>', "mV", -85.57),
    ("1.3 × 10⁻¹⁷ mol", "mol", 1.3e-17),
    (r"$E = -86.9\,\text{mV}$", "mV", -86.9),
    ("0.0020 %", "%", 0.002),
])
def test_a_number_is_read_as_the_page_prints_it(text, unit, number):
    assert values(text, unit) == [pytest.approx(number)]


def test_readers_meet_no_ids_of_items():
    fault, = check_identifiers(Page("# Title\n\nSee S0.12 and `S0.13` in the code.\n", "en"))
    assert fault.line == 3 and "S0.12" in fault.message
