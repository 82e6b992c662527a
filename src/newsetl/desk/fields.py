"""What a list can be narrowed by, and the addresses that say so: every view is an address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

Kind = Literal["choice", "words", "name", "since", "until", "least"]
Asked = Mapping[str, Sequence[str]]

MOST_VALUES, MOST_CHARACTERS, MOST_TERMS = 20, 200, 10
UNKNOWN = "unknown"  # in an address: null
TERM = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a list can be narrowed by.

    Args:
        name: its name in the address.
        label: what the form calls it.
        kind: choice: one or more values of `sql`; name: the same in any case, and of any of `also`; words: all of them
            are in `sql`; since, until: days; least: a share in per cent.
        sql: expression over the list's rows.
        also: further expressions that hold names, such as the country of a place.
        is_facet: True shows the values of `sql` with their counts beside the list.
        values: words for its values where they are codes.
    """

    name: str
    label: str
    kind: Kind
    sql: str
    also: tuple[str, ...] = ()
    is_facet: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A WHERE clause with its values, and what was asked for as it was understood."""

    where: str
    params: dict[str, Any]
    asked: dict[str, list[str]]


def narrow(fields: Sequence[Field], asked: Asked) -> Narrowing:
    """The rows that an address asks for; values that mean nothing, such as a day "soon", are left out."""
    conditions: list[str] = []
    params: dict[str, Any] = {}
    understood: dict[str, list[str]] = {}
    for entry in fields:
        values = [_cleaned(value) for value in asked.get(entry.name, ())][:MOST_VALUES]
        values = list(dict.fromkeys(value for value in values if value))
        made = _condition(entry, values)
        if made is not None:
            conditions.append(made[0])
            params |= made[1]
            understood[entry.name] = values if entry.kind in ("choice", "name") else values[:1]
    return Narrowing(" AND ".join(conditions) or "true", params, understood)


def address(path: str, asked: Asked, **changes: str | Sequence[str] | None) -> str:
    """A path with what is asked for; `changes` replace values, None takes them out."""
    values: dict[str, Any] = {name: list(given) for name, given in asked.items()}
    for name, value in changes.items():
        values[name] = [] if value is None else value
    query = urlencode({name: value for name, value in values.items() if value}, doseq=True)
    return f"{path}?{query}" if query else path


def toggled(path: str, asked: Asked, name: str, value: str) -> str:
    """The address with a value taken in, or out where it is in; what page one was on is forgotten."""
    given = list(asked.get(name, ()))
    kept = [other for other in given if other.casefold() != value.casefold()]
    kept = kept if len(kept) < len(given) else [*given, value]
    return address(path, asked, **{name: kept, "page": None})


def terms(text: str) -> list[str]:
    """'"two words" one' -> ['two words', 'one'], in lower case."""
    found = [phrase or word for phrase, word in TERM.findall(text)]
    return [term.strip('"').casefold() for term in found if term.strip('"')][:MOST_TERMS]


def _cleaned(value: str) -> str:
    return value.replace("\0", "").strip()[:MOST_CHARACTERS]


def _condition(entry: Field, values: list[str]) -> tuple[str, dict[str, Any]] | None:
    """SQL with the values it needs, or None where nothing is asked for."""
    if not values:
        return None
    name, sql = entry.name, entry.sql
    if entry.kind == "choice":
        return _choice(name, sql, values)
    if entry.kind == "name":
        each = (f"coalesce({sql}, '{UNKNOWN}')", *entry.also)
        names = " OR ".join(f"list_contains(${name}, lower({one}))" for one in each)
        return f"({names})", {name: [value.casefold() for value in values]}
    if entry.kind == "words":
        found = terms(values[0])
        params = {f"{name}_{number}": term for number, term in enumerate(found)}
        return (
            (" AND ".join(f"contains(lower({sql}), ${term})" for term in params), params) if params else None
        )
    if entry.kind == "least":
        share = _share(values[0])
        return None if share is None else (f"{sql} >= ${name}", {name: share})
    day = _day(values[0])
    sign = ">=" if entry.kind == "since" else "<="
    return None if day is None else (f"{sql} {sign} ${name}", {name: day})


def _choice(name: str, sql: str, values: list[str]) -> tuple[str, dict[str, Any]]:
    """One of the values; a single one is looked up without reading every row."""
    if len(values) == 1 and values[0] != UNKNOWN:
        return f"{sql} = ${name}", {name: values[0]}
    return f"list_contains(${name}, coalesce({sql}, '{UNKNOWN}'))", {name: values}


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _share(value: str) -> float | None:
    return min(int(value), 100) / 100 if value.isdecimal() and value.isascii() and len(value) <= 3 else None
