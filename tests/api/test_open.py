"""`newsetl.open`: the tables as pandas frames."""

import datetime
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import newsetl
from newsetl.api import News
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.warehouse.sql_files import read_scripts

MARTS = {script.name: script.sql for script in read_scripts("marts")}
FINISHED = [name for name in MARTS if not any(f"FROM {name}" in sql for sql in MARTS.values())]


@pytest.fixture(scope="module")
def news(sample_data_dir: Path) -> Iterator[News]:
    with newsetl.open(sample_data_dir) as opened:
        yield opened


def test_importing_newsetl_loads_neither_pandas_nor_duckdb() -> None:
    """`import newsetl` costs nothing: what frames need is loaded by the first open."""
    loaded = "import sys, newsetl; print([m for m in ('pandas', 'duckdb', 'pyarrow', 'spacy') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("path", ["data directory", "news.duckdb"])
def test_a_data_directory_and_its_database_open_alike(sample_data_dir: Path, path: str) -> None:
    """Either may be named."""
    target = sample_data_dir if path == "data directory" else sample_data_dir / path
    with newsetl.open(target) as opened:
        assert opened.database == sample_data_dir / "news.duckdb"


@pytest.mark.parametrize("name", [*TABLES, *FINISHED])
def test_every_table_and_mart_has_a_documented_method(news: News, name: str) -> None:
    """Each gives a frame with the columns of the database, and says what a row of it is."""
    method = getattr(news, name)
    assert method.__doc__
    frame = method(limit=3)
    assert list(frame.columns) == list(news.sql(f"FROM {name} LIMIT 0").columns)


@pytest.mark.parametrize("name", MARTS)
def test_every_mart_is_read_by_its_name(news: News, name: str) -> None:
    """Those that others are built from have no method of their own, and are there all the same."""
    assert len(news.table(name, limit=1).columns) > 1


def test_frames_keep_the_types_of_the_tables(news: News) -> None:
    """Whole numbers with nulls stay whole, days are days, times are UTC, unknown is NA."""
    attributions = news.attributions()
    assert str(attributions["source_start"].dtype) == "int64[pyarrow]"
    assert attributions["source_start"].isna().any()
    assert isinstance(attributions["published_date"].dropna().iloc[0], datetime.date)
    articles = news.articles()
    assert str(articles["published_at"].dtype) == "timestamp[us, tz=UTC][pyarrow]"
    assert articles["is_current"].dtype == "bool[pyarrow]"


def test_rows_can_be_chosen_by_column_day_and_number(news: News) -> None:
    """columns, since, until and limit each do what they say; both days are included."""
    frame = news.articles(
        columns=["outlet", "published_at"], since="2018-02-05", until=datetime.date(2018, 2, 6)
    )
    assert list(frame.columns) == ["outlet", "published_at"]
    assert sorted(frame["published_at"].dt.strftime("%Y-%m-%d")) == ["2018-02-05", "2018-02-06"]
    assert len(news.attributions(limit=7)) == 7
    assert len(news.outlet_activity(until="2018-12-31")) < len(news.outlet_activity())
    # An article without a day belongs to no range, and comes where none is asked for
    dated = news.articles(since="1900-01-01")
    assert 0 < len(dated) < len(news.articles())


def test_parameters_are_values_never_sql(news: News) -> None:
    """Values of params are compared, not run."""
    hostile = "x'; DROP TABLE articles; --"
    assert news.sql("SELECT count(*) AS n FROM articles WHERE outlet = ?", [hostile])["n"][0] == 0
    by_name = news.sql("SELECT $word AS word", {"word": hostile})
    assert by_name["word"][0] == hostile
    assert news.table("articles", columns=["outlet"]).columns == ["outlet"]


def test_the_questions_of_the_cookbook_run_by_name(news: News) -> None:
    """A single word that names a file of sql/examples stands for its SQL."""
    assert next(iter(news.sql("most_cited_sources").columns)) == "source_name"


def test_an_article_comes_with_its_rows(news: News) -> None:
    """All rows of the current revision, in the order of the text, and no other article's."""
    article_id = news.sql("SELECT article_id FROM articles WHERE revision = 2")["article_id"][0]
    found = news.article(article_id)
    assert found.article["revision"] == 2
    for name in ANNOTATION_TABLES:
        rows = getattr(found, name)
        assert set(rows["article_id"]) <= {article_id}
        assert len(rows) == len(news.sql(f"FROM {name} WHERE article_id = ?", [article_id]))
    starts = list(found.region_mentions["start"])
    assert starts == sorted(starts)
    first = found.region_mentions.iloc[0]
    assert found.article["text"][first["start"] : first["end"]] == first["surface"]


