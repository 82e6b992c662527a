"""Drafts: what blogs' exports hold beside the posts that were published."""

from collections.abc import Mapping
from typing import Any

from newsetl import lexicons
from newsetl.errors import Rejected


def check_published(record: Mapping[str, Any]) -> None:
    """Raises Rejected (not_an_article) for what its author has not published."""
    status = str(record.get("status", "")).casefold()
    if status in lexicons.read_words("inputs/unpublished"):
        raise Rejected("not_an_article", f"was not published: its status is {status!r}")
