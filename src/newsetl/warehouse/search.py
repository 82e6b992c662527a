"""Full-text search: an index beside the database that follows it, ranked by Okapi BM25 (Robertson, Zaragoza 2009).

The index is a DuckDB file of its own, made by the first search and brought up to date by the first search after
a load: it takes in what is new and drops what is gone, so that its cost is that of the weeks of new articles. Its
words come from newsetl_words, which the database keeps. DuckDB's fts extension gives the stemmer; the extension's own
index can't be updated, only built again from every article. Where the extension does not load or no file can be
written, the macro `search_articles` answers: the same words without stemming, from newsetl_words itself.
"""

import importlib.util
import os
import shutil
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from newsetl.storage.durable import replace_durably
from newsetl.warehouse.connection import connect
from newsetl.warehouse.database_link import database_snapshot
from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.ranking import ranked

INDEX_VERSION = 2

# "8,892" is one number and "U.S." one word, whichever way the article and the question write them.
WORDS = r"""
CREATE MACRO words_of(written) AS list_filter(
    string_split_regex(
        regexp_replace(
            regexp_replace(lower(strip_accents(written)), '(\d),(\d)', '\1\2', 'g'), '\b([a-z])\.', '\1', 'g'
        ),
        '[^\p{L}\p{N}]+'
    ),
    lambda word: word <> ''
)
"""
TABLES = """
CREATE TABLE indexed (version BIGINT, snapshot_id VARCHAR);
CREATE TABLE documents (document BIGINT, article_id VARCHAR, revision BIGINT, length BIGINT);
CREATE TABLE postings (term VARCHAR, document BIGINT, occurrences BIGINT);
CREATE SEQUENCE document_number;
"""
DROP_GONE = """
CREATE TEMP TABLE gone AS
SELECT document FROM documents
ANTI JOIN (SELECT article_id, revision FROM archive.articles WHERE is_current) USING (article_id, revision);
DELETE FROM postings WHERE document IN (FROM gone);
DELETE FROM documents WHERE document IN (FROM gone);
"""
# Words are stemmed once per form, not once an occurrence: the database keeps which form is where, headline and text
# together. A word of the headline counts twice more: it says what the article is about.
ADD_NEW = """
CREATE TEMP TABLE fresh AS
SELECT nextval('document_number') AS document, article_id, revision, week, number, title
FROM archive.newsetl_numbers
JOIN archive.articles USING (article_id, revision)
ANTI JOIN documents USING (article_id, revision);
CREATE TEMP TABLE fresh_postings AS
WITH of_their_weeks AS (
    SELECT week, word, articles FROM archive.newsetl_words SEMI JOIN fresh USING (week)
    UNION ALL
    SELECT week, word, articles FROM archive.newsetl_words WHERE week IS NULL
),
held AS (SELECT week, word, unnest(articles, recursive := true) FROM of_their_weeks),
said AS (
    SELECT document, word, occurrences
    FROM held JOIN fresh ON fresh.number = held.number AND fresh.week IS NOT DISTINCT FROM held.week
    UNION ALL
    SELECT document, unnest(words_of(title)), 2 FROM fresh
),
vocabulary AS (
    SELECT word, stem(unnest(words_of(word)), 'english') AS term FROM (SELECT DISTINCT word FROM said)
)
SELECT term, document, sum(occurrences)::BIGINT AS occurrences
FROM said JOIN vocabulary USING (word)
GROUP BY ALL;
INSERT INTO postings FROM fresh_postings ORDER BY term, document;
INSERT INTO documents
SELECT fresh.document, article_id, revision, coalesce(sum(occurrences), 0)
FROM fresh LEFT JOIN fresh_postings USING (document)
GROUP BY ALL;
"""


