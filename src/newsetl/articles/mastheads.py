"""The outlet's name as a page prints it: masthead, title and copyright line, each confirmed by another."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from newsetl.articles.titles import split_title
from newsetl.lexicons import read_words
from newsetl.lexicons.agencies import is_agency

MAX_NAME = 60  # characters; a longer one is a slogan
MAX_WORDS = 6
HEAD_LINES = 4  # lines of visible text in which a page names itself
MAX_LINKS = 40  # the masthead's link is among the first
MIN_LABEL = 4  # characters of a domain that show a name
ALIKE = 0.4  # of the longer of name and domain is in the other
HOME = re.compile(r"(?:\.{0,2}/)*(?:(?:index|home|default|main)\.\w{3,5})?", re.IGNORECASE)
VISIBLE = (
    *(
        "body",
        "header",
        "footer",
        "main",
        "section",
        "article",
        "center",
        "div",
        "p",
        "table",
        "td",
        "th",
        "li",
    ),
    *("h1", "h2", "h3", "h4", "a", "span", "font", "b", "strong", "i", "em", "small", "br", "address"),
)
COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|[cC]opyright|COPYRIGHT)(?:\s|©|\([cC]\)|[cC]opyright|by|[12]\d{3}|present|[-–—,:/])*"
    r"(?P<name>[^\W\d][^\n|•·<>©]{1,90})"
)
RIGHTS_END = re.compile(
    r"[,.;:]?\s*(?:\ball rights\b|\b(?:19|20)\d\d\b|,\s|[.;:](?:\s|$)|\s[-–—]\s|"
    r"\b(?:inc|ltd|llc|gmbh|plc|limited|corp)\b).*$",
    re.IGNORECASE | re.S,
)
# A name needs two kinds of evidence, since a section, a sponsor or an owner is in each of these places too.
ENOUGH = (
    {"copyright", "home"},
    {"copyright", "title"},
    {"copyright", "head"},
    {"copyright", "domain"},
    {"home", "title"},
    {"home", "domain"},
    {"home", "prose"},
    {"title", "domain"},
)


def named_on_page(
    tree: HtmlElement, text: str, title: str | None, domain: str | None, authors: Sequence[str]
) -> str | None:
    """Name under which a page presents its outlet; None where no two places agree on one.

    Args:
        text: the article's body, which may mention its own paper.
        title: the headline, which names no outlet.
        domain: the registered domain, where known.
        authors: names that are not an outlet's, though a blog may carry them.
    """
    places: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for place, name in _candidates(tree):
        if _is_name(name):
            places.setdefault(_bare(name), set()).add(place)
            names.setdefault(_bare(name), name)
    refused = {_bare(title or ""), *map(_bare, authors)}
    for bare, found in places.items():
        if domain and _is_alike(bare, domain.split(".")[0]):
            found.add("domain")
        if "home" in found and f"the {names[bare].removeprefix('The ')}" in text:
            found.add("prose")
    best = [b for b, found in places.items() if b not in refused and any(pair <= found for pair in ENOUGH)]
    return names[max(best, key=lambda bare: len(places[bare]))] if best else None


def _candidates(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Where a name is, and the name; the places that spell it best come first."""
    for link in islice(tree.iter("a"), MAX_LINKS):
        if HOME.fullmatch((link.get("href") or "x").strip()):
            yield from (("home", name) for name in _names_of_link(link))
    pieces = [piece for piece in tree.itertext(*VISIBLE) if not piece.isspace()]
    yield from (("head", name) for piece in pieces[:HEAD_LINES] for name in split_title(piece))
    element = tree.find(".//title")
    if element is not None:
        yield from (("title", name) for name in split_title(element.text_content()))
    for match in COPYRIGHT.finditer("\n".join(pieces)):
        yield "copyright", " ".join(RIGHTS_END.sub("", match["name"]).split()).strip(" .,-–—")


def _names_of_link(link: HtmlElement) -> Iterator[str]:
    yield " ".join(link.text_content().split())
    for image in link.iter("img"):
        yield re.sub(r"\s+logo$", "", " ".join((image.get("alt") or "").split()), flags=re.IGNORECASE)


def _is_name(name: str) -> bool:
    if not 3 < len(name) <= MAX_NAME or len(name.split()) > MAX_WORDS or not name[0].isupper():
        return False
    return name.lower() not in read_words("articles/not_outlets") and not is_agency(name)


def _is_alike(bare: str, label: str) -> bool:
    label = _bare(label)
    shorter, longer = sorted((bare, label), key=len)
    return len(shorter) >= MIN_LABEL and shorter in longer and len(shorter) >= ALIKE * len(longer)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+|^the\b", "", text.lower())
