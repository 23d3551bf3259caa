"""The built book, served on this machine and opened in Chromium; what is measured is reported at the end."""

import functools
import http.server
import threading
from pathlib import Path

import pytest
import yaml

from .drivers import chromium

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
MEASURED = pytest.StashKey[list]()


def documents():
    """Every page of the table of contents, by its name in `_toc.yml`."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))

    def walk(node):
        if isinstance(node, dict):
            yield from (node[key] for key in ("root", "file") if key in node)
            node = node.values()
        if not isinstance(node, str):
            for child in node:
                if not isinstance(child, str | bool | int):
                    yield from walk(child)

    return list(walk(toc))


# The search pages are made by the extension, one in each language.
DOCUMENTS = [*documents(), "book/zh/search", "book/en/search"]
LANGUAGES = ("zh", "en")
PAGES = [document for document in DOCUMENTS if document.startswith("book/z") or document.startswith("book/e")]
CHAPTERS = [document for document in PAGES if document.count("/") == 3]


def language(document):
    """The language folder of a page."""
    return document.split("/")[1]


def twin(document):
    """The same page in the other language."""
    here = language(document)
    return document.replace(f"book/{here}/", f"book/{'en' if here == 'zh' else 'zh'}/", 1)


def scroll_through(page):
    """Walk down the page as a reader does, so that everything loaded on approach is loaded."""
    page.evaluate("""async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
      }
    }""")
    page.wait_for_load_state("networkidle")


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Stay silent: the browser itself reports what could not be fetched."""


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Stay silent: a browser that leaves a page early breaks the pipe."""


@pytest.fixture(scope="session")
def site():
    """The address of the built book."""
    assert (SITE / "index.html").exists(), "the book is not built: run `make book` first"
    handler = functools.partial(Handler, directory=SITE)
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser, site):
    """Open a page in a fresh context: `open_page(document, **context options)`."""
    contexts = []

    def open_page(document, query="", **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site}{document}.html{query}", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def report(request):
    """Add a line to the measurements printed after the tests."""
    return request.config.stash.setdefault(MEASURED, []).append


def pytest_terminal_summary(terminalreporter, config):
    lines = config.stash.get(MEASURED, [])
    if lines:
        terminalreporter.section("measured on the built book")
        for line in sorted(lines):
            terminalreporter.line(line)
