"""Formulas are on the page as HTML and MathML, never as TeX."""

import hashlib
import re

import pytest
from bilingual.maths import KATEX, prepare, typeset

from . import tiny_book


@pytest.mark.parametrize("tex", [r"E_K", r"\frac{RT}{zF}\ln\frac{c_o}{c_i}", r"\ce{Na+}", r"\text{外加}", r"\begin{aligned}a&=b\end{aligned}"])
def test_a_formula_becomes_html_and_mathml_without_a_trace_of_tex(tex):
    html = typeset(tex, display=True)
    assert "<math" in html and 'class="katex-html"' in html
    assert "\\" not in html and "annotation" not in html


def test_what_katex_does_not_know_is_an_error_in_its_words():
    with pytest.raises(ValueError, match=r"Undefined control sequence: \\nonsense"):
        typeset(r"\nonsense")


@pytest.mark.parametrize(
    ("tex", "prepared"),
    [
        ("a = b", "a = b"),
        (r"a &= b \\ &= c", r"\begin{aligned}a &= b \\ &= c\end{aligned}"),
        (r"\begin{pmatrix}a & b\end{pmatrix}", r"\begin{pmatrix}a & b\end{pmatrix}"),
        ("a = b\n\nc = d", r"\begin{gathered}a = b\\c = d\end{gathered}"),
        (r"\begin{align*}a &= b\end{align*}", r"\begin{aligned}a &= b\end{aligned}"),
        (r"\begin{equation}\label{x}a\end{equation}", r"\begin{gathered}a\end{gathered}"),
    ],
)
def test_display_formulas_as_katex_takes_them(tex, prepared):
    assert prepare(tex) == prepared


def test_a_proved_identity_does_not_load_a_font_for_its_tick():
    assert "amsrm" not in typeset(r"a = b \quad\checkmark")


def test_the_built_page(page):
    tree = page("en/one")
    assert len(tree.select("div.math .katex-display")) == 1
    assert not re.search(r"\\(frac|ln|mathrm)", tree.article.text)
    assert not tree.find("script", src=re.compile("mathjax|katex"))
    assert tree.find("link", href=re.compile("katex.css"))
    assert not page("en/two").find("link", href=re.compile("katex.css"))


def test_a_column_headed_by_a_formula_has_a_name(page):
    head = page("en/one").table.thead
    assert head.find(attrs={"role": "math"})["aria-label"] == "E K"
    assert [cell.name for cell in head.tr.find_all(["th", "td"])] == ["td", "th", "th"]  # an empty corner heads nothing


def test_a_faulty_formula_fails_the_build_with_its_place(tmp_path):
    faulty = tiny_book.ONE.replace(r"\frac{RT}{zF}", r"\fraction{RT}{zF}")
    process, _ = tiny_book.build(tiny_book.write(tmp_path, one=faulty))
    assert process.returncode != 0
    assert re.search(r"book/en/one\.md:\d+: WARNING: KaTeX: .*fraction", process.stderr)


def test_the_vendored_files_are_those_of_the_release():
    lines = (KATEX / "SHA256SUMS").read_text().split("\n")[:-1]
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((KATEX / name).read_bytes()).hexdigest() == digest, name
    css = (KATEX / "served" / "katex" / "katex.css").read_text()
    fonts = set(re.findall(r"url\((fonts/[^)]+)\)", css))
    assert fonts and all((KATEX / "served" / "katex" / font).exists() for font in fonts)
