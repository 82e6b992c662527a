"""Data frames in JSON, as pandas writes them: by columns, by rows under a number, or split into names and cells."""

from collections.abc import Mapping
from typing import Any

from newsetl.inputs.fields import has_body

MIN_COLUMNS = 2


def rows_of_frame(value: Mapping[str, Any], fields: Mapping[str, str]) -> list[dict[str, Any]] | None:
    """The records of a frame with a column of texts; None for any other value."""
    names, cells = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(cells, list):
        rows = [dict(zip(map(str, names), row, strict=False)) for row in cells if isinstance(row, list)]
        return rows if rows and has_body(rows[0], fields) else None
    parts = list(value.values())
    if not parts or not all(isinstance(part, Mapping) for part in parts):
        return None
    are_rows = len(parts) > 1 and all(part.keys() == parts[0].keys() for part in parts)
    if are_rows and len(parts[0]) >= MIN_COLUMNS and has_body(parts[0], fields):
        return [dict(part) for part in parts]
    return _by_columns(value, fields)


def _by_columns(value: Mapping[str, Any], fields: Mapping[str, str]) -> list[dict[str, Any]] | None:
    """{"title": {"0": …, "1": …}, "text": {"0": …, "1": …}}."""
    index = list(next(iter(value.values())))
    is_frame = all(list(column) == index for column in value.values())
    if not is_frame or len(value) < MIN_COLUMNS or not has_body(dict.fromkeys(value, ""), fields):
        return None
    return [{name: column[row] for name, column in value.items()} for row in index] or None
