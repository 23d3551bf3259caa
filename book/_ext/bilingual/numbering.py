"""Numbers and their words: 图 1.1 on a Chinese page, Fig. 1.1 on its English twin.

Sphinx counts chapters per table of contents and figures per chapter number, over the whole site. Both languages hold
the same chapters, so chapters run on through the parts of one language, and figures, tables and exercises are counted
once for each language.
"""

from collections import defaultdict

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .language import COMMON, language_of

FORMATS = {
    "zh": {
        "figure": "图 %s",
        "table": "表 %s",
        "code-block": "代码 %s",
        "section": "第 %s 节",
        "exercise": "练习 %s",
    },
    "en": {
        "figure": "Fig. %s",
        "table": "Table %s",
        "code-block": "Listing %s",
        "section": "Section %s",
        "exercise": "Exercise %s",
    },
}


class NumberingWords(SphinxPostTransform):
    """Only while a page is resolved and written: a change before that would look like a changed configuration."""

    default_priority = 2

    def run(self, **kwargs):
        self.config.numfig_format = dict(FORMATS[language_of(self.env.docname) or COMMON])


class ExerciseTitles(SphinxPostTransform):
    """"练习 1.1 (...)" reads "练习 1.1 · ..." : no brackets, in either language."""

    default_priority = 23  # sphinx-exercise puts its titles together at 20 to 22

    def run(self, **kwargs):
        for title in self.document.findall(nodes.title):
            texts = [child for child in title.children if isinstance(child, nodes.Text)]
            if "exercise" in title.parent.get("classes", []) and texts and texts[0] == " (" and texts[-1] == ")":
                title.remove(texts[0])
                title.remove(texts[-1])


def in_reading_order(env):
    """Docnames as the table of contents lists them."""
    ordered, seen = [], set()

    def visit(docname):
        if docname not in seen:
            seen.add(docname)
            ordered.append(docname)
            for child in env.toctree_includes.get(docname, []):
                visit(child)

    visit(env.config.root_doc)
    return ordered


def renumber(order, language_of, chapters, numbered_things):
    """Count afresh in each language.

    Parameters
    ----------
    order : docnames in reading order
    language_of : docname → language
    chapters : docname → chapter number of Sphinx (pages without a number are absent)
    numbered_things : docname → kind → id → number tuple, the chapter first

    Returns
    -------
    chapter numbers and numbered things in the same form

    >>> new, things = renumber(["a", "b"], {"a": "zh", "b": "en"}.get, {"a": 1, "b": 1},
    ...                        {"a": {"figure": {"x": (1, 1)}}, "b": {"figure": {"y": (1, 2)}}})
    >>> new, things["b"]["figure"]["y"]
    ({'a': 1, 'b': 1}, (1, 1))
    """
    counted, new = defaultdict(int), {}
    for docname in order:
        if docname in chapters:
            counted[language_of(docname)] += 1
            new[docname] = counted[language_of(docname)]
    counted = defaultdict(int)
    things = {}
    for docname in [*order, *(d for d in numbered_things if d not in order)]:
        for kind, numbers in numbered_things.get(docname, {}).items():
            for identifier, _ in sorted(numbers.items(), key=lambda item: item[1]):
                prefix = (new[docname],) if docname in new else ()
                place = (language_of(docname), kind, prefix)
                counted[place] += 1
                things.setdefault(docname, {}).setdefault(kind, {})[identifier] = (*prefix, counted[place])
    return new, things


def apply(app, env):
    chapters = {}
    for docname, sections in env.toc_secnumbers.items():
        top = sections.get("")
        if top:
            chapters[docname] = top[0]
    new, things = renumber(in_reading_order(env), language_of, chapters, env.toc_fignumbers)
    env.toc_fignumbers = things
    for docname, chapter in new.items():
        if chapter == chapters[docname]:
            continue
        renamed = {
            anchor: number and (chapter, *number[1:]) for anchor, number in env.toc_secnumbers[docname].items()
        }
        env.toc_secnumbers[docname] = renamed
        env.titles[docname]["secnumber"] = (chapter,)
        for reference in env.tocs[docname].findall(nodes.reference):
            if renamed.get(reference["anchorname"]):
                reference["secnumber"] = renamed[reference["anchorname"]]
    return []


def setup(app):
    app.add_post_transform(NumberingWords)
    app.add_post_transform(ExerciseTitles)
    app.connect("env-get-updated", apply, priority=900)  # after Sphinx has numbered
