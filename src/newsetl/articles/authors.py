"""Who wrote a page: names out of structured data and bylines, cleaned of roles, outlets and agencies."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from newsetl.articles.structured import Structured, texts_of
from newsetl.lexicons import read_table, read_words

MAX_BYLINE = 160
MAX_AUTHORS = 15
MAX_NAME_WORDS = 5
PREFIX = re.compile(
    r"^\s*(?:(?:(?:story|words|text|reporting|report|written|posted|published|reported|compiled|edited)\s+)*by\s*:?|"
    r"by\s*:|author\s*:|from\s*:|photos?\s+and\s+story\s+by|reporting\s+by)\s*(?=[^\W\d_]|@)",
    re.IGNORECASE,
)
PREFIX_GLUED = re.compile(r"^By(?=[A-Z][a-z])")  # "ByFiona Leishman": two elements without a space
NOISE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+@\S+|https?://\S+|@\w+|www\.\S+")
DATED = re.compile(
    r"\s*(?:[•·|]|\b(?:on|published|updated|posted)\b:?|\d{1,2}:\d\d|\b\d{4}\b|\b[A-Z][a-z]{2,8}\.? \d{1,2}\b).*$",
    re.S,
)
SPLIT = re.compile(r"\s*(?:[,;|•·/]|\s-\s|\s–\s|\s—\s|\band\b|\bwith\b|&|\n)\s*")
SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D)\.?$")
BYLINE_NAME = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|writer|contributor|credit)(?:$|[\s_-]|name)", re.IGNORECASE
)
META_NAMES = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "authors",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "shareaholic:article_author_name",
    "citation_author",
    "rnews:author",
    "og:author",
)


def find_authors(tree: HtmlElement, structured: Structured, site_names: Sequence[str]) -> tuple[str, ...]:
    """Names of the authors in the page's order; empty where none is named. The site itself is no author."""
    stated = clean_names(texts_of(structured.article.get("author")), site_names)
    byline = clean_names(_byline_texts(tree), site_names)
    if stated:
        # Some outlets state the first author alone.
        return byline if set(stated) < set(byline) and len(byline) <= 4 else stated
    for name in META_NAMES:
        if names := clean_names(structured.meta.get(name, ()), site_names):
            return names
    linked = clean_names((_text(e) for e in tree.iterfind(".//a[@rel='author']")), site_names)
    items = clean_names((_text(e) for e in structured.items.get("author", ())[:5]), site_names)
    return linked or items or byline or clean_names(_author_elements(tree), site_names)[:3]


def find_byline(tree: HtmlElement) -> str | None:
    """The byline as the page prints it, from "By" on; None where there is none."""
    return next((text for text in _byline_texts(tree)), None)


def clean_names(texts: Iterable[str], site_names: Sequence[str] = ()) -> tuple[str, ...]:
    """Names in bylines or author fields: "By Ann Lee and Bo Diaz, Reuters" -> ("Ann Lee", "Bo Diaz").

    An agency counts as author only where no person is named.
    """
    people: dict[str, str] = {}
    agencies: dict[str, str] = {}
    sites = {_bare(site) for site in site_names}
    for text in texts:
        for name in _names(text):
            agency = is_agency(name)
            (agencies if agency else people).setdefault(_bare(name), name)
    kept = [name for bare, name in people.items() if bare not in sites]
    return tuple(kept or agencies.values())[:MAX_AUTHORS]


def is_agency(name: str) -> bool:
    """True for a news agency's name as credits write it."""
    return bool(_agency_pattern().fullmatch(name.strip()))


def _names(text: str) -> Iterator[str]:
    text = DATED.sub("", NOISE.sub(" ", PREFIX_GLUED.sub("", PREFIX.sub("", " ".join(text.split())))))
    text = PREFIX_GLUED.sub("", text)
    for part in SPLIT.split(text):
        name = _without_agency(PREFIX.sub("", part).strip(" .,:-–—\"'’"))
        if SUFFIX.match(name):
            continue
        if _is_name(name):
            yield _cased(name)


def _without_agency(name: str) -> str:
    match = _agency_tail().search(name)
    return name[: match.start()].strip() if match and match.start() > 3 else name


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= MAX_NAME_WORDS or len(name) < 3 or any(c.isdigit() for c in name):
        return False
    if not any(c.isupper() for c in name) and len(words) < 2:
        return False
    roles = read_words("articles/byline_roles")
    return is_agency(name) or not any(word.strip(".,").lower() in roles for word in words)


def _cased(name: str) -> str:
    """'terry pluto' and 'TERRY PLUTO' are written as names are."""
    return name.title() if name.islower() or (name.isupper() and " " in name) else name


def _byline_texts(tree: HtmlElement) -> Iterator[str]:
    """Texts of elements that begin with "By", under a class name for bylines."""
    for element in _author_marked(tree):
        text = _text(element)
        if 5 < len(text) <= MAX_BYLINE and re.match(r"by\b\s*:?\s*\S|By[A-Z]", text, re.IGNORECASE):
            yield text
            return


def _author_elements(tree: HtmlElement) -> Iterator[str]:
    for element in _author_marked(tree):
        text = _text(element)
        if 3 < len(text) <= 60:
            yield text
            return


def _author_marked(tree: HtmlElement) -> list[HtmlElement]:
    return list(tree.xpath("//*[contains(@class,'yline') or contains(@class,'uthor') or @rel='author']"))


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+|^the\b", "", text.lower())


@lru_cache(maxsize=1)
def _agency_pattern() -> re.Pattern[str]:
    names = "|".join(row["pattern"] for row in read_table("articles/agencies"))
    return re.compile(rf"(?:[Tt]he )?(?:{names})")


@lru_cache(maxsize=1)
def _agency_tail() -> re.Pattern[str]:
    names = "|".join(row["pattern"] for row in read_table("articles/agencies") if len(row["pattern"]) > 3)
    return re.compile(rf"\s(?:for |of )?(?:[Tt]he )?(?:{names})$")
