"""What a search shows: the articles found, best first, each with the place in its text that holds a word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb

from newsetl.core.invisible import without_invisible
from newsetl.warehouse.search import search_ranked

Method = Literal["bm25", "words"]
Ranked = Sequence[tuple[str, int, float]]

PHRASE = re.compile(r'"([^"]+)"')
WORD = re.compile(r"\w+")
SNIPPET_CHARACTERS = 200
BATCH = 500  # texts looked at in one go
ARTICLES = """
SELECT article_id, revision, published_at, outlet, title, url, text
FROM articles
WHERE is_current AND article_id IN (SELECT unnest($ids))
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds what was asked for."""

    article_id: str
    published_at: datetime | None
    outlet: str | None
    title: str | None
    url: str | None
    snippet: str
    score: float


def find_articles(
    connection: duckdb.DuckDBPyConnection, database: Path | None, text: str, limit: int
) -> tuple[list[Hit], Method]:
    """Articles that hold every word of `text` and, as they are written, the phrases in double quotes.

    Args:
        connection: to news.duckdb.
        database: its path, beside which the index lies; None where there is no such file.
        text: words in any order.
        limit: most hits.

    Returns:
        The hits, best first, and how they were found: ranked, or by the words as they are written.
    """
    table = search_ranked(connection, database, text) if database else None
    method: Method = "words" if table is None else "bm25"
    if table is not None:
        ranked: Ranked = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
    else:
        ranked = connection.execute(
            "SELECT article_id, revision, occurrences::DOUBLE FROM search_articles(?)",
            [text.replace('"', " ")],
        ).fetchall()
    hits = _hits(connection, ranked, text)
    return [hit for hit, _ in zip(hits, range(limit), strict=False)], method


def snippet(text: str, words: Sequence[str]) -> str:
    """About 200 characters of a text around the first of the words that it holds, else its beginning."""
    # The index finds all forms of a word; its first letters find most of them in the text.
    beginnings = "|".join(re.escape(word[: max(4, len(word) - 2)]) for word in words)
    found = re.search(rf"\b(?:{beginnings})", text, re.IGNORECASE) if beginnings else None
    start = max(found.start() - SNIPPET_CHARACTERS // 3, 0) if found else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + SNIPPET_CHARACTERS
    end = max(text.rfind(" ", start, end), start + 1) if end < len(text) else len(text)
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"


def _hits(connection: duckdb.DuckDBPyConnection, ranked: Ranked, text: str) -> Iterator[Hit]:
    phrases = [without_invisible(phrase).casefold() for phrase in PHRASE.findall(text)]
    words = phrases or WORD.findall(text)
    for first in range(0, len(ranked), BATCH):
        batch = ranked[first : first + BATCH]
        rows = connection.execute(ARTICLES, {"ids": [article_id for article_id, _, _ in batch]}).fetchall()
        articles = {(row[0], row[1]): row[2:] for row in rows}
        for article_id, revision, score in batch:
            # An index newer than this connection knows revisions that the connection does not see.
            if (article_id, revision) in articles:
                published_at, outlet, title, url, body = articles[article_id, revision]
                body = without_invisible(body)
                content = without_invisible(f"{title or ''}\n{body}").casefold()
                if all(phrase in content for phrase in phrases):
                    found = snippet(body, words)
                    yield Hit(article_id, published_at, outlet, title, url, found, score)
