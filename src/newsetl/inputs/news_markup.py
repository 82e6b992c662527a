"""The news trade's XML: NITF, NewsML-G2 and NewsML 1, an article each item, with what the agency says of it."""

import re
from collections.abc import Iterator

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import page_blocks, parse_page, squeeze
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.streams import read_whole
from newsetl.inputs.xml import Element, local_name, parse_xml

READER = "news agency XML (NITF or NewsML)"
NEWS_ROOTS = ("nitf", "newsitem", "newsmessage", "newsml", "packageitem")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?")
_BODIES = ("body.content", "datacontent", "inlinexml", "inlinedata", "text")  # the last in Reuters' RCV1


def read_news_markup(source: Source) -> Iterator[Outcome]:
    """A document an item of a file."""
    root = parse_xml(
        read_whole(source.stream, source.settings.max_document_bytes), source.settings.max_xml_depth
    )
    items = [element for element in root.iter() if local_name(element) == "newsitem"] or [root]
    for number, item in enumerate(items, 1):
        uri = source.uri if len(items) == 1 else f"{source.uri}#{number}"
        facts = _facts(item)
        text = "\n\n".join(_paragraphs(item))
        if not text:
            reason = Rejected("no_text", "the item holds no text: a picture, a plan or a cancelled story")
            yield reject(uri, reason, None, facts)
            continue
        yield RawDocument(encode_text(text), "text/plain", uri, facts, None, "utf-8", READER)


def _facts(item: Element) -> dict[str, str]:
    facts = {
        "title": _first(item, "hl1", "headline", "hedline") or _first(item, "title", "slugline"),
        "byline": _byline(item),
        "dateline": _first(item, "dateline"),
        "outlet": _outlet(item),
        "published_at": _published(item),
        "updated_at": _stamp(_first(item, "versioncreated", "thisrevisioncreated")),
        "language": _language(item),
        "id": item.get("guid") or _id(item),
        "section": _attribute(item, "pubdata", "position.section"),
    }
    return {name: value for name, value in facts.items() if value}


def _paragraphs(item: Element) -> Iterator[str]:
    """Paragraphs of the body; of a body that is text alone, its lines; of escaped markup, its blocks."""
    bodies = [element for element in item.iter() if local_name(element) in _BODIES]
    inner = next((body for body in bodies if local_name(body) == "body.content"), None)
    body = inner if inner is not None else next((body for body in bodies if _content(body)), None)
    if body is None:
        return
    paragraphs = [element for element in body.iter() if local_name(element) in ("p", "hl2", "li", "pre")]
    if paragraphs:
        inside = (
            p for p in paragraphs if not any(local_name(a) in ("media", "head") for a in p.iterancestors())
        )
        yield from filter(None, (_content(element) for element in inside))
        return
    text = "".join(body.itertext())
    if re.search(r"<p\b|<br\b|<div\b", text, re.IGNORECASE):
        yield from page_blocks(parse_page(text))
        return
    yield from filter(None, map(squeeze, re.split(r"\n\s*\n", text)))


def _content(element: Element) -> str:
    return squeeze("".join(element.itertext()).replace("\0", ""))


def _first(item: Element, *names: str) -> str | None:
    """Text of the first element of the first of these names that has one."""
    for name in names:
        for element in item.iter():
            if local_name(element) == name and (text := _content(element)):
                return text
    return None


def _attribute(item: Element, element: str, attribute: str) -> str | None:
    found = (e.get(attribute) for e in item.iter() if local_name(e) == element)
    return next(filter(None, found), None)


def _byline(item: Element) -> str | None:
    return _first(item, "byline", "by", "bylinetext")


def _outlet(item: Element) -> str | None:
    """Who published the item: named in NITF's pubdata, G2's provider or copyright."""
    named = _attribute(item, "pubdata", "name")
    providers = [e for e in item.iter() if local_name(e) in ("provider", "copyrightholder", "infosource")]
    names = [name for provider in providers for name in (_content(provider), provider.get("literal"))]
    holder = _first(item, "doc.copyright") or _attribute(item, "doc.copyright", "holder")
    return named or next(filter(None, names), None) or holder or _first(item, "creditline", "distributor")


def _published(item: Element) -> str | None:
    attributes = (("date.issue", "norm"), ("date.release", "norm"), ("pubdata", "date.publication"))
    stamps = [_attribute(item, element, attribute) for element, attribute in attributes]
    stated = _first(item, "contentcreated", "firstcreated", "embargoed", "versioncreated", "story.date")
    return next(filter(None, (_stamp(stamp) for stamp in (*stamps, stated, item.get("date")))), None)


def _stamp(text: str | None) -> str | None:
    """ "20240305T180000Z" -> "2024-03-05T18:00:00Z"."""
    match = _COMPACT.fullmatch((text or "").strip())
    if match is None:
        return text
    day = f"{match[1]}-{match[2]}-{match[3]}"
    return f"{day}T{match[4]}:{match[5]}:{match[6] or '00'}{match[7] or ''}" if match[4] else day


def _language(item: Element) -> str | None:
    tag = _attribute(item, "language", "tag") or _attribute(item, "language", "formalname")
    return tag or item.get("{http://www.w3.org/XML/1998/namespace}lang") or _attribute(item, "body", "lang")


def _id(item: Element) -> str | None:
    return _attribute(item, "doc-id", "id-string") or _first(item, "publicidentifier", "newsitemid")
