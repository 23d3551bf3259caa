"""What the curves show, in words. static/describe.js says the same in the browser."""

import re

import numpy as np

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


def _clause(spec, curves, i):
    line, words = spec["lines"][i], spec["words"]
    y = line["symbol"]

    def value(v):
        return quantity(v, line["unit"])

    if spec["kind"] == "bars":
        return words["equal"].format(y=y, value=value(curves["lines"][i]["y"][0]))
    points = [point for point in curves["points"] if point["line"] == i]
    if spec["kind"] == "curve":
        return words["equal"].format(y=y, value=value(points[0]["y"]))
    if spec["kind"] == "family":
        if not line["crosses"]:
            return ""
        where = words["comma"].join(quantity(point["x"], spec["x"]["unit"]) for point in points)
        return words["zero" if where else "nowhere"].format(y=y, x=spec["x"]["symbol"], where=where)
    shown = np.asarray(curves["lines"][i]["y"])
    first, last, lowest, highest = shown[0], shown[-1], shown.min(), shown.max()
    if value(lowest) == value(highest):
        return words["constant"].format(y=y, value=value(last))
    margin = 0.01 * (highest - lowest)
    text = words["change"].format(y=y, **{"from": value(first), "to": value(last)})
    if lowest < min(first, last) - margin:
        text += words["lowest"].format(value=value(lowest))
    if highest > max(first, last) + margin:
        text += words["highest"].format(value=value(highest))
    return text


def describe(spec, curves, values):
    """The text alternative of a figure: what it shows at these values, with marks."""
    clauses = [clause for i in range(len(spec["lines"])) if (clause := _clause(spec, curves, i))]
    at = ""
    for slider in spec["sliders"]:
        if spec["kind"] == "curve" and slider["name"] == spec["over"]:
            at = spec["words"]["at"].format(x=slider["symbol"], value=setting(slider, values[slider["name"]]))
    return at + spec["words"]["comma"].join(clauses) + spec["words"]["stop"]
