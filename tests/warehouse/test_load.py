"""A database that followed runs one by one equals one that was made at once."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.tables import TABLES
from newsetl.warehouse import build_database, put_in_place
from newsetl.warehouse.refresh import PERIODS_AT_ONCE
from newsetl.warehouse.scripts import read_script, read_scripts
from tests.lake.rows import article, mention, run_row

# (run, article, revision, day of publication, story): days of two months and of weeks that straddle them
RUNS: list[list[tuple[str, int, date | None, str]]] = [
    [("a", 1, date(2024, 1, 30), "s1"), ("b", 1, date(2024, 1, 31), "s1"), ("c", 1, None, "s2")],
    [("d", 1, date(2024, 2, 1), "s1"), ("a", 2, date(2024, 2, 3), "s1"), ("c", 2, date(2024, 1, 31), "s2")],
    [("e", 1, date(2024, 1, 31), "s2"), ("f", 1, None, "s3"), ("b", 2, None, "s1")],
    [("g", 1, date(2023, 12, 31), "s3"), ("d", 2, date(2024, 2, 1), "s4")],
]
# What each article's revisions say a force numbers: claims that others make too, that disagree, that are taken back
SAID = {
    "a": [[4000, 5000], [5000]],
    "b": [[4000], [4000, 9000]],
    "c": [[7000], []],
    "d": [[4000], [5000]],
    "e": [[9000]],
    "f": [[9000, 4000]],
    "g": [[5000, 4000]],
}


def changes(number: int) -> Changes:
    """What a run adds, and which articles it supersedes."""
    run_id = f"run-{number}"
    front = [
        (name, revision, {"published_date": day, "story_id": story, "outlet": f"Outlet {name}"})
        for name, revision, day, story in RUNS[number]
    ]
    added = {
        "articles": [_article(*entry, run_id) for entry in front],
        "region_mentions": [
            mention(name, k, revision) | known | _place(k)
            for name, revision, known in front
            for k in range(3)
        ],
        "attributions": [_statement(*entry, k) for entry in front for k in range(2)],
        "force_levels": [_figure(*entry, size) for entry in front for size in SAID[entry[0]][entry[1] - 1]],
        "runs": [run_row(run_id)],
    }
    superseded = frozenset(name for name, revision, _ in front if revision > 1)
    return Changes({name: TABLES[name].to_arrow(rows) for name, rows in added.items()}, superseded)


def _article(name: str, revision: int, known: dict[str, Any], run_id: str) -> dict[str, Any]:
    day = known["published_date"]
    moment = datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC) if day else None
    dated = {"published_at": moment} if day else dict.fromkeys(
        ("published_at", "published_precision", "published_source")
    )  # fmt: skip
    row = article(name, revision=revision, run_id=run_id)
    return row | dated | {"story_id": known["story_id"], "outlet": known["outlet"]}


def _place(number: int) -> dict[str, Any]:
    place = {"place_id": f"gn:{number}", "place_name": f"Place {number}", "country_iso3": "AFG"}
    return place if number else {}


def _statement(name: str, revision: int, known: dict[str, Any], number: int) -> dict[str, Any]:
    row = mention(name, number, revision) | known
    slots = {"start", "end", "surface", "mention_type", "candidates", "region_mention_id"}
    return {key: value for key, value in row.items() if key not in slots} | {
        "attribution_id": f"at-{name}-{number}-{revision}", "source_name": f"Source {number}",
        "source_kind": "person", "anonymity": ("named", "anonymous")[number], "source_id": f"src-{number}",
        "cue_class": "say", "speech_type": "indirect", "content_start": 0, "content_end": 5,
        "content_text": "Kabul", "depth": 0, "is_negated": False,
    }  # fmt: skip


def _figure(name: str, revision: int, known: dict[str, Any], size: int) -> dict[str, Any]:
    row = mention(name, size, revision) | known
    slots = {"mention_type", "candidates", "region_mention_id"}
    return {key: value for key, value in row.items() if key not in slots} | {
        "force_level_id": f"fl-{name}-{size}-{revision}", "claim_id": f"clm-{size}", "surface": f"{size:,}",
        "sentence": "So many.", "value": size, "value_low": size, "value_high": size, "unit": "persons",
        "qualifier": ("exact", "about")[size == 7000], "measure": "level", "modality": "actual",
        "actor_name": f"Force of {name}", "actor_iso3": "USA", "personnel_type": "troops", "place_iso3": "IRQ",
        "place_name": f"Place {len(name)}", "source_name": f"Source {name}", "via_name": (None, "AP")[size == 9000],
        "attribution_id": f"at-{name}-0-{revision}",
    }  # fmt: skip


def follow(folder: Path, runs: int) -> tuple[Lake, Path]:
    """A lake and the database that followed it through some runs."""
    lake, database = Lake(folder / "lake"), folder / "news.duckdb"
    for number in range(runs):
        manifest = stage_snapshot(lake, f"run-{number}", changes(number))
        beside = build_database(lake, manifest, database, folder / "next.duckdb")
        publish_snapshot(lake, manifest, keep=2)
        put_in_place(beside, database)
    return lake, database


def rows(database: Path, name: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return sorted(connection.execute(f"FROM {name}").fetchall(), key=repr)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The database that followed all runs, and the one made at once of the last snapshot."""
    folder = tmp_path_factory.mktemp("followed")
    lake, database = follow(folder, len(RUNS))
    return database, build_database(lake, lake.manifest(), folder / "none.duckdb", folder / "at-once.duckdb")


