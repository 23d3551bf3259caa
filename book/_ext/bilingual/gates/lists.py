"""Pages made from the book's data: the table of notation and the map from source documents to sections."""
from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .notation import Notation
from .page import Page
from .sources import Sources, is_planned
from ..language import language_of
from .terms import book_file

KINDS = {
    "concept": "概念", "definition": "定义", "derivation": "推导", "equation": "方程", "number": "数值", "figure": "插图",
    "table": "表", "exercise": "习题", "section": "小节",
}
WORDS = {
    "zh": {"symbol": "符号", "meaning": "含义", "unit": "单位", "see": "参见", "kind": "类型", "topic": "内容", "place": "位置",
           "subscript": "下标", "planned": "尚待写入的内容", "count": "{title}：{n} 条", "colon": "："},
    "en": {"symbol": "Symbol", "meaning": "Meaning", "unit": "Unit", "see": "See", "kind": "Kind", "topic": "Topic",
           "place": "Where", "subscript": "Subscript", "planned": "Still to come", "count": "{title}: {n} items", "colon": ": "},
}


def table(headings: list[str], rows: list[list[list[nodes.Node]]], widths: list[int]) -> nodes.table:
    """A table node; each cell is a list of inline nodes."""
    def row(cells: list[list[nodes.Node]]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))

    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", row([[nodes.Text(heading)] for heading in headings]))
    group += nodes.tbody("", *map(row, rows))
    return nodes.table("", group, classes=["made-from-data"])


class Listing(SphinxDirective):
    """What both tables share: the page's language, its words, and links to sections in that language."""

    def start(self) -> None:
        self.language = language_of(self.env.docname)
        self.words = WORDS[self.language]
        self.pages: dict[str, Page] = {}

    def link(self, name: str, anchor: str = "") -> nodes.Node:
        """A link to the section that holds this anchor, named by its title."""
        docname = f"book/{self.language}/{name}"
        if docname not in self.env.found_docs:
            return nodes.Text("–")
        page = Page.read(Path(self.env.doc2path(docname)), self.language, name)
        section = anchor and page.section_of(anchor) or page.sections[min(1, len(page.sections) - 1)]
        title = plain_title(section.title)
        uri = self.env.app.builder.get_relative_uri(self.env.docname, docname)
        return nodes.reference("", "", nodes.Text(title), internal=True, refuri=f"{uri}#{section.id}" if section.id else uri)


def plain_title(title: str) -> str:
    """A heading without markup."""
    return re.sub(r"[$`*]|\{[\w:]+\}", "", title)


class NotationTable(Listing):
    """Symbols and subscripts with their meaning, unit and the section that explains them."""

    def run(self):
        self.start()
        words, notation = self.words, Notation.read(book_file(self.env, "notation.yml"))
        rows = []
        for entry in notation.symbols:
            place = self.link(*entry["see"].split("#")) if entry.get("see") else nodes.Text("–")
            rows.append([[nodes.math(entry["symbol"], entry["symbol"])], [nodes.Text(entry[self.language])],
                         [nodes.Text(entry.get("unit") or "–")], [place]])
        symbols = table([words["symbol"], words["meaning"], words["unit"], words["see"]], rows, [15, 45, 15, 25])
        rows = [[[nodes.math("", rf"x_\mathrm{{{name}}}")], [nodes.Text(meaning[self.language])]]
                for name, meaning in notation.subscripts.items()]
        return [symbols, table([words["subscript"], words["meaning"]], rows, [25, 75])]


class SourceTable(Listing):
    """For each source document that the book carries, its items and where they are; the rest as a count."""

    def run(self):
        self.start()
        words, sources = self.words, Sources.read(book_file(self.env, "sources.yml"))
        made: list[nodes.Node] = []
        waiting = nodes.bullet_list()
        for document, about in sources.documents.items():
            items = {name: item for name, item in sources.items.items() if name.startswith(document + ".")}
            home = [item for item in items.values() if not is_planned(item)]
            if home:
                rows = [[[nodes.Text(KINDS[item["kind"]] if self.language == "zh" else item["kind"])],
                         [nodes.Text(item[self.language])], [self.link(item["page"], item["anchor"])]] for item in home]
                made += [nodes.rubric("", about[self.language]),
                         table([words["kind"], words["topic"], words["place"]], rows, [14, 51, 35])]
            if len(home) < len(items):
                text = words["count"].format(title=about[self.language], n=len(items) - len(home))
                waiting += nodes.list_item("", nodes.paragraph("", text))
        if len(waiting):
            made += [nodes.rubric("", words["planned"]), waiting]
        return made


def setup(app) -> None:
    app.add_directive("notation-table", NotationTable)
    app.add_directive("source-table", SourceTable)
