"""Elements of a feed's entries by our fields."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from lxml import etree

from newsetl import lexicons
from newsetl.inputs.xml import Element, local_name

Found = Mapping[str, list[Element]]


def fields_of(entry: Element) -> Found:
    """An entry's elements by our field, in the order of trust."""
    by_name: dict[tuple[str | None, str], list[Element]] = {}
    for child in entry.iterchildren(etree.Element):
        by_name.setdefault((namespace_of(child), local_name(child).split(":")[-1]), []).append(child)
    found: dict[str, list[Element]] = {}
    for row in lexicons.read_table("inputs/feed_elements"):
        elements = by_name.get((row["namespace"], row["element"].lower()), ())
        found.setdefault(row["field"], []).extend(elements)
    return found


def namespace_of(element: Element) -> str | None:
    """Our short name of an element's namespace; None for one that holds nothing for us."""
    return _short_name(element.tag)


@lru_cache(10_000)
def _short_name(tag: str) -> str | None:
    address, _, name = tag.rpartition("}")
    prefix, _, local = name.rpartition(":")
    if prefix and local:
        return str(prefix.lower())  # a prefix that was never declared, which is its usual name
    bare = re.sub(r"^{?(?:https?://)?", "", address).rstrip("/").lower()
    return _namespaces().get(bare)


@cache
def _namespaces() -> Mapping[str, str]:
    return {row["address"]: row["namespace"] for row in lexicons.read_table("inputs/feed_namespaces")}
