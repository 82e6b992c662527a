"""A statement's new source is that of the figures inside it."""

from collections.abc import Iterable, Mapping
from typing import Any

from newsetl.corrections.model import RowKey
from newsetl.corrections.verdicts import Verdict, Verdicts
from newsetl.tables import ATTRIBUTIONS

Row = Mapping[str, Any]


def renamed(
    known: Verdicts, ids: Mapping[tuple[str, RowKey], str | None] | None = None
) -> dict[str, Verdict]:
    """The statements to which people gave another source, by attribution_id.

    Args:
        known: the corrections in force.
        ids: verdict -> id of the row that it is applied to; by default the ids under which rows were judged.
    """
    found = (
        {row_id: verdict for (table, row_id), verdict in known.by_row_id.items() if table == ATTRIBUTIONS}
        if ids is None
        else {row_id: known.verdicts[key] for key, row_id in ids.items() if key[0] == ATTRIBUTIONS and row_id}
    )
    return {name: one for name, one in found.items() if not one.is_removed and "source_name" in one.changes}


def with_speakers(figures: Iterable[Row], statements: Mapping[str, Verdict]) -> list[dict[str, Any]]:
    """Figures that had the source of their statement have the one that a person gave it.

    What a person said of the figure itself is kept, and so is a source that was never the statement's.

    Args:
        figures: rows of force_levels.
        statements: as `renamed` gives them.
    """
    return [_with_speaker(row, statements.get(row["attribution_id"])) for row in figures]


def _with_speaker(row: Row, statement: Verdict | None) -> dict[str, Any]:
    if statement is None or row["review"] not in (None, "machine"):
        return dict(row)
    if row["source_name"] != statement.row.get("source_name"):
        return dict(row)
    weakest = None if row["weakest_field"] == "source" else row["weakest_field"]
    return {**row, "source_name": statement.changes["source_name"], "weakest_field": weakest}
