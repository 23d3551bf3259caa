"""The words of all explorers in Chinese and English; a kind adds its own.

A name in braces is filled in: {V mV} with the number V and its unit, which may itself be a name.
"""

from ..text import language

WORDS = {
    "time": ("时间", "time"),
    "reset": ("复位", "Reset"),
    "play": ("播放", "Play"),
    "pause": ("暂停", "Pause"),
    "computing": ("正在计算……", "computing …"),
    "kernel": ("Python 正在计算……", "Python is computing …"),
    "halt": ("停止", "Stop"),
    "halted": ("已停止；图中仍是先前的设置。", "Stopped; the figure still shows the earlier settings."),
    "comma": ("，", ", "),
    "stop": ("。", "."),
    "colon": ("：", ": "),
    "equal": ("{y} = {value unit}", "{y} = {value unit}"),
}

KINDS = {
    "stable node": ("稳定结点", "stable node"),
    "stable focus": ("稳定焦点", "stable focus"),
    "saddle": ("鞍点", "saddle"),
    "unstable node": ("不稳定结点", "unstable node"),
    "unstable focus": ("不稳定焦点", "unstable focus"),
}
"""Of an equilibrium."""


def words(own):
    """The shared words and those of a kind, in the current language."""
    return {name: pair[("zh", "en").index(language())] for name, pair in {**WORDS, **own}.items()}
