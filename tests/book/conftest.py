"""The book's Sphinx extension is no installed package: put it on the path, as Jupyter Book does (`local_extensions`)."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "book" / "_ext"))


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
