"""Snapshots of the lake: whole, shared, switched at once."""

import secrets
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from newsetl.lake import Changes, Lake, publish_snapshot, snapshots, stage_snapshot
from newsetl.tables import TABLES
from tests.lake.rows import article, mention


def changes(
    articles: list[dict[str, Any]], mentions: list[dict[str, Any]], superseded: set[str] = frozenset()
) -> Changes:  # type: ignore[assignment]
    added = {
        "articles": TABLES["articles"].to_arrow(articles),
        "region_mentions": TABLES["region_mentions"].to_arrow(mentions),
    }
    return Changes(added, frozenset(superseded))


def publish(lake: Lake, run_id: str, change: Changes, keep: int = 3) -> None:
    publish_snapshot(lake, stage_snapshot(lake, run_id, change), keep)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "lake")
    publish(lake, "run-1", changes([article("a"), article("b", day=None)], [mention("a", 1)]))
    return lake


def test_rows_lie_in_the_month_of_publication(lake: Lake) -> None:
    """Every table is partitioned by the article's month; an unknown one is called so."""
    folders = {path.relative_to(lake.current).as_posix() for path in lake.current.glob("*/*")}
    assert folders == {
        "articles/published_month=2018-02",
        "articles/published_month=unknown",
        "region_mentions/published_month=2018-02",
    }


def test_unchanged_files_are_shared_with_the_snapshot_before(lake: Lake) -> None:
    """A file that no row of the run touches is the same file on disk."""
    before = {path.name: path.stat().st_ino for path in lake.current.resolve().rglob("*.parquet")}
    publish(lake, "run-2", changes([article("c")], [mention("c", 1)]))
    after = {path.name: path.stat().st_ino for path in lake.current.resolve().rglob("*.parquet")}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 2


def test_a_superseded_article_keeps_its_old_revision_but_not_its_mentions(lake: Lake) -> None:
    """The old revision is there and not current; only the new revision's mentions are there."""
    new = changes([article("a", revision=2)], [mention("a", 1, 2)], {"a"})
    publish(lake, "run-2", new)
    articles = lake.read("articles").to_pylist()
    assert {(row["article_id"], row["revision"], row["is_current"]) for row in articles} == {
        ("a", 1, False), ("a", 2, True), ("b", 1, True),
    }  # fmt: skip
    assert [row["revision"] for row in lake.read("region_mentions").to_pylist()] == [2]


def test_a_staged_snapshot_is_not_seen_before_it_is_published(lake: Lake) -> None:
    """Staging changes nothing for readers."""
    stage_snapshot(lake, "run-2", changes([article("c")], []))
    assert lake.read("articles").num_rows == 2
    assert lake.manifest().snapshot_id == "run-1"


def test_earlier_snapshots_can_be_opened_until_they_are_dropped(lake: Lake) -> None:
    """The newest `keep` snapshots are kept, each with its own rows."""
    for number in range(2, 6):
        publish(lake, f"run-{number}", changes([article(f"x{number}")], []), keep=2)
    assert sorted(path.name for path in (lake.folder / "snapshots").iterdir()) == ["run-4", "run-5"]
    old = duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{lake.snapshot('run-4')}/articles/*/*.parquet')"
    ).fetchall()
    assert old == [(5,)]


def test_many_small_files_are_merged_without_losing_a_row(lake: Lake) -> None:
    """A partition never holds more than a handful of small files."""
    for number in range(2, 25):
        publish(lake, f"run-{number:02}", changes([article(f"x{number}")], []))
    assert len(lake.manifest().of("articles")) <= 10
    ids = lake.read("articles", ["article_id"])["article_id"].to_pylist()
    assert sorted(ids) == sorted(["a", "b", *(f"x{number}" for number in range(2, 25))])


def test_no_file_is_larger_than_readers_like(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run adds to one month is split where it is large; a correction then rewrites one part only."""
    monkeypatch.setattr(snapshots, "LARGE_FILE_BYTES", 40_000)
    monkeypatch.setattr(snapshots, "MERGED_BYTES", 30_000)
    many = [article(f"x{number}") | {"text": secrets.token_hex(400)} for number in range(300)]
    publish(lake, "run-2", changes(many, []))
    files = lake.manifest().of("articles")
    assert len(files) > 4
    assert max(file.bytes for file in files) <= 40_000
    assert lake.manifest().rows("articles") == 302
    publish(lake, "run-3", changes([article("x7", revision=2)], [], {"x7"}))
    kept = {file.name for file in files} & {file.name for file in lake.manifest().of("articles")}
    assert len(kept) == len(files) - 1


def test_state_that_no_table_declares_travels_with_the_snapshot(lake: Lake) -> None:
    """State is appended to and read back, and is empty before it was ever written."""
    assert lake.read("_stories").num_rows == 0
    for number in (1, 2):
        publish(lake, f"run-s{number}", Changes({"_stories": pa.table({"id": [number]})}))
    assert sorted(lake.read("_stories")["id"].to_pylist()) == [1, 2]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """Two lakes of the same rows hold files of the same names, which are their contents' hashes."""
    names = []
    for folder in ("one", "two"):
        lake = Lake(tmp_path / folder)
        publish(lake, "run-1", changes([article("a"), article("b")], [mention("a", 1)]))
        names.append(sorted(file.path for file in lake.manifest().files))
    assert names[0] == names[1]
