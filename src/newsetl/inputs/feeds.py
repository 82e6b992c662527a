"""RSS, RDF and Atom: each entry with its full text is a document, dated by the feed."""

import base64
import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.feed_elements import Found, fields_of, namespace_of
from newsetl.inputs.streams import read_whole
from newsetl.inputs.unpublished import check_published
from newsetl.inputs.xml import Element, joined, local_name, parse_xml

FEED_ROOTS = ("rss", "feed", "rdf", "channel")
# A teaser is shorter; a description this long that does not break off is the article.
MIN_FULL_ENTRY = 400
_KIND_SCHEME = "schemas.google.com/g/2005#kind"
_BLOGGER_TYPE = "{http://schemas.google.com/blogger/2018}type"
_KINDS_OF_ARTICLES = ("post", "page")
_CUT_SHORT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue reading|more).{0,20})\s*$", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_RSS_AUTHOR = re.compile(r"\S+@\S+\s*\((.+)\)")
_PAGE = (
    '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body><article>\n{}\n</article></body></html>'
)
_MAX_AUTHOR_CHARACTERS = 500
# An entry's tag, and whether it ends the entry
_ENTRY_TAG = re.compile(rb"<(/?)(?:[\w.\-]{1,20}:)?(?:item|entry)\b(?:[^<>]*(/)>)?", re.IGNORECASE)
_ZOTERO = b"//www.zotero.org/namespaces/export"
_ENTRY_NAMES = ("item", "entry")


def read_feed(source: Source) -> Iterator[Outcome]:
    """A document, or a rejection, an entry of a feed."""
    content = read_whole(source.stream, source.settings.max_document_bytes)
    root = parse_xml(content, source.settings.max_xml_depth)
    entries, feed = feed_entries(root), feed_metadata(root)
    if not entries and _ZOTERO in content:
        raise Rejected("unknown_format", "is Zotero's RDF: export it as CSV or RIS")
    if not entries:
        raise Rejected("not_an_article", "is a feed without entries")
    for number, entry in enumerate(entries, 1):
        is_cut = number == len(entries) and _is_cut(content)
        yield _document(entry, f"{source.uri}#{number}", source, feed, is_cut)


def feed_entries(root: Element) -> list[Element]:
    """The entries of a feed in their order."""
    return [element for element in root.iter(etree.Element) if local_name(element) in _ENTRY_NAMES]


def feed_metadata(root: Element) -> dict[str, str | None]:
    """What a feed says of itself, and so of its entries: language and outlet."""
    channel = next(
        (element for element in root.iter(etree.Element) if local_name(element) == "channel"), root
    )
    texts: dict[str, str] = {}
    for child in channel.iterchildren(etree.Element):
        if child.text and child.text.strip():
            texts.setdefault(local_name(child), child.text)
    return {"language": _plain(texts.get("language")), "outlet": _plain(texts.get("title"))}


def entry_metadata(entry: Element, feed: Mapping[str, str | None]) -> dict[str, Any]:
    """What a feed says of an entry, under our names; of what the entry lacks, what it says of itself."""
    found = fields_of(entry)
    values: dict[str, str | None] = {
        "id": _first_text(found, "id"),
        "url": _url(found),
        "title": next(filter(None, map(_title, found.get("title", ()))), None),
        **_authors(found),
        "published_at": _first_text(found, "published_at"),
        "updated_at": _first_text(found, "updated_at"),
        "section": "; ".join(filter(None, map(_category, found.get("section", ())))) or None,
        "language": _first_text(found, "language") or _language(entry) or feed["language"],
        "outlet": _outlet(found) or feed["outlet"],
    }
    metadata = {field: value for field, value in values.items() if value}
    if "published_at" in metadata:
        metadata["published_source"] = "feed"
    return metadata


def _is_cut(content: bytes) -> bool:
    """True if a feed breaks off within its last entry, half of which must not pass for an article."""
    tags = _ENTRY_TAG.findall(content)
    return bool(tags) and not any(tags[-1])


def _document(
    entry: Element, uri: str, source: Source, feed: Mapping[str, str | None], is_cut: bool
) -> Outcome:
    metadata = entry_metadata(entry, feed)
    try:
        check_published({"status": _status(entry)})
        _check_kind(entry)
        if is_cut:
            raise Rejected("broken_xml", "the feed breaks off within the entry")
        content, media_type = _body(fields_of(entry))
        if len(content) > source.settings.max_document_bytes:
            raise Rejected("too_large", f"holds {len(content)} bytes")
    except Rejected as reason:
        return reject(uri, reason, etree.tostring(entry, with_tail=False), metadata)
    return RawDocument(content, media_type, uri, metadata, None, "utf-8")


