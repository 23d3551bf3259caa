"""One search for both languages.

Chinese has no spaces between words: every run of Chinese characters is indexed, and asked for, as its characters and
its pairs of neighbours, so that 离子 finds 离子通道 and 膜电位 finds the three characters side by side. English words
are stemmed. Each language has a search page, which loads the index and lists its own language's pages first.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.search.en import SearchEnglish
from sphinx.transforms.post_transforms import SphinxPostTransform

from .language import COMMON, LANGUAGES, language_of
from .lines import leaves

CJK = "\u3400-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"([{CJK}]+)|((?:(?![{CJK}])[^\W_])+)")

SEARCH_PAGES = {code: f"book/{code}/search" for code in LANGUAGES}


def words(text):
    """What a text is indexed by.

    >>> words("膜电位 V of ions")
    ['膜', '电', '位', '膜电', '电位', 'V', 'of', 'ions']
    """
    found = []
    for run, word in TOKEN.findall(text):
        if word:
            found.append(word)
        else:
            found += run
            found += [run[i : i + 2] for i in range(len(run) - 1)]
    return found


class ChineseAndEnglish(SearchEnglish):
    lang = "both"
    language_name = "Chinese and English"
    # The same splitter for the query. A run of several characters asks for its pairs only: they imply the characters.
    js_splitter_code = r"""
var splitQuery = (query) => {
  const found = [];
  for (const [, run, word] of query.matchAll(/([\u3400-\u9fff\uf900-\ufaff]+)|((?:(?![\u3400-\u9fff\uf900-\ufaff])[\p{L}\p{N}])+)/gu)) {
    if (word) found.push(word);
    else if (run.length === 1) found.push(run);
    else for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
  }
  return found;
};
"""

    def split(self, input):
        return words(input)

    def stem(self, word):
        return word if re.match(f"[{CJK}]", word) else super().stem(word)

    def word_filter(self, word):
        return bool(re.match(f"[{CJK}]", word)) or super().word_filter(word)


class joint(nodes.Inline, nodes.TextElement):
    """The two characters on either side of a change of markup: read by the index, absent from the page."""


class JoinMarkup(SphinxPostTransform):
    """Sphinx indexes each piece of text alone; without its joints, 达到**平衡** would not be found by 到平."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs):
        for block in list(self.document.findall(nodes.TextElement)):
            # An index entry of a title is the title's whole text, so titles keep what they say.
            if isinstance(block, (nodes.title, nodes.FixedTextElement)) or isinstance(block.parent, nodes.TextElement):
                continue
            texts = [text for _, text in leaves(block) if text]
            pairs = [before[-1] + after[0] for before, after in zip(texts, texts[1:])]
            block.extend(joint("", pair) for pair in pairs if re.fullmatch(f"[{CJK}]{{2}}", pair))


def skip_joint(translator, node):
    raise nodes.SkipNode


def search_pages(app):
    """A search page in each language."""
    for code, pagename in SEARCH_PAGES.items():
        yield pagename, {"title": LANGUAGES[code].words.get("Search", "Search")}, "search.html"


def point_to_search(app, pagename, templatename, context, doctree):
    context["search_page"] = SEARCH_PAGES[language_of(pagename) or COMMON]


def choose_language(app, config):
    config.html_search_language = ChineseAndEnglish.lang
    config.html_search_scorer = str(Path(__file__).with_name("search_order.js"))


def setup(app):
    app.add_search_language(ChineseAndEnglish)
    app.add_node(joint, html=(skip_joint, None))
    app.add_post_transform(JoinMarkup)
    app.connect("config-inited", choose_language)
    app.connect("html-collect-pages", search_pages)
    app.connect("html-page-context", point_to_search)
