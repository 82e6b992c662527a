"""What people said of force figures as labelled passages, in the form of the corpora that the readers learn from.

A passage is a sentence in which every figure was judged, with the sentences before it that hold no number: a number
that nobody has judged teaches nothing, and would be learned as none.
"""

import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newsetl.core.spans import Span
from newsetl.corrections import Verdict, Verdicts, locate, read_corrections, verdicts_of
from newsetl.corrections.overlay import typed_row, with_verdict
from newsetl.corrections.row_keys import sentences
from newsetl.errors import UserError
from newsetl.evaluation.corpora import GoldDocument
from newsetl.lake import Lake
from newsetl.lake.parquet import open_files
from newsetl.language.numbers import find_numbers
from newsetl.tables import FORCE_LEVELS, TABLES

FOLDS, BEFORE = 5, 2  # sentences before
TAKEN = ("value_low", "value_high", "qualifier", "unit", "measure", "modality")
Judged = Mapping[int, Verdict]


def corrected_passages(data_dir: Path) -> list[GoldDocument]:
    """The passages of a data directory that people have judged; all of an article are in one fold.

    Raises:
        UserError: nobody has judged a figure of an article that is published.
    """
    known, lake = verdicts_of(read_corrections(data_dir)), Lake(data_dir / "lake")
    articles = _rows(lake, "articles", known)
    current = [row for row in articles if row["is_current"]]
    figures = _rows(lake, FORCE_LEVELS, known)
    found = [
        passage
        for article in sorted(current, key=lambda row: str(row["article_id"]))
        for passage in _of_article(
            article, known, {row["start"] for row in figures if row["article_id"] == article["article_id"]}
        )
    ]
    if not found:
        raise UserError(f"no force figures of published articles are judged in {data_dir}")
    return found


def _of_article(article: Mapping[str, Any], known: Verdicts, starts: set[int]) -> Iterator[GoldDocument]:
    text = str(article["text"])
    judged: dict[int, Verdict] = {}
    for verdict in known.of(FORCE_LEVELS, [article["article_id"]]):
        span = locate(text, verdict.key)
        if span is not None:
            judged[span.start] = verdict
    told = [Span(start, start + len(words)) for start, words in sentences(text)]
    for number, sentence in enumerate(told):
        here = {start: verdict for start, verdict in judged.items() if sentence.start <= start < sentence.end}
        is_open = any(sentence.start <= start < sentence.end and start not in judged for start in starts)
        if here and not is_open:
            yield _passage(article, _begin(text, told, number), sentence.end, here)


def _begin(text: str, told: list[Span], number: int) -> int:
    """Where a passage begins: up to two sentences earlier, as long as they hold no number."""
    first = number
    while (
        first
        and number - first < BEFORE
        and not find_numbers(text, told[first - 1].start, told[first - 1].end)
    ):
        first -= 1
    return told[first].start


def _passage(article: Mapping[str, Any], first: int, end: int, judged: Judged) -> GoldDocument:
    text, article_id = str(article["text"])[first:end], str(article["article_id"])
    right = {start: verdict for start, verdict in judged.items() if not verdict.is_removed}
    none = [verdict.key.surface for start, verdict in judged.items() if start not in right]
    labels = {
        "doc_id": article_id,
        "fold": zlib.crc32(article_id.encode()) % FOLDS,
        "set": "corrections",
        "source": "corrections",
        "force_levels": [_record(text, start - first, verdict) for start, verdict in sorted(right.items())],
        "not_forces": [f"{surface}|other" for surface in none],
    }
    day = article["published_date"]
    published = datetime.combine(day, time(), tzinfo=UTC) if day else None
    return GoldDocument(f"{article_id}:{first}", text, article["title"], article["outlet"], published, labels)


def _record(text: str, start: int, verdict: Verdict) -> dict[str, Any]:
    row = with_verdict(FORCE_LEVELS, typed_row(FORCE_LEVELS, verdict.row), verdict)
    return {
        **{name: row[name] for name in TAKEN},
        "start": start,
        "end": start + len(verdict.key.surface),
        "surface": verdict.key.surface,
        "actor": row["actor_name"],
        "place": row["place_name"],
        "place_country": row["place_iso3"],
        "as_of": _as_of(row["as_of_start"], row["as_of_precision"]),
        "source": row["source_name"],
        "via": row["via_name"],
        "actor_text": _words(text, row["actor_name"]),
        "place_text": _words(text, row["place_name"]),
        "as_of_text": _words(text, row["as_of_text"]),
    }


def _words(text: str, name: str | None) -> str | None:
    """A name as the passage has it; None where it has other words."""
    return name if name and name in text else None


def _as_of(start: date | None, precision: str | None) -> str | None:
    if start is None:
        return None
    return (
        f"{start:%Y}"
        if precision == "year"
        else f"{start:%Y-%m}"
        if precision == "month"
        else start.isoformat()
    )


def _rows(lake: Lake, table: str, known: Verdicts) -> list[dict[str, Any]]:
    wanted = pc.field("article_id").isin(pa.array(sorted(known.by_article), pa.string()))
    rows: list[dict[str, Any]] = (
        open_files(lake.paths(table), TABLES[table].arrow_schema).to_table(filter=wanted).to_pylist()
    )
    return rows
