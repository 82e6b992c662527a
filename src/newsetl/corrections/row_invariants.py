"""Invariants of a row that no correction may break, the same that sql/checks/ tests, so that none stops a publish."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from newsetl.tables import TABLES

Row = dict[str, Any]
INT64 = range(-(2**63), 2**63)


def fault_of(table: str, row: Mapping[str, Any]) -> str | None:
    """What is wrong with a row in one line; None where nothing is."""
    faults = {
        "force_levels": _force_level,
        "date_mentions": _date_mention,
        "region_mentions": _region_mention,
    }
    return faults[table](row) if table in faults else None


def misfit_of(table: str, row: Mapping[str, Any], names: Collection[str] | None = None) -> str | None:
    """The first column that could not be written: of another type, or null where there must be a value.

    Args:
        names: the columns that are looked at; all where none are given.
    """
    for column in TABLES[table].columns:
        value = row.get(column.name)
        if names is not None and column.name not in names:
            continue
        if value is None:
            if not column.is_nullable:
                return column.name
            continue
        types = (int, float) if column.type is float else column.type
        is_right = isinstance(value, types) and isinstance(value, bool) == (column.type is bool)
        if not is_right or (column.type is int and value not in INT64):
            return column.name
    return None


def _force_level(row: Mapping[str, Any]) -> str | None:
    low, value, high = row["value_low"], row["value"], row["value_high"]
    if (
        not _in_order(low, value, high)
        or min((n for n in (low, value, high) if n is not None), default=0) < 0
    ):
        return f"value_low {low}, value {value} and value_high {high} must be in order, and none below 0"
    if (row["as_of_start"] is None) != (row["as_of_end"] is None):
        return "as_of_start and as_of_end are set together or not at all"
    if not _in_order(row["as_of_start"], row["as_of_end"]):
        return "as_of_start is after as_of_end"
    return None


def _date_mention(row: Mapping[str, Any]) -> str | None:
    return None if _in_order(row["start_date"], row["end_date"]) else "start_date is after end_date"


def _region_mention(row: Mapping[str, Any]) -> str | None:
    latitude, longitude = row["latitude"], row["longitude"]
    if (row["place_id"] is None) != (row["place_name"] is None):
        return "place_id and place_name are set together or not at all"
    if (latitude is None) != (longitude is None) or (row["place_id"] is None and latitude is not None):
        return "a point has both coordinates, and a place"
    if latitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return "the point is not on Earth"
    return None


def _in_order(*values: Any) -> bool:
    known = [value for value in values if value is not None]
    return all(first <= second for first, second in pairwise(known))


def nested(attributions: Sequence[Row]) -> list[Row]:
    """Statements whose outer statement is gone stand for themselves; depths follow."""
    known = {row["attribution_id"]: row for row in attributions}

    def depth(row: Row, limit: int = 50) -> int:
        parent = known.get(row["parent_attribution_id"])
        return 0 if parent is None or limit == 0 else depth(parent, limit - 1) + 1

    return [
        {
            **row,
            "parent_attribution_id": row["parent_attribution_id"]
            if row["parent_attribution_id"] in known
            else None,
            "depth": depth(row),
        }
        for row in attributions
    ]


def referring(force_levels: Sequence[Row], attribution_ids: set[str]) -> list[Row]:
    """Figures without the references to rows that are gone."""
    known = {row["force_level_id"] for row in force_levels}
    return [
        {
            **row,
            "attribution_id": row["attribution_id"] if row["attribution_id"] in attribution_ids else None,
            "base_force_level_id": row["base_force_level_id"]
            if row["base_force_level_id"] in known
            else None,
        }
        for row in force_levels
    ]
