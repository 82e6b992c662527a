"""Corrections as CSV, to go through in a spreadsheet or to hand to a colleague: no cell of it runs as a formula."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO, cast

from newsetl.core.writing_spreadsheets import starts_like_a_formula, write_csv
from newsetl.corrections.model import Correction, RowKey
from newsetl.corrections.validation import require_applicable
from newsetl.errors import UserError
from newsetl.tables.corrections import Kind

KEY = tuple(field.name for field in fields(RowKey))
OWN = ("correction_id", "at", "by", "kind", "table", "row_id", "field", "was", "becomes", "undoes", "why")
COLUMNS = (*OWN, *KEY, "row")
MOST_BYTES = 200_000_000
LONGEST_CELL = 1_000_000


def write_corrections(corrections: Iterable[Correction], file: TextIO) -> None:
    """Writes corrections as CSV, one a line, with all that another machine needs to apply them."""
    write_csv(COLUMNS, (_cells(correction) for correction in corrections), file)


def read_corrections_file(path: Path) -> list[Correction]:
    """Corrections of a CSV file as `write_corrections` writes it, also after a spreadsheet has saved it.

    Raises:
        UserError: it cannot be read, or a line is not a correction; the message names the line.
    """
    found = []
    for number, row in read_lines(path, COLUMNS):
        try:
            found.append(_correction(row))
        except (UserError, ValueError, TypeError, RecursionError) as error:
            raise UserError(f"{path}, line {number}: {error}") from error
    return found


def read_lines(path: Path, needed: Sequence[str]) -> list[tuple[int, dict[str, str | None]]]:
    """Lines of a CSV file with their numbers; empty cells are None, and apostrophes before formulas are taken off.

    Raises:
        UserError: it cannot be read as CSV in UTF-8, is too large, or lacks a column.
    """
    if not path.is_file():
        raise UserError(f"no file {path}")
    if path.stat().st_size > MOST_BYTES:
        raise UserError(f"{path} is larger than {MOST_BYTES:,} bytes: split it")
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, dialect=_dialect(lines))
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                raise UserError(f"{path} lacks the columns {', '.join(missing)}")
            names = reader.fieldnames or ()
            return [(reader.line_num, {name: bare(row.get(name)) for name in names}) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path} cannot be read as CSV in UTF-8: {error}") from error
    finally:
        csv.field_size_limit(limit)


def bare(cell: str | None) -> str | None:
    """A cell as it was before it was made harmless; None where it is empty."""
    if not cell:
        return None
    return cell[1:] if cell[0] == "'" and starts_like_a_formula(cell[1:]) else cell


def _dialect(lines: TextIO) -> type[csv.Dialect]:
    """Commas, or the semicolons of a spreadsheet that writes numbers with commas."""
    first = lines.readline()
    lines.seek(0)
    return _Semicolons if first.count(";") > first.count(",") else csv.excel


class _Semicolons(csv.excel):
    delimiter = ";"


def _cells(correction: Correction) -> list[Any]:
    key = [getattr(correction.key, name) if correction.key else None for name in KEY]
    row = json.dumps(correction.row, ensure_ascii=False) if correction.row is not None else None
    return [*(getattr(correction, name) for name in OWN), *key, row]


def _correction(row: Mapping[str, str | None]) -> Correction:
    own = {name: row[name] for name in OWN if name not in ("at", "kind")}
    correction = Correction(
        **cast("dict[str, Any]", own),
        kind=cast("Kind", row["kind"]),
        at=_time(row["at"]),
        key=_key(row),
        row=json.loads(row["row"]) if row["row"] else None,
    )
    require_applicable(correction)
    return correction


def _key(row: Mapping[str, str | None]) -> RowKey | None:
    if row["article_id"] is None:
        return None
    words = row["article_id"], row["sentence_hash"] or "", row["surface"] or ""
    return RowKey(*words, int(row["occurrence"] or 0))


def _time(text: str | None) -> datetime:
    found = datetime.fromisoformat(text or "")
    return found if found.tzinfo else found.replace(tzinfo=UTC)
