"""The typed-number gate: a quantity on a page is computed, an input of the page's own code, or has its source beside it.

A number that somebody typed stays as it is when the computation under it changes. So a number with a unit in prose,
tables, captions and alternative texts must be one of

* `` {eval}`name` ``: computed by a cell of the page;
* an input: it stands in a code cell of the page, or in the library's concentration sets;
* `` {given}`5 nm` `` with a `{cite}` on the same line: somebody measured it.

Maths, code, citations, link targets and dates are exempt.
"""
from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from .page import GIVEN, Fault, Page

# Longest first, since an alternation takes the first that fits.
UNITS = sorted("""
    % ％ ‰ °C ℃ ° K kK mK V mV µV kV A mA µA nA pA fA S mS µS nS pS Ω kΩ MΩ GΩ F mF µF nF pF fF C mC µC nC pC fC
    m km dm cm mm µm nm pm Å L mL µL nL pL fL s ms µs ns ps min h Hz kHz MHz Pa kPa MPa hPa bar atm mmHg N pN nN
    g kg mg µg ng Da kDa mol mmol µmol nmol pmol fmol M mM µM nM pM Osm mOsm J kJ mJ pJ fJ aJ W mW eV meV keV kT cal kcal
    """.split(), key=len, reverse=True)
WORDS = {
    "en": """percent per\\ cent degrees? volts? millivolts? millimolar kelvins? metres? nanometres? micrometres? millimetres?
        seconds? milliseconds? minutes? hours? days? weeks? months? years? fold""",
    "zh": "倍 天 小时 分钟 秒 毫秒 微秒 年 个月 周 度 伏 毫伏 纳米 微米 毫米 厘米 米 摩尔 毫摩 焦 库 开尔文",
}
COUNTS = {"en": "times ions? charges? molecules?", "zh": r"[万亿]?个[^\s，。；：、\d]{0,4}(?:离子|电荷|分子|通道|电子)"}
NUMBER = r"(?<![A-Za-z0-9_.,\-–:/^⁻])[−+–-]?\s?(?P<value>\d+(?:[\u00a0\u2009\u202f,]\d{3})*(?:\.\d+)?)"
POWER = r"(?:\s?[×x·]\s?10(?P<power>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\^\{?-?\d+\}?))?"
RANGE = r"(?:\s?(?:[–−~～-]|to|到|至|and|和|or|或)\s?[−+-]?(?P<second>\d+(?:\.\d+)?))?"
# No unit: the first letter of a word, an ion (K⁺, Na₂), a plural (the 1950's).
SYMBOL = rf"[\s-]?(?P<unit>{'|'.join(map(re.escape, UNITS)).replace('µ', '[µμ]')})(?![A-Za-zµμα-ωΑ-Ω⁺⁻₀-₉+]|[²³]?⁺|['’][a-z])"


def pattern(language: str) -> re.Pattern:
    """A number, perhaps times a power of ten, perhaps a range, and then a unit, a unit's name or things counted."""
    words, counts = ("|".join(re.split(r"(?<!\\)\s+", text[language])) for text in (WORDS, COUNTS))
    space, end = (r"[\s-]?", r"\b") if language == "en" else (r"\s*(?:多|余|几)?", "")
    return re.compile(rf"{NUMBER}{POWER}{RANGE}(?:{SYMBOL}|{space}(?:(?P<word>{words}){end}|(?P<count>{counts}){end}))")


QUANTITY = {language: pattern(language) for language in ("zh", "en")}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
YEAR = re.compile(r"^(1[5-9]|20)\d\d$")
PLOTTING = {"plt", "ax", "axes", "fig", "figure"}  # what their calls take are looks, not inputs …
LOOKS = {"figsize", "digits", "fontsize", "alpha", "lw", "linewidth", "seed"}  # … and so are these arguments of any call
MASKS = [re.compile(pattern) for pattern in (
    r"\$\$.*?\$\$", r"(?<!\\)\$(?:\\.|[^$\\])+\$",        # maths
    r"\{[\w:.+-]+\}`[^`]*`",                              # roles
    r"(`+)(?!`).+?(?<!`)\1(?!`)",                         # inline code
    r"(?<=\])\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)",        # link targets
    r"<[^<>\s][^<>]*>", r"\bhttps?://\S+", r"\bdoi:\S+",  # tags and addresses
    r"<!--.*?-->",
)]


