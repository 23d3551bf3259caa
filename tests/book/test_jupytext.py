"""Opening a page in JupyterLab and saving it changes nothing: its source is as jupytext writes it."""

import difflib
from pathlib import Path

import jupytext
import pytest

BOOK = Path(__file__).parents[2] / "book"
PAGES = sorted(path for language in ("zh", "en") for path in (BOOK / language).rglob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(BOOK)))
def test_a_page_survives_jupyterlab_unchanged(path, tmp_path):
    source = path.read_text(encoding="utf-8")
    notebook = jupytext.reads(source, fmt="md:myst")
    # through a notebook file, as JupyterLab does it
    stored = tmp_path / "page.ipynb"
    jupytext.write(notebook, stored)
    saved = jupytext.writes(jupytext.read(stored), fmt="md:myst")
    changes = difflib.unified_diff(source.splitlines(), saved.splitlines(), "as written", "as saved", lineterm="", n=0)
    assert saved == source, "\n".join(list(changes)[:12])
