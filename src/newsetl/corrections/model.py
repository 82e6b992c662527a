"""What a correction is: who says what of which row, when and why. Nothing of it is ever changed, only undone."""

import itertools
import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args

from newsetl.errors import UserError
from newsetl.tables import TABLES
from newsetl.tables.corrections import Kind
from newsetl.tables.schema import Column

_MADE = itertools.count()
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, order=True)
class RowKey:
    """How a row is found again after a new revision or a newer extractor: by the words, not by offsets or ids.

    Args:
        article_id: the article.
        sentence_hash: of the sentence in which the row's words begin, white space apart.
        surface: the row's words: its surface; of an attribution the cue, else the source, else the content.
        occurrence: 0 for the first time that these words are in such a sentence of the article, 1 for the next, …
    """

    article_id: str
    sentence_hash: str
    surface: str
    occurrence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One judgement on one row, or on one field of it.

    Args:
        correction_id: sorts by time.
        at: when it was made, UTC.
        by: who made it.
        kind: confirm (the row is right), change (a field is to hold something else), remove (the row is none), add
            (a row that is missing), undo (of an earlier correction), metadata (a field of an article), same_source
            and alias (two names of one source).
        table: the row's table.
        key: how the row is found again; None where no row of a text is meant.
        row_id: the row's id when it was judged.
        field, was, becomes: of a change: the column, and its values as text; None for null.
        row: the row as it was judged, or as it should be added, by column, as JSON holds it.
        undoes: the correction that an undo takes back.
        why: in the reviewer's words.
    """

    correction_id: str
    at: datetime
    by: str
    kind: Kind
    table: str
    key: RowKey | None = None
    row_id: str | None = None
    field: str | None = None
    was: str | None = None
    becomes: str | None = None
    row: Mapping[str, Any] | None = None
    undoes: str | None = None
    why: str | None = None


def new_id(at: datetime) -> str:
    """An id that is given once; ids sort by time, and those of one moment in the order in which they are made."""
    return f"cor_{at:%Y%m%dT%H%M%S.%f}_{next(_MADE):06}{secrets.token_hex(4)}"


def now() -> datetime:
    """The time of a correction, UTC."""
    return datetime.now(UTC)


def as_text(value: Any) -> str | None:
    """A cell as text: what `was` and `becomes` hold."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def from_text(table: str, name: str, text: str | None) -> Any:
    """A cell of a table's column from its text.

    Raises:
        UserError: there is no such column, or the text is not a value of it; the message says what would be.
    """
    column = column_of(table, name)
    if text is None:
        if not column.is_nullable:
            raise UserError(f"{table}.{name} must hold a value")
        return None
    if column.allowed and text not in column.allowed:
        raise UserError(f"{table}.{name} is one of {', '.join(column.allowed)}, not {text!r}")
    try:
        return _typed(column, text)
    except ValueError as error:
        kind = {"int": "a whole number", "float": "a number", "bool": "true or false"}
        wanted = kind.get(column.type.__name__, "a date such as 2024-05-31")
        raise UserError(f"{table}.{name} must be {wanted}, not {text!r}") from error


def column_of(table: str, name: str) -> Column:
    """A table's column.

    Raises:
        UserError: there is none of that name.
    """
    if table not in TABLES:
        raise UserError(f"there is no table {table!r}: {', '.join(TABLES)}")
    for column in TABLES[table].columns:
        if column.name == name:
            return column
    raise UserError(f"{table} has no column {name!r}")


def _typed(column: Column, text: str) -> Any:
    if column.type is bool:
        if text.lower() not in ("true", "false"):
            raise ValueError(text)
        return text.lower() == "true"
    if column.type in (date, datetime):
        return column.type.fromisoformat(text)
    if column.type in (int, float):
        number = column.type(text.replace(",", ""))
        if not math.isfinite(number):
            raise ValueError(text)
        return number
    return text
