"""The theme's stylesheets without the rules that no page of the book can use.

After a build, a selector is dropped if it names a class or id that occurs in no page and in no script, or a part of the
page that ``book.css`` draws alone. What is in use is read from the pages themselves, so nothing has to be listed by
hand; 75 kB (gzipped) become about 15.
"""

import re
from pathlib import Path

#: Stylesheets of others; ours hold no dead rules.
SLIMMED = ["styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css", "mystnb.*.css", "sphinx-design.min.css"]

#: Parts that book.css draws from nothing: the theme's rules for them would only have to be undone.
OURS = re.compile(
    r"admonition|details|summary|prev-next|div\.math|eqno|figcaption|caption(?!-)|\.fa-|\.fa[srb]?\b|theme-switch"
    r"|search-button|bd-search\b|kbd|headerlink|\.table\b|\btable\b|tr:|\bcode\b|navbar-brand|logo"
)

#: Scripts whose words say nothing about our pages: they are never loaded.
UNUSED_SCRIPTS = {"fontawesome.js", "bootstrap.js"}

NAME = re.compile(r"[.#](-?[A-Za-z_](?:\\.|[\w-])*)")
NEGATION = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")


def rules(css):
    """Split a stylesheet into (prelude, content) pairs; content is None for a statement such as ``@import``.

    >>> list(rules("@charset 'x';a{b:c}@media print{a{b:c}}"))
    [("@charset 'x'", None), ('a', 'b:c'), ('@media print', 'a{b:c}')]
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    start = depth = 0
    prelude, quote = "", None
    for i, character in enumerate(css):
        if quote:
            if character == quote and css[i - 1] != "\\":
                quote = None
        elif character in "'\"":
            quote = character
        elif character == "{":
            if depth == 0:
                prelude, start = css[start:i].strip(), i + 1
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield prelude, css[start:i].strip()
                start = i + 1
        elif character == ";" and depth == 0:
            if css[start:i].strip():
                yield css[start:i].strip(), None
            start = i + 1


def selectors(prelude):
    """The selectors of a list; a comma within brackets does not part them."""
    parts, depth, start = [], 0, 0
    for i, character in enumerate(prelude):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append(prelude[start:i])
            start = i + 1
    return [part.strip() for part in (*parts, prelude[start:])]


def usable(selector, names):
    """Whether every class and id that a selector asks for is among `names`; ``:is(.a,.b)`` asks for one of them."""
    selector = NEGATION.sub("", selector)
    alternatives = re.search(r":(?:is|where|has)\(((?:[^()]|\([^()]*\))*)\)", selector)
    if alternatives:
        rest = selector[: alternatives.start()] + selector[alternatives.end() :]
        return usable(rest, names) and any(usable(part, names) for part in selectors(alternatives[1]))
    selector = re.sub(r"\[[^\]]*\]", "", selector)
    return all(found.replace("\\", "") in names for found in NAME.findall(selector))


def slim(css, names):
    """`css` without the rules that `names` cannot use.

    >>> slim(".a,.b{x:y}.c{x:y}@media print{.c{x:y}}.a .admonition{x:y}", {"a", "admonition"})
    '.a{x:y}'
    """
    kept = []
    for prelude, content in rules(css):
        if content is None:
            kept.append(f"{prelude};")
        elif prelude.startswith(("@media", "@supports", "@layer", "@container")):
            inner = slim(content, names)
            if inner:
                kept.append(f"{prelude}{{{inner}}}")
        elif prelude.startswith("@font-face"):
            if "FontAwesome" not in content and "Font Awesome" not in content:
                kept.append(f"{prelude}{{{content}}}")
        elif prelude.startswith("@"):
            kept.append(f"{prelude}{{{content}}}")
        elif content:
            alive = [s for s in selectors(prelude) if usable(s, names) and not OURS.search(s)]
            if alive:
                kept.append(f"{','.join(alive)}{{{content}}}")
    return "".join(kept)


def without_idle_keyframes(css):
    def keep(match):
        return match[0] if len(re.findall(rf"\b{re.escape(match[1])}\b", css)) > 1 else ""

    return re.sub(r"@(?:-\w+-)?keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}", keep, css)


def names_in_use(site):
    """Every class and id of the built pages, and every word of the scripts, which may set a class."""
    names = set()
    for page in site.rglob("*.html"):
        for value in re.findall(r"(?:class|id)\s*=\s*\"([^\"]*)\"", page.read_text("utf-8")):
            names.update(value.split())
    for script in (site / "_static").rglob("*.js"):
        if script.name not in UNUSED_SCRIPTS:
            names.update(re.findall(r"[A-Za-z_][\w-]+", script.read_text("utf-8")))
    return names


def slim_stylesheets(app, exception):
    if exception or app.builder.name != "html":
        return
    static = Path(app.outdir) / "_static"
    names = names_in_use(Path(app.outdir))
    for pattern in SLIMMED:
        for sheet in static.glob(pattern):
            sheet.write_text(without_idle_keyframes(slim(sheet.read_text("utf-8"), names)), "utf-8")
