"""The lake as Delta Lake tables: other engines read them, whole, from one published state to the next."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.copies import delta
from newsetl.copies.delta import follow_lake
from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.tables import TABLES
from tests.lake.rows import article, mention

deltalake = pytest.importorskip(
    "deltalake", reason="deltalake is not installed: pip install 'newsetl[delta]'"
)
polars = pytest.importorskip("polars", reason="polars is not installed: pip install 'newsetl[bi]'")


Rows = list[dict[str, Any]]


def publish(data_dir: Path, run_id: str, articles: Rows, superseded: frozenset[str] = frozenset()) -> None:
    lake = Lake(data_dir / "lake")
    mentions = [mention(row["article_id"], n, row["revision"]) for row in articles for n in range(3)]
    rows = {"articles": articles, "region_mentions": mentions}
    added = {name: TABLES[name].to_arrow(found) for name, found in rows.items()}
    publish_snapshot(lake, stage_snapshot(lake, run_id, Changes(added, superseded=superseded)), 2)


def by_polars(data_dir: Path, table: str, column: str) -> list[Any]:
    found: list[Any] = polars.read_delta(str(data_dir / "delta" / table)).sort(column)[column].to_list()
    return found


def by_duckdb(data_dir: Path, table: str, column: str) -> list[Any]:
    held = deltalake.DeltaTable(str(data_dir / "delta" / table)).to_pyarrow_dataset()
    with duckdb.connect() as connection:
        rows = connection.register("held", held).execute(f"SELECT {column} FROM held ORDER BY ALL").fetchall()
    return [value for (value,) in rows]


def test_two_engines_read_what_was_published(tmp_path: Path) -> None:
    """Rows and partitions are those of the lake, over runs that add and runs that correct."""
    publish(tmp_path, "r1", [article("a", day=5), article("b", day=None)])
    follow_lake(tmp_path)
    publish(tmp_path, "r2", [article("a", day=6, revision=2)], superseded=frozenset("a"))
    follow_lake(tmp_path)
    lake = Lake(tmp_path / "lake")
    for table, column in (("articles", "is_current"), ("region_mentions", "region_mention_id")):
        expected = sorted(lake.read(table)[column].to_pylist())
        assert by_polars(tmp_path, table, column) == by_duckdb(tmp_path, table, column) == expected
    months = by_polars(tmp_path, "articles", "published_month")
    assert sorted(set(months)) == ["2018-02", "unknown"]
    assert by_polars(tmp_path, "attributions", "attribution_id") == []


def test_a_reader_never_sees_half_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before its commit, a table is as it was; an open reader keeps its state; the next call does the rest."""
    publish(tmp_path, "r1", [article("a")])
    follow_lake(tmp_path)
    opened = deltalake.DeltaTable(str(tmp_path / "delta" / "articles"))
    publish(tmp_path, "r2", [article("b")])
    with monkeypatch.context() as patch:
        patch.setattr(delta, "_commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            follow_lake(tmp_path)
    assert by_polars(tmp_path, "articles", "article_id") == ["a"]
    follow_lake(tmp_path)
    assert opened.to_pyarrow_table()["article_id"].to_pylist() == ["a"]
    assert by_polars(tmp_path, "articles", "article_id") == ["a", "b"]


def test_a_state_that_is_there_makes_no_commit(tmp_path: Path) -> None:
    """A version of a table is a published state that changed it, and says which."""
    publish(tmp_path, "r1", [article("a")])
    for _ in range(2):
        follow_lake(tmp_path)
    log = tmp_path / "delta" / "articles" / "_delta_log"
    (only,) = log.glob("*.json")
    assert "r1" in json.dumps([json.loads(line) for line in only.read_text().splitlines()])
