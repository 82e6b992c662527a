"""Substack's export: posts.csv tells title and day of each page posts/142.ferry-turns-back.html."""

import csv
import io
import re
from collections.abc import Mapping, Set
from typing import Any

from newsetl.inputs.blocks import decode_page

CATALOGUE = "posts.csv"
_POST = re.compile(r"posts/(?P<id>[^/]+)\.html$")


def posts_of(names: Set[str]) -> frozenset[str]:
    """The pages of an export; empty for another archive."""
    return frozenset(name for name in names if _POST.match(name)) if CATALOGUE in names else frozenset()


def facts_of_posts(catalogue: bytes) -> dict[str, Mapping[str, Any]]:
    """Metadata by the name of the page, also whether it was published."""
    rows = csv.DictReader(io.StringIO(decode_page(catalogue)))
    return {f"posts/{row['post_id']}.html": _facts(row) for row in rows if row.get("post_id")}


def _facts(row: Mapping[str, str]) -> dict[str, Any]:
    is_published = str(row.get("is_published")).casefold() == "true"
    facts = {
        "id": row["post_id"],
        "title": row.get("title"),
        "published_at": row.get("post_date") if is_published else None,
        "status": None if is_published else "draft",
    }
    return {name: value for name, value in facts.items() if value}
