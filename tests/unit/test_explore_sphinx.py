"""The Sphinx extension: live figures in a small book, built as any book that uses `excitable` would build it."""

import re
import subprocess
import sys

import pytest

CONF = """
extensions = ["myst_nb", "excitable.explore.sphinx"]
nb_execution_mode = "inline"
nb_execution_raise_on_error = True
exclude_patterns = ["_build"]
"""

HEAD = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
# Page

```{code-cell} ipython3
"""

LIVE = """from excitable import explore, interact
explore("nernst")
```

```{code-cell} ipython3
import matplotlib.pyplot as plt

def draw(n=1):
    plt.plot([0, n])

interact(draw, n=(1, 3, 1));
```
"""

DEAD = """import ipywidgets
ipywidgets.IntSlider()
```
"""


def build(folder, pages):
    (folder / "conf.py").write_text(CONF)
    for name, cells in pages.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(cells if name == "index.md" else HEAD + cells)
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-b", "html", str(folder), str(folder / "_build")]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    index = "# Book\n\n```{toctree}\nplain\nen/live\n```\n"
    result = build(folder, {"index.md": index, "plain.md": "1 + 1\n```\n", "en/live.md": LIVE})
    assert result.returncode == 0, result.stderr
    return folder / "_build"


def test_a_page_with_a_live_figure_loads_what_it_needs(book):
    text = (book / "en" / "live.html").read_text("utf-8")
    for address in re.findall(r'(?:src|href)="([^"?]*excitable/[^"?]*)', text):
        assert (book / "en" / address).resolve().is_file(), address
    assert "_static/excitable/page.js" in text and "_static/excitable/style.css" in text
    assert (book / "_static" / "excitable" / "vendor" / "plot.js").is_file()


def test_a_page_without_one_loads_nothing(book):
    assert "_static/excitable" not in (book / "plain.html").read_text("utf-8")


def test_frames_are_published_and_their_addresses_fit_the_page(book):
    text = (book / "en" / "live.html").read_text("utf-8")
    frames = set(re.findall(r"\.\./_static/excitable/frames/\w+\.svg", text))
    assert len(frames) == 3
    assert all((book / "en" / frame).resolve().is_file() for frame in frames)
    assert "excitable-frame:" not in text


def test_only_files_that_readers_need_are_published(book):
    published = {str(path.relative_to(book / "_static" / "excitable")) for path in (book / "_static" / "excitable").rglob("*") if path.is_file()}
    assert {name for name in published if not name.startswith("frames/")} == {"page.js", "style.css", "vendor/plot.js", "vendor/LICENSE"}


def test_a_dead_widget_fails_the_build(tmp_path):
    result = build(tmp_path, {"index.md": "# Book\n\n```{toctree}\ndead\n```\n", "dead.md": DEAD})
    assert result.returncode != 0
    assert "dead.md" in result.stderr and "explore() or interact()" in result.stderr
