"""Every symbol of a chapter's maths is explained on the notation page."""

from pathlib import Path

import pytest

from bilingual.gates.notation import Notation, check, check_entries, identifiers
from bilingual.gates.page import Page

NOTATION = Notation.parse(r"""
symbols:
  - {symbol: V, zh: 膜电位, en: membrane potential, unit: mV}
  - {symbol: 'E_\text{K}', zh: 能斯特电位, en: Nernst potential, unit: mV, see: "part/chapter#nernst"}
  - {symbol: c, zh: 浓度, en: concentration, unit: mM}
  - {symbol: \mathcal L, zh: 拉格朗日函数, en: Lagrangian}
  - {symbol: \mu, zh: 迁移率, en: mobility}
subscripts:
  K: {zh: 钾, en: potassium}
  out: {zh: 膜外, en: outside}
indices: [i, j]
""")


def unknown(tex):
    return [fault.message for fault in check(Page(f"# T\n\n$$\n{tex}\n$$\n", "en"), NOTATION)]


@pytest.mark.parametrize("tex", [
    r"V = E_\text{K}", r"V - E_K", r"E_\mathrm{K}", r"E_{\mathrm K}", r"c_\text{K,out}", r"c_{out}", r"\tilde\mu", r"\bar{V}_{12}", r"c_i c_j",
    r"\mathcal{L}", r"\mathcal L", r"\ln\frac{c_\text{out}}{c_i}", r"V\ \text{in words} \label{eq-x}", r"[\mathrm{K}^+]_\text{out}",
    r"[\mathrm K]_i", r"\ce{Na+ + K+}", r"\left(V\right)^2", r"\sum_{i=1}^{j} c_i", r"c_{i}^{2}", r"4\pi", r"V^{2}_{K}",
    r"\begin{aligned} V &= c \\ c &= V \end{aligned}",
])
def test_known_symbols_with_known_subscripts_pass(tex):
    assert unknown(tex) == []


@pytest.mark.parametrize("tex, name", [
    (r"Q = V", "$Q$"), (r"\sigma V", r"$\sigma$"), (r"\mathcal{H}", r"\mathcal H"), (r"V_\text{blob}", "blob"), (r"\frac{V}{q}", "$q$"),
    (r"V^{w}", "$w$"), (r"V_{i}^{w}", "$w$"),
])
def test_an_unknown_symbol_or_subscript_is_named(tex, name):
    message, = unknown(tex)
    assert name in message


def test_the_line_is_that_of_the_formula_and_each_symbol_is_reported_once():
    fault, = check(Page("# T\n\nHere $V$ and\nthere $Q$, again $Q$.\n\n$$\nV =\nQ\n$$\n", "en"), NOTATION)
    assert fault.line == 4


def test_a_line_of_a_displayed_formula_is_named():
    fault, = check(Page("# T\n\n$$\nV =\nQ\n$$ (eq-q-en)\n", "en"), NOTATION)
    assert fault.line == 5


def test_code_and_prices_are_no_maths():
    assert list(check(Page("# T\n\n`$Q$` costs \\$5 or \\$6\n", "en"), NOTATION)) == []


def test_symbols_keep_their_subscripts_apart():
    assert list(identifiers(r"P_\text{Na}[\mathrm{Na}]_o + c_{i}")) == [("P", ["Na"]), ("c", ["i"])]


def test_the_section_that_explains_a_symbol_must_exist():
    page = Page("(goldman-en)=\n# T\n", "en", "part/chapter")
    fault, = check_entries(NOTATION, {("en", "part/chapter"): page})
    assert fault.line == 4 and "nernst" in fault.message


def test_the_book_s_notation_is_complete_in_both_languages():
    assert list(check_entries(Notation.read(Path(__file__).parents[2] / "book" / "notation.yml"), {})) == []
