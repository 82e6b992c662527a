"""`newsetl.open("s3://bucket/prefix")`: the same tables, marts and answers, read over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import newsetl
from newsetl.api import News, frames
from newsetl.api.remote import connect_remote
from newsetl.errors import StoreUnreachable, UserError
from newsetl.lake.remote import open_remote
from newsetl.replicas.mirror import mirror
from newsetl.storage.object_store import open_store
from newsetl.tables import TABLES
from newsetl.warehouse.sql_files import Script, read_scripts
from tests.lake.conftest import bucket, s3_endpoint
from tests.replicas.machines import publish_rows

__all__ = ["bucket", "s3_endpoint"]
MARTS, EXAMPLES = read_scripts("marts"), read_scripts("examples")


@pytest.fixture
def local(sample_data_dir: Path) -> Iterator[News]:
    with newsetl.open(sample_data_dir) as opened:
        yield opened


@pytest.fixture
def news(sample_data_dir: Path, bucket: str) -> Iterator[News]:
    mirror(sample_data_dir, bucket)
    with newsetl.open(bucket) as opened:
        yield opened


def answer(
    connection: duckdb.DuckDBPyConnection, question: Script
) -> tuple[list[tuple[object, ...]], list[str]]:
    """Columns with their types, and rows in an order of their own: sums of parts differ in their last digit."""
    found = connection.execute(question.sql, dict(question.parameters) or None)
    columns = [entry[:2] for entry in found.description]
    return columns, sorted(
        repr([round(value, 9) if isinstance(value, float) else value for value in row])
        for row in found.fetchall()
    )


def test_every_table_mart_and_question_answers_as_the_database_does(local: News, news: News) -> None:
    """The same columns of the same types, the same rows."""
    questions = [Script(name, "", f"FROM {name}") for name in TABLES]
    questions += [Script(mart.name, "", f"FROM {mart.name}") for mart in MARTS]
    for question in questions + EXAMPLES:
        expected = answer(local.connection, question)
        assert answer(news.connection, question) == expected, question.name
    columns = (
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE table_name IN (SELECT unnest(?))"
    )
    described = [
        sorted(opened.connection.execute(columns, [list(TABLES)]).fetchall()) for opened in (news, local)
    ]
    assert described[0] == described[1]


def test_methods_work_as_on_a_data_directory(local: News, news: News) -> None:
    """Frames by column and day, an article with its rows, what was known on a day, the list of names, a search."""
    wanted = {"columns": ["source_name", "source_start"], "since": "2018-02-05", "until": "2018-02-06"}
    here, there = local.attributions(**wanted), news.attributions(**wanted)
    assert sorted(map(repr, there.values.tolist())) == sorted(map(repr, here.values.tolist()))
    assert list(there.dtypes) == list(here.dtypes)
    assert len(there) > 0
    article_id = local.sql("SELECT article_id FROM articles WHERE revision = 2")["article_id"][0]
    assert news.article(article_id).region_mentions.equals(local.article(article_id).region_mentions)
    assert "8,892" not in set(news.known_on("2018-02-04", actor="USA")["surface"])
    assert "8,892" in set(news.known_on("2018-02-05", actor="USA")["surface"])
    assert news.names().equals(local.names())
    hits = news.search("troops")
    assert hits.attrs["method"] == "words"
    assert set(hits["article_id"]) <= set(local.search("troops")["article_id"])
    assert len(hits) > 0
    with pytest.raises(UserError, match="no article 'art_0' in s3://"):
        news.article("art_0")


@pytest.mark.parametrize(
    ("table", "handed_down"), [("articles", "published_date>="), ("attributions", "published_date>=")]
)
def test_only_what_is_asked_for_is_fetched(
    news: News, monkeypatch: pytest.MonkeyPatch, table: str, handed_down: str
) -> None:
    """Columns and days are asked of the files themselves, not of rows that have travelled."""
    asked: list[str] = []
    monkeypatch.setattr(frames, "ask", lambda _, query, __: asked.append(query))
    news.table(table, columns=["outlet"], since="2018-02-05", until="2018-02-06")
    plan = news.connection.execute(f"EXPLAIN {asked[0]}", ["2018-02-05", "2018-02-06"]).fetchall()[0][1]
    scan = " ".join(line.strip("│ ") for line in plan.splitlines())
    assert "ARROW_SCAN" in scan
    assert "Projections: outlet" in scan
    assert f"Filters: {handed_down}" in scan


def test_what_is_open_stays_until_the_store_drops_it(bucket: str, tmp_path: Path) -> None:
    """A later run does not change it; once its files are gone that is reported in one line."""
    publish_rows(tmp_path, "run-1")
    mirror(tmp_path / "data", bucket)
    with newsetl.open(bucket) as opened:
        publish_rows(tmp_path, "run-2")
        mirror(tmp_path / "data", bucket)
        assert len(opened.articles()) == 2
        with connect_remote(bucket, "run-1") as earlier:
            assert earlier.execute("SELECT count(*) FROM articles").fetchall() == [(2,)]
        with newsetl.open(bucket) as later:
            assert len(later.articles()) == 4
        open_store(bucket).delete(open_store(bucket).sizes("files/articles"))
        with pytest.raises(UserError) as caught:
            opened.articles()
        assert len(str(caught.value).splitlines()) <= 4
    assert open_remote(bucket).manifest.snapshot_id == "run-2"


def test_what_is_in_a_store_cannot_be_changed(news: News) -> None:
    """There is only views; a table of one's own can be kept beside them."""
    with pytest.raises(UserError):
        news.sql("DELETE FROM articles")
    news.connection.execute("CREATE TABLE mine AS FROM source_profile")
    assert len(news.table("mine")) == len(news.source_profile())


def test_what_cannot_be_opened_is_reported(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty store, and one that does not answer."""
    with pytest.raises(UserError, match="no snapshot"):
        newsetl.open(bucket)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(StoreUnreachable, match="does not do as asked"):
        newsetl.open(bucket)
