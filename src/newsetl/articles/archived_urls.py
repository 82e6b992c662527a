"""Addresses of copies (web archives, caches, translations) -> the original's address and when the copy was taken."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

STAMP = r"(?P<stamp>\d{4,14})"
COPIES = (
    re.compile(
        rf"https?://(?:web|wayback)\.archive\.org/(?:web/)?(?:{STAMP}|\*)(?:[a-z]{{2}}_)?/(?P<original>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"https?://archive\.(?:ph|is|today|fo|li|vn|md)/(?:{STAMP}|newest|oldest|o/\w+|\d{{4}}\.\d\d\.\d\d-\d+)/"
        r"(?P<original>(?:https?:/|www\.).+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"https?://[^/]*\.cdn\.ampproject\.org/(?:[a-z]/)?(?P<secure>s/)?(?P<original>.+)", re.IGNORECASE
    ),
    re.compile(r"https?://(?:www\.)?google\.[a-z.]+/amp/(?P<secure>s/)?(?P<original>.+)", re.IGNORECASE),
)
CACHED = re.compile(r"cache:(?:[\w-]{8,}:)?(?P<original>\S+?)(?:[+ ].*)?$")
TRANSLATED = re.compile(r"(?P<host>[a-z\d-]+)\.translate\.goog$", re.IGNORECASE)


def original_url(url: str) -> str:
    """The address of what a copy was made of; an address of no copy comes back as it is."""
    for _ in range(3):  # a translation of an archived AMP page
        inner = _original(url)
        if inner is None or inner == url:
            return url
        url = inner
    return url


def copied_at(url: str | None) -> datetime | None:
    """When an archive took its copy, by its address: 20240305181500 in UTC."""
    for pattern in COPIES[:2]:
        stamp = match["stamp"] if url and (match := pattern.match(url)) else None
        if stamp and len(stamp) >= 8:
            try:
                return datetime.strptime(stamp.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            except ValueError:
                return None
    return None


def _original(url: str) -> str | None:
    for pattern in COPIES:
        if match := pattern.match(url):
            return _with_scheme(match["original"])
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if host == "webcache.googleusercontent.com":
        cached = CACHED.search(parse_qs(parts.query).get("q", [""])[0])
        return _with_scheme(cached["original"]) if cached else None
    if re.fullmatch(r"translate\.google\.[a-z.]+", host):
        return next(iter(parse_qs(parts.query).get("u", [])), None)
    if match := TRANSLATED.match(host):
        named = match["host"].replace("--", "\0").replace("-", ".").replace("\0", "-")
        query = "&".join(part for part in parts.query.split("&") if part and not part.startswith("_x_tr_"))
        return f"https://{named}{parts.path}{'?' + query if query else ''}"
    return None


def _with_scheme(address: str) -> str:
    address = unquote(address) if re.match(r"https?%3A", address, re.IGNORECASE) else address
    address = re.sub(r"^(https?):/{1,2}(?=[^/])", r"\1://", address, flags=re.IGNORECASE)
    return address if "://" in address else f"https://{address}"
