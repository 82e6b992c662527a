"""Rows to review in a spreadsheet: a sheet with an empty column for the verdict, and the corrections that come back."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from newsetl.core.writing_spreadsheets import write_csv
from newsetl.corrections import Correction, judge
from newsetl.corrections.files import read_lines
from newsetl.corrections.model import as_text, from_text
from newsetl.errors import UserError
from newsetl.tables.corrections import Kind

FIGURE = (
    "force_level_id", "article_id", "published_date", "outlet", "source_name", "sentence", "surface",
)  # fmt: skip
EDITABLE = (
    "value_low", "value", "value_high", "qualifier", "unit", "measure", "modality", "actor_name", "actor_iso3",
    "personnel_type", "place_name", "place_iso3", "as_of_start", "as_of_end",
)  # fmt: skip
VERDICT = ("verdict", "by", "why")
COLUMNS = (*FIGURE, *EDITABLE, "confidence", *VERDICT)
VERDICTS = ("right", "wrong", "change")
QUEUE = """
    SELECT f.* FROM force_levels_to_review AS q JOIN force_levels AS f USING (force_level_id)
    ORDER BY q.priority DESC, q.published_date DESC NULLS LAST, q.force_level_id LIMIT $1
"""
LOOK_UP = """
    SELECT f.*, a.text FROM force_levels AS f JOIN articles AS a USING (article_id, revision)
    WHERE f.force_level_id IN (SELECT unnest($1::VARCHAR[]))
"""


def write_sheet(connection: duckdb.DuckDBPyConnection, file: Path, most: int) -> int:
    """Writes the figures that need a look first, with empty cells for verdict, reviewer and reason.

    Args:
        connection: to the published database.
        file: the CSV file.
        most: figures in it.

    Returns:
        How many there are.
    """
    rows = _dicts(connection.execute(QUEUE, [most]))
    with file.open("w", encoding="utf-8", newline="") as target:
        write_csv(COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows), target)
    return len(rows)


def read_sheet(connection: duckdb.DuckDBPyConnection, file: Path, reviewer: str) -> list[Correction]:
    """The corrections that a sheet makes: of each line with a verdict, and of each whose cells were changed.

    Args:
        connection: to the published database.
        file: the CSV file as it came back; lines without a verdict and without a change are passed over.
        reviewer: who made them, where the column `by` is empty.

    Raises:
        UserError: a line is not understood, or its figure is no longer there; the message names the line.
    """
    lines = read_lines(file, ("force_level_id", "verdict"))
    rows = _rows(connection, [row["force_level_id"] for _, row in lines])
    made: list[Correction] = []
    for number, line in lines:
        try:
            made += _judged(line, rows, reviewer)
        except UserError as error:
            raise UserError(f"{file}, line {number}: {error}") from error
    return made


def _judged(
    line: Mapping[str, str | None], rows: Mapping[str | None, dict[str, Any]], reviewer: str
) -> list[Correction]:
    verdict = (line["verdict"] or "").strip().lower()
    row = rows.get(line["force_level_id"])
    if row is None:
        if not verdict:
            return []
        raise UserError(f"no figure {line['force_level_id']}: was it removed, or its article revised?")
    own = {name: value for name, value in row.items() if name != "text"}
    changes = {} if verdict == "wrong" else _changes(line, row)
    if not verdict and not changes:
        return []
    if verdict and verdict not in VERDICTS:
        raise UserError(f"the verdict {verdict!r} is not one of {', '.join(VERDICTS)}")
    by, why = line.get("by") or reviewer, line.get("why")
    if changes:
        return judge("force_levels", own, row["text"], "change", by, changes=changes, why=why)
    if verdict == "change":
        raise UserError("the verdict is 'change', and no cell was changed")
    kind: Kind = "confirm" if verdict == "right" else "remove"
    return judge("force_levels", own, row["text"], kind, by, why=why)


def _changes(line: Mapping[str, str | None], row: Mapping[str, Any]) -> dict[str, Any]:
    """The cells that hold something else than the row: a spreadsheet may write 4000 as 4,000 or 4000.0."""
    found = {}
    for name in EDITABLE:
        if name in line:
            value = from_text("force_levels", name, line[name])
            if as_text(value) != as_text(row[name]):
                found[name] = value
    return found


def _rows(
    connection: duckdb.DuckDBPyConnection, ids: Iterable[str | None]
) -> dict[str | None, dict[str, Any]]:
    wanted = sorted({row_id for row_id in ids if row_id})
    return {row["force_level_id"]: row for row in _dicts(connection.execute(LOOK_UP, [wanted]))}


def _dicts(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names: Sequence[str] = [entry[0] for entry in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
