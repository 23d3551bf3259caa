"""Words in two languages.

`use("zh")` or `use("en")` is the first line of every page: it sets the language and the look of its figures.
After it, `say(zh=…, en=…)` gives a one-off word where it is needed, and `word("time")` one of the library's own.
"""

LANGUAGES = ("zh", "en")

_language = "en"

# The words that figures, traces and explorers share. A word used once stands where it is used, in say().
WORDS = {
    "time": {"zh": "时间", "en": "time"},
    "membrane potential": {"zh": "膜电位", "en": "membrane potential"},
    "current": {"zh": "电流", "en": "current"},
    "current density": {"zh": "电流密度", "en": "current density"},
    "conductance": {"zh": "电导", "en": "conductance"},
    "capacitance": {"zh": "电容", "en": "capacitance"},
    "concentration": {"zh": "浓度", "en": "concentration"},
    "charge": {"zh": "电荷", "en": "charge"},
    "charge density": {"zh": "电荷密度", "en": "charge density"},
    "electric potential": {"zh": "电位", "en": "electric potential"},
    "potential energy": {"zh": "势能", "en": "potential energy"},
    "density": {"zh": "密度", "en": "density"},
    "position": {"zh": "位置", "en": "position"},
    "energy": {"zh": "能量", "en": "energy"},
    "probability": {"zh": "概率", "en": "probability"},
    "temperature": {"zh": "温度", "en": "temperature"},
    "relative volume": {"zh": "相对体积", "en": "relative volume"},
    "inside": {"zh": "胞内", "en": "inside"},
    "outside": {"zh": "胞外", "en": "outside"},
    "membrane": {"zh": "膜", "en": "membrane"},
    "diffusion": {"zh": "扩散", "en": "diffusion"},
    "drift": {"zh": "漂移", "en": "drift"},
    "pump": {"zh": "泵", "en": "pump"},
    "channel": {"zh": "通道", "en": "channel"},
    "leak": {"zh": "漏流", "en": "leak"},
    "equilibrium": {"zh": "平衡", "en": "equilibrium"},
    "steady state": {"zh": "稳态", "en": "steady state"},
    "total": {"zh": "总和", "en": "total"},
}


def use(lang):
    """Set the language of words and figures, and the look of figures, for this page or notebook.

    Parameters
    ----------
    lang : {"zh", "en"}
        Chinese or English.

    Raises
    ------
    ValueError
        If `lang` is another language; the message names those there are.

    Notes
    -----
    This is the one call that changes matplotlib's settings (`excitable.figures.style`); importing the library does not.
    In a notebook it also makes figures come out as SVG.

    Examples
    --------
    >>> use("zh")
    >>> say(zh="静息电位", en="resting potential")
    '静息电位'
    >>> use("en")
    >>> word("membrane potential")
    'membrane potential'
    """
    global _language
    if lang not in LANGUAGES:
        raise ValueError(f'lang is {lang!r}; use "zh" for Chinese or "en" for English.')
    from .figures import style

    style.apply()
    _language = lang


def language():
    """The current language, "zh" or "en" ("en" until `use` is called)."""
    return _language


def say(*, zh, en):
    """The text in the current language; both must be given, so that no page lacks a word.

    >>> say(zh="电位", en="potential")
    'potential'
    """
    return zh if _language == "zh" else en


def word(name):
    """One of the library's own words (a key of `WORDS`) in the current language.

    Raises
    ------
    ValueError
        If `WORDS` has no such name.
    """
    if name not in WORDS:
        raise ValueError(f"name is {name!r}; the library's words are {', '.join(WORDS)}. For another, write say(zh=…, en=…).")
    return WORDS[name][_language]


def label(name, unit=""):
    """An axis label: the word, and its unit in brackets.

    Examples
    --------
    >>> label("time", "ms")
    'time (ms)'
    """
    return f"{word(name)} ({unit})" if unit else word(name)
