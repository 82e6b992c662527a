"""Is a correction of another machine one that a publish can apply? Looked at before it is believed."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from newsetl.corrections.keys import anchor
from newsetl.corrections.making import require_changeable
from newsetl.corrections.metadata import ARTICLES, SAME, SOURCES, require_field
from newsetl.corrections.model import KINDS, Correction, RowKey, as_text, from_text
from newsetl.corrections.standing import ON_ROWS
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES, TABLES

TEXTS = ("correction_id", "by", "kind", "table", "row_id", "field", "was", "becomes", "undoes", "why")


def require_applicable(correction: Correction) -> None:
    """Raises UserError, ValueError or TypeError for a correction that no publish could apply."""
    if correction.kind not in KINDS:
        raise UserError(f"{correction.kind!r} is no kind of correction: {', '.join(KINDS)}")
    for name in TEXTS:
        if not isinstance(getattr(correction, name), str | None):
            raise UserError(f"{name} must be text")
    if not correction.correction_id or not correction.by or not correction.by.strip():
        raise UserError("correction_id and by must hold a value")
    if not isinstance(correction.at, datetime) or correction.at.tzinfo is None:
        raise UserError("at must be a time with its offset from UTC")
    if correction.table not in TABLES and correction.table != SOURCES:
        raise UserError(f"there is no table {correction.table!r}")
    _require_key(correction.key)
    _require_said(correction)


def _require_key(key: RowKey | None) -> None:
    if key is None:
        return
    types = {field.name: int if field.name == "occurrence" else str for field in fields(RowKey)}
    wrong = [name for name, wanted in types.items() if not isinstance(getattr(key, name), wanted)]
    if wrong:
        raise UserError(f"the key's {wrong[0]} is none")


def _require_said(correction: Correction) -> None:
    """What is said fits the table that it is said of."""
    table, name = correction.table, correction.field or ""
    if correction.kind in ON_ROWS:
        if table not in ANNOTATION_TABLES or correction.key is None:
            raise UserError(f"{correction.kind} is said of a row of {', '.join(ANNOTATION_TABLES)}")
        require_row(table, correction.row)
    if correction.kind == "change":
        require_changeable(table, name)
        from_text(table, name, correction.becomes)
    if correction.kind == "metadata":
        if table != ARTICLES or correction.key is None:
            raise UserError("metadata is said of an article")
        require_field(name)
        from_text(table, name, correction.becomes)
    if correction.kind in SAME and not (correction.was and correction.becomes):
        raise UserError("was and becomes must hold the two names of the source")


def require_row(table: str, row: Any) -> None:
    """Raises UserError or ValueError for a judged row that a publish could not place."""
    if not isinstance(row, dict):
        raise UserError("the column row must hold the row that was judged, as JSON")
    for name in row.keys() & {column.name for column in TABLES[table].columns}:
        from_text(table, name, as_text(row[name]))
    if not all(isinstance(row.get(name), int | None) for span in TABLES[table].spans for name in span[:2]):
        raise UserError("the spans of a row are whole numbers")
    anchor(table, row)
