"""Words: symbols and settings. static/describe.js writes them alike in the browser."""

import re

from ..quantity import quantity

_MARKS = re.compile(r"\*(.+?)\*|_\{(.+?)\}")


def plain(text):
    """``*E*_{K}`` without its marks: E_K."""
    return _MARKS.sub(lambda m: m[1] or f"_{m[2]}", text)


def rich(text):
    """``*E*_{K}`` as HTML: the variable E with the subscript K."""
    return _MARKS.sub(lambda m: f"<var>{m[1]}</var>" if m[1] else f"<sub>{m[2]}</sub>", text)


def setting(slider, value):
    """A slider's value with its unit: no more digits than its step has, three where the steps are ratios."""
    if slider["log"]:
        mantissa = f"{value:.2e}".partition("e")[0]
        return quantity(value, slider["unit"], digits=len(mantissa.rstrip("0").replace(".", "")))
    text = f"{value:.{len(str(slider['step']).partition('.')[2])}f}".replace("-", "−")
    return f"{text} {slider['unit']}" if slider["unit"] else text
