"""One article with everything that was read out of it."""

import re

from newsetl.desk.archive import Reading, Record
from newsetl.tables import ANNOTATION_TABLES
from newsetl.warehouse.search_hits import PHRASE, WORD, snippet

BEFORE, BEHIND = 320, 220  # characters on each side of a figure
PARAGRAPHS_BEFORE = 2  # its own and the one before
PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*")
# By the numbers of the rows, else DuckDB unpacks every text of the table
TEXTS = """
SELECT article_id, text FROM articles WHERE rowid IN (
    SELECT rowid FROM articles WHERE is_current AND article_id IN (SELECT unnest($ids::VARCHAR[]))
)
"""
ORDER = {"attributions": "content_start, depth, attribution_id"}


def article(reading: Reading, article_id: str) -> Record | None:
    """The current revision of an article, or None."""
    return reading.record(
        "SELECT * FROM articles WHERE article_id = $id AND is_current ORDER BY revision DESC LIMIT 1",
        {"id": article_id},
    )


def rows_of(reading: Reading, article: Record, table: str) -> list[Record]:
    """The rows of a table of an article's current revision, in text order.

    The day of publication leads DuckDB to the part of the table that holds them; "IS NOT DISTINCT FROM" would not.
    """
    asked = {"id": article["article_id"], "revision": article["revision"]}
    day = article["published_date"]
    asked |= {"day": day} if day else {}
    order = ORDER.get(table, f"start, {ANNOTATION_TABLES[table].key[0]}")
    return reading.records(
        f"SELECT * FROM {table} WHERE article_id = $id AND revision = $revision "
        f"AND published_date {'= $day' if day else 'IS NULL'} ORDER BY {order}",
        asked,
    )


def snippets(reading: Reading, ids: list[str], text: str) -> dict[str, str]:
    """The place in each article's text that holds a word that was looked for, or the text's beginning."""
    rows = reading.connection.execute(TEXTS, {"ids": ids}).fetchall()
    words = PHRASE.findall(text) or WORD.findall(text)
    return {found: snippet(body, words) for found, body in rows}


def around(reading: Reading, row: Record) -> tuple[str, str, str] | None:
    """A figure in its text: what is before it, its words, what is behind; None where the text is gone."""
    text = reading.value(
        "SELECT text FROM articles WHERE article_id = $id AND is_current ORDER BY revision DESC LIMIT 1",
        {"id": row["article_id"]},
    )
    start, end = row["start"], row["end"]
    if text is None or text[start:end] != row["surface"]:
        return None
    return window(text, start, end)


def window(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What is before some words of a text, the words, and what is behind them; cut where it goes on."""
    before, behind = text[max(0, start - BEFORE) : start], text[end : end + BEHIND]
    # The paragraph before may say whose figure it is; menus and bylines above it only push it out of sight
    paragraphs = PARAGRAPHS.split(before)
    if len(paragraphs) > PARAGRAPHS_BEFORE:
        before = "\n\n".join(paragraphs[-PARAGRAPHS_BEFORE:])
    elif start > BEFORE:
        before = f"… {before.partition(' ')[2]}"
    if end + BEHIND < len(text):
        behind = f"{behind.rpartition(' ')[0]} …"
    return before, text[start:end], behind
