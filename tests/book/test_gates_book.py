"""The book as it stands passes every gate that needs no build: the quick check while writing."""

from pathlib import Path

import pytest

from bilingual.gates import in_source
from bilingual.gates.page import Page
from bilingual.gates.sources import Sources, check

BOOK = Path(__file__).parents[2] / "book"


@pytest.fixture(scope="module")
def pages():
    return {
        (language, name): Page.read(path, language, name)
        for language in ("zh", "en")
        for path in sorted((BOOK / language).rglob("*.md"))
        for name in [str(path.relative_to(BOOK / language).with_suffix(""))]
    }


def test_every_page_passes_every_gate(pages):
    found = dict.fromkeys(in_source(pages, BOOK))
    assert not found, "\n" + "\n".join(f"{fault.path}:{fault.line}: {fault.message} [{gate}]" for gate, fault in found)


def test_every_item_of_the_first_document_is_at_home_in_both_languages(pages):
    sources = Sources.read(BOOK / "sources.yml")
    found = list(check(sources, pages))
    assert not found, "\n" + "\n".join(f"{fault.path}:{fault.line}: {fault.message}" for fault in found)
    assert len(sources.items) == 268
    assert {name for name in sources.at_home if name.startswith("S0.")} == {f"S0.{n:02}" for n in range(1, 41)}


def test_the_numbers_that_the_first_part_is_known_by_are_watched(pages):
    sources = Sources.read(BOOK / "sources.yml")
    watched = [number["value"] for item in sources.at_home.values() for number in item.get("numbers", [])]
    assert {69.7, -86.9, 68.67, -85.57, -67.28} <= set(watched)
