"""The macro search_articles: it looks words up in an index and finds what reading every text would find."""

from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb
import pytest

from newsetl.warehouse.sql_files import read_scripts

ARTICLES = {
    "a": (
        "Troops withdraw from Kabul",
        "The withdrawal of U.S. troops, he said, is over.\nTroops\tleft in May.",
    ),
    "b": (None, "Peace\xadkeepers in Côte d'Ivoire: 8,\u200b892 of them. No withdrawal."),
    "c": ("It is over", "Inflation rose; a minister in office said so."),
    "d": ("", ""),
}
SCAN = """
SELECT article_id FROM articles
WHERE is_current AND list_bool_and(list_transform(
    string_split(lower(strip_accents($1)), ' '),
    lambda word: contains(
        translate(lower(strip_accents(concat_ws(E'\n', title, text))), chr(173) || chr(8203), ''), word
    )
))
"""


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Current articles of two days and one without a day, each with an outdated revision that says everything."""
    with duckdb.connect() as database:
        database.execute(
            "CREATE TABLE articles (article_id VARCHAR, revision BIGINT, is_current BOOLEAN, title VARCHAR, "
            "text VARCHAR, published_at TIMESTAMPTZ, outlet VARCHAR, url VARCHAR)"
        )
        everything = " ".join(f"{title} {text}" for title, text in ARTICLES.values())
        for number, (name, (title, text)) in enumerate(ARTICLES.items()):
            day = datetime(2024, 5, 1 + number % 2, tzinfo=UTC) if number < 3 else None
            rows = [(name, 1, False, title, everything, day), (name, 2, True, title, text, day)]
            database.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, 'Herald', NULL)", rows)
        indexes = {script.name: script.sql for script in read_scripts("indexes")}
        for name in ("newsetl_numbers", "newsetl_words"):
            database.execute(f"CREATE VIEW {name} AS {indexes[name]}")
        macros = {script.name: script.sql for script in read_scripts("macros")}
        database.execute(macros["search_articles"])
        yield database


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("troops", [("a", 3)]),
        ("withdraw", [("a", 2), ("b", 1)]),
        ("WITHDRAW Troops", [("a", 5)]),
        ("withdrawal peacekeepers", [("b", 2)]),
        ("cote d'ivoire", [("b", 2)]),
        ("CÔTE", [("b", 1)]),
        ("8,892", [("b", 1)]),
        ("u.s.", [("a", 1)]),
        ("in", [("b", 1), ("a", 1), ("c", 1)]),
        ("is over", [("a", 2), ("c", 2)]),
        ("troops peacekeepers", []),
        ("troops  troops", [("a", 3)]),
        ("zeppelin", []),
        ("%", []),
        ("", []),
        ("   ", []),
    ],
)
def test_every_word_must_be_held(
    connection: duckdb.DuckDBPyConnection, asked: str, found: list[tuple[str, int]]
) -> None:
    """In any order, case and accent, as a part of a word too unless it is short; occurrences are counted."""
    query = "SELECT article_id, occurrences FROM search_articles($1)"
    assert connection.execute(query, [asked]).fetchall() == found


@pytest.mark.parametrize(
    "asked", ["troops", "the", "said", "withdraw said", "over", "ation", "left may", "ivoire"]
)
def test_the_index_finds_what_reading_finds(connection: duckdb.DuckDBPyConnection, asked: str) -> None:
    """For words of three letters and more."""
    searched = connection.execute("SELECT article_id FROM search_articles($1)", [asked]).fetchall()
    assert sorted(searched) == sorted(connection.execute(SCAN, [asked]).fetchall())
