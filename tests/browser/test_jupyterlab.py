"""A chapter opened live, as on Binder: a notebook whose cells run, whose explorer asks Python, with no raw syntax left."""

import re
import shutil

import pytest

from .conftest import ROOT
from .lab import jupyterlab, run_all_cells, wait_until_idle

RAW_SYNTAX = re.compile(r"\{[a-z][a-z:_-]+\}`|^:{3,}|^`{3,}", re.MULTILINE)
RENDERED = ".jp-MarkdownCell"  # innerText leaves the hidden editor out
ERROR = "[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type='application/vnd.jupyter.error']"
EXPLORER = ".jp-OutputArea .explorer-body"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab set up as binder/ does it, on a copy of the book."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "book", folder / "book", ignore=shutil.ignore_patterns("_ext", "_static", "__pycache__"))
    settings = folder / "settings"
    settings.mkdir()
    shutil.copy(ROOT / "binder" / "overrides.json", settings)
    with jupyterlab(folder, settings) as address:
        yield address


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chapter_runs_as_a_notebook_and_its_explorer_asks_python(language, lab, browser):
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.goto(f"{lab}lab/workspaces/{language}/tree/book/{language}/membrane-potential/resting-reversal.md")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", state="attached", timeout=120_000)
    run_all_cells(page)
    wait_until_idle(page)

    # JupyterLab draws the cells near the screen only, so read the notebook while walking down through it.
    notebook = page.locator(".jp-Notebook > .jp-WindowedPanel-outer")

    def walk():
        for top in range(0, notebook.evaluate("n => n.scrollHeight") + 700, 700):
            notebook.evaluate("(n, top) => { n.scrollTop = top }", top)
            page.wait_for_timeout(300)
            yield

    text, errors = "", []
    for _ in walk():
        text += "\n".join(page.eval_on_selector_all(RENDERED, "all => all.map(cell => cell.innerText)"))
        errors += page.eval_on_selector_all(ERROR, "all => all.map(output => output.innerText)")
    assert errors == []
    raw = RAW_SYNTAX.search(text)
    assert len(text) > 3000 and not raw, raw and text[max(0, raw.start() - 300) : raw.end() + 100]

    found = next((True for _ in walk() if page.locator(EXPLORER).count()), False)
    assert found, "the chapter shows no explorer"
    explorer = page.locator(EXPLORER).first
    explorer.scroll_into_view_if_needed()
    slider = explorer.locator("input[type=range]").first
    drawing = "e => [...e.querySelectorAll('svg')].map(svg => svg.innerHTML).join()"

    def moved_by(action):
        before, draws = explorer.evaluate(drawing), int(explorer.get_attribute("data-draws"))
        action()
        # "kernel" says that Python computed the curves, not the page's own JavaScript.
        page.wait_for_function(
            "([e, draws]) => Number(e.dataset.draws) > draws && e.dataset.by === 'kernel'",
            arg=[explorer.element_handle(), draws], timeout=20_000,
        )
        return explorer.evaluate(drawing) != before

    box = slider.bounding_box()
    value = slider.evaluate("s => (s.value - s.min) / (s.max - s.min)")

    def drag():
        page.mouse.move(box["x"] + 8 + (box["width"] - 16) * value, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 8 + (box["width"] - 16) * (0.2 if value > 0.5 else 0.8), box["y"] + box["height"] / 2, steps=5)
        page.mouse.up()

    assert moved_by(drag), "by mouse"
    slider.focus()
    assert moved_by(lambda: [page.keyboard.press("ArrowRight") for _ in range(5)]), "by keyboard"
    context.close()