def mask(line: str) -> str:
    """The line with everything that is not plain prose replaced by spaces, so that columns stay."""
    for pattern in MASKS:
        line = pattern.sub(lambda match: " " * len(match[0]), line)
    return line


def inputs(page: Page) -> set[float]:
    """The numbers that the page's code takes in: literals of its cells, apart from indices and the looks of a plot."""
    found: set[float] = set()
    for cell in page.cells:
        code = "\n".join("" if text.lstrip().startswith(("%", "!")) else text for _, text in page.code(cell))
        try:
            _literals(ast.parse(code), found)
        except SyntaxError:
            continue
    return found


def _literals(node: ast.AST, found: set[float]) -> None:
    """Collect the numbers under a node of the syntax tree."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        found.add(float(node.value))
    if isinstance(node, ast.Call):
        root = node.func
        while isinstance(root, (ast.Attribute, ast.Subscript, ast.Call)):
            root = root.func if isinstance(root, ast.Call) else root.value
        if isinstance(root, ast.Name) and root.id in PLOTTING:
            return
    for child in ast.iter_child_nodes(node):
        looks = isinstance(child, ast.keyword) and child.arg in LOOKS
        if not looks and not (isinstance(node, ast.Subscript) and child is node.slice):
            _literals(child, found)


def library() -> set[tuple[float, str]]:
    """The quantities that `excitable` states once for the whole book: concentrations and the body's temperature."""
    from excitable import MAMMAL, SQUID
    from excitable.constants import BODY_TEMPERATURE

    mM = {(float(c), "mM") for ions in (MAMMAL, SQUID) for ion in ions.values() for c in (ion.c_in, ion.c_out)}
    return mM | {(float(BODY_TEMPERATURE), "K")}


def quantities(line: str, language: str) -> Iterator[tuple[str, float, str]]:
    """The typed quantities of a line: their text, number and unit. Years are not quantities, nor are small counts."""
    for match in QUANTITY[language].finditer(mask(line)):
        digits = re.sub(r"[\u00a0\u2009\u202f,]", "", match["value"])
        unit = (match["unit"] or match["word"] or match["count"]).replace("μ", "µ")
        if YEAR.match(digits) and (unit == "年" or unit == "s" and match[0].endswith(digits + "s")):
            continue
        if match["count"] and not match["power"] and float(digits) in range(11):  # “3 ions” counts; it measures nothing
            continue
        power = (match["power"] or "0").translate(SUPERSCRIPTS).strip("^{}")
        yield match[0].strip(), float(f"{digits}e{power}"), unit
        if match["second"]:
            yield match[0].strip(), float(match["second"]), unit


def check(page: Page, datasets: Iterable[tuple[float, str]] = ()) -> Iterator[Fault]:
    """Find typed numbers; ``datasets`` are the (value, unit) pairs that the library states."""
    own, datasets = inputs(page), set(datasets)
    for number, line in page.prose():
        if line.startswith("|") and set(line) <= set("|:- "):
            continue
        cited = "{cite" in line
        for given in GIVEN.findall(line):
            if not cited:
                yield Fault(page.path, number, f"{{given}}`{given}` has no source: add {{cite}}`…` on the same line")
        for text, value, unit in quantities(line, page.language):
            if value not in own and (value, unit) not in datasets:
                yield Fault(page.path, number,
                            f"typed number “{text}”: compute it in a cell (name = quantity(…)) and write {{eval}}`name`, "
                            f"or write {{given}}`{text}` with its {{cite}}`…` on the same line")
