"""Every page speaks its own language, in the text of the interface too."""

import pytest
from bilingual.language import LANGUAGES, Words, language_of, translations


@pytest.mark.parametrize(
    ("docname", "code"),
    [
        ("book/zh/glossary", "zh"),
        ("book/en/membrane-potential/pumps-channels", "en"),
        ("book/index", None),
        ("book/zhongwen/x", None),
        ("search", None),
        (None, None),
    ],
)
def test_a_page_is_in_the_language_of_its_folder(docname, code):
    assert language_of(docname) == code


def test_own_words_come_before_the_packages():
    assert translations("zh")["booktheme"].gettext("Print to PDF") == "打印为 PDF"  # the package says 列印
    assert translations("zh")["sphinx"].gettext("Searching") == "正在搜索中"  # the package's own
    assert Words({}).gettext("never translated") == "never translated"


def test_both_languages_have_words_for_the_same_things():
    ours = {code: {key for key in language.words if key[0].islower()} for code, language in LANGUAGES.items()}
    assert ours["en"] <= ours["zh"]


@pytest.mark.parametrize(("name", "tag"), [("zh/one", "zh-CN"), ("en/one", "en"), ("zh/search", "zh-CN"), ("en/search", "en")])
def test_html_says_its_language(page, name, tag):
    assert page(name).html["lang"] == tag


@pytest.mark.parametrize("name", ["zh/one", "zh/two", "zh/search"])
def test_no_english_interface_on_a_chinese_page(page, name):
    tree = page(name)
    for script in tree(["script", "style", "kbd"]):
        script.decompose()
    seen = [tree.get_text(" ")]
    seen += [tag[attribute] for attribute in ("title", "aria-label", "placeholder") for tag in tree.find_all(attrs={attribute: True})]
    for english in ("Search", "Contents", "Color mode", "Link to", "Skip to", "Toggle", "Copy", "Download", "Print", "列印", "next", "previous"):
        assert not [text for text in seen if english in text]


def test_figures_and_exercises_are_numbered_in_words_of_the_page(page):
    assert "图 1.1" in page("zh/one").figcaption.text
    assert "Fig. 1.1" in page("en/one").figcaption.text
    assert page("zh/one").find(class_="exercise").find(class_="admonition-title").text.startswith("练习 1.1")
    assert page("en/one").find(class_="exercise").find(class_="admonition-title").text.startswith("Exercise 1.1")
    assert "解答" in page("zh/one").select_one("details.solution summary").text


def test_titles_and_descriptions(page):
    assert page("zh/one").title.text == "1. 能斯特电位 · 从离子到脉冲"
    assert page("en/one").title.text == "1. The Nernst potential · From Ions to Spikes"
    description = page("zh/one").find("meta", attrs={"name": "description"})["content"]
    assert description.startswith("钾离子通道让膜电位趋向平衡。浓度差")
