"""Words: symbols, settings, sentences. static/describe.js writes them alike in the browser."""

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
    return _with(f"{value:.{len(str(slider['step']).partition('.')[2])}f}".replace("-", "−"), slider["unit"])


def listed(clauses, between="comma"):
    """Clauses one after the other, with a word between them."""
    return [part for clause in clauses for part in (between, clause)][1:]


def describe(spec, curves, values):
    """The text alternative: what the figure shows at these values, in the words of the spec, with marks.

    A clause of ``curves["facts"]["says"]`` is the name of a template, which the facts fill, or [name, what fills it].
    """
    words, facts, choice = spec["words"], curves["facts"], spec.get("choice")

    def said(clause):
        name, parts = (clause, facts) if isinstance(clause, str) else clause

        def filled(match):
            part, unit = parts[match[1]], match[2]
            numbers = part if isinstance(part, list) else [part]
            text = words["comma"].join(v if isinstance(v, str) else quantity(v) for v in numbers)
            return _with(text, parts.get(unit, unit))

        return re.sub(r"\{(\w+)(?: (.+?))?\}", filled, words[name])

    chosen = choice["texts"][int(values[choice["name"]])] + words["colon"] if choice else ""
    return chosen + "".join(map(said, facts["says"])) + words["stop"]


def _with(text, unit):
    return f"{text} {unit}" if unit else text
