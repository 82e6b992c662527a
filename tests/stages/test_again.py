"""Doing it again: quarantined documents after the parser has learned, annotations after an extractor has."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.extractors.versions import installed
from newsetl.stages import parsing
from newsetl.stages.backfilling import Backfill
from newsetl.storage.raw_store import raw_path
from newsetl.tables.articles import Article
from tests.stages.plain_run import plain_backfill, plain_replay, plain_run
from tests.stages.test_runs import TEXT, rows, write_article


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A parser that refuses what names Herat, until it is told that it has learned."""
    real = parsing.parse_article

    def parse(document: RawDocument, **options: object) -> Article:
        if b"Herat" in document.content:
            raise Rejected("no_text", "not understood yet")
        return real(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(parsing, "parse_article", parse)
    return lambda: monkeypatch.setattr(parsing, "parse_article", real)


def test_a_replayed_document_leaves_quarantine(tmp_path: Path, refusing: Callable[[], None]) -> None:
    """With all its metadata it becomes an article; ledger and quarantine say so, and no row is doubled."""
    data_dir = tmp_path / "data"
    write_article(tmp_path / "in", "a", TEXT)
    write_article(tmp_path / "in", "b", TEXT.replace("Kabul", "Herat"))
    assert plain_run(data_dir, [str(tmp_path / "in")]).quarantined == 1
    refusing()
    counts = plain_replay(data_dir, ["no_text"])
    assert (counts.read, counts.published, counts.quarantined) == (1, 1, 0)
    assert rows(data_dir, "SELECT count(*) FROM quarantine") == [(0,)]
    assert rows(data_dir, "SELECT input_id, outlet FROM articles ORDER BY 1") == [
        ("a", "Outlet"),
        ("b", "Outlet"),
    ]
    assert rows(data_dir, "SELECT outcome, count(*) FROM inputs GROUP BY 1") == [("published", 2)]
    assert plain_run(data_dir, [str(tmp_path / "in")]).duplicate == 2


@pytest.mark.parametrize("kept", ["original", "metadata", "a name of the metadata"])
def test_what_is_lost_or_damaged_costs_its_document_and_not_the_replay(
    tmp_path: Path, refusing: Callable[[], None], caplog: pytest.LogCaptureFixture, kept: str
) -> None:
    """Two documents were refused: of one the original is gone, or what its input said is not what was written."""
    data_dir = tmp_path / "data"
    for name in ("b", "c"):
        write_article(tmp_path / "in", name, TEXT.replace("Kabul", f"Herat {name}"))
    assert plain_run(data_dir, [str(tmp_path / "in")]).quarantined == 2
    refusing()
    for noted in (data_dir / "raw" / "refused").glob("*.json"):
        said = noted.read_text()
        document = json.loads(said)
        if not document["uri"].endswith("b.json"):
            continue
        if kept == "original":
            raw_path(data_dir, document["sha256"]).unlink()
        else:
            noted.write_text(said[:-9] if kept == "metadata" else said.replace("fetched_at", "fetched_bt"))
    counts = plain_replay(data_dir)
    assert (counts.read, counts.published) == (1, 1)
    assert rows(data_dir, "SELECT input_id FROM articles") == [("c",)]
    assert rows(data_dir, "SELECT count(*) FROM quarantine") == [(1,)]
    assert "b.json is not tried again" in caplog.text


def test_a_document_that_is_refused_again_stays_once(tmp_path: Path, refusing: Callable[[], None]) -> None:
    """Replaying what the parser still refuses changes only the run that refused it."""
    data_dir = tmp_path / "data"
    write_article(tmp_path / "in", "b", TEXT.replace("Kabul", "Herat"))
    plain_run(data_dir, [str(tmp_path / "in")])
    counts = plain_replay(data_dir)
    assert (counts.read, counts.quarantined) == (1, 1)
    assert rows(data_dir, "SELECT count(*) FROM quarantine") == [(1,)]
    assert rows(data_dir, "SELECT count(*) FROM inputs") == [(1,)]


def test_only_other_reasons_are_left_alone(tmp_path: Path, refusing: Callable[[], None]) -> None:
    """A replay for one reason does not touch documents refused for another."""
    data_dir = tmp_path / "data"
    write_article(tmp_path / "in", "b", TEXT.replace("Kabul", "Herat"))
    plain_run(data_dir, [str(tmp_path / "in")])
    refusing()
    assert plain_replay(data_dir, ["paywall"]).read == 0
    assert rows(data_dir, "SELECT count(*) FROM quarantine") == [(1,)]


def test_backfill_makes_again_what_an_older_extractor_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the table of the extractor whose version rose is replaced; keys stay unique and nothing is lost."""
    data_dir = tmp_path / "data"
    write_article(tmp_path / "in", "a", TEXT)
    plain_run(data_dir, [str(tmp_path / "in")])
    before = rows(data_dir, "SELECT count(*) FROM region_mentions")
    assert plain_backfill(data_dir) == Backfill((), (), ())
    monkeypatch.setitem(installed(), "region_mentions", "raised")
    assert plain_backfill(data_dir).tables == ("region_mentions",)
    assert rows(data_dir, "SELECT DISTINCT extractor_version FROM region_mentions") == [("raised",)]
    assert rows(data_dir, "SELECT count(*) FROM region_mentions") == before
    assert rows(data_dir, "SELECT count(*) FROM attributions WHERE extractor_version = 'raised'") == [(0,)]


def test_backfill_of_a_date_range_takes_its_articles_only(tmp_path: Path) -> None:
    """Articles published on other days are not annotated again."""
    data_dir, folder = tmp_path / "data", tmp_path / "in"
    write_article(folder, "a", TEXT)
    record = json.loads((folder / "a.json").read_text()) | {"id": "b", "url": "https://outlet.example/b"}
    (folder / "b.json").write_text(json.dumps(record | {"published_at": "2019-03-01"}))
    plain_run(data_dir, [str(folder)])
    chosen = plain_backfill(data_dir, date(2019, 1, 1), date(2019, 12, 31))
    assert len(chosen.article_ids) == 1
    assert rows(data_dir, "SELECT count(*) FROM articles WHERE is_current") == [(2,)]