def test_what_was_known_on_a_day(news: News) -> None:
    """Figures published after the day are not known on it."""
    before = news.known_on("2018-02-04", actor="USA")
    after = news.known_on(datetime.date(2018, 2, 5), actor="usa")
    assert "8,892" not in set(before["surface"])
    assert "8,892" in set(after["surface"])
    assert len(news.known_on("2024-12-31")) > len(after)


def test_names_lists_tables_and_marts_with_their_meaning(news: News) -> None:
    """A newcomer finds what there is without leaving the notebook."""
    names = news.names()
    assert set(TABLES) == set(names[names["kind"] == "table"]["name"])
    assert set(MARTS) == set(names[names["kind"] == "mart"]["name"])
    assert not names["comment"].isna().any()


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        (lambda n: n.sql("SELEC 1"), "syntax error"),
        (lambda n: n.sql("no_such_question"), "neither SQL nor one of the questions"),
        (lambda n: n.sql("DELETE FROM articles"), "read-only"),
        (lambda n: n.table("no_such_table"), "no_such_table"),
        (lambda n: n.table("no_such_table", since="2018-01-01"), "there is no table or view 'no_such_table'"),
        (lambda n: n.articles(columns=["no_such_column"]), "no_such_column"),
        (lambda n: n.articles(since="Monday"), "Monday"),
        (lambda n: n.force_levels(actor="Iraq"), "not by 'actor'"),
        (lambda n: n.article("art_0"), "no article 'art_0'"),
        (lambda n: n.known_on("soon"), "soon"),
    ],
)
def test_a_mistake_is_reported_in_a_few_lines(news: News, mistake: object, told: str) -> None:
    """The message says what is wrong, and where in the question, without a page of SQL."""
    with pytest.raises(UserError) as caught:
        mistake(news)  # type: ignore[operator]
    assert told in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 4


def test_what_is_no_database_of_ours_is_refused(tmp_path: Path) -> None:
    """Nothing there, another program's file, or another DuckDB database: each is told apart."""
    import duckdb

    with pytest.raises(UserError, match="run `newsetl run INPUT…` first"):
        newsetl.open(tmp_path)
    (tmp_path / "text.duckdb").write_text("not a database, but long enough to look at " * 200)
    with pytest.raises(UserError, match="cannot be opened"):
        newsetl.open(tmp_path / "text.duckdb")
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    with pytest.raises(UserError, match="was not made by newsetl"):
        newsetl.open(tmp_path / "other.duckdb")


def test_an_open_database_stays_as_it_was_when_a_new_one_is_put_in_place(
    sample_data_dir: Path, tmp_path: Path
) -> None:
    """A notebook keeps what it opened; the next open sees what was loaded meanwhile."""
    shutil.copy(sample_data_dir / "news.duckdb", tmp_path / "news.duckdb")
    with newsetl.open(tmp_path) as opened:
        (tmp_path / "news.duckdb").unlink()
        assert len(opened.articles()) > 0
    with pytest.raises(UserError):
        newsetl.open(tmp_path)


def test_a_frame_is_an_ordinary_one(news: News) -> None:
    """pandas groups and joins it as any other."""
    frame = news.attributions().groupby("outlet")["attribution_id"].count()
    assert isinstance(frame, pd.Series)
    assert frame.sum() <= len(news.attributions())


def test_forces_in_a_place_are_one_call(news: News) -> None:
    """The roll-up of the macro as a frame; a mistyped place is refused with the nearest."""
    found = news.force_levels_in("USA", "IRQ")
    assert {"told_as", "scope", "range_low", "range_high", "according_to"} <= set(found.columns)
    with pytest.raises(UserError, match="no force levels of an actor 'Irac'"):
        news.force_levels_in("Irac")


def test_a_notebook_shows_the_tables(news: News) -> None:
    """Each table and mart has its row, and nothing in it is markup of a stranger."""
    shown = news._repr_html_()
    assert shown.count("<tr>") == len(news.names()) + 1
    assert "<td>force_levels</td>" in shown
