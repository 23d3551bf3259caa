"""A small book with one fault each: the build stops and names the file and the line."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGE = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

(small-LANGUAGE)=
# TITLE

```{code-cell} ipython3
from excitable import use, prove, quantity
import sympy as sp
use("LANGUAGE")
x = sp.Symbol("x")
```

SENTENCE
"""
TITLES = {"zh": "小书", "en": "A small book"}


@pytest.fixture
def small_book(tmp_path):
    """A function that builds a two-page book with the given sentences and gives the exit code and what it printed."""
    for name in ("_ext", "_static", "_templates"):
        shutil.copytree(ROOT / "book" / name, tmp_path / "book" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("glossary.yml", "notation.yml", "references.bib"):
        shutil.copy(ROOT / "book" / name, tmp_path / "book")
    shutil.copy(ROOT / "_config.yml", tmp_path)
    sources = yaml.safe_load((ROOT / "book" / "sources.yml").read_text(encoding="utf-8"))
    sources["items"] = dict.fromkeys(sources["items"], "planned")
    (tmp_path / "book" / "index.md").write_text("# Book\n", encoding="utf-8")

    def build(languages=("zh", "en"), items=None, **sentences):
        pages = []
        for language in languages:
            page = PAGE.replace("LANGUAGE", language).replace("TITLE", TITLES[language])
            path = tmp_path / "book" / language / "small.md"
            path.parent.mkdir()
            path.write_text(page.replace("SENTENCE", sentences.get(language, "")), encoding="utf-8")
            pages.append({"file": f"book/{language}/small"})
        sources["items"] |= items or {}
        (tmp_path / "book" / "sources.yml").write_text(yaml.safe_dump(sources, allow_unicode=True), encoding="utf-8")
        toc = {"format": "jb-book", "root": "book/index", "chapters": pages}
        (tmp_path / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
        done = subprocess.run(
            [Path(sys.executable).with_name("jupyter-book"), "build", str(tmp_path), "-n", "-W", "--keep-going", "--all"],
            capture_output=True, text=True,
        )
        return done.returncode, re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr)

    return build


def test_without_a_fault_it_builds(small_book):
    code, said = small_book(zh="一切正常。", en="All is well.")
    assert code == 0, said[-3000:]


def test_a_typed_number_an_unknown_source_and_different_twins_are_named_with_file_and_line(small_book):
    code, said = small_book(zh="静息电位约为 −71 mV。", en="It rests near −71 mV.\n\n## A section that the twin lacks", items={"S9.99": "planned"})
    assert code != 0
    assert re.search(r"book/en/small\.md:22: WARNING: .*71 mV", said), said[-3000:]
    assert re.search(r"book/zh/small\.md:22: WARNING: .*71 mV", said)
    assert re.search(r"book/sources\.yml:\d+: WARNING: unknown item S9\.99", said)
    assert re.search(r"book/(zh|en)/small\.md:\d+: WARNING: .*section", said)


def test_a_page_without_a_twin_is_named(small_book):
    code, said = small_book(languages=["en"], en="All is well.")
    assert code != 0
    assert re.search(r"book/en/small\.md:\d+: WARNING: .*zh/small\.md", said), said[-3000:]


def test_a_false_proof_stops_the_build(small_book):
    cell = "```{code-cell} ipython3\nprove(sp.sin(x) ** 2, 1 + sp.cos(x) ** 2)\n```"
    code, said = small_book(zh=cell, en=cell)
    assert code != 0
    assert "ProofError" in said and "small" in said, said[-3000:]
