"""Figures, dates and hedges in words that a reader understands, the same on every page."""

import math
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from newsetl.warehouse.sql_files import read_scripts

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HEDGES = {"about": "about ", "up_to": "up to ", "at_least": "at least ", "vague": "at least "}


def number(value: float) -> str:
    """8892.0 -> '8,892'; 13.9 -> '13.9'."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def describe_value(row: Mapping[str, Any]) -> str:
    """A force figure's value with its hedge and unit: 'about 4,000', '3,000–4,000', 'up to 60 %'."""
    low, high, single = row.get("value_low"), row.get("value_high"), row.get("value")
    if low is not None and high is not None and low != high:
        amount = f"{number(low)}–{number(high)}"
    else:
        known = next((value for value in (single, high, low) if value is not None), None)
        amount = "?" if known is None else _HEDGES.get(row["qualifier"], "") + number(known)
    unit = row["unit"]
    return amount if unit == "persons" else f"{amount} %" if unit == "percent" else f"{amount} {unit}"


def describe_as_of(row: Mapping[str, Any]) -> str:
    """When a figure holds for, at the precision that the text gives: 'Sep 2017'; 'not given' without."""
    start, end, precision = row.get("as_of_start"), row.get("as_of_end"), row.get("as_of_precision")
    if start is None:
        return "not given"
    if precision == "year":
        return str(start.year)
    if precision == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    if precision == "quarter":
        return f"Q{(start.month + 2) // 3} {start.year}"
    if end is None or end == start:
        return day(start)
    return f"{day(start)} – {day(end)}"


def describe_when(row: Mapping[str, Any]) -> str:
    """The same in a sentence: 'as of Sep 2017'; 'date not given'."""
    return "date not given" if row.get("as_of_start") is None else f"as of {describe_as_of(row)}"


def percent_sure(share: float) -> int:
    """A confidence in whole per cent, rounded down, as the SQL macro of this name has it: 0.705 -> 70."""
    return math.floor(100 * share + 0.0001)


@cache
def doubtful_below() -> int:
    """The confidence, in per cent, below which a figure is doubtful: that of the macro doubtful_below()."""
    (macro,) = (script for script in read_scripts("macros") if script.name == "doubtful_below")
    return round(100 * float(macro.sql.split(" AS ")[1]))


def is_doubtful(row: Mapping[str, Any]) -> bool:
    """Whether the program is too unsure of a record that nobody has confirmed to show it as others."""
    share = row.get("confidence")
    return (
        share is not None
        and percent_sure(share) < doubtful_below()
        and row.get("review") in (None, "machine")
    )


def describe_sure(row: Mapping[str, Any]) -> str:
    """How sure the program is: '81 % sure', '64 % sure, least of the place', 'doubtful: 8 % sure'."""
    weakest = row.get("weakest_field")
    named = "date" if weakest == "as_of" else weakest
    least = f", least of the {named}" if named and named != "exists" else ""
    share = row.get("confidence")
    doubtful = "doubtful: " if is_doubtful(row) else ""
    return "not scored" if share is None else f"{doubtful}{percent_sure(share)} % sure{least}"


def source_in_words(source_name: str | None, outlet: str | None) -> str:
    """Who a figure is ascribed to, as the SQL macro of this name says it."""
    if source_name is None:
        return "source not found"
    is_own = outlet is not None and source_name.casefold() == outlet.casefold()
    return "the outlet’s own count" if is_own else source_name


def place_in_words(row: Mapping[str, Any]) -> str | None:
    """A place with what the text says of the force and it, as the SQL macro of this name says it; None without one."""
    name = row.get("place_name")
    before = {"near": "near ", "border": "the border of "}.get(row.get("place_relation") or "", "")
    return f"{before}{name}" if name else None


def where_in_words(row: Mapping[str, Any]) -> str | None:
    """'in Goma', 'near Goma', 'at the border of Ukraine'; None without a place."""
    told = place_in_words(row)
    if told is None:
        return None
    return (
        told
        if row.get("place_relation") == "near"
        else f"{'at' if row.get('place_relation') == 'border' else 'in'} {told}"
    )


def describe_figure(row: Mapping[str, Any]) -> str:
    """One line for a force figure: value, actor, place, measure, modality, as of, source."""
    parts = [describe_value(row), row.get("actor_name") or "actor not given"]
    parts += [where for where in [where_in_words(row)] if where]
    parts += [row["measure"], row["modality"], describe_when(row)]
    return " · ".join(parts)


def day(value: date) -> str:
    """date(2018, 2, 5) -> '5 Feb 2018'."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
