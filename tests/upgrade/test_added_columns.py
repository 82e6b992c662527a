"""Columns are added to an archive that was published before they were declared."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pyarrow.parquet as pq
import pytest

import newsetl
from newsetl.errors import UserError
from newsetl.extractors.versions import installed
from newsetl.lake import Lake, read_rows
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.settings import Settings
from newsetl.stages.doctor import diagnose
from newsetl.stages.recovering import recover
from newsetl.stages.reporting import report
from newsetl.stages.run_context import new_run
from newsetl.tables import TABLES, schema_version
from newsetl.tables.schema import Table
from newsetl.warehouse import is_as_declared
from tests.lake.rows import article
from tests.lake.test_snapshots import changes, publish
from tests.stages.plain_run import plain_backfill, plain_run
from tests.stages.test_runs import TEXT, rows, write_article
from tests.upgrade.earlier import ADDED, earlier_declarations

OLD = ("a", "b")


@pytest.fixture(scope="module")
def published_earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an inbox, and in `data` the archive that an earlier newsetl made of it."""
    home = tmp_path_factory.mktemp("earlier")
    for name in OLD:
        write_article(home / "in", name, TEXT.replace("Kabul", name.title() * 3))
    with earlier_declarations():
        plain_run(home / "data", [str(home / "in")])
    return home


