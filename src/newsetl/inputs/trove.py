"""Trove, the newspaper archive of Australia's libraries: records whose `title` is the paper's."""

from collections.abc import Mapping
from typing import Any


def is_trove_record(record: Mapping[str, Any]) -> bool:
    """True for an article with its text."""
    return "articleText" in record and "heading" in record


def plain_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record under our names."""
    return {
        "id": record.get("id"),
        "url": record.get("troveUrl"),
        "title": record["heading"],
        "outlet": record.get("title"),
        "published_at": record.get("date"),
        "html": record["articleText"],
    }
