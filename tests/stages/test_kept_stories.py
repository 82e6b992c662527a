"""Stories are looked up where they lie, and are what an index over all of them would give."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from newsetl.articles import stories
from newsetl.articles.stories import StoryIndex, fingerprint_of
from newsetl.lake import write_table
from newsetl.stages import kept_stories
from newsetl.stages.kept_stories import index_for
from newsetl.tables.articles import Article
from tests.articles.test_stories import article, paragraphs


def archive(folder: Path, articles: Sequence[Article], files: int) -> tuple[list[Path], pa.Table]:
    """The state over some articles, in several files."""
    index = StoryIndex()
    for one in articles:
        index.assign(one)
    table = index.new_rows()
    size = -(-table.num_rows // files)
    paths = [write_table(table.slice(n * size, size), folder / f"{n}.parquet") for n in range(files)]
    return paths, table


def assert_same(paths: Sequence[Path], table: pa.Table, new: Sequence[Article]) -> None:
    prints = [fingerprint_of(one) for one in new]
    some, whole = index_for(paths, prints, {one.article_id for one in new}), StoryIndex.from_table(table)
    assert [some.assign(one, found) for one, found in zip(new, prints, strict=True)] == [
        whole.assign(one) for one in new
    ]
    assert some.new_rows() == whole.new_rows()


@pytest.mark.parametrize("at_once", [7, 32_768])
def test_the_stories_are_those_of_the_whole_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Copies of old and of new articles, further revisions, texts that nothing is like; only what matters is read."""
    monkeypatch.setattr(kept_stories, "AT_ONCE", at_once)
    old = [article(f"old-{n}", paragraphs(n)) for n in range(60)]
    paths, table = archive(tmp_path, old, 4)
    new = [
        *(article(f"copy-{n}", paragraphs(n)[:5]) for n in range(0, 60, 9)),
        article("old-7", paragraphs(907)),
        article("new", paragraphs(1000)),
        article("copy-of-new", paragraphs(1000)[:6]),
    ]
    assert_same(paths, table, new)
    few = [fingerprint_of(article("copy", paragraphs(3)[:6]))]
    assert 0 < len(index_for(paths, few, {"copy"})) < 30


def test_of_a_form_that_hundreds_share_the_newest_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in the whole index, which holds so many of one band."""
    for module in (stories, kept_stories):
        monkeypatch.setattr(module, "MAX_HELD", 3)
    old = [article(f"old-{n}", [*paragraphs(5)[:7], *paragraphs(100 + n)[:2]]) for n in range(30)]
    paths, table = archive(tmp_path, old, 3)
    assert_same(paths, table, [article(f"new-{n}", paragraphs(5)[:7]) for n in range(3)])


def test_an_archive_without_stories_has_an_empty_index() -> None:
    """So has a run without new articles."""
    assert len(index_for([], [fingerprint_of(article("a", paragraphs(1)))], {"a"})) == 0