@pytest.fixture
def home(published_earlier: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    shutil.copytree(published_earlier, tmp_path / "home", symlinks=True)
    return tmp_path / "home"


def assert_is_as_declared(data_dir: Path) -> None:
    """Every file of the lake and every table of the database has the declared columns, and as many rows."""
    assert is_as_declared(data_dir / "news.duckdb")
    manifest = Lake(data_dir / "lake").manifest()
    assert manifest.schema_version == schema_version()
    for name, table in TABLES.items():
        for path in Lake(data_dir / "lake").paths(name):
            assert pq.read_schema(path).names == [column.name for column in table.columns]
        assert rows(data_dir, f"SELECT count(*) FROM {name}") == [(manifest.rows(name),)]


def test_columns_of_many_tables_are_added(published_earlier: Path) -> None:
    """The archive that these tests begin with lacks columns in its files and in its database."""
    assert len([name for name, added in ADDED.items() if added]) >= 5
    assert "section" in ADDED["articles"]
    assert not is_as_declared(published_earlier / "data" / "news.duckdb")
    path = Lake(published_earlier / "data" / "lake").paths("articles")[0]
    assert not ADDED["articles"] & set(pq.read_schema(path).names)


def test_the_next_run_gives_every_row_the_new_columns(home: Path) -> None:
    """What was published before has nulls in them, what comes now has values, and no row is lost or doubled."""
    before = rows(home / "data", "SELECT region_mention_id FROM region_mentions ORDER BY 1")
    write_article(home / "in", "c", TEXT.replace("Kabul", "Herat"))
    counts = plain_run(home / "data", [str(home / "in")])
    assert (counts.published, counts.duplicate) == (1, 2)
    assert_is_as_declared(home / "data")
    kept = rows(home / "data", "SELECT region_mention_id FROM region_mentions ORDER BY 1")
    assert set(before) < set(kept)
    ids = rows(home / "data", "SELECT title, input_id IS NULL FROM articles ORDER BY 1")
    assert ids == [("a", True), ("b", True), ("c", False)]


def test_a_run_without_news_brings_the_archive_up(home: Path) -> None:
    """So a user who has upgraded needs no new input."""
    assert plain_run(home / "data", [str(home / "in")]).published == 0
    assert_is_as_declared(home / "data")


def test_a_correction_of_an_old_article_keeps_its_old_revision(home: Path) -> None:
    """The file that an earlier newsetl wrote is rewritten with the new columns and the row as no longer current."""
    write_article(home / "in", "a", TEXT.replace("4,000", "5,000"))
    assert plain_run(home / "data", [str(home / "in")]).published == 1
    assert_is_as_declared(home / "data")
    found = rows(home / "data", "SELECT title, revision, is_current FROM articles ORDER BY ALL")
    assert found == [("a", 1, False), ("a", 2, True), ("b", 1, True)]


def test_backfill_fills_the_new_columns(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old articles are annotated again, and the rows that it makes have values in the columns."""
    missing = "SELECT count(*) FROM region_mentions WHERE runner_up_place_id IS NOT NULL"
    plain_run(home / "data", [str(home / "in")])
    assert rows(home / "data", missing) == [(0,)]
    monkeypatch.setitem(installed(), "region_mentions", "raised")
    assert plain_backfill(home / "data").tables == ("region_mentions",)
    assert_is_as_declared(home / "data")
    assert rows(home / "data", missing) != [(0,)]


def test_backfill_may_come_before_any_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads articles that lack columns."""
    monkeypatch.setitem(installed(), "region_mentions", "raised")
    assert len(plain_backfill(home / "data").article_ids) == len(OLD)
    assert_is_as_declared(home / "data")


def test_compaction_merges_old_files_with_new_ones(tmp_path: Path) -> None:
    """More small files than a partition may have, of both declarations, become one with all the rows."""
    lake = Lake(tmp_path / "lake")
    with earlier_declarations():
        for number in range(7):
            publish(lake, f"run-{number}", changes([article(f"old-{number}") | {"section": "World"}], []))
    for number in range(7, 12):
        publish(lake, f"run-{number:02}", changes([article(f"new-{number}") | {"section": "World"}], []))
    files = lake.paths("articles")
    assert len(files) <= 4
    found = {row["article_id"]: row["section"] for path in files for row in read_rows(path)}
    assert found == {f"old-{k}": None for k in range(7)} | {f"new-{k}": "World" for k in range(7, 12)}


def test_a_lost_database_is_built_from_old_files(home: Path) -> None:
    """As after a kill between lake and database, or when someone deleted it."""
    (home / "data" / "news.duckdb").unlink()
    recover(new_run(Settings(data_dir=home / "data")))
    assert is_as_declared(home / "data" / "news.duckdb")
    assert rows(home / "data", "SELECT count(*), count(section) FROM articles") == [(len(OLD), 0)]


def test_an_old_state_is_restored_from_an_object_store(home: Path, bucket: str) -> None:
    """It is read where it lies, restored file by file, and the next run continues from it."""
    mirror(home / "data", bucket)
    with newsetl.open(bucket) as archive:
        found = archive.sql("SELECT title, section, input_id FROM articles ORDER BY 1")
        assert found["title"].tolist() == list(OLD)
        assert found["section"].isna().all()
    assert restore(home / "new", bucket) is not None
    recover(new_run(Settings(data_dir=home / "new")))
    assert is_as_declared(home / "new" / "news.duckdb")
    write_article(home / "in", "c", TEXT.replace("Kabul", "Herat"))
    assert plain_run(home / "new", [str(home / "in")]).published == 1
    assert_is_as_declared(home / "new")
    mirror(home / "new", bucket)


def test_an_added_table_is_there_and_empty(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that nothing fills yet does not stop an archive that lacks it."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Unit:
        """A military unit."""

        unit_id: Annotated[str, "Id of the unit"]

    monkeypatch.setitem(TABLES, "units", Table("units", Unit, key=("unit_id",)))
    plain_run(home / "data", [str(home / "in")])
    assert_is_as_declared(home / "data")
    assert rows(home / "data", "FROM units") == []


def test_a_report_on_an_old_database_says_what_to_do(home: Path) -> None:
    """Marts may ask for columns that the database lacks; doctor reports the same."""
    settings = Settings(data_dir=home / "data")
    with pytest.raises(UserError, match="newsetl run"):
        report(settings)
    found = {each.subject: each for each in diagnose(settings)}
    assert "older newsetl" in found["published state"].found
    assert not found["published state"].is_well
    plain_run(home / "data", [str(home / "in")])
    assert report(settings).is_file()


def test_an_archive_of_a_later_newsetl_is_left_alone(home: Path) -> None:
    """One that lacks columns would drop them from each file that it rewrites."""
    plain_run(home / "data", [str(home / "in")])
    with earlier_declarations():
        with pytest.raises(UserError, match="written by a later newsetl: update"):
            plain_run(home / "data", [str(home / "in")])
        found = {each.subject: each for each in diagnose(Settings(data_dir=home / "data"))}
    assert not found["published state"].is_well
