"""Validates corrections that come from another machine: only those that a publish can apply are accepted."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from newsetl.corrections.making import require_changeable
from newsetl.corrections.metadata import ARTICLES, SAME, SOURCES, require_field
from newsetl.corrections.model import KINDS, Correction, RowKey, as_text, column_of, from_text
from newsetl.corrections.overlay import typed_row
from newsetl.corrections.row_invariants import misfit_of
from newsetl.corrections.row_keys import anchor
from newsetl.corrections.verdicts import ON_ROWS
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES, TABLES

TEXTS = ("correction_id", "by", "kind", "table", "row_id", "field", "was", "becomes", "undoes", "why")
YEARS = range(1970, 9999)  # of UTC, whatever the offset
MOST_OCCURRENCES = 1_000_000
NUMBER = int | float


def require_applicable(correction: Correction) -> None:
    """Raises UserError, ValueError or TypeError for a correction that no publish could apply."""
    if correction.kind not in KINDS:
        raise UserError(f"{correction.kind!r} is not a kind of correction: {', '.join(KINDS)}")
    for name in TEXTS:
        if not _is_text(getattr(correction, name)):
            raise UserError(f"{name} must be text")
    if not correction.correction_id or not correction.by or not correction.by.strip():
        raise UserError("correction_id and by must hold a value")
    if not isinstance(correction.at, datetime) or correction.at.tzinfo is None:
        raise UserError("at must be a time with its offset from UTC")
    if correction.at.year not in YEARS:
        raise UserError(f"at must be a time from {YEARS[0]} to {YEARS[-1]}")
    if correction.table not in TABLES and correction.table != SOURCES:
        raise UserError(f"there is no table {correction.table!r}")
    _require_key(correction.key)
    _require_said(correction)


def _require_key(key: RowKey | None) -> None:
    if key is None:
        return
    for name in (field.name for field in fields(RowKey)):
        value = getattr(key, name)
        is_right = value is not None and _is_text(value)
        if name == "occurrence":
            is_right = isinstance(value, int) and 0 <= value <= MOST_OCCURRENCES
        if not is_right:
            raise UserError(f"the key's {name} is not valid")


def _is_text(value: object) -> bool:
    """True for text that UTF-8 can write, and for null; JSON also holds halves of characters."""
    if not isinstance(value, str | None):
        return False
    return not any("\ud800" <= character <= "\udfff" for character in value or "")


def _require_said(correction: Correction) -> None:
    """The correction fits its table: the kind, the column, and the value."""
    table, name = correction.table, correction.field or ""
    if correction.kind in ON_ROWS:
        if table not in ANNOTATION_TABLES or correction.key is None:
            raise UserError(f"{correction.kind} needs a row of {', '.join(ANNOTATION_TABLES)}")
        require_row(table, correction.row)
    if correction.kind == "change":
        require_changeable(table, name)
        from_text(table, name, correction.becomes)
    if correction.kind == "metadata":
        if table != ARTICLES or correction.key is None:
            raise UserError("metadata needs an article")
        require_field(name)
        from_text(table, name, correction.becomes)
    if correction.kind in SAME and not (correction.was and correction.becomes):
        raise UserError("was and becomes must hold the two names of the source")


def require_row(table: str, row: Any) -> None:
    """Raises UserError or ValueError for a reviewed row that a publish could not find again."""
    if not isinstance(row, dict):
        raise UserError("the column row must hold the row that was judged, as JSON")
    for name in row.keys() & {column.name for column in TABLES[table].columns}:
        from_text(table, name, as_text(row[name]))
    misfit = misfit_of(table, typed_row(table, row), row)
    if misfit is not None or not all(_is_text(cell) or isinstance(cell, NUMBER) for cell in row.values()):
        raise UserError(f"the row's {misfit or 'cells'} must be plain values of their columns")
    for start, end, _ in TABLES[table].spans:
        first, last = row.get(start), row.get(end)
        if first is None and last is None and column_of(table, start).is_nullable:
            continue
        if first is None or last is None or not 0 <= first <= last:
            raise UserError(f"{start} and {end} of a row mark words of its text")
    anchor(table, row)
