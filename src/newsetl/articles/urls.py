"""Addresses: the canonical form that identifies an article, and the registered domain of its outlet."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from tld import get_fld

from newsetl.articles.archived_urls import original_url
from newsetl.lexicons import read_words

MAX_URL = 4_000  # longer ones are data: and tracking monsters, never an article's address
MOBILE_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
AMP_PATH = re.compile(r"/(?:amp|amphtml)(?=/|$)|\.amp(?=$|\.html?$)|(?<=/)amp\.html$")
INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
LIST_FOLDERS = frozenset(
    (
        "search",
        "tag",
        "tags",
        "category",
        "categories",
        "topic",
        "topics",
        "author",
        "authors",
        "label",
        "hashtag",
    )
)
SEARCH_PARAMETERS = frozenset(("s", "q", "query", "search", "keyword", "keywords", "page"))
ARTICLE_PARAMETERS = frozenset(
    ("p", "id", "article", "articleid", "article_id", "story", "storyid", "newsid", "aid", "nid")
)
LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
COPY_HOSTS = re.compile(
    r"(?:.*\.)?(?:archive\.(?:org|ph|is|today|fo|li|vn|md)|ampproject\.org|googleusercontent\.com|translate\.goog)$"
)
TRACKING_PREFIXES = ("utm_", "at_", "ito_", "pk_", "mtm_", "__twitter_", "ns_")


def canonical_url(url: str | None) -> str | None:
    """The address under which copies of one page are one: no trackers, fragments or AMP forms.

    Returns None for what is not a web address ("/news/1", "mailto:…", "about:blank").
    """
    parts = _split(url)
    if parts is not None and _is_copy(parts.hostname or "", parts.path):
        parts = _split(original_url(parts.geturl()))
    if parts is None or not parts.hostname or "." not in parts.hostname:
        return None
    path = AMP_PATH.sub("", _normal_path(parts.path))
    path = INDEX_PAGE.sub("", path).rstrip("/")
    return f"https://{_host(parts)}{path}{_query(parts.query)}"


def names_article(url: str) -> bool:
    """False for an address that many articles may state as theirs: a home page, a section, a search, a list."""
    parts = urlsplit(url)
    segments = [segment.lower() for segment in parts.path.split("/") if segment]
    names = {name.lower() for name, _ in parse_qsl(parts.query)}
    lists = read_words("articles/list_addresses")
    if not segments:
        return bool(names & ARTICLE_PARAMETERS)
    if segments[0] in LIST_FOLDERS or (names & SEARCH_PARAMETERS and len(segments) < 2):
        return False
    return bool(names) or not all(LOCALE.fullmatch(segment) or segment in lists for segment in segments)


def article_key(url: str) -> str:
    """What an article's id is made of: the canonical address without scheme and mobile or www host."""
    canonical = canonical_url(url) or url
    parts = urlsplit(canonical)
    host = MOBILE_HOST.sub("", parts.netloc)
    return f"{host}{parts.path}{'?' + parts.query if parts.query else ''}"


def registered_domain(url: str | None) -> str | None:
    """Registered domain of an address or host by the public suffix list ('bbc.co.uk'), or None."""
    parts = _split(url if url and "://" in url else f"https://{url}" if url else None)
    return _domain_of_host(parts.hostname) if parts and parts.hostname else None


@lru_cache(maxsize=65_536)
def _domain_of_host(host: str) -> str | None:
    domain: str | None = get_fld(f"https://{host}", fail_silently=True)
    return domain


def _is_copy(host: str, path: str) -> bool:
    if COPY_HOSTS.match(host) is not None:
        return True
    return "google." in host and (path.startswith("/amp/") or host.startswith("translate."))


def _split(url: str | None) -> SplitResult | None:
    if not url or len(url) > MAX_URL:
        return None
    try:
        parts = urlsplit(url.strip())
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    return host if port in (None, 80, 443) else f"{host}:{port}"


def _normal_path(path: str) -> str:
    return quote(unquote(re.sub(r"/{2,}", "/", path)), safe="/:@!$&'()*+,;=~-._")


def _query(query: str) -> str:
    trackers = read_words("articles/tracking_parameters")
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if name.lower() not in trackers and not name.lower().startswith(TRACKING_PREFIXES)
    ]
    return f"?{urlencode(sorted(kept))}" if kept else ""
