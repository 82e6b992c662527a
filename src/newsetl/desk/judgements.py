"""A reviewer's judgement of a force figure or a statement, written to the log of corrections."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from newsetl.corrections import Correction, add_corrections, judge
from newsetl.corrections.derived_fields import completed
from newsetl.corrections.model import from_text
from newsetl.desk.archive import Reading, Record
from newsetl.desk.published_corrections import machine_rows, published_rows
from newsetl.desk.unpublished_corrections import UnpublishedCorrections
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES, FORCE_LEVELS

Judgement = Literal["confirm", "remove", "change"]
# What can be changed on the desk, with what the form calls it
CHANGEABLE: Mapping[str, Mapping[str, str]] = {
    "force_levels": {
        "actor_name": "Whose force",
        "personnel_type": "Kind of people",
        "place_name": "Where",
        "value": "Number",
        "qualifier": "How exact",
        "unit": "Unit",
        "measure": "Measure",
        "modality": "Reported as",
        "as_of_start": "As of, first day",
        "as_of_end": "As of, last day",
        "source_name": "According to",
        "via_name": "Through",
    },
    "attributions": {
        "source_name": "Who says it, in full",
        "source_kind": "Kind of source",
        "anonymity": "Named or not",
        "role_title": "Role",
        "affiliation": "Speaks for",
        "via_name": "Through",
        "cue_class": "What it does",
        "speech_type": "Speech",
        "is_negated": "Said not to be said",
    },
}
# The same words in the story's other copies
COPIES = {
    "force_levels": """
        SELECT force_level_id AS id FROM force_levels
        WHERE story_id = $story_id AND sentence = $sentence AND surface = $surface
            AND force_level_id <> $force_level_id AND unit = $unit
        ORDER BY article_id, start, force_level_id LIMIT 200
    """,
    "attributions": """
        SELECT attribution_id AS id FROM attributions
        WHERE story_id = $story_id AND content_text = $content_text AND attribution_id <> $attribution_id
            AND cue_text IS NOT DISTINCT FROM $cue_text AND source_text IS NOT DISTINCT FROM $source_text
        ORDER BY article_id, content_start, attribution_id LIMIT 200
    """,
}
# The source and the country that the archive knows by a name
KNOWN_SOURCE = """
SELECT source_id FROM source_profile WHERE source_name = $name ORDER BY mentions DESC, source_id LIMIT 1
"""
KNOWN_COUNTRY = """
SELECT mode(affiliation_iso3 ORDER BY affiliation_iso3) FROM source_profile WHERE affiliation = $name
"""


def copies_of(reading: Reading, row: Record, table: str = FORCE_LEVELS) -> list[str]:
    """Ids of the same figure or statement, in the same words, in the story's other copies."""
    asked = {name: row[name] for name in row if f"${name}" in COPIES[table].split()}
    return [str(found["id"]) for found in reading.records(COPIES[table], asked)]


def who_it_is(reading: Reading, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What the archive knows of a statement's source by its name, and of the body or state that it speaks for."""
    follows = {"source_name": ("source_id", KNOWN_SOURCE), "affiliation": ("affiliation_iso3", KNOWN_COUNTRY)}
    found = {
        column: reading.value(sql, {"name": changes[name]})
        for name, (column, sql) in follows.items()
        if changes.get(name) is not None
    }
    return {column: value for column, value in found.items() if value is not None}


def judge_row(
    reading: Reading,
    reviews: UnpublishedCorrections,
    row_id: str,
    kind: Judgement,
    by: str,
    *,
    table: str = FORCE_LEVELS,
    changes: Mapping[str, str | None] | None = None,
    why: str | None = None,
    with_copies: bool = False,
    is_blind: bool = False,
) -> list[Correction]:
    """Writes what someone says of a row, and of its copies where they are to have the same; all of it or none.

    Args:
        table: force_levels or attributions.
        changes: for a change: column -> text of what it is to hold, None for unknown.
        is_blind: True where the reviewer has seen what the machine said, and nothing that others said since.

    Raises:
        UserError: there is no such row, or a column does not take the value.
    """
    if table not in CHANGEABLE:
        raise UserError(f"rows of {table} are not changed on the desk: `newsetl corrections` does it")
    found = _as_seen(reading, reviews, [row_id], table, is_blind)
    if not found:
        raise UserError("there is no such row in the state that is published now")
    copies = copies_of(reading, found[0], table) if with_copies else []
    made: list[Correction] = []
    for row in (*found, *_as_seen(reading, reviews, copies, table, is_blind)):
        text = reading.value(
            "SELECT text FROM articles WHERE article_id = $id AND revision = $revision",
            {"id": row["article_id"], "revision": row["revision"]},
        )
        wanted = _whole(reading, table, row, changes or {}) if kind == "change" else {}
        made += judge(table, row, text, kind, by, changes=wanted, why=why or None)
    made = [dataclasses.replace(one, at=made[0].at) for one in made]  # said at once, taken back at once
    add_corrections(reviews.data_dir, made)
    return made


def _as_seen(
    reading: Reading, reviews: UnpublishedCorrections, ids: Sequence[str], table: str, is_blind: bool
) -> list[Record]:
    """The rows that the reviewer looked at: with what others have said since, unless that was kept from the reviewer.

    Of what people have taken out that is what the machine said.
    """
    key = ANNOTATION_TABLES[table].key[0]
    shown = [] if is_blind else reviews.rows(reading, ids, table)
    left = sorted(set(ids) - {row[key] for row in shown})
    return [*shown, *(machine_rows(reading, left, table) or published_rows(reading, left, table))]


def _whole(reading: Reading, table: str, row: Record, changes: Mapping[str, str | None]) -> dict[str, Any]:
    """The changes that are some, typed, with what follows from them."""
    for name in changes:
        if name not in CHANGEABLE[table]:
            raise UserError(f"{name} is not changed on the desk")
    typed = {name: from_text(table, name, text) for name, text in changes.items()}
    wanted = {name: value for name, value in typed.items() if value != row[name]}
    known = who_it_is(reading, wanted) if table == "attributions" else {}
    return completed(table, row, known | wanted)
