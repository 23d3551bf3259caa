"""A book of two pages in each language, built once per test run, that shows everything the extension does to a page."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

CONFIGURATION = f"""
import sys
sys.path.insert(0, {str(ROOT / "book" / "_ext")!r})
concerns = "language numbering twins navigation lines given maths folding selfcheck accessible search assets".split()
extensions = ["sphinx_thebe", "sphinx_togglebutton", "sphinx_copybutton", "myst_nb", "sphinx_exercise", "sphinx_design",
              "sphinx_book_theme", *(f"bilingual.{{concern}}" for concern in concerns)]
thebe_config = {{}}
root_doc = "book/index"
html_title = "从离子到脉冲 · From Ions to Spikes"
html_theme = "sphinx_book_theme"
html_theme_options = {{"article_header_end": ["article-header-buttons.html"], "navbar_persistent": []}}
html_sidebars = {{"**": ["sidebar.html"]}}
html_context = {{"default_mode": "auto"}}
html_static_path = [{str(ROOT / "book" / "_static")!r}]
templates_path = [{str(ROOT / "book" / "_templates")!r}]
html_math_renderer = "static"
myst_enable_extensions = ["amsmath", "colon_fence", "dollarmath"]
nb_execution_mode = "off"
numfig = True
math_numfig = True
exercise_style = "solution_follow_exercise"
"""

INDEX = """
# 从离子到脉冲 · From Ions to Spikes

```{toctree}
:caption: 中文
:numbered: 2
zh/one
zh/two
```

```{toctree}
:caption: English
:numbered: 2
en/one
en/two
```
"""

# ⟦zh¦en⟧, and LL for the language in labels.
ONE = """
(one-LL)=
# ⟦能斯特电位¦The Nernst potential⟧

⟦钾离子通道让膜电位趋向平衡。
浓度差与
**电位差**
彼此抵消，见 $E_K$。¦Potassium channels drive the membrane potential
towards equilibrium.⟧

(formula-LL)=
## ⟦公式¦The formula⟧

$$
E = \\frac{RT}{zF} \\ln \\frac{c_\\mathrm{o}}{c_\\mathrm{i}}
$$ (eq-nernst-LL)

```{figure} /spike.svg
:name: fig-spike-LL
:alt: ⟦脉冲¦a spike⟧

⟦一个脉冲¦A spike⟧
```

{numref}`fig-spike-LL`, {eq}`eq-nernst-LL`, {given}`5 nm`

|   | ⟦胞内¦inside⟧ | $E_K$ |
|---|---|---|
| K | 140 | 1 |

(check-LL)=
## ⟦自测¦Self-check⟧

::::{admonition} ⟦钾往哪里流？¦Where does potassium flow?⟧
:class: selfcheck
1. ⟦向内¦inward⟧
2. ⟦向外¦outward⟧

:::{admonition} ⟦解答¦Answers⟧
:class: dropdown
1. ⟦不对¦No⟧
2. ✓ ⟦对¦Yes⟧
:::
::::

```{exercise} ✍ ⟦算一算¦Compute⟧
:label: ex-k-LL
⟦求 $E_K$。¦Find $E_K$.⟧
```

```{solution} ex-k-LL
:label: sol-k-LL
:class: dropdown
⟦负的。¦Negative.⟧
```

```python
nernst(5, 140)
```
"""

TWO = """
(two-LL)=
# ⟦静息电位¦The resting potential⟧

⟦钠泵维持浓度。¦The sodium pump keeps the concentrations.⟧

```{figure} /spike.svg
:name: fig-two-LL
:alt: ⟦又一个脉冲¦another spike⟧

⟦又一个¦Another⟧
```
"""


def in_language(text, code):
    """`text` in one of its two languages."""
    chosen = {"zh": 1, "en": 2}[code]
    return re.sub(r"⟦([^¦]*)¦([^⟧]*)⟧", lambda words: words[chosen], text).replace("LL", code)


def write(folder, one=ONE):
    """The sources of the tiny book."""
    (folder / "conf.py").write_text(CONFIGURATION, "utf-8")
    (folder / "spike.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 9 5 0"/></svg>')
    (folder / "book").mkdir()
    (folder / "book" / "index.md").write_text(INDEX, "utf-8")
    for code in ("zh", "en"):
        (folder / "book" / code).mkdir()
        (folder / "book" / code / "one.md").write_text(in_language(one, code), "utf-8")
        (folder / "book" / code / "two.md").write_text(in_language(TWO, code), "utf-8")
    return folder


def build(folder):
    """Build as strictly as the book itself; returns the finished process and the site's folder."""
    site = folder / "site"
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", str(folder), str(site)]
    return subprocess.run(command, capture_output=True, text=True), site
