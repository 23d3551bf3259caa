"""The book's own Sphinx extension: two languages in one build, and the pages' look and weight.

Each module has one concern and its own ``setup(app)``:

===========  =================================================================
language     which language a page is in, and every interface word in it
numbering    图 1.1 / Fig. 1.1, counted afresh in each language
twins        the same page in the other language: neutral ids, hreflang, switch
navigation   sidebar, previous and next stay within a language
lines        a source line break between two Chinese characters is no space
given        ``{given}`` marks a number taken from the literature
evaluation   ``{eval}`` also works after a cell that ends in ``;``
maths        formulas are typeset while the book builds
folding      ``dropdown`` boxes become native, script-free ``<details>``
selfcheck    questions with a choice of answers
accessible   markup of others that a screen reader would stumble over
search       one index that finds Chinese and English
assets       which scripts and stylesheets a page carries
gates        what makes a build fail: parity, sources, numbers, glossary, ...
===========  =================================================================
"""

from . import (
    accessible,
    assets,
    evaluation,
    folding,
    gates,
    given,
    language,
    lines,
    maths,
    navigation,
    numbering,
    search,
    selfcheck,
    twins,
)


def setup(app):
    for concern in (
        language,
        numbering,
        twins,
        navigation,
        lines,
        given,
        evaluation,
        maths,
        folding,
        selfcheck,
        accessible,
        search,
        assets,
        gates,
    ):
        concern.setup(app)
    # Words change with the page that is being read or written, so pages are handled one after another.
    return {"parallel_read_safe": False, "parallel_write_safe": False}
