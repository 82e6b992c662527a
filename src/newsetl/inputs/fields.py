"""Records by other people's field names -> documents with ours."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from newsetl import lexicons
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.content_blocks import is_blocks, text_of_blocks
from newsetl.inputs.contracts import Outcome, ReadSettings, reject
from newsetl.inputs.date_columns import DateColumn
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.field_names import (
    BODY_FIELDS,
    MAX_LEVELS,
    NamedField,
    flatten,
    key_of,
    known_names,
    named_values,
    present_names,
    with_facts,
)
from newsetl.inputs.unpublished import check_published

MAX_VALUE_CHARACTERS = 10_000
MAX_LISTED_FIELDS = 40
MIN_FULL_TEXT = 500  # characters; an abstract is shorter as a rule
_TAG = re.compile(r"<(?:html|body|p|div|br|article|section|table|h[1-6]|ul|span|a)\b[^<>]*>", re.IGNORECASE)
# Seconds since 1970 between 1973 and 2286; the same in milliseconds.
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?")
_EPOCH_MS = re.compile(r"\d{12,13}")
# "https://www.post.example/" and "www.post.example" are one outlet
_ADDRESS = re.compile(r"^(?:https?://(?:www\.)?|www\.)([\w\-]+(?:\.[\w\-]+)+)(?:[:/]\S*)?$", re.IGNORECASE)
_LINK = re.compile(r"https?://", re.IGNORECASE)
_MAX_NAME_LEVELS = 2  # {"main": {"text": "Ferry turns back"}}
_NAME_KEYS = ("name", "title", "rendered", "main", "value", "#text", "$oid", "$date", "href", "text")
# What data frames and databases write for a cell that is empty.
_EMPTY_VALUES = ("NaN", "nan", "null", "NULL", "None")
_LIST_SEPARATORS = {"text": "\n\n", "html": "\n"}


def document_from_record(
    record: Mapping[str, Any], uri: str, settings: ReadSettings, raw: Callable[[], bytes]
) -> Outcome:
    """The document that a record holds, or why it holds none.

    Args:
        record: field names, as its author chose them, and values.
        uri: where the record is.
        settings: limits and the user's field names.
        raw: makes the record's own bytes, for quarantine.
    """
    flat = flatten(record)
    facts = with_facts(record)
    metadata = _metadata(flat if facts is record else flatten(facts), settings.fields)
    if settings.day_first is not None:
        days = {name: metadata[name] for name in ("published_at", "updated_at") if name in metadata}
        metadata |= {name: DateColumn(name, settings.day_first).read(day) for name, day in days.items()}
    try:
        check_published(flat)
        content, media_type = _body(record, flat, settings)
    except Rejected as reason:
        return reject(uri, reason, raw(), metadata)
    fetched_at = _parse_moment(metadata.pop("fetched_at", None))
    return RawDocument(content, media_type, uri, metadata, fetched_at, "utf-8")


def metadata_of(record: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """What a record says of its document, under our names; fetched_at among them, values as strings."""
    return _metadata(flatten(with_facts(record)), fields)


def has_body(record: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    """True if a record has a field that may hold a text or a page."""
    return bool(_present_bodies(flatten(record), fields))


def date_fields(names: Sequence[str], fields: Mapping[str, str]) -> frozenset[str]:
    """Those of a table's columns that hold dates."""
    ours = ("published_at", "updated_at", "fetched_at")
    known = {key_of(name) for field in ours for name, _ in known_names()[field]}
    known |= {key_of(fields[field]) for field in ours if field in fields}
    return frozenset(name for name in names if key_of(name) in known)


def check_fields(names: Sequence[str], fields: Mapping[str, str]) -> None:
    """Raises Rejected (missing_field), listing the names, if no column of a table may hold a text or a page."""
    record = dict.fromkeys(names, "")
    if not has_body(record, fields):
        raise no_text_field(record)


def wanted_names(names: Sequence[str], fields: Mapping[str, str]) -> list[str]:
    """Those of a table's columns that newsetl reads, so that the others need not be."""
    known = {key_of(name.split(".")[0]) for rows in known_names().values() for name, _ in rows}
    known |= {key_of(name.split(".")[0]) for name in fields.values()}
    return [name for name in names if key_of(name) in known]


