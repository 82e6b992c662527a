"""E-books (EPUB 2 and 3): one article a chapter in the book's order, contents pages left out."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import decode_page, page_blocks, parse_page, squeeze
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.members import check_name
from newsetl.inputs.xml import Element, local_name, parse_xml

READER = "e-book (.epub)"
MIN_CHAPTER = 200  # characters; what has fewer is a title page or a picture
_LINKED = 0.6  # of a chapter's text: it is a table of contents
CALIBRE = "calibre"
_DATED = re.compile(r"\s*[\[(][^\[\]()]*\d[^\[\]()]*[\])]$")  # "Calden Courier [Tue, 05 Mar 2024]"
_MENU = re.compile(r"\|(?:[^|]{1,30}\|){1,6}")  # "| Next | Section menu | Main menu |"
_MADE_OF = re.compile(r"This article was downloaded by calibre from (?P<url>https?://\S+)")
_CONTAINER = "META-INF/container.xml"


def read_epub(source: Source, archive: zipfile.ZipFile) -> Iterator[Outcome]:
    """The chapters of a book.

    Raises:
        Rejected: encrypted for a book under copy protection; broken_xml; no_text.
    """
    names = set(archive.namelist())
    if "META-INF/rights.xml" in names or _is_locked(archive, names):
        raise Rejected("encrypted", "is under copy protection")
    package = _package(archive, names, source)
    facts = _facts(package)
    is_told = False
    for number, name in enumerate(_chapters(package, names), 1):
        outcome = _chapter(archive.read(name), f"{source.uri}!/{name}", facts, source)
        if outcome is not None:
            is_told = True
            yield outcome
        if number >= source.settings.max_members:
            break
    if not is_told:
        raise Rejected("no_text", "is an e-book without a chapter of text")


def _is_locked(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """True where more than fonts is encrypted."""
    name = "META-INF/encryption.xml"
    return name in names and b"xmlenc#aes" in archive.read(name).lower()


def _package(archive: zipfile.ZipFile, names: set[str], source: Source) -> tuple[Element, str]:
    """The package document, and the folder that its addresses begin from."""
    depth = source.settings.max_xml_depth
    root = parse_xml(archive.read(_CONTAINER), depth) if _CONTAINER in names else None
    paths = [] if root is None else [e.get("full-path") for e in root.iter() if local_name(e) == "rootfile"]
    path = next((p for p in paths if p in names), None) or next(
        (n for n in sorted(names) if n.endswith(".opf")), None
    )
    if path is None:
        raise Rejected("broken_archive", "is an e-book without a package document")
    return parse_xml(archive.read(path), depth), posixpath.dirname(path)


def _facts(package: tuple[Element, str]) -> dict[str, str]:
    """What the book says of all its chapters."""
    texts: dict[str, str] = {}
    for element in package[0].iter():
        if local_name(element) in ("title", "publisher", "date", "creator", "language") and element.text:
            texts.setdefault(local_name(element), squeeze(element.text))
    is_news = texts.get("publisher", "").casefold() == CALIBRE  # its recipes make newspapers of websites
    name = _DATED.sub("", texts.get("title", ""))
    facts = {
        "outlet": name if is_news else texts.get("publisher") or texts.get("title"),
        "byline": None if is_news and texts.get("creator") in (name, CALIBRE) else texts.get("creator"),
        "published_at": texts.get("date"),
        "language": texts.get("language"),
    }
    return {name: value for name, value in facts.items() if value}


def _chapters(package: tuple[Element, str], names: set[str]) -> Iterator[str]:
    """Members in reading order."""
    root, folder = package
    items = {e.get("id"): e for e in root.iter() if local_name(e) == "item"}
    for reference in (e for e in root.iter() if local_name(e) == "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "").split("#")[0]))
        if name in names:
            yield name


def _chapter(content: bytes, uri: str, facts: dict[str, str], source: Source) -> Outcome | None:
    try:
        check_name(uri.rsplit("!/", 1)[1])
        if len(content) > source.settings.max_document_bytes:
            raise Rejected("too_large", f"holds {len(content)} bytes")
        tree = parse_page(decode_page(content))
    except Rejected as reason:
        return reject(uri, reason, content, facts)
    lines, url = _without_frame(page_blocks(tree))
    text = "\n\n".join(lines)
    if len(text) < MIN_CHAPTER or _linked(tree) > _LINKED * len(text):
        return None
    headings = [squeeze(e.text_content()) for e in tree.iter("h1", "h2", "h3")]
    title = next(filter(None, headings), None)
    metadata = {**facts, **({"title": title} if title else {}), **({"url": url} if url else {})}
    body = "\n\n".join(lines[1:] if title and lines[0] == title else lines)
    return RawDocument(encode_text(body), "text/plain", uri, metadata, None, "utf-8", READER)


def _without_frame(lines: list[str]) -> tuple[list[str], str | None]:
    """A chapter without the menus that calibre's recipes print around it, and the address that it was made of."""
    found = [match for line in lines if (match := _MADE_OF.fullmatch(line))]
    kept = [line for line in lines if not _MENU.fullmatch(line) and not _MADE_OF.fullmatch(line)]
    return kept, found[-1]["url"] if found else None


def _linked(tree: HtmlElement) -> int:
    return sum(len(squeeze(link.text_content())) for link in tree.iter("a"))
