"""Which database a file was downloaded from, if any, and its articles."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from newsetl.errors import Rejected
from newsetl.inputs.blocks import decode_page, page_blocks, parse_page, text_blocks, text_lines
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.exports import (
    bbc_monitoring,
    europresse,
    factiva,
    genios,
    newsbank,
    newsbank_pages,
    nexis,
    pressreader,
    records,
)
from newsetl.inputs.exports.article import ExportedArticle, document_of
from newsetl.inputs.exports.labels import labels_of

Blocks = Sequence[str]
# Lines that are signs of a download of many articles in any layout, with those of _own_labels; two are enough.
_SIGNS = (
    r"\d+ of \d+ DOCUMENTS?|Document \d+ (?:of|de|di) \d+|Dokument \d+ von \d+|Record: \d+|"
    r"OpenURL Link|Do[ck]ument[eo]? [A-Z]{3,}[A-Z0-9]*\d{8}\w+\)?|(?:news|web)·\d{8}·\w+·\S+"
)
_OWN_LABELS = (("nexis", "loaded"), ("proquest", "id"), ("gale", "id"), ("genios", "id"))
# One of these, or of _own_labels, is in every download; looking for them costs next to nothing in the texts and pages
# that are none.
_PAGE_WORDS = (
    b"DOCUMENT",
    b"DOKUMENT",
    b"articleParagraph",
    b"Document ",
    b"Dokument",
    b"ProQuest",
    b"Accession",
    b"Record:",
    b"OpenURL Link",
    b"Record Number:",
    b"DocPublicationName",
)
_WORDS = (
    *_PAGE_WORDS,
    b"Documento",
    b"Datensatz:",
    b"Notice :",
    *map(str.encode, ("news·", "web·")),
    b"BBC Mon",
    b"Article Name:",
)
_TELLING = (
    ("nexis", "end"),
    ("nexis", "cover"),
    ("ebsco", "id"),
)  # what downloads in other interface languages hold instead; in an article these words only cost a closer look
_CODES = re.compile(r"^HD\b|[A-Z]{4}[A-Z0-9]{0,6}(?:19|20)\d{6}\w{6}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Database:
    """A layout of downloads.

    Args:
        name: as users know the database.
        is_it: tells it from its paragraphs.
        read: its articles in order.
    """

    name: str
    is_it: Callable[[Blocks], bool]
    read: Callable[[Blocks], Iterator[ExportedArticle]]


_BY_LINES = (
    Database("Factiva", factiva.is_coded, factiva.read_coded),
    Database("Factiva", factiva.is_closed, factiva.read_closed),
    Database("Nexis", nexis.is_closed, nexis.read_closed),
    Database("Nexis", nexis.is_loaded, nexis.read_loaded),
    Database("GENIOS", genios.is_genios, genios.read_genios),
)
_BY_CLOSING_LINES = (
    Database("NewsBank", newsbank_pages.is_page_text, newsbank_pages.read_page_text),
    Database("PressReader", pressreader.is_pressreader, pressreader.read_pressreader),
    Database("Europresse", europresse.is_numbered, europresse.read_numbered),
    Database("BBC Monitoring", bbc_monitoring.is_monitored, bbc_monitoring.read_monitored),
)
_RECORDS = (
    Database("Gale", records.is_gale, records.read_gale),
    Database("ProQuest", records.is_proquest, records.read_proquest),
    Database("EBSCOhost", records.is_ebsco, records.read_ebsco),
)
_BY_BLOCKS = (
    *_RECORDS,
    Database("Nexis", nexis.is_counted, nexis.read_counted),
    Database("NewsBank", newsbank.is_newsbank, newsbank.read_newsbank),
)


def read_export_text(text: str, source: Source) -> Iterator[Outcome] | None:
    """Articles of a download as plain text; None where the text is none.

    Raises:
        Rejected: unknown_layout, for many articles in a layout that is not known.
    """
    if not _may_be_text(text):
        return None
    return _recognise(text_lines(text), text_blocks(text), source)


def read_export_lines(lines: Blocks, source: Source) -> Iterator[Outcome] | None:
    """As read_export_text, for the paragraphs of an office document."""
    if not _may_be_text("\n".join(lines)):
        return None
    return _recognise(lines, lines, source)


def read_export_page(content: bytes, source: Source) -> Iterator[Outcome] | None:
    """As read_export_text, for a page."""
    if not any(word in content for word in (*_PAGE_WORDS, *_own_labels_in_bytes())):
        return None
    tree = parse_page(decode_page(content))
    if nodes := factiva.article_nodes(tree):
        return _documents((factiva.read_node(node) for node in nodes), source, "Factiva")
    if nodes := europresse.article_nodes(tree):
        return _documents((europresse.read_node(node) for node in nodes), source, "Europresse")
    blocks = page_blocks(tree)
    return _recognise(blocks, blocks, source) if _is_download(tree, blocks) else None


def _may_be_text(text: str) -> bool:
    content = text.encode("utf-8", "replace")
    labels = (label for system, kind in _TELLING for label in labels_of(system, kind))
    return (
        any(word in content for word in (*_WORDS, *_own_labels_in_bytes()))
        or any(map(text.__contains__, labels))
        or bool(_CODES.search(text))
    )


@cache
def _own_labels() -> frozenset[str]:
    """Labels that only downloads have, as older and newer interfaces write them: "LOAD-DATE", "Load-Date"."""
    labels = {label for system, kind in _OWN_LABELS for label in labels_of(system, kind)}
    return frozenset(labels | {label.title() for label in labels if label.isupper()})


@cache
def _own_labels_in_bytes() -> tuple[bytes, ...]:
    return tuple(label.encode() for label in sorted(_own_labels()))


@cache
def _signs() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, sorted(_own_labels())))
    return re.compile(rf"^\W{{0,3}}(?:{_SIGNS}|(?:{labels})\s?[:：].+)\s*$", re.MULTILINE)


def _is_download(tree: HtmlElement, blocks: Blocks) -> bool:
    """False for a news page that merely quotes a sign: downloads have no canonical address."""
    return tree.find(".//link[@rel='canonical']") is None and len(blocks) > 3


def _recognise(lines: Blocks, blocks: Blocks, source: Source) -> Iterator[Outcome] | None:
    for databases, parts in (
        (_BY_LINES, lines),
        (_BY_BLOCKS, blocks),
        (_RECORDS, lines),
        (_BY_CLOSING_LINES, lines),
    ):
        for database in databases:
            if database.is_it(parts):
                return _documents(database.read(parts), source, database.name)
    refuse_title_page(lines)
    signs = _signs().findall("\n".join(lines))
    if len(signs) > 1:
        detail = f"is a download of {len(signs)} articles or so in a layout that is not known: {signs[0].strip()!r}"
        raise Rejected(
            "unknown_layout", f"{detail}; download full articles in another format, such as .docx or .html"
        )
    return None


def refuse_title_page(lines: Blocks) -> None:
    """Raises Rejected (not_an_article) for a list of the documents of a download."""
    if nexis.is_title_page(lines):
        raise Rejected(
            "not_an_article", "is the list of documents of a Nexis download and holds none of them"
        )


def _documents(articles: Iterable[ExportedArticle], source: Source, database: str) -> Iterator[Outcome]:
    for number, article in enumerate(articles, 1):
        yield document_of(article, f"{source.uri}#{number}", source, database)
