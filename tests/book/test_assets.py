"""A page carries what it needs, from here, and little of it."""

import gzip
import re

import pytest
from bilingual.assets import wanted
from bilingual.stylesheets import slim, usable


def loaded(page, name):
    """The addresses of the stylesheets and scripts of a page, relative to the site's _static folder."""
    tree = page(name)
    links = [link["href"] for link in tree.find_all("link", rel="stylesheet")]
    links += [script["src"] for script in tree.find_all("script", src=True)]
    return [link.split("_static/")[-1].split("?")[0] for link in links]


@pytest.mark.parametrize("name", ["zh/one", "en/one", "index", "en/search"])
def test_nothing_comes_from_elsewhere(page, name):
    tree = page(name)
    links = [tag.get("src") or tag.get("href") for tag in tree.find_all(["script", "link", "img", "iframe"])]
    assert not [link for link in links if link and re.match(r"(https?:)?//", link)]


def test_the_heavy_and_the_broken_are_gone(page):
    for name in ("zh/one", "index"):
        for gone in ("fontawesome", "bootstrap", "thebe", "mathjax", "require", "clipboard", "togglebutton", "searchtools"):
            assert not [asset for asset in loaded(page, name) if gone in asset]
        assert "thebe" not in str(page(name))


def test_scripts_and_styles_stay_small(site, page):
    weight = {asset: len(gzip.compress((site / "_static" / asset).read_bytes())) for asset in loaded(page, "zh/one")}
    assert sum(weight.values()) < 50_000, weight


def test_every_asset_exists(site, page):
    for name in ("zh/one", "en/two", "index"):
        assert all((site / "_static" / asset).exists() for asset in loaded(page, name))


def test_an_asset_follows_the_content_that_needs_it():
    assert wanted("_static/sphinx-design.min.css?v=1", '<div class="sd-card">')
    assert not wanted("_static/sphinx-design.min.css?v=1", "<p>plain</p>")
    assert wanted("_static/explorer.js", "")


@pytest.mark.parametrize(
    ("selector", "kept"),
    [
        ("a.used", True),
        ("a.unused", False),
        ("#known .used:hover", True),
        (".used:not(.unused)", True),
        (":is(.unused, .used) p", True),
        (":is(.unused, .other) p", False),
        ("[data-mode=dark] p", True),
        (r".used .sd\:x", False),
    ],
)
def test_a_selector_is_usable_if_the_pages_have_its_names(selector, kept):
    assert usable(selector, {"used", "known"}) is kept


def test_slimming_keeps_the_order_and_the_strings():
    css = "@import 'x';.a{content:'}{'}.b{c:d}@media print{.a,.b{c:d}}@font-face{font-family:FontAwesome;src:x}"
    assert slim(css, {"a"}) == "@import 'x';.a{content:'}{'}@media print{.a{c:d}}"
