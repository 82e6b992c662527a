"""Dow Jones: records with the lead in a field of its own, and what follows it in another."""

from collections.abc import Mapping
from typing import Any

_LEAD, _TAIL = "leadParagraph", "tailParagraphs"
_SIGNS = frozenset(("an", "snippet", "body", "publication_datetime"))


def is_snapshot_record(record: Mapping[str, Any]) -> bool:
    """True for an article as Factiva's snapshots and streams hold it."""
    return record.keys() >= _SIGNS


def whole_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its lead above its body, dated to the second."""
    parts = [str(record[name] or "").strip() for name in ("snippet", "body")]
    parts = parts[1:] if parts[1].startswith(parts[0]) else parts
    text = "\n\n".join(filter(None, parts))
    dates = {
        "published_at": record["publication_datetime"],
        "updated_at": record.get("modification_datetime"),
    }
    return {**record, **dates, "id": record["an"], "outlet": record.get("source_name"), "text": text}


def is_distributed(record: Mapping[str, Any]) -> bool:
    """True for an article in Factiva's XML."""
    return _LEAD in record and "headline" in record


def whole_distributed(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its lead above its other paragraphs."""
    parts = [part for name in (_LEAD, _TAIL) if isinstance(part := record.get(name), str)]
    day = record.get("publicationDate")
    published = day.get("date") if isinstance(day, Mapping) else day
    facts = {
        "id": record.get("accessionNo"),
        "published_at": published,
        "language": record.get("baseLanguage"),
    }
    return {**record, **facts, "text": "\n\n".join(parts)}
