"""``{given}`` marks a number that comes from the literature: the reader sees its text, the number gate its mark."""

from docutils import nodes


def given(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [nodes.inline(rawtext, text, classes=["given"])], []


def setup(app):
    app.add_role("given", given)
