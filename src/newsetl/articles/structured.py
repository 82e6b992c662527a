"""What a page says of itself to machines: JSON-LD, meta elements, microdata. Read in one pass over the tree."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml.html import HtmlElement

from newsetl.lexicons import read_words

Thing: TypeAlias = Mapping[str, Any]
MAX_THINGS = 2_000  # a page with more is a catalogue; the article comes early
MAX_DEPTH = 40
MAX_JSON = 2_000_000  # characters
JUNK = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*.*?\*/)\s*|\s*(?://\s*)?(?:-->|\]\]>)\s*;?\s*$|;\s*$", re.S
)
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")


@dataclass(frozen=True, slots=True)
class Structured:
    """Machine-readable statements of a page.

    Args:
        article: the schema.org object that describes the article, its references resolved; {} where none does.
        things: all JSON-LD objects in order.
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
    """Reads a page's own statements; broken JSON-LD is mended where it can be, else passed over."""
    things = list(_things(tree))
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
    return Structured(
        _main_article(things), things, meta, items, tree.get("lang") or tree.get("xml:lang"), canonical
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


def _things(tree: HtmlElement) -> Iterator[Thing]:
    count = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for thing in _walk(_parse(script.text or ""), 0):
            count += 1
            if count > MAX_THINGS:
                return
            yield thing


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


def _walk(value: Any, depth: int) -> Iterator[Thing]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict) and ("@type" in value or "@id" in value):
        yield value
    for child in (
        list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        if isinstance(child, (dict, list)):
            yield from _walk(child, depth + 1)


def _main_article(things: Sequence[Thing]) -> Thing:
    kinds = read_words("articles/schema_org_articles")
    articles = [thing for thing in things if any(kind in kinds for kind in types_of(thing))]
    if not articles:
        return {}
    # The first article of a page is its own; those inside lists and "hasPart" follow it.
    best = next(
        (thing for thing in articles if thing.get("datePublished") or thing.get("author")), articles[0]
    )
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 2}
    return {key: _resolved(value, named) for key, value in best.items()}


def _resolved(value: Any, named: Mapping[str, Thing]) -> Any:
    if isinstance(value, list):
        return [_resolved(entry, named) for entry in value[:50]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value
