"""Corpora of news in SGML: Gigaword, TREC's newspapers, Reuters-21578; a file holds thousands of documents.

<DOC id="NYT_ENG_20040305.0001" type="story">, <DOC><DOCNO>LA030589-0001</DOCNO> or <REUTERS NEWID="1">, and within it
HEADLINE, DATELINE, BYLINE and TEXT with its <P>.
"""

import html
import re
from collections.abc import Iterator

from newsetl import lexicons
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import joined, squeeze, text_blocks
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import decode_text, encode_text
from newsetl.inputs.streams import CHUNK, read_lines
from newsetl.inputs.written_dates import find_date

READER = "corpus of news (SGML)"
CORPUS_HEAD = re.compile(rb"\s*(?:<!DOCTYPE lewis[^>]{0,80}>\s*)?<(?:DOC|REUTERS)[\s>]")
_BEGIN, _END = re.compile(rb"<(?:DOC|REUTERS)[\s>]"), re.compile(rb"</(?:DOC|REUTERS)>")
_ID = re.compile(r"<DOC\s[^>]*\bid=\"([^\"]{1,80})\"|<DOCNO>\s*([^<\s]{1,80})|\bNEWID=\"(\d{1,9})\"")
_PARTS = {
    "title": ("HEADLINE", "TITLE", "HL", "TI"),
    "byline": ("BYLINE", "AUTHOR"),
    "dateline": ("DATELINE",),
    "published_at": ("DATE_TIME", "DATE", "DATE1"),
    "section": ("SECTION",),
}
_BODIES = ("BODY", "LEADPARA", "LP", "TEXT")
_HEADS = ("TITLE", "DATELINE", "HEADLINE", "BYLINE", "AUTHOR")  # within TEXT, in some corpora
_PARAGRAPH = re.compile(r"</?(?:P|LP|BODY|TEXT)>|\n {3,}(?=\S)")
_TAG = re.compile(r"</?[A-Z][A-Z0-9]{0,15}(?:\s[^<>]{0,200})?>|<!--.{0,1000}?-->", re.DOTALL)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CLOSING = re.compile(r"\n[^\S\n]*reuters?\s*\Z", re.IGNORECASE)  # the agency's name below its text
_COMPACT = re.compile(
    r"_(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)[._]|^[A-Z]{2,4}(?P<s>\d\d)(?P<n>\d\d)(?P<e>\d\d)-"
)
_SHORT = re.compile(r"(\d\d)(\d\d)(\d\d)")  # 910514
_NOTES = re.compile(r"<DOC\s[^>]*\btype=\"advis\"")


def read_corpus_file(source: Source) -> Iterator[Outcome]:
    """A document a story; an agency's notes to editors are none."""
    for number, record in enumerate(_records(source), 1):
        uri = f"{source.uri}#{number}"
        try:
            if record is None:
                raise Rejected("too_large", f"is longer than {source.settings.max_document_bytes} bytes")
            yield _document(decode_text(record), uri)
        except Rejected as reason:
            yield reject(uri, reason, record)


def _records(source: Source) -> Iterator[bytes | None]:
    """Documents one by one, None for one that is too long; one in which the file ends is left out."""
    held: list[bytes] = []
    size, limit = 0, source.settings.max_document_bytes
    for line in read_lines(source.stream, CHUNK):
        piece = line or b"\n"
        if not held and not _BEGIN.search(piece):
            continue
        size += len(piece)
        held.append(piece if size <= limit else b"")
        if _END.search(piece):
            yield b"".join(held) if size <= limit else None
            held, size = [], 0


def _document(record: str, uri: str) -> Outcome:
    if _NOTES.search(record[:400]):
        raise Rejected("not_an_article", "is an agency's note to editors")
    found = _ID.search(record)
    identity = next(filter(None, found.groups()), "") if found else ""
    facts = {field: _first(record, names) for field, names in _PARTS.items()}
    facts["published_at"] = _day(identity, facts["published_at"])
    facts |= {"id": identity, "outlet": _outlet(identity, record)}
    paragraphs = [line for name in _bodies(record) for part in _parts(record, name) for line in _lines(part)]
    if not paragraphs:
        raise Rejected("no_text", "the record holds no text")
    metadata = {name: value for name, value in facts.items() if value}
    return RawDocument(encode_text(joined(paragraphs)), "text/plain", uri, metadata, None, "utf-8", READER)


def _bodies(record: str) -> tuple[str, ...]:
    return ("BODY",) if "<BODY>" in record else _BODIES[1:]


def _parts(record: str, name: str) -> list[str]:
    return [record[start:end] for start, end in _spans(record, name)]


def _spans(record: str, name: str) -> Iterator[tuple[int, int]]:
    """Where elements of a name hold their text; one behind the other, so that hostile tags cost no more than others."""
    begin, closing, position = re.compile(rf"<{name}\b[^>]{{0,80}}>"), f"</{name}>", 0
    while match := begin.search(record, position):
        end = record.find(closing, match.end())
        if end < 0:
            return
        yield match.end(), end
        position = end + len(closing)


def _without(body: str, name: str) -> str:
    """The text without the elements of a name; their empty tags go later."""
    kept, position = [], 0
    for start, end in _spans(body, name):
        kept.append(body[position:start])
        position = end
    return "".join([*kept, body[position:]])


def _first(record: str, names: tuple[str, ...]) -> str:
    texts = (squeeze(_plain(text)) for name in names for text in _parts(record, name)[:1])
    return next(filter(None, texts), "")


def _plain(markup: str) -> str:
    return _CONTROLS.sub("", html.unescape(_TAG.sub(" ", markup)))


def _lines(body: str) -> list[str]:
    """Paragraphs, their lines joined: marked by <P>, by an indent or by a blank line."""
    for name in _HEADS:
        body = _without(body, name)
    parts = _PARAGRAPH.sub("\n\n", body)
    return [squeeze(block.replace("\n", " ")) for block in text_blocks(_CLOSING.sub("", _plain(parts)))]


def _day(identity: str, written: str) -> str:
    """The day that the record states, else the one in its name: "NYT_ENG_20040305.0001", "AP880212-0001"."""
    if found := find_date(written):
        return found.iso
    if match := _SHORT.fullmatch(written):
        return f"19{match[1]}-{match[2]}-{match[3]}"
    match = _COMPACT.search(identity)
    if match is None:
        return ""
    return (
        f"{match['y']}-{match['m']}-{match['d']}"
        if match["y"]
        else f"19{match['s']}-{match['n']}-{match['e']}"
    )


def _outlet(identity: str, record: str) -> str:
    code = (
        "REUTERS" if record.lstrip().startswith("<REUTERS") else re.split(r"[_\d]", identity, maxsplit=1)[0]
    )
    rows = lexicons.read_table("inputs/corpus_sources")
    return next((row["outlet"] for row in rows if row["code"] == code), "")
