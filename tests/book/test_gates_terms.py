"""A term is a link to its entry in the page's language and carries its definition; the lists are made from the data."""

import re
import warnings

import pytest

ENTRY = """\
- id: nernst-potential
  zh: 能斯特电位
  en: Nernst potential
  symbol: E_K
  definition_zh: 使一种离子的净通量为零的膜电位。
  definition_en: The membrane potential at which one ion has no net flux.
- id: flux
  zh: 通量
  en: flux
  definition_zh: 单位时间内的量。
  definition_en: An amount per time.
  forms: [fluxes]
"""
NOTATION = """\
symbols:
  - {symbol: J, zh: 通量, en: flux, unit: mol/s, see: "part/chapter#flow"}
subscripts:
  K: {zh: 钾离子, en: potassium}
indices: [i]
"""
SOURCES = """\
documents:
  S0: {zh: 膜电位, en: The membrane potential, part: part}
  S1: {zh: 正则系综, en: The canonical ensemble, part: other}
items:
  S0.01: {kind: concept, zh: 通量是什么, en: What a flux is, page: part/chapter, anchor: flow}
  S1.01: planned
"""
PAGES = {
    "book/index": "# Book\n\n```{toctree}\n:glob:\n*/*\n*/part/*\n```\n",
    "book/en/glossary": "# Glossary\n\n```{glossary-list}\n```\n",
    "book/zh/glossary": "# 术语\n\n```{glossary-list}\n```\n",
    "book/en/part/chapter": "(flow-en)=\n# How it *flows*\n\nThe {term}`fluxes` vanish at the {term}`rest <Nernst potential>`.\n",
    "book/zh/part/chapter": "(flow-zh)=\n# 怎样流动\n\n{term}`通量`为零。\n",
    "book/en/lists": "# Lists\n\n```{notation-table}\n```\n\n```{source-table}\n```\n",
    "book/zh/lists": "# 表\n\n```{notation-table}\n```\n\n```{source-table}\n```\n",
}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Build the small book above; a function that gives the HTML of a page, and what Sphinx warned of."""
    from sphinx.application import Sphinx

    folder = tmp_path_factory.mktemp("book")
    for name, text in {**{f"{page}.md": text for page, text in PAGES.items()},
                       "book/glossary.yml": ENTRY, "book/notation.yml": NOTATION, "book/sources.yml": SOURCES}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    from io import StringIO

    said = StringIO()
    settings = {"extensions": ["myst_parser", "bilingual.gates.terms", "bilingual.gates.lists"], "root_doc": "book/index", "html_theme": "basic"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of docutils' own parts, used by Sphinx
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        Sphinx(folder, None, folder / "html", folder / "doctrees", "html", settings, status=None, warning=said, freshenv=True).build()
    assert said.getvalue() == ""
    return lambda page: (folder / "html" / f"{page}.html").read_text(encoding="utf-8")


def test_a_term_links_to_its_entry_and_describes_itself(read):
    link = re.search(r"<a [^>]*>(?:<span>)?fluxes", read("book/en/part/chapter"))[0]
    assert 'href="../glossary.html#term-flux"' in link
    assert 'title="An amount per time."' in link


def test_a_term_with_other_words_reaches_the_entry_it_names(read):
    link = re.search(r"<a [^>]*>(?:<span>)?rest<", read("book/en/part/chapter"))[0]
    assert "#term-nernst-potential" in link


def test_each_language_reaches_its_own_glossary(read):
    link = re.search(r"<a [^>]*>(?:<span>)?通量", read("book/zh/part/chapter"))[0]
    assert 'href="../glossary.html#term-flux"' in link and "单位时间内的量。" in link


def test_the_glossary_gives_both_names_and_marks_the_language_of_the_other(read):
    english, chinese = read("book/en/glossary"), read("book/zh/glossary")
    assert re.search(r'<dt id="term-flux">flux · <span class="counterpart" lang="zh-CN">通量</span>', english)
    assert re.search(r'<dt id="term-flux">通量 · <span class="counterpart" lang="en">flux</span>', chinese)
    assert "An amount per time." in english and "An amount per time." not in chinese


def test_the_notation_table_leads_to_the_section_that_explains_a_symbol(read):
    assert re.search(r'href="part/chapter.html#flow"[^>]*>How it flows<', read("book/en/lists"))
    assert "怎样流动" in read("book/zh/lists")


def test_the_source_map_names_documents_by_title_and_shows_no_ids(read):
    for page, words in {"book/en/lists": ["What a flux is", "concept", "The canonical ensemble: 1 item"],
                        "book/zh/lists": ["通量是什么", "概念", "正则系综：1 条"]}.items():
        html = read(page)
        assert all(word in html for word in words)
        assert not re.search(r"\bS\d\.\d\d", html)
