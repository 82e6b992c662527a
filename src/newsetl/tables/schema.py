"""A table's declaration, and what is derived from it: Arrow schema, DDL, comments, allowed values.

A table is a frozen dataclass whose fields are `Annotated[type, "description"]`; `X | None` may be null and
`Literal[…]` lists the allowed values. Nothing else in newsetl says what columns a table has.
"""

import dataclasses
import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, Literal, get_args, get_origin

import pyarrow as pa

from newsetl.core.ids import stable_id
from newsetl.core.spans import Span
from newsetl.tables.provenance import Provenance, Reviewed

ARROW_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}
SQL_TYPES: dict[type, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    date: "DATE",
    datetime: "TIMESTAMPTZ",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, Python type, whether it may be null, what it means, what it may hold."""

    name: str
    type: type
    is_nullable: bool
    description: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A published table: a row type, its key, and the spans that must equal the article's text.

    Args:
        name: the table's name in the lake and in DuckDB.
        row: frozen dataclass of its own columns.
        key: columns that together are unique.
        spans: triples (start, end, surface) for which `text[start:end] == surface` holds.
        is_annotation: True puts the provenance columns in front of the row's own, and the review's behind them.
        id_begins: what the ids of its rows begin with, where that is not its name.
    """

    name: str
    row: type[Any]
    key: tuple[str, ...]
    spans: tuple[tuple[str, str, str], ...] = ()
    is_annotation: bool = False
    id_begins: str = ""

    def row_id(self, article_id: str, revision: int, *spans: Span | None) -> str:
        """The id of an annotation, whether a machine or a person makes it: it follows from where the row is.

        Args:
            article_id, revision: of the article.
            spans: one for each of the table's spans, in their order; None for one that the row does not have.
        """
        only = spans[0] if len(spans) == 1 else None
        places: Sequence[object] = (only.start, only.end) if only else spans
        return stable_id(self.id_begins or self.name, article_id, revision, *places)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in published order."""
        rows = (Provenance, self.row, Reviewed) if self.is_annotation else (self.row,)
        return tuple(column for row in rows for column in columns_of(row))

    @cached_property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema, with each column's description in its metadata."""
        return pa.schema(
            [
                pa.field(c.name, ARROW_TYPES[c.type], c.is_nullable, {"description": c.description})
                for c in self.columns
            ]
        )

    @property
    def description(self) -> str:
        """What one row is: the first line of the row's docstring."""
        return (self.row.__doc__ or "").strip().splitlines()[0]

    def quoting(self, text: str, row: Any, places: Sequence[int] | None = None) -> Any:
        """The row with its spans quoted from a text; the same row where they are so already.

        Args:
            places: where each character that the row counts is in the text; None where it counts the text's own.
        """
        quoted: dict[str, Any] = {}
        for start, end, surface in self.spans:
            first, last = getattr(row, start), getattr(row, end)
            if first is not None:
                if places is not None:
                    first, last = places[first], places[last - 1] + 1
                quoted |= {start: first, end: last, surface: text[first:last]}
        changed = {name: value for name, value in quoted.items() if getattr(row, name) != value}
        return dataclasses.replace(row, **changed) if changed else row

    def to_arrow(self, rows: Iterable[dict[str, Any]]) -> pa.Table:
        """Rows as dictionaries -> Arrow table of exactly the declared schema; raises on a wrong type."""
        return pa.Table.from_pylist(list(rows), schema=self.arrow_schema)


def columns_of(row: type[Any]) -> list[Column]:
    """The columns that a row dataclass declares.

    Raises:
        TypeError: a field without a description or of a type that no BI tool reads.
    """
    hints = typing.get_type_hints(row, include_extras=True)
    return [_column(field.name, hints[field.name]) for field in dataclasses.fields(row)]


def _column(name: str, hint: Any) -> Column:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"column {name!r} has no description")
    inner, description = get_args(hint)[:2]
    inner, is_nullable = _without_none(inner)
    allowed: tuple[str, ...] = ()
    if get_origin(inner) is Literal:
        allowed, inner = get_args(inner), str
    if inner not in ARROW_TYPES:
        raise TypeError(f"column {name!r} is of type {inner!r}, which is not one of {list(ARROW_TYPES)}")
    return Column(name, inner, is_nullable, description, allowed)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (types.UnionType, typing.Union):
        return hint, False
    arms = [arm for arm in get_args(hint) if arm is not type(None)]
    if len(arms) != 1:
        raise TypeError(f"a column is of one type or null, not {hint}")
    return arms[0], True
