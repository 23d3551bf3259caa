"""Twins that differ in anything but words are reported, with the line to mend."""

import pytest

from bilingual.gates.page import Page
from bilingual.gates.parity import check, compare, plain_tex

ENGLISH = """\
---
kernelspec:
  name: python3
---

(nernst-en)=
# The Nernst potential

```{code-cell} ipython3
:tags: [remove-input]

from excitable import use

use("en")
```

It follows {cite:t}`en-nernst1889` that

$$
E = \\frac{RT}{zF}\\ln\\frac{c_\\text{outside}}{c_\\text{inside}} .
$$ (eq-nernst-en)

(try-nernst-en)=
## Try it

```{code-cell} ipython3
---
mystnb:
  figure:
    caption: A straight line on a logarithmic axis.
    name: fig-line-en
  image:
    alt: A straight line that rises with the logarithm of the concentration.
tags: [hide-input]
---
E = nernst(5, 140)  # potassium
E_K = quantity(E, "mV")
```

It is {eval}`E_K`, across {given}`5 nm` {cite}`en-gorter1925`.

| ion | z |
|---|---|
| K⁺ | 1 |

```{exercise-start} ✍ Sodium
:label: ex-sodium-en
```
Compute it.
```{exercise-end}
```

::::{admonition} Which sign?
:class: selfcheck
1. plus
2. minus

:::{admonition} Answers
:class: dropdown
1. No.
2. ✓ Yes.
:::
::::
"""
CHINESE = (
    ENGLISH.replace("-en", "-zh").replace('use("en")', 'use("zh")').replace("`en-", "`zh-")
    .replace("The Nernst potential", "能斯特电位").replace("outside", "膜外").replace("inside", "膜内").replace(" .\n$$", " 。\n$$")
    .replace("A straight line on a logarithmic axis.", "对数坐标上的一条直线。").replace("# potassium", "# 钾")
    .replace("A straight line that rises with the logarithm of the concentration.", "一条直线，随浓度的对数上升。")
    .replace("Try it", "试一试").replace("✍ Sodium", "✍ 钠").replace("Which sign?", "符号？").replace("It is", "结果是")
)


def faults(english, chinese):
    page, twin = Page(english, "en", "nernst"), Page(chinese, "zh", "nernst")
    return [*check(page, twin), *compare(page, twin), *check(twin, page)]


def line_of(text, part):
    return next(number for number, line in enumerate(text.split("\n"), 1) if part in line)


def test_a_page_and_its_translation_agree():
    assert faults(ENGLISH, CHINESE) == []


def test_a_page_without_a_twin_is_reported():
    fault, = check(Page(ENGLISH, "en", "nernst"), None)
    assert (fault.path, fault.line) == ("en/nernst.md", 1)
    assert "zh/nernst.md" in fault.message


@pytest.mark.parametrize("here, there, at, says", [
    ("\\frac{RT}{zF}", "\\frac{RT}{F}", "$$", "equation differs"),
    ("(eq-nernst-en)", "(eq-goldman-en)", "$$", "eq-goldman"),
    ("fig-line-en", "fig-curve-en", "---", "fig-curve"),
    ("nernst(5, 140)", "nernst(140, 5)", "nernst(140, 5)", "code differs"),
    ("tags: [hide-input]", "tags: [remove-input]", "---", "cell options"),
    ("alt: A straight", "altitude: A straight", "---", "cell options"),
    ("{eval}`E_K`", "{eval}`E`", "{eval}", "`E`"),
    ("{given}`5 nm`", "{given}`6 nm`", "{given}", "gives 6"),
    ("| K⁺ | 1 |", "| K⁺ | 1 |\n| Na⁺ | 1 |", "| ion", "(2, 2)"),
    ("ex-sodium-en", "ex-calcium-en", "exercise-start", "ex-calcium"),
    ("1. No.\n2. ✓ Yes.", "1. ✓ Yes.\n2. No.", "Which sign", "self-check"),
    ("2. minus\n", "2. minus\n3. neither\n", "Which sign", "self-check"),
    ("en-nernst1889", "en-planck1890", "{cite:t}", "planck1890"),
    ("## Try", "### Try", "### Try", "level 3"),
    ("(try-nernst-en)=", "(play-nernst-en)=", "## Try", "play-nernst"),
    ("(try-nernst-en)=\n", "", "## Try", "no label"),
    ("(nernst-en)=", "(nernst-zh)=", "(nernst-zh)=", "must end in -en"),
])
def test_each_difference_is_reported_where_it_stands(here, there, at, says):
    assert here in ENGLISH
    changed = ENGLISH.replace(here, there, 1)
    found = [fault for fault in faults(changed, CHINESE) if says in fault.message]
    assert found
    lines = {number for number, line in enumerate(changed.split("\n"), 1) if at in line}
    # a fenced block is reported at its first line, which is just above the "---" of its options
    assert any(fault.line in lines | {number - 1 for number in lines} for fault in found if fault.path == "en/nernst.md")


def test_two_sections_in_another_order_are_reported():
    first, second = "(a-en)=\n# A\n\n", "(b-en)=\n# B\n"
    fault, = compare(Page(first + second, "en"), Page((second + "\n" + first).replace("-en", "-zh"), "zh"))
    assert fault.line == 2 and "“a”" in fault.message and "“b”" in fault.message


def test_a_cell_that_only_one_twin_has_is_reported():
    more = ENGLISH + "\n```{code-cell} ipython3\nprint(1)\n```\n"
    fault, = faults(more, CHINESE)
    assert fault.line == line_of(more, "print(1)") - 1 and "cell" in fault.message


def test_the_language_of_the_first_cell_may_differ_but_not_that_of_a_later_one():
    later = '\n```{code-cell} ipython3\nuse("LANGUAGE")\n```\n'
    found = faults(ENGLISH + later.replace("LANGUAGE", "en"), CHINESE + later.replace("LANGUAGE", "zh"))
    assert len(found) == 1 and "code differs" in found[0].message


def test_a_hash_inside_a_string_is_no_comment():
    cell = '\n```{code-cell} ipython3\ncolour = "#COLOUR"\n```\n'
    found = faults(ENGLISH + cell.replace("COLOUR", "aa0000"), CHINESE + cell.replace("COLOUR", "00aa00"))
    assert len(found) == 1 and "#aa0000" in found[0].message


def test_words_in_a_formula_and_its_closing_stop_are_language():
    assert plain_tex(r"V_\text{rest} = 0 \,.") == plain_tex(r"V_\text{静息}  = 0 。")
    assert plain_tex("V = 0") != plain_tex("V = 1")
