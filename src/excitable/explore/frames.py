"""`interact`: ipywidgets' own in a kernel, and on the page a row of pictures under native sliders."""

import hashlib
import html
import inspect
import io
import itertools
import json
import math
import os
import re
from contextlib import contextmanager
from pathlib import Path

from ..text import say
from .describe import rich, setting
from .parts import symbol

LIMIT = 24
PLACE = "excitable-frame:"
"""Stands before a frame's file name until the Sphinx extension knows the page it is on."""


def positions(name, slider):
    """The values that a slider takes: those of a list, or lo, lo + step, … up to hi."""
    if isinstance(slider, (list, tuple)) and not (isinstance(slider, tuple) and len(slider) == 3):
        values = list(slider)
        if len(values) < 2 or isinstance(slider, tuple):
            raise ValueError(f"{name} = {slider!r}: give (lo, hi, step), or a list of at least two values.")
        return values
    try:
        lo, hi, step = slider
        steps = (hi - lo) / step
    except (TypeError, ValueError, ZeroDivisionError):
        raise ValueError(f"{name} = {slider!r}: give (lo, hi, step), or a list of at least two values.") from None
    if not steps >= 1:
        raise ValueError(f"{name} = {slider!r} has no second position: hi must lie at least one step above lo.")
    return [_exact(lo + i * step, slider) for i in range(math.floor(steps + 1e-9) + 1)]


def _exact(value, slider):
    """0.1 + 2 × 0.1 is 0.3 to the reader; integers stay integers."""
    return round(value) if all(isinstance(part, int) for part in slider) else float(f"{value:.12g}")


def check(sliders):
    """The positions of every slider.

    Raises
    ------
    ValueError
        If there are no sliders, more than two, or too many positions in all.
    """
    taken = {name: positions(name, slider) for name, slider in sliders.items()}
    if not 1 <= len(taken) <= 2:
        raise ValueError(f"interact has {len(taken)} sliders; give one or two, and fix the other arguments inside the function.")
    count = math.prod(len(values) for values in taken.values())
    if count > LIMIT:
        each = math.floor(LIMIT ** (1 / len(taken)))
        hints = [f"{name} has {len(values)}" for name, values in taken.items()]
        name, (lo, *_, hi) = max(taken.items(), key=lambda item: len(item[1]))
        room = LIMIT if len(taken) == 1 else max(each, LIMIT // min(len(values) for values in taken.values()))
        remedy = f"; a step of {(hi - lo) / (room - 1):.2g} gives {name} at most {room}" if not isinstance(sliders[name], list) else ""
        raise ValueError(
            f"interact would draw {count} pictures ({', '.join(hints)} positions), but a page carries {LIMIT} at most{remedy}."
        )
    return taken


def start(f, name, values):
    """Where a slider starts: at the default of `f`, as ipywidgets does; without one, in the middle."""
    arguments = inspect.signature(f).parameters
    if name not in arguments:
        raise ValueError(f"{f.__name__} has no argument {name!r}; give sliders for its arguments: {', '.join(arguments)}.")
    default = arguments[name].default
    if default is inspect.Parameter.empty:
        return (len(values) - 1) // 2
    if not isinstance(default, (int, float)):
        return values.index(default)
    return min(range(len(values)), key=lambda i: abs(values[i] - default))


def live(f, sliders):
    """ipywidgets' interact, with the same positions as on the page."""
    import ipywidgets

    controls = {}
    for name, values in check(sliders).items():
        options = [(_text(values, value), value) for value in values]
        controls[name] = ipywidgets.SelectionSlider(options=options, index=start(f, name, values), description=name)
    ipywidgets.interact(f, **controls)


def _text(values, value):
    if isinstance(value, str):
        return value
    step = min((abs(b - a) for a, b in itertools.pairwise(values)), default=0)
    return setting({"step": f"{step:.3g}", "log": False, "unit": ""}, value) if isinstance(value, float) else str(value).replace("-", "−")


@contextmanager
def _figures_stay():
    """Figures are ours while `f` runs: plt.show() must not send them to the page one by one."""
    import matplotlib.pyplot as plt

    before, show = set(plt.get_fignums()), plt.show
    plt.show = lambda *_, **__: None
    drawn = []
    try:
        yield drawn
        drawn += [plt.figure(number) for number in plt.get_fignums() if number not in before]
    finally:
        plt.show = show
        for number in set(plt.get_fignums()) - before:
            plt.close(number)


def _call(f, arguments):
    """What one call draws, prints, and returns."""
    from IPython.utils.capture import capture_output

    with capture_output() as captured, _figures_stay() as figures:
        value = f(**arguments)
    if getattr(value, "savefig", None) and value not in figures:
        figures.append(value)
    shown = value is not None and not _is_drawing(value)
    page = value._repr_html_() if shown and hasattr(value, "_repr_html_") else ""
    text = captured.stdout + (repr(value) if shown and not page else "")
    return figures, text, page


def _is_drawing(value):
    """Whether a returned value is the figure itself, its axes, or a list of what was plotted."""
    if isinstance(value, (tuple, list)):
        return any(_is_drawing(part) for part in value)
    return type(value).__module__.startswith("matplotlib.")


def _save(figure, folder):
    """A figure as an SVG file named after its content. It keeps its own size, or the picture would jump as a slider moves."""
    import matplotlib

    figure.draw_without_rendering()
    figure.set_layout_engine("none")  # laid out once is enough
    out = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "excitable", "savefig.bbox": "standard"}):
        figure.savefig(out, format="svg", metadata={"Date": None})
    svg = out.getvalue().encode()
    name = hashlib.sha256(svg).hexdigest()[:20] + ".svg"
    (folder / name).write_bytes(svg)
    return name