@pytest.mark.parametrize("name", [*TABLES, *(script.name for script in read_scripts("marts"))])
def test_following_and_making_at_once_come_to_the_same(both: tuple[Path, Path], name: str) -> None:
    """Late articles, corrected dates and unknown ones leave no row too many in any table or mart."""
    followed, at_once = (rows(database, name) for database in both)
    assert followed == at_once


@pytest.mark.parametrize(
    "name", sorted({script.name for script in read_scripts("marts")} - {"force_level_derived"})
)
def test_marts_of_every_kind_have_rows(both: tuple[Path, Path], name: str) -> None:
    """What is compared is not nothing."""
    assert len(rows(both[0], name)) >= 2


def test_an_archive_longer_than_a_month_is_made_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pieces come to the same as the whole."""
    lake, _ = follow(tmp_path, len(RUNS))
    whole = build_database(lake, lake.manifest(), tmp_path / "none.duckdb", tmp_path / "whole.duckdb")
    for period in PERIODS_AT_ONCE:
        monkeypatch.setitem(PERIODS_AT_ONCE, period, 1)
    pieces = build_database(lake, lake.manifest(), tmp_path / "none.duckdb", tmp_path / "pieces.duckdb")
    for script in read_scripts("marts"):
        assert rows(pieces, script.name) == rows(whole, script.name)


def test_a_mart_can_become_a_table_or_a_view(tmp_path: Path) -> None:
    """A database whose mart was of the other kind follows the new definition."""
    _, database = follow(tmp_path, 1)
    with duckdb.connect(str(database)) as connection:
        connection.execute("DROP TABLE region_weeks")
        connection.execute("CREATE VIEW region_weeks AS SELECT 1 AS week")
        connection.execute("DROP VIEW data_quality")
        connection.execute("CREATE TABLE data_quality AS SELECT 1 AS run_id")
    lake = Lake(tmp_path / "lake")
    manifest = stage_snapshot(lake, "run-1", changes(1))
    beside = build_database(lake, manifest, database, tmp_path / "next.duckdb")
    at_once = build_database(lake, manifest, tmp_path / "none.duckdb", tmp_path / "at-once.duckdb")
    for name in ("region_weeks", "data_quality"):
        assert rows(beside, name) == rows(at_once, name)


def test_only_days_weeks_and_months_are_refreshed(tmp_path: Path) -> None:
    """Another period is an error of the file's author."""
    file = tmp_path / "mart.sql"
    file.write_text("-- A mart\n-- refresh by: hour\nSELECT 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="'hour'"):
        read_script(file)
