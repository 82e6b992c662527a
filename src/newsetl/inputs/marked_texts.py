"""XML of text extraction: trafilatura's <doc> and its TEI, and other TEI of news."""

from collections.abc import Iterator

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import joined, squeeze
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.streams import read_whole
from newsetl.inputs.xml import Element, local_name, parse_xml

READER = "extracted text (XML or TEI)"
TEXT_ROOTS = ("doc", "tei", "teicorpus")
_ATTRIBUTES = {
    "title": "title",
    "author": "byline",
    "date": "published_at",
    "url": "url",
    "sitename": "outlet",
    "language": "language",
    "id": "id",
}
_BLOCKS = ("p", "head", "item", "quote", "row", "l")


def read_marked_text(source: Source) -> Iterator[Outcome]:
    """A document a text of the file.

    Raises:
        Rejected: unknown_format for a <doc> of another kind.
    """
    content = read_whole(source.stream, source.settings.max_document_bytes)
    root = parse_xml(content, source.settings.max_xml_depth)
    texts = [element for element in root.iter() if local_name(element) in ("doc", "tei")]
    bodies = [_child(text, "main", "text") for text in texts]
    if not any(body is not None for body in bodies):
        raise Rejected("unknown_format", f"is XML with the root <{local_name(root)}> and holds no text")
    for number, (text, body) in enumerate(zip(texts, bodies, strict=True), 1):
        uri = source.uri if len(texts) == 1 else f"{source.uri}#{number}"
        facts = _attributes(text) if local_name(text) == "doc" else _header(text)
        paragraphs = [] if body is None else list(_paragraphs(body))
        if not paragraphs:
            yield reject(uri, Rejected("no_text", "holds no text"), None, facts)
        else:
            text_bytes = encode_text(joined(paragraphs))
            yield RawDocument(text_bytes, "text/plain", uri, facts, None, "utf-8", READER)


def _child(text: Element, *names: str) -> Element | None:
    return next((element for element in text.iter() if local_name(element) in names), None)


def _attributes(text: Element) -> dict[str, str]:
    return {field: text.get(name) for name, field in _ATTRIBUTES.items() if text.get(name)}


def _header(text: Element) -> dict[str, str]:
    """What a TEI header says; the day of publication is in the publication's statement or the source's."""
    header = _child(text, "teiheader")
    if header is None:
        return {}
    told = {
        "title": _told(header, "title"),
        "byline": _told(header, "author"),
        "outlet": _told(header, "publisher"),
        "published_at": _told(header, "date"),
        "url": next((e.get("target") for e in header.iter() if local_name(e) in ("ptr", "ref")), None),
    }
    return {name: value for name, value in told.items() if value}


def _told(header: Element, name: str) -> str | None:
    element = _child(header, name)
    if element is None:
        return None
    return element.get("when") or _content(element) or None


def _paragraphs(body: Element) -> Iterator[str]:
    """Texts of the innermost blocks."""
    blocks = (element for element in body.iter() if local_name(element) in _BLOCKS)
    inner = (b for b in blocks if all(e is b or local_name(e) not in _BLOCKS for e in b.iter()))
    yield from filter(None, map(_content, inner))


def _content(element: Element) -> str:
    return squeeze("".join(element.itertext()).replace("\0", ""))
