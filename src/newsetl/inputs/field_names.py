"""Names that records give their fields, compared without case, spaces, "_" and "-"; those of nested records dotted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from newsetl import lexicons

BODY_FIELDS = ("text", "html")
MAX_LEVELS = 4  # records within a record whose fields have dotted names

NamedField = tuple[str, str]


@cache
def known_names() -> Mapping[str, Sequence[NamedField]]:
    names: dict[str, list[NamedField]] = {}
    for row in lexicons.read_table("inputs/fields"):
        names.setdefault(row["field"], []).append((row["name"], row["kind"]))
    return names


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