def _metadata(flat: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    present = present_names(flat)
    for ours in known_names():
        if ours in BODY_FIELDS or not (ours in present or ours in fields):
            continue
        candidates = [(fields[ours], "value")] if ours in fields else present[ours]
        keys = [key for name, _ in candidates if (key := key_of(name)) in flat]
        values = (_as_text(flat[key], ours) for key in keys)
        value = next(filter(None, values), None)
        if value is not None:
            found[ours] = value[:MAX_VALUE_CHARACTERS]
    if "outlet" in found:
        found["outlet"] = _ADDRESS.sub(r"\1", found["outlet"])
    return found


def _body(record: Mapping[str, Any], flat: Mapping[str, Any], settings: ReadSettings) -> tuple[bytes, str]:
    present = _present_bodies(flat, settings.fields)
    if not present:
        raise addresses_only() if _is_address(record, flat) else no_text_field(record)
    for name, kind in present:
        value = flat[key_of(name)]
        text = _as_text(value, "text" if kind != "html" else "html")
        if text is None or text.strip().casefold() in lexicons.read_words("inputs/placeholders"):
            continue
        if "\0" in text:
            raise Rejected("bad_encoding", f"field {name!r} holds a NUL at character {text.index(chr(0))}")
        if kind == "post" and "published_at" not in _metadata(flat, settings.fields):
            raise no_text_field(record)
        if kind == "abstract" and len(text) < MIN_FULL_TEXT:
            raise only_abstract(text)
        content = encode_text(text)
        if len(content) > settings.max_document_bytes:
            raise Rejected("too_large", f"field {name!r} holds {len(content)} bytes")
        is_html = kind == "html" or (kind == "either" and _TAG.search(text) is not None)
        return content, "text/html" if is_html else "text/plain"
    raise Rejected("no_text", f"empty: {', '.join(name for name, _ in present)}")


def only_abstract(text: str) -> Rejected:
    """Why a reference whose longest text is this one is not an article."""
    what = f"an abstract of {len(text)} characters" if text else "no text"
    return Rejected("no_text", f"the record holds {what} and not the article")


def _present_bodies(flat: Mapping[str, Any], fields: Mapping[str, str]) -> Sequence[NamedField]:
    """Those fields that may hold a text or a page; one that holds a record is none."""
    mapped = [(fields[ours], ours) for ours in BODY_FIELDS if ours in fields]
    known = {} if mapped else present_names(flat)
    names = mapped or [name for ours in BODY_FIELDS for name in known.get(ours, ())]
    present = [(name, kind) for name, kind in names if key_of(name) in flat]
    return [(name, kind) for name, kind in present if not isinstance(flat[key_of(name)], Mapping)]


def _as_text(value: Any, field: str) -> str | None:
    """A value as a string; None for what is empty."""
    value = _bare(value, field)
    if isinstance(value, (list, tuple)):
        parts = [part for item in value if (part := _as_text(item, field)) is not None]
        return _LIST_SEPARATORS.get(field, "; ").join(parts) or None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number_as_text(value, field)
    if not isinstance(value, str) or not value.strip():
        return None
    if field in BODY_FIELDS:
        return value
    return None if value.strip() in _EMPTY_VALUES else value.strip()


def _bare(value: Any, field: str) -> Any:
    """A value without what is around it: the first of several addresses, the text of blocks, a record's name."""
    if field == "url" and isinstance(value, (list, tuple)):
        value = next(iter(value), None)
    if field in BODY_FIELDS and is_blocks(value):
        return text_of_blocks(value)
    for _ in range(_MAX_NAME_LEVELS):
        if isinstance(value, Mapping):
            value = next((value[key] for key in _NAME_KEYS if value.get(key)), None)
    return value


def _number_as_text(value: float, field: str) -> str | None:
    if value != value:  # noqa: PLR0124 - NaN, a data frame's empty cell, is the one value unlike itself
        return None
    text = str(value)
    if not field.endswith("_at"):
        return text
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(value, UTC).isoformat()
    if _EPOCH_MS.fullmatch(text):
        return datetime.fromtimestamp(value / 1000, UTC).isoformat()
    return text


def _parse_moment(text: str | None) -> datetime | None:
    """An ISO 8601 moment with its offset; one without is not known in UTC and is None."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None


def _is_address(record: Mapping[str, Any], flat: Mapping[str, Any]) -> bool:
    """True for a record with an address, of whose values none may be a text under a name that is not known."""
    named = (_as_text(flat[key], "url") for name, _ in known_names()["url"] if (key := key_of(name)) in flat)
    lengths = [len(value) for _, value in named_values(record, MAX_LEVELS) if isinstance(value, str)]
    return any(_LINK.match(url) for url in named if url) and max(lengths, default=0) < MIN_FULL_TEXT


def addresses_only() -> Rejected:
    """The reason for a list of links where articles should be."""
    return Rejected(
        "addresses_only",
        "these are addresses: `newsetl collect --urls FILE` fetches them, `newsetl run` reads them then",
    )


def no_text_field(record: Mapping[str, Any]) -> Rejected:
    """The reason for a record without a text, which lists the fields that it has."""
    values = named_values(record, MAX_LEVELS)
    names = [".".join(name)[:60] for name, value in values if not isinstance(value, Mapping)]
    more = f" and {len(names) - MAX_LISTED_FIELDS} more" if len(names) > MAX_LISTED_FIELDS else ""
    seen = ", ".join(names[:MAX_LISTED_FIELDS]) + more or "none"
    return Rejected("missing_field", f"no field for text or html ([fields] can name it); fields seen: {seen}")
