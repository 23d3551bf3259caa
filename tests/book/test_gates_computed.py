"""What `{eval}` printed is found again on the page that printed it."""

from docutils import nodes

from bilingual.gates.computed import shown
from bilingual.gates.page import Page

PAGE = Page("(rest-en)=\n# Rest\n", "en", "part/chapter")


class Environment:
    """Stands for Sphinx's: it holds one document, with the section `rest` and a computed number in it."""

    def get_doctree(self, docname):
        assert docname == "book/en/part/chapter"
        number = nodes.inline("", "", nodes.raw("", '<span class="quantity">−67.28&nbsp;mV</span>', format="html"), computed="V_rest")
        section = nodes.section("", nodes.paragraph("", "It rests at ", number), ids=["rest", "rest-en"])
        return nodes.section("", section, nodes.section("", nodes.paragraph("", "12 mV"), ids=["other"]), ids=["title"])


def test_a_computed_number_is_found_by_the_name_of_its_variable():
    assert list(shown(Environment(), PAGE, "V_rest", "rest")) == ['<span class="quantity">−67.28&nbsp;mV</span>']
    assert list(shown(Environment(), PAGE, "V_other", "rest")) == []


def test_the_text_of_a_section_does_not_hold_another_section_s():
    text, = shown(Environment(), PAGE, "text", "rest")
    assert "67.28" in text and "12 mV" not in text
