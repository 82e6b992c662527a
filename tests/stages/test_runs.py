"""Runs over the sample: nothing lost, nothing doubled, revisions, quarantine, replay."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.errors import CheckFailed, RunLocked
from newsetl.lake import Lake
from newsetl.pipeline import AnnotatedArticle
from newsetl.settings import Settings
from newsetl.stages.run_context import writing
from newsetl.tables import TABLES
from newsetl.tables.articles import Article
from tests.stages.plain_run import plain_run

OF_PEOPLE = ("corrections", "machine_rows")  # tables that no run fills by itself
SAMPLE = Path(__file__).parents[2] / "data" / "sample"


def rows(data_dir: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(data_dir / "news.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def write_article(folder: Path, name: str, text: str, outlet: str = "Outlet") -> None:
    folder.mkdir(exist_ok=True)
    record = {
        "id": name,
        "url": f"https://outlet.example/{name}",
        "outlet": outlet,
        "title": name,
        "text": text,
    }
    (folder / f"{name}.json").write_text(json.dumps(record | {"published_at": "2018-02-05"}))


TEXT = "KABUL - The ministry said on Monday that 4,000 troops were in Kabul. " * 3


def test_every_table_is_there_and_fills(sample_data_dir: Path) -> None:
    """Each table of the contract has rows in the database and as many in the lake."""
    lake = Lake(sample_data_dir / "lake")
    for name in TABLES:
        count = rows(sample_data_dir, f"SELECT count(*) FROM {name}")[0][0]
        assert count == lake.manifest().rows(name)
        assert count or name in OF_PEOPLE, f"{name} is empty"


def test_every_table_and_column_carries_its_comment(sample_data_dir: Path) -> None:
    """A SQL client shows what each table and column means."""
    bare = rows(
        sample_data_dir,
        "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND table_name IN "
        f"({', '.join(repr(name) for name in TABLES)})",
    )
    assert bare == []


def test_a_second_run_publishes_nothing_new(sample_data_dir: Path, tmp_path: Path) -> None:
    """The same input again is all duplicates, and no table but runs changes."""
    data_dir = tmp_path / "copy"
    shutil.copytree(sample_data_dir, data_dir, symlinks=True)
    before = {name: rows(data_dir, f"SELECT count(*) FROM {name}") for name in TABLES if name != "runs"}
    counts = plain_run(data_dir, [str(SAMPLE)])
    assert (counts.published, counts.quarantined, counts.duplicate) == (0, 0, counts.read)
    assert {
        name: rows(data_dir, f"SELECT count(*) FROM {name}") for name in TABLES if name != "runs"
    } == before


def test_a_changed_article_becomes_the_next_revision(tmp_path: Path) -> None:
    """The old revision stays and is no longer current; annotations are those of the new one."""
    write_article(tmp_path / "in", "a", TEXT)
    plain_run(tmp_path / "data", [str(tmp_path / "in")])
    write_article(tmp_path / "in", "a", TEXT.replace("4,000", "3,000"))
    counts = plain_run(tmp_path / "data", [str(tmp_path / "in")])
    assert counts.published == 1
    found = rows(tmp_path / "data", "SELECT revision, is_current FROM articles ORDER BY revision")
    assert found == [(1, False), (2, True)]
    assert rows(tmp_path / "data", "SELECT DISTINCT revision FROM region_mentions") == [(2,)]


def test_white_space_is_no_revision(tmp_path: Path) -> None:
    """The same words in another layout are a duplicate."""
    write_article(tmp_path / "in", "a", TEXT)
    plain_run(tmp_path / "data", [str(tmp_path / "in")])
    write_article(tmp_path / "in", "a", TEXT.replace(". ", ".\n\n") + "\n")
    counts = plain_run(tmp_path / "data", [str(tmp_path / "in")])
    assert (counts.published, counts.duplicate) == (0, 1)


def test_a_failed_check_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run is refused with the rows named; lake and database stay as they were."""
    write_article(tmp_path / "in", "a", TEXT)
    data_dir = tmp_path / "data"
    plain_run(data_dir, [str(tmp_path / "in")])
    before = Lake(data_dir / "lake").manifest().snapshot_id
    write_article(tmp_path / "in", "b", TEXT.replace("Kabul", "Herat"))
    monkeypatch.setattr("newsetl.stages.releasing.build_database", _without_the_source_of_a_date)
    with pytest.raises(CheckFailed, match="published_has_its_source"):
        plain_run(data_dir, [str(tmp_path / "in")])
    assert Lake(data_dir / "lake").manifest().snapshot_id == before
    assert rows(data_dir, "SELECT count(*) FROM articles") == [(1,)]


