"""What students write and what their programs show, checked before anything else touches it and harmless in whatever shows it.

Feedback, Formgrader (which knows the lecturer's session) and JupyterLab show Markdown and outputs; none of it may run, or load
anything from elsewhere.
"""

import math
import re

import nbformat

_DEEPEST = 100  # levels of an output's data; more would break what handles notebooks
_MIME = re.compile(r"[A-Za-z0-9][\w.+-]*/[\w.+-]+")
_MOST_TEXT = 20_000  # characters of Markdown in a cell: beyond this, programs that read it grow slow
_IMAGES = ("image/png", "image/jpeg")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_ATTACHED = re.compile(r"(!\[[^]\[<]*\]\(attachment:[\w.-]+\))")  # Markdown's way to a picture that the notebook carries itself


def output(raw):
    """An output of a notebook from what a sandbox says is one, or None if it is none.

    Examples
    --------
    >>> output({"output_type": "stream", "name": "stdout", "text": "hello", "more": 1})
    {'output_type': 'stream', 'name': 'stdout', 'text': 'hello'}
    >>> output({"output_type": "stream", "name": "gradebook", "text": "hello"}) is None
    True
    """
    try:
        raw = plain(raw)
        kind = raw["output_type"]
        if kind == "stream" and raw["name"] in ("stdout", "stderr"):
            return nbformat.v4.new_output(kind, name=raw["name"], text=_text(raw["text"]))
        if kind == "error":
            traceback = [*map(_text, raw["traceback"])]
            return nbformat.v4.new_output(kind, ename=_text(raw["ename"]), evalue=_text(raw["evalue"]), traceback=traceback)
        if kind in ("display_data", "execute_result"):
            more = {"execution_count": None} if kind == "execute_result" else {}
            metadata = raw["metadata"] if isinstance(raw["metadata"], dict) else {}
            return nbformat.v4.new_output(kind, data=_bundle(raw["data"]), metadata=metadata, **more)
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    return None


def plain(value, levels=_DEEPEST):
    """Plain data without what breaks a notebook's file: lone surrogates, numbers JSON has not, endless nesting."""
    if levels < 0:
        raise ValueError("the data are nested too deeply")
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {plain(key): plain(one, levels - 1) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, levels - 1) for one in value]
    if isinstance(value, float) and not math.isfinite(value) or isinstance(value, int) and abs(value) >= 2**63:
        return str(value)
    return value


def _text(value):
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value


def _bundle(data):
    return {
        mime: value for mime, value in data.items()
        if _MIME.fullmatch(mime) and (mime.endswith("json") or isinstance(value, str))
    }


def harmless(notebook, released):
    """Disarm all that the cells of a notebook show, in place; what is as it was handed out stays as it is."""
    ours = {cell.source for cell in released.cells}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in map(_shown, cell.outputs) if output.get("data", True)]
        elif cell.source not in ours:
            pictures = {name: kept for name, bundle in cell.pop("attachments", {}).items() if (kept := _pictures(bundle))}
            if pictures:
                cell.attachments = pictures
            # A picture that is not there would stop nbconvert
            cell.source = "".join(
                part if number % 2 and part.partition("attachment:")[2][:-1] in pictures else _disarmed(part)
                for number, part in enumerate(_ATTACHED.split(_cut(cell.source))))


def _disarmed(markdown):
    """Markdown without HTML, links and pictures: a space keeps each from being one; in formulas and programs it changes nothing."""
    return re.sub(r"<(?=[A-Za-z/!?])|\](?=[(:])", r"\g<0> ", markdown)


def _cut(markdown):
    return markdown if len(markdown) <= _MOST_TEXT else f"{markdown[:_MOST_TEXT]}\n\n[太长，这里截断。 / Too long; it is cut here.]"


def _shown(output):
    """An output as text and pictures. Of text and a formula the text: it needs no program that sets it."""
    if "data" not in output:
        return output
    data = dict(output.data)
    if data.get("text/plain", "").startswith("<IPython.core.display.") and "text/latex" in data:
        data["text/plain"] = data["text/latex"]
    # An SVG is shown by nbconvert in an <img>, where it can do nothing
    shown = {mime: data[mime] for mime in ("text/plain", "text/markdown", "image/svg+xml") if mime in data}
    if "text/markdown" in shown:
        shown["text/markdown"] = _disarmed(_cut(shown["text/markdown"]))
    return nbformat.from_dict({**output, "data": {**shown, **_pictures(data)}, "metadata": {}})


def _pictures(bundle):
    bundle = bundle if isinstance(bundle, dict) else {}
    return {mime: bundle[mime] for mime in _IMAGES if isinstance(bundle.get(mime), str) and _BASE64.fullmatch(bundle[mime])}
