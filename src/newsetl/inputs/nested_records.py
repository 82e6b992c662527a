"""Records whose text is in a record of their own: {"doc": {"headline": {"main": "…"}, "content": {"text": "…"}}}."""

from collections.abc import Mapping
from typing import Any

from newsetl.inputs.field_names import BODY_FIELDS, MAX_LEVELS, key_of, known_names, named_values
from newsetl.inputs.fields import has_body

_LIFTED = ("text", "html", "title", "published_at", "updated_at", "byline", "section")


def innermost(record: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any] | None:
    """A record without a text whose one nested record has it, under the names of both; None for any other.

    Texts, headlines and days within the nested record count as its own. Ids and addresses there do not: those may be
    of a picture or a person.
    """
    whole = [
        told
        for value in record.values()
        if isinstance(value, Mapping)
        and has_body(told := {**_leaves(value), **_without_inner(value)}, fields)
    ]
    return {**record, **whole[0]} if len(whole) == 1 else None


def _leaves(record: Mapping[str, Any]) -> dict[str, Any]:
    """Texts, headlines, days and outlets of the records within one, by their own names."""
    known = {key_of(name) for field in _LIFTED for name, _ in known_names()[field]}
    leaves: dict[str, Any] = {}
    for path, value in named_values(record, MAX_LEVELS - 1):
        if len(path) > 1 and key_of(path[-1]) in known and not isinstance(value, Mapping):
            leaves.setdefault(path[-1], value)
    return leaves


def _without_inner(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without those records in it whose name would be a text's: {"content": {"text": "…"}}."""
    bodies = {key_of(name) for field in BODY_FIELDS for name, _ in known_names()[field]}
    return {k: v for k, v in record.items() if not (isinstance(v, Mapping) and key_of(str(k)) in bodies)}
