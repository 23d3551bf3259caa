"""A small book with one fault each: the build stops and names the file and the line."""

import re


def test_without_a_fault_it_builds(small_book):
    code, said, _ = small_book(zh="一切正常。", en="All is well.")
    assert code == 0, said[-3000:]


def test_a_typed_number_an_unknown_source_and_different_twins_are_named_with_file_and_line(small_book):
    code, said, _ = small_book(zh="静息电位约为 −71 mV。", en="It rests near −71 mV.\n\n## A section that the twin lacks", items={"S9.99": "planned"})
    assert code != 0
    assert re.search(r"book/en/small\.md:22: WARNING: .*71 mV", said), said[-3000:]
    assert re.search(r"book/zh/small\.md:22: WARNING: .*71 mV", said)
    assert re.search(r"book/sources\.yml:\d+: WARNING: unknown item S9\.99", said)
    assert re.search(r"book/(zh|en)/small\.md:\d+: WARNING: .*section", said)


def test_a_page_without_a_twin_is_named(small_book):
    code, said, _ = small_book(languages=["en"], en="All is well.")
    assert code != 0
    assert re.search(r"book/en/small\.md:\d+: WARNING: .*zh/small\.md", said), said[-3000:]


def test_a_false_proof_stops_the_build(small_book):
    cell = "```{code-cell} ipython3\nprove(sp.sin(x) ** 2, 1 + sp.cos(x) ** 2)\n```"
    code, said, _ = small_book(zh=cell, en=cell)
    assert code != 0
    assert "ProofError" in said and "small" in said, said[-3000:]
