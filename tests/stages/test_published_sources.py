"""The archive's sources are in the lake as the database has them: after runs, aliases, removals and copies."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import newsetl
from newsetl.lake import Lake
from newsetl.lake.history import published
from newsetl.lake.parquet import open_files
from newsetl.lake.releases import make_release
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.settings import Settings
from newsetl.stages.removing import remove
from newsetl.stages.run_context import new_run, writing
from newsetl.tables import PUBLISHED_MARTS, TABLES
from tests.lake.conftest import bucket, s3_endpoint  # noqa: F401 - fixtures
from tests.stages.plain_run import plain_run
from tests.stages.test_runs import rows, write_article

PILOTS = (
    "The Harbour Pilots Trust said on Monday that the port of Gao was shut. It was not safe, said Ada Holm. "
)
SHORT = "The Harbour Pilots Trust said on Friday that 300 soldiers were in Herat. "
SHORT += "Zebedee Quince, a driver, said that they were tired. "


def in_lake(lake: Lake, name: str) -> list[dict[str, Any]]:
    """Rows of a published mart in the current snapshot's Parquet files."""
    return open_files(lake.paths(name), PUBLISHED_MARTS[name].arrow_schema).to_table().to_pylist()


def in_database(data_dir: Path, name: str) -> list[tuple[Any, ...]]:
    """The same rows as the database has them."""
    columns = ", ".join(f'"{column.name}"' for column in PUBLISHED_MARTS[name].columns)
    return rows(data_dir, f"SELECT {columns} FROM {name}")


def require_same(data_dir: Path) -> None:
    """Every mart that the lake publishes is what the database shows."""
    for name in PUBLISHED_MARTS:
        found = [tuple(row.values()) for row in in_lake(Lake(data_dir / "lake"), name)]
        assert sorted(found, key=repr) == sorted(in_database(data_dir, name), key=repr), name


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two states, of which the first is released; the second article cites a driver."""
    folder = tmp_path_factory.mktemp("sources")
    data_dir, inputs = folder / "data", folder / "in"
    write_article(inputs, "full", PILOTS * 3)
    plain_run(data_dir, [str(inputs)])
    make_release(data_dir / "lake", "spring", datetime(2024, 5, 1, tzinfo=UTC))
    write_article(inputs, "short", SHORT * 3)
    plain_run(data_dir, [str(inputs)])
    return data_dir


def test_the_lake_has_what_the_database_has(archive: Path) -> None:
    """One row counts both articles of the Trust."""
    require_same(archive)
    trust = [row for row in in_lake(Lake(archive / "lake"), "sources") if row["kind"] == "organisation"]
    assert [(row["display_name"], row["articles"]) for row in trust] == [("Harbour Pilots Trust", 2)]


def test_the_files_are_as_declared(archive: Path) -> None:
    """BI tools that open the folder find the declared columns, each with its meaning."""
    for name, table in PUBLISHED_MARTS.items():
        for path in Lake(archive / "lake").paths(name):
            assert open_files([path], table.arrow_schema).schema.equals(table.arrow_schema)
    assert PUBLISHED_MARTS.keys().isdisjoint(TABLES)


def test_a_release_shows_the_sources_of_its_day(archive: Path) -> None:
    """A release is opened over its files: without the article that came later."""
    with newsetl.open(archive, release="spring") as news:
        names = set(news.sources()["display_name"])
    assert "Harbour Pilots Trust" in names
    assert "Zebedee Quince" not in names


def test_a_mirror_shows_them_and_a_restore_brings_them(archive: Path, bucket: str, tmp_path: Path) -> None:  # noqa: F811
    """On the store they are read as files, with the links that the database knows; restored they are the same."""
    mirror(archive, bucket)
    with newsetl.open(bucket) as news:
        assert set(news.sources()["source_id"]) == {row[0] for row in in_database(archive, "sources")}
    restore(tmp_path / "again", bucket)
    for name in PUBLISHED_MARTS:
        assert in_lake(Lake(tmp_path / "again/lake"), name) == in_lake(Lake(archive / "lake"), name)


def test_a_corrected_name_is_in_the_files_after_the_next_run(archive: Path) -> None:
    """The user's own alias wins in the lake too, also where no article is new."""
    (archive / "aliases.csv").write_text("alias,name\nZebedee Quince,Z. Q. Quince\n", encoding="utf-8")
    plain_run(archive, [str(archive.parent / "in")])
    require_same(archive)
    assert "Z. Q. Quince" in {row["display_name"] for row in in_lake(Lake(archive / "lake"), "sources")}


def test_a_removed_article_leaves_no_source_behind(archive: Path) -> None:
    """Whom it alone cited is in no kept state; a state that never held it keeps its files."""
    lake = Lake(archive / "lake")
    named = "SELECT article_id FROM articles WHERE contains(text, 'Quince')"
    run = new_run(Settings(data_dir=archive))
    with writing(archive):
        remove(run, [row[0] for row in rows(archive, named)], "tester", "wrong load")
    require_same(archive)
    states = published(lake)
    assert states[-1].of("sources")
    for state in states:
        paths = [lake.snapshot(state.snapshot_id) / file.path for file in state.of("sources")]
        held = (
            open_files(paths, PUBLISHED_MARTS["sources"].arrow_schema).to_table()["display_name"].to_pylist()
        )
        assert not any("Quince" in name for name in held)
