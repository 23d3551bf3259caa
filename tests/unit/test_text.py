"""A page has one language, and every word exists in both."""

import subprocess
import sys

import pytest

from excitable import text
from excitable.text import LANGUAGES, WORDS, label, language, say, use, word


@pytest.fixture(autouse=True)
def restore_language():
    before = language()
    yield
    text._language = before


def test_say_follows_use():
    use("zh")
    assert (language(), say(zh="泵", en="pump")) == ("zh", "泵")
    use("en")
    assert (language(), say(zh="泵", en="pump")) == ("en", "pump")


@pytest.mark.parametrize("lang", ["fr", "ZH", "", None, "zh-CN"])
def test_another_language_is_refused_by_name_and_changes_nothing(lang):
    use("zh")
    with pytest.raises(ValueError, match='"zh" for Chinese or "en" for English') as refusal:
        use(lang)
    assert repr(lang) in str(refusal.value)
    assert language() == "zh"


def test_a_word_in_one_language_only_is_an_error():
    with pytest.raises(TypeError):
        say(en="pump")


def test_an_unknown_word_lists_those_there_are():
    with pytest.raises(ValueError, match="'tiem'.*time"):
        word("tiem")


def test_an_axis_label_has_its_unit_in_brackets():
    use("zh")
    assert label("membrane potential", "mV") == "膜电位 (mV)"
    assert label("probability") == "概率"


def test_every_library_word_is_chinese_in_chinese_and_english_in_english():
    for name, in_language in WORDS.items():
        assert set(in_language) == set(LANGUAGES), name
        assert any("一" <= character <= "鿿" for character in in_language["zh"]), name
        assert in_language["en"].isascii(), name


def test_importing_changes_no_setting_of_matplotlib():
    code = (
        "import matplotlib; matplotlib.use('agg'); before = dict(matplotlib.rcParams); import excitable.text, excitable.figures;"
        "assert dict(matplotlib.rcParams) == before;"
        "import sys; assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