def _alt(f, alt, figure, arguments, texts):
    """What one picture shows: the author's words, or those on its axes, which are in the language of the page."""
    if callable(alt):
        return alt(**arguments)
    if alt:
        return alt.format(**texts)
    here = say(zh="，", en=", ").join(f"{name} = {text}" for name, text in texts.items())
    about = say(zh="；", en="; ").join(_words(axes) for axes in figure.axes if axes.get_ylabel() or axes.get_title())
    about = about or (inspect.getdoc(f) or f.__name__).splitlines()[0]
    return say(zh=f"{about}（{here}）", en=f"{about} ({here})")


def _words(axes):
    """"Title: y against x", without the marks of TeX."""
    x, y, title = (re.sub(r"\\mathrm|[${}\\]", "", text) for text in (axes.get_xlabel(), axes.get_ylabel(), axes.get_title()))
    x, y = (say(zh=re.sub(r" ?\((.*?)\)", r"（\1）", text), en=text) for text in (x, y))
    curve = say(zh=f"{y}随{x}的变化", en=f"{y} against {x}") if x and y else y
    return say(zh="：", en=": ").join(part for part in (title, curve) if part)


def page(f, alt, sliders):
    """The same as HTML: every frame is drawn now and shown later."""
    from IPython.display import display

    taken = check(sliders)
    at = [start(f, name, values) for name, values in taken.items()]
    folder = Path(os.environ["EXCITABLE_FRAMES"])
    folder.mkdir(parents=True, exist_ok=True)
    frames = []
    for values in itertools.product(*taken.values()):
        arguments = dict(zip(taken, values, strict=True))
        texts = {name: _text(taken[name], value) for name, value in arguments.items()}
        figures, text, value = _call(f, arguments)
        images = [{"src": PLACE + _save(figure, folder), "alt": _alt(f, alt, figure, arguments, texts)} for figure in figures]
        frames.append({"images": images, "text": text, "html": value})
    if len({len(frame["images"]) for frame in frames}) > 1:
        raise ValueError(f"{f.__name__} draws more figures at some positions of the sliders than at others; let it draw as many at each.")
    controls = [
        {"name": name, "symbol": symbol(name), "label": "", "texts": [_text(values, value) for value in values], "value": here}
        for (name, values), here in zip(taken.items(), at, strict=True)
    ]
    display(Frames(f.__name__, controls, frames, at))


class Frames:
    """What `interact` shows while the book builds."""

    def __init__(self, title, sliders, frames, at):
        self.title, self.sliders, self.frames = title, sliders, frames
        index = 0
        for slider, here in zip(sliders, at, strict=True):
            index = index * len(slider["texts"]) + here
        self.first = frames[index]

    def __repr__(self):
        return f"interact({self.title}, {', '.join(slider['name'] for slider in self.sliders)})"

    def _repr_html_(self):
        data = json.dumps({"title": self.title, "sliders": self.sliders, "frames": self.frames}, ensure_ascii=False, separators=(",", ":"))
        here = " · ".join(f"{rich(slider['symbol'])} = {slider['texts'][slider['value']]}" for slider in self.sliders)
        images = "".join(f'<img src="{image["src"]}" alt="{html.escape(image["alt"])}">' for image in self.first["images"])
        text = f"<pre>{html.escape(self.first['text'])}</pre>" if any(frame["text"] for frame in self.frames) else ""
        value = f'<div class="interact-value">{self.first["html"]}</div>' if any(frame["html"] for frame in self.frames) else ""
        return (
            f'<div class="interact"><script type="application/json">{data.replace("</", "<" + chr(92) + "/")}</script>'
            f'<figure>{images}{text}{value}<figcaption>{here}</figcaption></figure></div>'
        )
