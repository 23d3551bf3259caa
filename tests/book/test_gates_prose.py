"""One sentence per line; Chinese punctuated and spaced as Chinese."""

import pytest

from bilingual.gates.page import Page
from bilingual.gates.prose import check


def said(line, language):
    return [fault.message for fault in check(Page(f"# T\n\n{line}\n", language))]


@pytest.mark.parametrize("line, language", [
    ("One sentence. Another one.", "en"), ("Really? Yes.", "en"), ("第一句。第二句。", "zh"), ("真的吗？是的。", "zh"),
])
def test_a_second_sentence_on_a_line_is_reported(line, language):
    assert any("sentence" in message for message in said(line, language))


@pytest.mark.parametrize("line, language", [
    ("It holds, e.g. In vitro.", "en"), ("See Fig. 3 by A. L. Hodgkin.", "en"), ("- A point. And its reason.", "en"), ("V = 3.5 M.", "en"),
    ("**Goldman.** It follows.".replace("** It", "**"), "en"), ("他说：“是的。”", "zh"), ("一句话，到此为止。", "zh"), ("| 表。格。 | x |", "zh"),
])
def test_one_sentence_passes(line, language):
    assert said(line, language) == []


@pytest.mark.parametrize("line", ["浓度,温度", "是吗?", "这样:", "膜(脂双层)", "结束."])
def test_half_width_punctuation_in_chinese_is_reported(line):
    assert any("half-width" in message for message in said(line, "zh"))


@pytest.mark.parametrize("line", ["用Python算", "共3个", "占50%的"])
def test_chinese_is_set_apart_from_latin_and_digits(line):
    assert any("space" in message for message in said(line, "zh"))


@pytest.mark.parametrize("line", ["用 Python 算 3 次，膜（脂双层）。", "离子 K⁺ 在膜内。", "见[第一章](x.md)。", "值为 {eval}`x`。", "电压 $V$，电流 $I$。"])
def test_good_chinese_passes(line):
    assert said(line, "zh") == []
