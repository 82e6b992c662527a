"""Corrections applied to rows: what the desk shows at once, and what every publish writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from newsetl.corrections.making import FIXED, PERSON
from newsetl.corrections.model import RowKey, as_text, from_text
from newsetl.corrections.row_invariants import fault_of, misfit_of
from newsetl.corrections.row_keys import anchor, locate, row_id
from newsetl.corrections.verdicts import Verdict, Verdicts
from newsetl.tables import TABLES

Row = Mapping[str, Any]
FOLLOWING = {
    "attribution_id", "base_force_level_id", "parent_attribution_id", "depth", "claim_id", "source_id", "entity_id",
    "weakest_field", "name_confidence", "candidates", "runner_up_place_id",
}  # fmt: skip
# The words that the machine read another name from say nothing of the one that a person gives
WORDS_OF = {"actor_name": ("actor_text",), "place_name": ("place_text", "place_relation")}


@dataclass(frozen=True, slots=True)
class Overlaid:
    """Rows with the corrections in them.

    Args:
        rows: as they should be shown.
        machine: the machine's own rows that were changed, confirmed or removed.
        applied: verdict -> id of the row that it was applied to.
        lost: verdicts whose words are gone, or that would make no sound row: to be checked again.
    """

    rows: list[dict[str, Any]]
    machine: list[dict[str, Any]]
    applied: dict[tuple[str, RowKey], str]
    lost: list[Verdict]


def overlay(
    table: str,
    rows: Iterable[Row],
    known: Verdicts,
    machine: Iterable[Row] = (),
    articles: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """Rows of a published table as corrections made since have them; found by their ids, so no text is needed.

    Removed rows are left out; rows that people added are at the end, those of the articles of `rows` and of
    `articles`. A row whose correction was undone since shows what the machine said.

    Args:
        table: an annotation table.
        rows: published rows by column.
        known: the corrections in force: `verdicts_of(read_corrections(data_dir))`.
        machine: the machine's rows in place of published ones that carry corrections (table machine_rows).
        articles: further articles, of which `rows` may hold none.
    """
    key = TABLES[table].key[0]
    own = {row[key]: row for row in machine}
    shown, seen, judged = [], set(articles), set()
    for published in rows:
        row = {**published, **own.get(published[key], {})}
        seen.add(row["article_id"])
        verdict = known.by_row_id.get((table, row[key]))
        if verdict is not None:
            judged.add(verdict.key)
        if verdict is None and row.get("review") == "added":
            continue  # was undone
        if verdict is None and row.get("review") not in (None, "machine") and row[key] not in own:
            shown.append(dict(published))  # corrected under another id; the next publish says
        elif verdict is None or not verdict.is_removed:
            shown.append(with_verdict(table, row, verdict) if verdict else row)
    for verdict in known.of(table, seen):
        if verdict.is_added and not verdict.is_removed and verdict.key not in judged:
            shown.append(with_verdict(table, typed_row(table, verdict.row), verdict))
    return shown


def apply(table: str, rows: Iterable[Row], known: Verdicts, articles: Mapping[str, Row]) -> Overlaid:
    """The machine's rows of some articles with every correction in force; found by their words.

    Args:
        table: an annotation table.
        rows: all the machine's rows of the articles.
        known: the corrections in force.
        articles: article_id -> columns of its current revision, `text` among them.
    """
    verdicts, lost = _placed(table, known, articles)
    key = TABLES[table].key[0]
    result = Overlaid([], [], {}, lost)
    for own in rows:
        verdict = verdicts.pop(_place(table, own), None)
        if verdict is None:
            result.rows.append(dict(own))
            continue
        row = with_verdict(table, own, verdict)
        if not verdict.is_removed and not _is_sound(table, row):
            result.lost.append(verdict)
            result.rows.append(dict(own))
            continue
        result.machine.append(dict(own))
        result.applied[verdict.table, verdict.key] = own[key]
        result.rows.extend([] if verdict.is_removed else [row])
    for (article_id, start, _), verdict in verdicts.items():
        found = _found_by_a_person(table, verdict, articles[article_id], start)
        shown = with_verdict(table, found, verdict) if found else None
        if shown is None or not (verdict.is_removed or _is_sound(table, shown)):
            result.lost.append(verdict)
            continue
        result.applied[verdict.table, verdict.key] = shown[key]
        result.rows.extend([] if verdict.is_removed else [shown])
    return result


def _is_sound(table: str, row: Row) -> bool:
    """True for a row that can be written and that the checks take."""
    return misfit_of(table, row) is None and fault_of(table, row) is None


def with_verdict(table: str, row: Row, verdict: Verdict) -> dict[str, Any]:
    """A row with what people say of it: what they saw, with their changes; it counts as sure.

    A newer extractor that reads other values changes nothing that a person has judged.
    """
    sure = {"confidence": 1.0, "weakest_field": None}
    if row.get("name_confidence") is not None:
        sure["name_confidence"] = 1.0
    changes = {name: from_text(table, name, text) for name, text in verdict.changes.items()}
    review = "corrected" if verdict.review == "confirmed" and changes else verdict.review
    marks = {"review": review, "reviewed_by": verdict.by, "reviewed_at": verdict.at}
    names = {column.name for column in TABLES[table].columns}
    known = {name: value for name, value in sure.items() if name in names}
    gone = {words: None for name in changes for words in WORDS_OF.get(name, ()) if words in names}
    return {**row, **_judged(table, verdict.row), **known, **gone, **changes, **marks}


def _judged(table: str, row: Row) -> dict[str, Any]:
    """The values that a person saw; not what follows from the text, from other rows or from the archive."""
    spans = {column for span in TABLES[table].spans for column in span}
    left_out = FIXED | FOLLOWING | spans | set(TABLES[table].key)
    typed = typed_row(table, row)
    return {name: typed[name] for name in row if name in typed and name not in left_out}


def typed_row(table: str, row: Row) -> dict[str, Any]:
    """A row of the log, as JSON holds it, with the types of the table; columns that are not known here are left out."""
    typed: dict[str, Any] = {}
    for column in TABLES[table].columns:
        value = row.get(column.name)
        is_time = column.type in (date, datetime) and isinstance(value, str)
        typed[column.name] = from_text(table, column.name, as_text(value)) if is_time else value
    return typed


def _placed(
    table: str, known: Verdicts, articles: Mapping[str, Row]
) -> tuple[dict[tuple[str, int, int], Verdict], list[Verdict]]:
    """The verdicts on rows of a table by where their words are now, and those whose words are gone."""
    placed, lost = {}, []
    for verdict in known.of(table, articles):
        span = locate(str(articles[verdict.key.article_id]["text"]), verdict.key)
        if span is None:
            lost.append(verdict)
        else:
            placed[verdict.key.article_id, span.start, span.end] = verdict
    return placed, lost


def _place(table: str, row: Row) -> tuple[str, int, int]:
    span = anchor(table, row)
    return str(row["article_id"]), span.start, span.end


def _found_by_a_person(table: str, verdict: Verdict, article: Row, start: int) -> dict[str, Any] | None:
    """The row of a verdict where the machine has none: added, or judged when the machine still found it.

    None where its other words do not stand as far from its first ones as they did.
    """
    row = typed_row(table, verdict.row)
    text, by = str(article["text"]), start - anchor(table, row).start
    for first, last, surface in TABLES[table].spans:
        if row[first] is None:
            continue
        if row[last] is None:
            return None
        row[first], row[last] = row[first] + by, row[last] + by
        words = text[row[first] : row[last]]
        if not words or (row[surface] is not None and words != row[surface]):
            return None
        row[surface] = words
    front = {
        "article_id": article["article_id"],
        "revision": article["revision"],
        "story_id": article["story_id"],
        "outlet": article["outlet"],
        "published_date": article["published_date"],
        "extractor": PERSON,
        "extractor_version": "1",
    }
    return {**row, **front, TABLES[table].key[0]: row_id(table, row, article)}