def _without_the_source_of_a_date(*args: object) -> Path:
    from newsetl.warehouse import build_database

    beside = build_database(*args)  # type: ignore[arg-type]
    with duckdb.connect(str(beside)) as connection:
        connection.execute("UPDATE articles SET published_source = NULL")
    return beside


def test_two_runs_never_write_at_once(tmp_path: Path) -> None:
    """The second run is told which process holds the lock."""
    with writing(tmp_path), pytest.raises(RunLocked, match="process"), writing(tmp_path):
        pass


def test_a_free_lock_can_be_taken_again(tmp_path: Path) -> None:
    """The lock's file stays; the lock does not."""
    for _ in range(2):
        with writing(Settings(data_dir=tmp_path).data_dir):
            pass


def test_a_bug_met_by_one_article_loses_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others keep their rows, and the article with the bug is named."""
    from newsetl import pipeline

    real = pipeline.annotate

    def with_a_bug(articles: list[Article]) -> list[AnnotatedArticle]:
        if any("Herat" in article.text for article in articles):
            raise ZeroDivisionError
        return real(articles)

    monkeypatch.setattr(pipeline, "annotate", with_a_bug)
    write_article(tmp_path / "in", "a", TEXT)
    write_article(tmp_path / "in", "b", TEXT.replace("Kabul", "Herat"))
    counts = plain_run(tmp_path / "data", [str(tmp_path / "in")])
    assert counts.published == 2
    assert rows(tmp_path / "data", "SELECT count(DISTINCT article_id) FROM force_levels") == [(1,)]


def test_rows_of_one_id_cost_their_article_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks would refuse the whole run; the article keeps the rows of the extractors before."""
    from newsetl.extractors import entity_mentions

    real = entity_mentions.extract_entity_mentions

    def twice(article: Article, *others: Any) -> list[Any]:
        return real(article, *others) * (2 if "Herat" in article.text else 1)

    monkeypatch.setattr(entity_mentions, "extract_entity_mentions", twice)
    text = "KABUL - Ada Holm, the minister, said on Monday that 4,000 soldiers were in Kabul. " * 3
    write_article(tmp_path / "in", "a", text)
    write_article(tmp_path / "in", "b", text.replace("in Kabul", "in Herat"))
    assert plain_run(tmp_path / "data", [str(tmp_path / "in")]).published == 2
    held = "SELECT title, count(*) > 0 FROM {} JOIN articles USING (article_id) GROUP BY title ORDER BY title"
    assert rows(tmp_path / "data", held.format("entity_mentions")) == [("a", True)]
    assert rows(tmp_path / "data", held.format("region_mentions")) == [("a", True), ("b", True)]
    refused = rows(tmp_path / "data", "SELECT reason_code, detail FROM quarantine")
    assert [(code, "two rows of one id" in detail) for code, detail in refused] == [
        ("processing_failed", True)
    ]


def test_another_story_under_a_known_address_is_another_article(tmp_path: Path) -> None:
    """It revises nothing, in one run or a later one, and is known when it comes again."""
    inbox, data_dir = tmp_path / "inbox", tmp_path / "data"
    other = "GOMA - The mission said on Tuesday that 450 peacekeepers reached the camp near the lake. " * 3
    third = "Two clinics in the hills above Minova closed for lack of fuel, aid workers told reporters. " * 3
    for name, text in (("same", TEXT), ("same-2", other)):
        write_article(inbox, name, text)
    record = json.loads((inbox / "same-2.json").read_text())
    (inbox / "same-2.json").write_text(json.dumps(record | {"url": "https://outlet.example/same"}))
    assert plain_run(data_dir, [str(inbox)]).published == 2
    (inbox / "same-3.json").write_text(
        json.dumps(record | {"url": "https://outlet.example/same", "text": third})
    )
    assert plain_run(data_dir, [str(inbox)]).published == 1
    (inbox / "same-3b.json").write_text(
        json.dumps(record | {"url": "https://outlet.example/same", "text": third, "section": "World"})
    )
    assert plain_run(data_dir, [str(inbox)]).published == 0
    found = rows(data_dir, "SELECT count(*), count(DISTINCT article_id), max(revision) FROM articles")
    assert found == [(3, 3, 1)]
