"""What a page says of itself to machines: JSON-LD, meta elements, microdata. Read in one pass over the tree."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from lxml.html import HtmlElement

from newsetl.lexicons import read_words

Thing: TypeAlias = Mapping[str, Any]
MAX_THINGS = 2_000  # a page with more is a catalogue; the article comes early
MAX_DEPTH = 40
MAX_JSON = 2_000_000  # characters
MAX_HEADINGS = 20
# Where a page's JSON-LD holds other stories than its own.
LISTS = ("ItemList", "BreadcrumbList", "Comment", "CollectionPage", "SearchResultsPage", "Blog")
LISTING = (
    *(
        "itemListElement",
        "hasPart",
        "relatedLink",
        "relatedItem",
        "mentions",
        "citation",
        "comment",
        "review",
    ),
    *("liveBlogUpdate", "blogPost", "isBasedOn", "associatedMedia", "video", "image"),
)
JUNK = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*.*?\*/)\s*|\s*(?://\s*)?(?:-->|\]\]>)\s*;?\s*$|;\s*$", re.S
)
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")


@dataclass(frozen=True, slots=True)
class Structured:
    """Machine-readable statements of a page.

    Args:
        article: the schema.org object that describes the article, its references resolved; {} where none does.
        things: the JSON-LD objects in order, without those of other stories that the page lists.
        meta: content of meta elements by name or property in lower case, in order.
        items: elements with an itemprop, by its name.
        language: the html element's lang.
        canonical: the address that the page calls its own.
    """

    article: Thing
    things: Sequence[Thing]
    meta: Mapping[str, Sequence[str]]
    items: Mapping[str, Sequence[HtmlElement]]
    language: str | None
    canonical: str | None

    def first(self, *names: str) -> str | None:
        """First meta content under any of the names, in the names' order."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)


def read_structured(tree: HtmlElement) -> Structured:
    """Reads a page's own statements; broken JSON-LD is repaired where possible, else skipped."""
    found = list(_things(tree))
    things = [thing for thing, is_listed in found if not is_listed]
    listed = [thing for thing, is_listed in found if is_listed]
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            meta.setdefault(name.lower().strip(), []).append(" ".join(content.split()))
    items: dict[str, list[HtmlElement]] = {}
    for element in tree.xpath("//*[@itemprop]"):
        for name in element.get("itemprop").split():
            items.setdefault(name, []).append(element)
    canonical = next((e.get("href") for e in tree.iter("link") if _is_canonical(e)), None)
    addresses = {_bare_address(address) for address in (canonical, *meta.get("og:url", ())) if address}
    return Structured(
        _main_article(things, listed, addresses, _titles(tree, meta)),
        things,
        meta,
        items,
        tree.get("lang") or tree.get("xml:lang"),
        canonical,
    )


def texts_of(value: Any) -> Iterator[str]:
    """Names in a JSON-LD value: a string, an object with a name, or a list of either."""
    if isinstance(value, str):
        if text := " ".join(html.unescape(value).split()):
            yield text
    elif isinstance(value, Mapping):
        yield from texts_of(value.get("name"))
    elif isinstance(value, list):
        for entry in value:
            yield from texts_of(entry)


def types_of(thing: Thing) -> tuple[str, ...]:
    """The object's types, without a namespace."""
    stated = thing.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return tuple(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str))


def _is_canonical(element: HtmlElement) -> bool:
    return (element.get("rel") or "").lower() == "canonical" and bool(element.get("href"))


def _things(tree: HtmlElement) -> Iterator[tuple[Thing, bool]]:
    """Objects in order, each with whether it is in a list of other stories."""
    count = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for found in _walk(_parse(script.text or ""), 0, False):
            count += 1
            if count > MAX_THINGS:
                return
            yield found


def _parse(text: str) -> Any:
    if len(text) > MAX_JSON:
        return None
    for mend in (str, _without_junk, _unescaped):
        try:
            return json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _without_junk(text: str) -> str:
    return TRAILING_COMMA.sub("", JUNK.sub("", JUNK.sub("", text)))


def _unescaped(text: str) -> str:
    return _without_junk(html.unescape(text))


def _walk(value: Any, depth: int, is_listed: bool) -> Iterator[tuple[Thing, bool]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _walk(entry, depth + 1, is_listed)
    elif isinstance(value, dict):
        is_listed = is_listed or any(name in LISTS for name in types_of(value))
        if "@type" in value or "@id" in value:
            yield value, is_listed
        for key, child in value.items():
            if isinstance(child, (dict, list)):
                yield from _walk(child, depth + 1, is_listed or key in LISTING)


def _main_article(
    own: Sequence[Thing], listed: Sequence[Thing], addresses: Set[str], titles: Set[str]
) -> Thing:
    """The object that is the page's article: by its address, then its headline, then how much it says."""
    kinds = read_words("articles/schema_org_articles")

    def evidence(thing: Thing) -> tuple[bool, bool, bool]:
        is_named = not addresses.isdisjoint(_addresses(thing))
        is_titled = any(
            _bare(text) in titles for text in texts_of(thing.get("headline") or thing.get("name"))
        )
        return is_named, is_titled, bool(thing.get("datePublished") or thing.get("author"))

    articles = [thing for thing in own if any(kind in kinds for kind in types_of(thing))]
    articles += [
        thing
        for thing in listed
        if any(kind in kinds for kind in types_of(thing)) and any(evidence(thing)[:2])
    ]
    if not articles:
        return {}
    best = max(articles, key=evidence)  # the first of equals
    named = {
        thing["@id"]: thing
        for thing in (*own, *listed)
        if isinstance(thing.get("@id"), str) and len(thing) > 2
    }
    return {key: _resolved(value, named) for key, value in best.items()}


def _addresses(thing: Thing) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = thing.get(key)
        if isinstance(value, Mapping):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and "://" in value:
            yield _bare_address(value)


def _bare_address(address: str) -> str:
    return (
        address.split("#", maxsplit=1)[0]
        .split("?", maxsplit=1)[0]
        .rstrip("/")
        .partition("://")[2]
        .removeprefix("www.")
        .lower()
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _titles(tree: HtmlElement, meta: Mapping[str, Sequence[str]]) -> Set[str]:
    printed = (" ".join(h1.text_content().split()) for h1 in islice(tree.iter("h1"), MAX_HEADINGS))
    return {_bare(text) for text in (*printed, *meta.get("og:title", ())) if text}


def _resolved(value: Any, named: Mapping[str, Thing]) -> Any:
    if isinstance(value, list):
        return [_resolved(entry, named) for entry in value[:50]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value
