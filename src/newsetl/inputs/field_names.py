"""Names that records give their fields, compared without case, spaces, "_" and "-"; those of nested records dotted."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

from newsetl import lexicons

BODY_FIELDS = ("text", "html")
MAX_FACTS = 100_000  # characters of a record of facts that is kept as a text
MIN_NAMES = 2  # that show the language of a table
MAX_LEVELS = 4  # records within a record whose fields have dotted names

NamedField = tuple[str, str]


@cache
def known_names() -> Mapping[str, Sequence[NamedField]]:
    names: dict[str, list[NamedField]] = {}
    for row in lexicons.read_table("inputs/fields"):
        names.setdefault(row["field"], []).append((row["name"], row["kind"]))
    return names


@cache
def _ranks() -> Mapping[str, Sequence[tuple[str, int, NamedField]]]:
    """For each comparable name its fields, its rank among the names of each, and the name and kind themselves."""
    ranks: dict[str, list[tuple[str, int, NamedField]]] = {}
    for field, names in known_names().items():
        for rank, name in enumerate(names):
            ranks.setdefault(key_of(name[0]), []).append((field, rank, name))
    return ranks


def present_names(flat: Mapping[str, Any]) -> dict[str, list[NamedField]]:
    """The names that a record has, by field, the more trusted first: no more look-ups than it has values."""
    ranks = _ranks()
    found: dict[str, list[tuple[int, NamedField]]] = {}
    for key in flat:
        for field, rank, name in ranks.get(key, ()):
            found.setdefault(field, []).append((rank, name))
    return {field: [name for _, name in sorted(names)] for field, names in found.items()}


def with_facts(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record beside what it keeps of itself in a record of facts: {"text": "…", "meta": {"date": "2024-03-05"}}."""
    told = (_as_record(record[name]) for name in names_of_facts() if name in record)
    inner = [facts for facts in told if facts]
    return (
        {**{name: value for facts in inner for name, value in facts.items()}, **record} if inner else record
    )


def _as_record(value: Any) -> Mapping[str, Any] | None:
    """A record, also one that is kept as JSON in a text."""
    if isinstance(value, str) and value.startswith("{") and len(value) <= MAX_FACTS:
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    return value if isinstance(value, Mapping) else None


@cache
def names_of_facts() -> tuple[str, ...]:
    """Names under which records keep what is known of them."""
    rows = lexicons.read_table("inputs/envelopes")
    return tuple(row["name"] for row in rows if row["kind"] == "facts")


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    """The languages that have a name, by comparable name."""
    languages: dict[str, set[str]] = {}
    for row in lexicons.read_table("inputs/fields"):
        languages.setdefault(key_of(row["name"]), set()).add(row["language"])
    return {name: frozenset(found) for name, found in languages.items()}


def writes_day_first(names: Iterable[str]) -> bool:
    """True for fields named in a language that writes 5 March as 05/03: two names that English has not."""
    told = (_languages().get(key_of(name), frozenset()) for name in names)
    year_first = lexicons.read_words("inputs/year_first_languages")
    foreign = [languages for languages in told if languages and "en" not in languages]
    return len(foreign) >= MIN_NAMES and not any(year_first & languages for languages in foreign)


@lru_cache(10_000)
def key_of(name: str) -> str:
    """A name to compare: "Full_Text", "full text" and "Full-text" are one, and so are "Author(s)" and "authors"."""
    return re.sub(r"[\s_\-()]", "", name).casefold()


def flatten(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record's values by comparable name, those of nested records by dotted names."""
    flat: dict[str, Any] = {}
    for name, value in record.items():
        flat.setdefault(key_of(str(name)), value)
    if any(isinstance(value, Mapping) for value in record.values()):
        for path, value in named_values(record, MAX_LEVELS):
            flat.setdefault(".".join(map(key_of, path)), value)
    return flat


def named_values(record: Mapping[str, Any], levels: int) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Names and values, each record's own before those of the records in it."""
    for name, value in record.items():
        yield (str(name),), value
    if levels > 1:
        for name, value in record.items():
            if isinstance(value, Mapping):
                yield from (((str(name), *inner), v) for inner, v in named_values(value, levels - 1))