def _status(entry: Element) -> str:
    """Whether WordPress or Blogger has published the entry of an export; Atom says it of drafts alone."""
    if entry.findtext("{*}control/{*}draft", "").strip() == "yes":
        return "draft"
    found = (child.text for child in entry.iterchildren(etree.Element) if local_name(child) == "status")
    return next(found, None) or ""


def _body(found: Found) -> tuple[bytes, str]:
    for element in found.get("content", ()):
        markup, is_html = _markup(element)
        if markup.strip():
            return _as_document(markup, is_html)
    summaries = [_markup(element) for element in found.get("summary", ())]
    markup, is_html = max(summaries, key=lambda summary: len(summary[0]), default=("", False))
    text = _plain(markup) or ""
    if len(text) >= MIN_FULL_ENTRY and not _CUT_SHORT.search(text):
        return _as_document(markup, is_html)
    if text:
        raise Rejected("no_text", f"the feed holds a summary of {len(text)} characters and not the article")
    raise Rejected("no_text", "the feed holds no text of the article")


def _as_document(markup: str, is_html: bool) -> tuple[bytes, str]:
    """A fragment of HTML becomes the article of a page of its own; a text stays as it is."""
    if "\0" in markup:
        raise Rejected("bad_encoding", "holds NULs")
    if is_html and _TAG.search(markup):
        return encode_text(_PAGE.format(markup)), "text/html"
    return encode_text(html.unescape(markup) if is_html else markup), "text/plain"


def _markup(element: Element) -> tuple[str, bool]:
    """What a text element holds, and whether that is HTML: RSS always, Atom by its type."""
    if len(element):
        inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
        return (element.text or "") + inner, True
    kind = (element.get("type") or "").lower()
    is_atom = namespace_of(element) == "atom"
    if element.get("mode") == "base64":
        return _from_base64(element.text or ""), True
    if "/" in kind and "text" not in kind and "html" not in kind and kind != "application/xml":
        return "", False
    # type="CDATA" and the like are not types of Atom: markup in them is recognised by itself
    is_wrong = bool(kind) and kind != "text" and "/" not in kind
    return element.text or "", "html" in kind or not is_atom or is_wrong


def _from_base64(text: str) -> str:
    """Atom 0.3's way to carry markup; nothing where it is broken."""
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except ValueError:
        return ""


def _title(element: Element) -> str | None:
    markup, is_html = _markup(element)
    return _plain(markup) if is_html else " ".join(markup.split()) or None


def _plain(markup: str | None) -> str | None:
    """Markup's text on one line."""
    if markup is None:
        return None
    return " ".join(html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", markup))).split()) or None


def _first_text(found: Found, field: str) -> str | None:
    texts = (" ".join("".join(element.itertext()).split()) for element in found.get(field, ()))
    return next(filter(None, texts), None)


def _url(found: Found) -> str | None:
    for element in found.get("url", ()):
        if element.get("rel", "alternate") != "alternate":
            continue
        address = (element.get("href") or element.text or "").strip()
        if address:
            return joined(element.base, address)
    guid = _first_text(found, "id")
    is_address = guid is not None and guid.startswith(("http://", "https://"))
    return guid if is_address and found["id"][0].get("isPermaLink", "true") == "true" else None


def _authors(found: Found) -> dict[str, str]:
    """Several creators are names; a single one may be a byline such as "By A B and C D"."""
    names = []
    for element in found.get("authors", ()):
        name = next((child for child in element if local_name(child) == "name"), element)
        text = " ".join("".join(name.itertext()).split())[:_MAX_AUTHOR_CHARACTERS]
        with_address = _RSS_AUTHOR.fullmatch(text)
        names.append(with_address.group(1) if with_address else text)
    different = list(dict.fromkeys(filter(None, names)))
    return {"authors" if len(different) > 1 else "byline": "; ".join(different)}


def _check_kind(entry: Element) -> None:
    """Raises Rejected (not_an_article) for comments and settings, entries of Blogger's backups."""
    for child in entry.iterchildren(etree.Element):
        if local_name(child) == "category" and child.get("scheme", "").endswith(_KIND_SCHEME):
            kind = child.get("term", "").rpartition("#")[2]
        elif child.tag == _BLOGGER_TYPE:
            kind = (child.text or "").strip().lower()
        else:
            continue
        if kind not in _KINDS_OF_ARTICLES:
            raise Rejected("not_an_article", f"is no post of the blog: its kind is {kind!r}")


def _category(element: Element) -> str | None:
    if element.get("scheme", "").endswith(_KIND_SCHEME):
        return None
    return (element.get("label") or element.get("term") or element.text or "").strip() or None


def _language(entry: Element) -> str | None:
    for element in (entry, *entry.iterancestors()):
        language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if language:
            return str(language)
    return None


def _outlet(found: Found) -> str | None:
    for element in found.get("outlet", ()):
        title = next((child for child in element if local_name(child) == "title"), element)
        if title.text and title.text.strip():
            return str(title.text.strip())
    return None
