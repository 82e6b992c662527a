"""Makes corrections of rows from a reviewer's key press or a line of a spreadsheet."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from newsetl.corrections.derived_fields import completed
from newsetl.corrections.model import Correction, RowKey, as_text, column_of, from_text, new_id, now
from newsetl.corrections.row_invariants import fault_of
from newsetl.corrections.row_keys import anchor, key_of, row_id, sentences
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES
from newsetl.tables.corrections import Kind
from newsetl.tables.provenance import Provenance, Reviewed
from newsetl.tables.schema import columns_of

OURS = {column.name for row in (Provenance, Reviewed) for column in columns_of(row)}
ARTICLE_COLUMNS = ("article_id", "revision", "story_id", "outlet", "published_date")
PERSON = "person"  # value of the column extractor
BY_A_PERSON = {"extractor": PERSON, "extractor_version": "1", "confidence": 1.0, "review": "added"}
FIXED = OURS | {"start", "end", "surface", "sentence", "sentence_index", "confidence"}


def judge(
    table: str,
    row: Mapping[str, Any],
    text: str,
    kind: Kind,
    by: str,
    *,
    changes: Mapping[str, Any] | None = None,
    why: str | None = None,
) -> list[Correction]:
    """The corrections that say of a row that it is right, is none, or is to hold something else.

    Args:
        table: an annotation table.
        row: all its columns by name, as the database or the lake gives them.
        text: the text of the article in the row's revision.
        kind: confirm, remove or change.
        by: who judges.
        changes: for a change: column -> what it is to hold (a value or its text).
        why: in the reviewer's words.

    Returns:
        One correction, or one for each changed column; none where a change changes nothing.

    Raises:
        UserError: a column cannot be changed, or does not take the value.
    """
    one = _first(table, row, key_of(table, row, text), kind, by, why)
    return _changes(one, row, changes or {}) if kind == "change" else [one]


def _changes(one: Correction, row: Mapping[str, Any], changes: Mapping[str, Any]) -> list[Correction]:
    """A correction for each column that changes, made of one that says the rest."""
    table = one.table
    made = []
    wanted = completed(table, row, changes)
    for name, value in wanted.items():
        require_changeable(table, name)
        was, becomes = as_text(row.get(name)), as_text(value)
        from_text(table, name, becomes)
        if was != becomes:
            made.append(
                dataclasses.replace(one, correction_id=new_id(one.at), field=name, was=was, becomes=becomes)
            )
    changed = {str(c.field): from_text(table, str(c.field), c.becomes) for c in made}
    require_sound(table, {**row, **changed})
    return made


def add(
    table: str, article: Mapping[str, Any], row: Mapping[str, Any], by: str, *, why: str | None = None
) -> Correction:
    """The correction that adds a row whose words a reviewer marked in a text.

    Args:
        table: an annotation table.
        article: columns of the article's row: article_id, revision, text.
        row: the row's own columns; its spans as offsets into the text. What is left out gets its default.
        by: who adds it.
        why: in the reviewer's words.

    Raises:
        UserError: a span lies outside the text, or a column that needs a value has none.
    """
    text = str(article["text"])
    for start, end, _ in ANNOTATION_TABLES[table].spans:
        if row.get(start) is not None and not 0 <= row[start] < (row.get(end) or 0) <= len(text):
            raise UserError(
                f"{table}: {start} {row[start]} and {end} {row.get(end)} mark no words of the text"
            )
    whole = whole_row(table, article, row)
    return _first(table, whole, key_of(table, whole, text), "add", by, why)


def whole_row(table: str, article: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row that a person adds, with all its columns: those not given are from the text, or the usual values.

    Raises:
        UserError: a column that needs a value has none, or one has a value that it does not take.
    """
    text = str(article["text"])
    whole: dict[str, Any] = {column.name: None for column in ANNOTATION_TABLES[table].columns}
    defaults = {field.name: field.default for field in dataclasses.fields(ANNOTATION_TABLES[table].row)}
    whole |= {name: value for name, value in defaults.items() if value is not dataclasses.MISSING}
    whole |= {name: article.get(name) for name in ARTICLE_COLUMNS} | BY_A_PERSON | dict(row)
    for start, end, surface in ANNOTATION_TABLES[table].spans:
        if whole[start] is not None:
            whole[surface] = text[whole[start] : whole[end]]
    before = [words for start, words in sentences(text) if start <= anchor(table, whole).start]
    found = {"sentence": before[-1] if before else "", "sentence_index": max(0, len(before) - 1)}
    whole |= {name: value for name, value in found.items() if name in whole}
    key = ANNOTATION_TABLES[table].key[0]
    whole[key] = whole[key] or row_id(table, whole, article)
    if "claim_id" in whole:
        whole["claim_id"] = _claim_id(whole)
    for name, value in whole.items():
        from_text(table, name, as_text(value))
    require_sound(table, whole)
    return whole


def _claim_id(row: Mapping[str, Any]) -> str:
    from newsetl.extractors.force_levels.claims import (  # noqa: PLC0415 - its package loads spaCy: three seconds
        claim_id_of_row,
    )

    return claim_id_of_row(row)


def require_sound(table: str, row: Mapping[str, Any]) -> None:
    """Raises UserError for a row that no publish would take."""
    fault = fault_of(table, row)
    if fault is not None:
        raise UserError(f"{table}: {fault}")


def require_changeable(table: str, name: str) -> None:
    """Raises UserError for a column that follows from the text or from others."""
    column_of(table, name)
    spans = {column for span in ANNOTATION_TABLES[table].spans for column in span}
    if name in FIXED | spans | set(ANNOTATION_TABLES[table].key):
        raise UserError(
            f"{table}.{name} follows from the text: remove the row and add one where it should be"
        )


def as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON holds it: dates and times as ISO 8601."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _first(
    table: str, row: Mapping[str, Any], key: RowKey, kind: Kind, by: str, why: str | None
) -> Correction:
    at = now()
    row_id = row.get(ANNOTATION_TABLES[table].key[0])
    anchor(table, row)  # a row that cannot be found again is refused
    return Correction(
        correction_id=new_id(at), at=at, by=by, kind=kind, table=table, key=key, row_id=row_id, row=as_json(row),
        why=why,
    )  # fmt: skip
