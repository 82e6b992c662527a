"""Questions read: they reach the database and the files that were named, write nothing, and end in time."""

import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

import newsetl
from newsetl.cli.app import app
from newsetl.errors import UserError
from newsetl.warehouse.database_link import real_file
from newsetl.warehouse.sandbox import Limits, answering, open_sandbox


@pytest.fixture
def sandbox(sample_data_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_sandbox(sample_data_dir / "news.duckdb", Limits(seconds=20, megabytes=300)) as connection:
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, sql: str, seconds: int = 20) -> list[tuple[object, ...]]:
    with answering(connection, sql, Limits(seconds=seconds)):
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{out}'",
        "COPY articles TO '{database}'",
        "EXPORT DATABASE '{out}'",
        "ATTACH '{out}' AS other",
        "ATTACH '{file}' AS other (READ_ONLY)",
        "SELECT * FROM read_text('{own}')",
        "SELECT * FROM read_csv('{own}')",
        "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM read_blob('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "SELECT 1; COPY (SELECT 1) TO '{out}'",
        "DELETE FROM articles",
        "INSERT INTO runs FROM runs",
        "DROP TABLE articles",
        "CREATE TABLE mine AS SELECT 1",
        "CREATE SECRET (TYPE s3)",
        "SET enable_external_access = true",
        "SET memory_limit = '90%'",
        "RESET lock_configuration",
        "INSTALL httpfs",
        "LOAD '{file}'",
        "PRAGMA enable_profiling",
        "CALL pragma_version()",
        "",
        "-- nothing but a comment",
        "SELECT",
    ],
)
def test_what_is_no_question_is_refused(
    sandbox: duckdb.DuckDBPyConnection, sample_data_dir: Path, tmp_path: Path, sql: str
) -> None:
    """It says so in a few lines, and neither the database nor any other file is written or read."""
    database = real_file(sample_data_dir / "news.duckdb")
    own = tmp_path / "own.csv"
    own.write_text("a\n1\n")
    before = database.read_bytes()
    asked = sql.format(out=tmp_path / "out", own=own, database=sample_data_dir / "news.duckdb", file=database)
    with pytest.raises(UserError) as refused:
        ask(sandbox, asked)
    assert len(str(refused.value).splitlines()) <= 4
    assert database.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["own.csv"]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("FROM read_csv('/etc/hostname')", "--read FILE"),
        ("SELECT list(i) FROM range(99999999) t(i)", "query_megabytes"),
    ],
)
def test_a_refusal_says_what_to_do(sandbox: duckdb.DuckDBPyConnection, sql: str, told: str) -> None:
    """Name the file, or raise the limit."""
    with pytest.raises(UserError, match=told):
        ask(sandbox, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM articles",
        "FROM force_level_timeline LIMIT 1",
        "WITH a AS (SELECT 1) FROM a",
        "SUMMARIZE articles",
        "DESCRIBE articles",
        "SHOW TABLES",
        "EXPLAIN SELECT 1",
        "PIVOT articles ON language USING count(*) GROUP BY outlet",
        "FROM search_articles('troops')",
        "VALUES (1)",
    ],
)
def test_questions_of_every_kind_are_answered(sandbox: duckdb.DuckDBPyConnection, sql: str) -> None:
    """What only reads runs as before."""
    assert ask(sandbox, sql)


def test_a_question_without_end_ends(sandbox: duckdb.DuckDBPyConnection) -> None:
    """It is interrupted at its time, and the message says which setting to raise."""
    started = time.monotonic()
    endless = "SELECT sum(sqrt(a.range * b.range)) FROM range(10000000) AS a, range(10000000) AS b"
    with pytest.raises(UserError, match="query_seconds"):
        ask(sandbox, endless, seconds=1)
    assert time.monotonic() - started < 15
    assert ask(sandbox, "SELECT 1") == [(1,)]


def test_a_question_beyond_its_memory_is_refused(sample_data_dir: Path) -> None:
    """It gets no more memory and ten times that on disk; the machine goes on."""
    with open_sandbox(sample_data_dir / "news.duckdb", Limits(megabytes=50)) as connection:
        sql = "SELECT list(range) FROM range(200000000)"
        with pytest.raises(UserError, match=r"(?i)memory"):
            ask(connection, sql)


def test_files_of_ones_own_are_read_where_they_are_named(sample_data_dir: Path, tmp_path: Path) -> None:
    """By --read and by `files`; another file beside it is not."""
    mine, other = tmp_path / "mine.csv", tmp_path / "other.csv"
    for path in (mine, other):
        path.write_text("outlet,side\nA,1\n")
    with newsetl.open(sample_data_dir, files=[mine]) as news:
        assert news.sql(f"SELECT side FROM '{mine}'")["side"].to_list() == [1]
        with pytest.raises(UserError):
            news.sql(f"SELECT * FROM read_csv('{other}')")
        with pytest.raises(UserError, match="read-only"):
            news.sql(f"COPY articles TO '{mine}'")
    read = ["query", "--data-dir", str(sample_data_dir), "--csv", "--read", str(mine)]
    assert "1" in CliRunner().invoke(app, [*read, f"SELECT side FROM '{mine}'"]).output
    with pytest.raises(UserError, match="no file at"):
        newsetl.open(sample_data_dir, files=[tmp_path / "missing.csv"])


def test_the_connection_is_locked_too(sample_data_dir: Path, tmp_path: Path) -> None:
    """What `news.connection` runs reaches no further than `news.sql`."""
    with newsetl.open(sample_data_dir) as news:
        for sql in (f"COPY articles TO '{tmp_path}/x.csv'", "SET enable_external_access = true"):
            with pytest.raises(duckdb.Error):
                news.connection.execute(sql)


def test_two_can_be_open_at_once(sample_data_dir: Path) -> None:
    """Each has limits of its own, and a plain connection of the same program is beside them."""
    database = sample_data_dir / "news.duckdb"
    with (
        open_sandbox(database, Limits(megabytes=100)) as small,
        open_sandbox(database, Limits(megabytes=200)) as large,
        duckdb.connect(str(database), read_only=True) as plain,
    ):
        sql = "SELECT count(*) FROM articles"
        assert ask(small, sql) == ask(large, sql) == plain.execute(sql).fetchall()
        limit = "SELECT current_setting('memory_limit')"
        assert ask(small, limit) != ask(large, limit)


def test_a_database_that_a_writer_holds_is_reported_in_one_line(
    tmp_path: Path, sample_data_dir: Path
) -> None:
    """The message says what to do there."""
    import shutil
    import subprocess
    import sys

    database = shutil.copyfile(real_file(sample_data_dir / "news.duckdb"), tmp_path / "news.duckdb")
    code = f"import duckdb; c = duckdb.connect({str(database)!r}); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        with pytest.raises(UserError, match="read-only"):
            open_sandbox(database)
        writer.communicate(b"\n")
