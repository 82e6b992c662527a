"""One source is one row under all its names: spellings, acronyms that some article explains, and the user's own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest

from newsetl.tables import TABLES
from newsetl.warehouse.ddl import create_statements
from newsetl.warehouse.marts import refresh_marts
from newsetl.warehouse.sql_files import question
from newsetl.warehouse.touched_rows import FRESH, note_everything
from tests.sql.test_marts import article

Connection = duckdb.DuckDBPyConnection


def statement(article_id: str, day: int, name: str, source_id: str | None, **more: Any) -> dict[str, Any]:
    """An attributions row of an article of May 2024."""
    return {
        **common(article_id, day),
        "attribution_id": f"{article_id}-{name}",
        "depth": 0,
        "source_name": name,
        "source_id": source_id,
        "source_kind": "organisation",
        "anonymity": "named" if source_id else "role_only",
        "cue_class": "say",
        "speech_type": "indirect",
        "content_start": 0,
        "content_end": 5,
        "content_text": "Kabul",
        "is_negated": False,
    } | more


def mention(article_id: str, day: int, surface: str, name: str, entity_id: str) -> dict[str, Any]:
    """An entity_mentions row of an organisation."""
    return {
        **common(article_id, day),
        "entity_mention_id": f"{article_id}-{surface}",
        "start": 0,
        "end": 5,
        "surface": surface,
        "entity_name": name,
        "entity_id": entity_id,
        "entity_type": "organisation",
    }


def common(article_id: str, day: int) -> dict[str, Any]:
    """Columns that every annotation row carries."""
    known = {
        "article_id": article_id,
        "revision": 1,
        "run_id": "run-1",
        "story_id": f"story-{article_id}",
        "outlet": "Herald",
    }
    return known | {
        "published_date": datetime(2024, 5, day, tzinfo=UTC).date(),
        "sentence_index": 0,
        "extractor": "test",
        "extractor_version": "1",
        "confidence": 0.9,
    }


def insert(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows into a table; columns that they lack are null."""
    for row in rows:
        known = {
            name: value for name, value in row.items() if name in {c.name for c in TABLES[table].columns}
        }
        marks = ", ".join("?" for _ in known)
        names = ", ".join(f'"{name}"' for name in known)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(known.values()))


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Tables of two articles: the first knows the Harbour Pilots Trust by its acronym alone."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in TABLES.values():
            for sql in create_statements(table):
                connection.execute(sql)
        insert(connection, "articles", [article("a", "story-a", 6, "Herald")])
        insert(connection, "attributions", [statement("a", 1, "HPT", "ent_short")])
        insert(connection, "entity_mentions", [mention("a", 1, "HPT", "HPT", "ent_short")])
        note_everything(connection)
        yield connection


def explain_the_acronym(connection: Connection) -> None:
    """A second article, loaded later, gives the full name with the acronym."""
    insert(
        connection,
        "articles",
        [article("b", "story-b", 7, "Herald", published_at=datetime(2024, 5, 2, tzinfo=UTC))],
    )
    full = "Harbour Pilots Trust"
    insert(connection, "attributions", [statement("b", 2, full, "ent_full")])
    rows = [mention("b", 2, full, full, "ent_full"), mention("b", 2, "HPT", full, "ent_full")]
    insert(connection, "entity_mentions", rows)
    connection.execute(
        f"CREATE OR REPLACE TABLE {FRESH} AS SELECT 'b' AS article_id, DATE '2024-05-02' AS published_date"
    )


def test_an_acronym_explained_later_joins_older_articles(connection: Connection) -> None:
    """The day of the first article is rebuilt although the load brought only the second."""
    refresh_marts(connection)
    assert connection.execute("SELECT source_id FROM source_frequency").fetchall() == [("ent_short",)]
    explain_the_acronym(connection)
    refresh_marts(connection)
    counted = connection.execute("SELECT day, source_id FROM source_frequency ORDER BY day").fetchall()
    assert [source_id for _, source_id in counted] == ["ent_full", "ent_full"]
    assert connection.execute("SELECT source_id, mentions, articles FROM sources").fetchall() == [
        ("ent_full", 2, 2)
    ]
    aliases = connection.execute("SELECT alias, how, mentions FROM source_aliases ORDER BY alias").fetchall()
    assert aliases == [("HPT", "acronym", 2), ("Harbour Pilots Trust", "full name", 1)]


