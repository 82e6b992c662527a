"""What a visitor says of a force figure, written to the log of corrections."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from newsetl.corrections import Correction, add_corrections, judge
from newsetl.corrections.completing import completed
from newsetl.corrections.model import from_text
from newsetl.desk.archive import Reading, Record
from newsetl.desk.reviews import Reviews
from newsetl.desk.stored import TABLE, machine_rows, published_rows
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES

Judgement = Literal["confirm", "remove", "change"]
# What can be changed on the desk, with what the form calls it
CHANGEABLE = {
    "actor_name": "Whose force",
    "personnel_type": "Kind of people",
    "place_name": "Where",
    "value": "Number",
    "qualifier": "How exact",
    "unit": "Unit",
    "measure": "What is told",
    "modality": "Told as",
    "as_of_start": "As of, first day",
    "as_of_end": "As of, last day",
    "source_name": "According to",
    "via_name": "Through",
}
COPIES = """
SELECT force_level_id FROM force_levels
WHERE story_id = $story_id AND sentence = $sentence AND surface = $surface AND force_level_id <> $force_level_id
    AND unit = $unit
ORDER BY article_id, start, force_level_id LIMIT 200
"""


def copies_of(reading: Reading, row: Record) -> list[str]:
    """Ids of the same figure in the same sentence of the story's other copies."""
    names = ("story_id", "sentence", "surface", "force_level_id", "unit")
    return [
        str(found["force_level_id"]) for found in reading.records(COPIES, {name: row[name] for name in names})
    ]


def judge_row(
    reading: Reading,
    reviews: Reviews,
    row_id: str,
    kind: Judgement,
    by: str,
    *,
    table: str = TABLE,
    changes: Mapping[str, str | None] | None = None,
    why: str | None = None,
    with_copies: bool = False,
    is_blind: bool = False,
) -> list[Correction]:
    """Writes what someone says of a row, and of a figure's copies where they are to have the same; all of it or none.

    Args:
        table: force_levels; or attributions, of whose rows is said here that they are right or none.
        changes: for a change: column -> text of what it is to hold, None for unknown.
        is_blind: True where the reviewer has seen what the machine said, and nothing that others said since.

    Raises:
        UserError: there is no such row, or a column does not take the value.
    """
    if table != TABLE and (table != "attributions" or kind == "change"):
        raise UserError(f"rows of {table} are not changed on the desk: `newsetl corrections` does it")
    found = _as_seen(reading, reviews, [row_id], table, is_blind)
    if not found:
        raise UserError("there is no such row in the state that is published now")
    copies = copies_of(reading, found[0]) if with_copies and table == TABLE else []
    made: list[Correction] = []
    for row in (*found, *_as_seen(reading, reviews, copies, table, is_blind)):
        text = reading.value(
            "SELECT text FROM articles WHERE article_id = $id AND revision = $revision",
            {"id": row["article_id"], "revision": row["revision"]},
        )
        made += judge(table, row, text, kind, by, changes=_whole(row, kind, changes or {}), why=why or None)
    made = [dataclasses.replace(one, at=made[0].at) for one in made]  # said at once, taken back at once
    add_corrections(reviews.data_dir, made)
    return made


def _as_seen(
    reading: Reading, reviews: Reviews, ids: Sequence[str], table: str, is_blind: bool
) -> list[Record]:
    """The rows that the reviewer looked at: with what others have said since, unless that was kept from the reviewer.

    Of what people have taken out that is what the machine said.
    """
    key = ANNOTATION_TABLES[table].key[0]
    shown = [] if is_blind else reviews.rows(reading, ids, table)
    left = sorted(set(ids) - {row[key] for row in shown})
    return [*shown, *(machine_rows(reading, left, table) or published_rows(reading, left, table))]


def _whole(row: Record, kind: Judgement, changes: Mapping[str, str | None]) -> dict[str, Any]:
    """The changes that are some, typed, with what follows from them."""
    if kind != "change":
        return {}
    for name in changes:
        if name not in CHANGEABLE:
            raise UserError(f"{name} is not changed on the desk")
    typed = {name: from_text(TABLE, name, text) for name, text in changes.items()}
    return completed(TABLE, row, {name: value for name, value in typed.items() if value != row[name]})
