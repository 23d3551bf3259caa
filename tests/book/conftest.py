"""The book's Sphinx extension is no installed package: put it on the path, as Jupyter Book does (`local_extensions`).

Two small books: a tiny one for Sphinx alone, and one that Jupyter Book builds with the configuration of the real one.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the tiny book's pages (see tiny_book.py), built without a warning."""
    from . import tiny_book

    process, folder = tiny_book.build(tiny_book.write(tmp_path_factory.mktemp("tiny")))
    assert process.returncode == 0, process.stderr
    return folder


@pytest.fixture(scope="session")
def page(site):
    """A page of the tiny book as a tree: ``page("zh/one")``."""
    from bs4 import BeautifulSoup

    return lambda name: BeautifulSoup((site / "book" / f"{name}.html").read_text("utf-8"), "html.parser")


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
    """A function that builds a two-page book with the given sentences: exit code, what was printed, where the pages are."""
    for name in ("_ext", "_static", "_templates"):
        shutil.copytree(ROOT / "book" / name, tmp_path / "book" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("glossary.yml", "notation.yml", "references.bib"):
        shutil.copy(ROOT / "book" / name, tmp_path / "book")
    shutil.copy(ROOT / "_config.yml", tmp_path)
    sources = yaml.safe_load((ROOT / "book" / "sources.yml").read_text(encoding="utf-8"))
    sources["items"] = dict.fromkeys(sources["items"], "planned")
    (tmp_path / "book" / "index.md").write_text("# Book\n", encoding="utf-8")

    def build(languages=("zh", "en"), items=None, repository=None, **sentences):
        pages = []
        for language in languages:
            page = PAGE.replace("LANGUAGE", language).replace("TITLE", TITLES[language])
            path = tmp_path / "book" / language / "small.md"
            path.parent.mkdir()
            path.write_text(page.replace("SENTENCE", sentences.get(language, "")), encoding="utf-8")
            pages.append({"file": f"book/{language}/small"})
        sources["items"] |= items or {}
        (tmp_path / "book" / "sources.yml").write_text(yaml.safe_dump(sources, allow_unicode=True), encoding="utf-8")
        if repository:
            config = yaml.safe_load((tmp_path / "_config.yml").read_text(encoding="utf-8"))
            config["repository"] |= repository
            (tmp_path / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
        toc = {"format": "jb-book", "root": "book/index", "chapters": pages}
        (tmp_path / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
        done = subprocess.run(
            [Path(sys.executable).with_name("jupyter-book"), "build", str(tmp_path), "-n", "-W", "--keep-going", "--all"],
            capture_output=True, text=True,
        )
        return done.returncode, re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr), tmp_path / "_build" / "html"

    return build