def test_a_name_over_two_lines_is_one_alias(connection: Connection) -> None:
    explain_the_acronym(connection)
    name = "Harbour Pilots Trust"
    broken = mention("b", 2, name.replace(" ", "\n"), name, "ent_full")
    insert(connection, "entity_mentions", [broken])
    note_everything(connection)
    refresh_marts(connection)
    aliases = connection.execute("SELECT alias, mentions FROM source_aliases ORDER BY alias").fetchall()
    assert aliases == [("HPT", 2), (name, 2)]


def test_an_acronym_of_two_bodies_joins_none(connection: Connection) -> None:
    """HPT is two bodies in two articles: the third that explains nothing keeps its own."""
    explain_the_acronym(connection)
    other = "Harvest Planning Team"
    insert(connection, "entity_mentions", [mention("b", 2, "HPT", other, "ent_other")])
    refresh_marts(connection)
    assert connection.execute("SELECT count(*) FROM source_links").fetchone() == (0,)


def test_the_users_aliases_win(connection: Connection) -> None:
    """They name the source, also where the article gives only a description, and taking one back parts the two."""
    insert(connection, "attributions", [statement("a", 1, "pilots' body", None)])
    explain_the_acronym(connection)
    note_everything(connection)
    refresh_marts(connection, {"hpt": "The Pilots", "pilots' body": "The Pilots"})
    named = connection.execute("SELECT display_name, mentions FROM sources ORDER BY mentions DESC").fetchall()
    assert named == [("The Pilots", 2), ("Harbour Pilots Trust", 1)]
    refresh_marts(connection)
    assert connection.execute("SELECT display_name, mentions FROM sources").fetchall() == [
        ("Harbour Pilots Trust", 2)
    ]


def answer(connection: Connection, name: str, **parameters: str) -> list[tuple[Any, ...]]:
    """Rows of a question of sql/examples/."""
    asked = question(name, parameters or None)
    return connection.execute(asked.sql, asked.values).fetchall()


def test_a_source_is_cited_on_a_topic_once_under_all_its_names(connection: Connection) -> None:
    """Two stories cite it, one by its acronym."""
    connection.execute("UPDATE articles SET title = 'Night pilots strike'")
    explain_the_acronym(connection)
    connection.execute("UPDATE articles SET title = 'Pilots end strike' WHERE article_id = 'b'")
    note_everything(connection)
    refresh_marts(connection)
    cited = answer(connection, "sources_cited_on_a_topic", topic="pilots")
    assert [row[:3] for row in cited] == [("Harbour Pilots Trust", 2, 2)]


def test_who_did_not_deny_or_did_not_say_has_denied_nothing(connection: Connection) -> None:
    kinds = {"deny": ("deny", False), "not deny": ("deny", True), "not confirm": ("say", True)}
    rows = [
        statement("a", 1, name, None, cue_class=cue, is_negated=negated)
        for name, (cue, negated) in kinds.items()
    ]
    insert(connection, "attributions", rows)
    refresh_marts(connection)
    assert [row[1] for row in answer(connection, "who_denied_what")] == ["deny"]


def test_roles_have_dates(connection: Connection) -> None:
    """A role is reported with the body it is held in and the days it was first and last given."""
    for day in (1, 3):
        insert(
            connection,
            "articles",
            [
                article(
                    f"day{day}",
                    f"story-day{day}",
                    7,
                    "Herald",
                    published_at=datetime(2024, 5, day, tzinfo=UTC),
                )
            ],
        )
        row = statement(f"day{day}", day, "Ada Holm", "ent_ada", role_title="pilot", affiliation="Trust")
        insert(connection, "attributions", [row | {"attribution_id": f"ada-{day}"}])
    note_everything(connection)
    refresh_marts(connection)
    found = connection.execute("SELECT role_title, affiliation, first, last FROM source_roles").fetchall()
    days = [datetime(2024, 5, day, tzinfo=UTC).date() for day in (1, 3)]
    assert found == [("pilot", "Trust", *days)]