def search_ranked(
    connection: duckdb.DuckDBPyConnection,
    database: Path,
    text: str,
    among: pa.Table | None = None,
    most: int | None = None,
) -> pa.Table | None:
    """Articles that hold every word of a question, best first.

    Args:
        connection: to news.duckdb; its snapshot shows whether the index is behind.
        database: path of news.duckdb; the index lies beside it.
        text: words in any order and inflection.
        among: columns article_id and revision of the articles that are looked through; None takes all.
        most: how many of the best are wanted; None takes all.

    Returns:
        Columns article_id, revision, score (BM25) of the database's articles at the time of indexing; None where there
        cannot be an index here: the extension does not load, or the folder can't be written.
    """
    extension = fts_extension()
    if extension is None:
        return None
    index = index_path(database)
    try:
        _bring_up_to_date(index, database, extension, _snapshot(connection))
        with closing(_open(index, extension, read_only=True)) as searching:
            return ranked(searching, text, among, most)
    except (OSError, duckdb.IOException):
        return None


def open_index(database: Path) -> Any | None:
    """A connection to the index as it is now, for many searches; None where there is none or the extension lacks.

    It is attached to a database in memory, so that it stays what it is when the file is replaced, and whoever opens the
    file next finds the new one. A cursor of it begins with `USE search`.
    """
    extension, index = fts_extension(), index_path(database)
    if extension is None or not index.is_file():
        return None
    connection: Any = connect()
    connection.execute(f"LOAD {quoted(str(extension))}")
    connection.execute(f"ATTACH {quoted(str(index))} AS search (READ_ONLY)")
    return connection


def index_path(database: Path) -> Path:
    """Where the index of a database lies: news.duckdb -> news.search.duckdb."""
    return database.with_name(f"{database.stem}.search.duckdb")


def fts_extension() -> Path | None:
    """The fts extension for this DuckDB, out of the wheel duckdb-extension-fts; None where there is none."""
    wheel = importlib.util.find_spec("duckdb_extension_fts")
    if wheel is None or wheel.origin is None:
        return None
    path = Path(wheel.origin).parent / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
    return path if path.is_file() else None


def _bring_up_to_date(index: Path, database: Path, extension: Path, snapshot_id: str) -> None:
    """Changes a copy and puts it in the index's place, so that searches elsewhere neither wait nor fail."""
    known = _indexed_snapshot(index)
    if known is not None and known in (snapshot_id, database_snapshot(database)):
        return  # a connection that is older than the index finds what it sees of it
    beside = index.with_name(f".{index.name}.{os.getpid()}-{threading.get_ident()}.next")
    try:
        if known is not None:
            shutil.copyfile(index, beside)
        with closing(_open(beside, extension)) as building:
            _update(building, database, is_new=known is None)
        replace_durably(beside, index)
    finally:
        beside.unlink(missing_ok=True)


def _update(building: duckdb.DuckDBPyConnection, database: Path, *, is_new: bool) -> None:
    building.execute(f"ATTACH {quoted(str(database))} AS archive (READ_ONLY)")
    building.execute("BEGIN")
    if is_new:
        building.execute(WORDS)
        building.execute(TABLES)
    building.execute(DROP_GONE)
    building.execute(ADD_NEW)
    building.execute("DELETE FROM indexed")
    building.execute(f"INSERT INTO indexed SELECT {INDEX_VERSION}, snapshot_id FROM archive.newsetl_snapshot")
    building.execute("COMMIT")
    building.execute("CHECKPOINT")


def _open(path: Path, extension: Path, *, read_only: bool = False) -> Any:
    connection = connect(path, read_only=read_only)
    connection.execute(f"LOAD {quoted(str(extension))}")
    return connection


def _indexed_snapshot(index: Path) -> str | None:
    """Id of the snapshot that the index follows; None where there is no index of this version."""
    if not index.is_file():
        return None
    try:
        with closing(connect(index, read_only=True)) as connection:
            row = connection.execute("SELECT version, snapshot_id FROM indexed").fetchone()
    except (
        duckdb.CatalogException,
        duckdb.SerializationException,
        duckdb.InvalidInputException,
        duckdb.IOException,
    ):
        return None
    return str(row[1]) if row and row[0] == INDEX_VERSION else None


def _snapshot(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("SELECT snapshot_id FROM newsetl_snapshot").fetchone()
    return str(row[0]) if row else ""
