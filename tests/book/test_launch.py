"""A chapter can be launched on Binder once the book says where its repository is, and not before."""

CHAPTER = {"zh": "一切正常。", "en": "All is well."}


def test_without_a_repository_there_is_no_launch_button(small_book):
    code, said, site = small_book(**CHAPTER)
    assert code == 0, said[-3000:]
    assert "mybinder.org" not in (site / "book" / "en" / "small.html").read_text(encoding="utf-8")


def test_with_one_each_chapter_opens_as_a_notebook_of_its_release(small_book):
    code, said, site = small_book(repository={"url": "https://github.com/owner/name", "branch": "v1.0.0"}, **CHAPTER)
    assert code == 0, said[-3000:]
    for language in ("zh", "en"):
        page = (site / "book" / language / "small.html").read_text(encoding="utf-8")
        assert f"https://mybinder.org/v2/gh/owner/name/v1.0.0?urlpath=lab/tree/book/{language}/small.md" in page
