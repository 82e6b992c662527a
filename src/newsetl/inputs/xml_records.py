"""XML of a kind that is not known, in which articles are elements with a text, and a headline or a day."""

from collections.abc import Iterator, Mapping
from typing import Any

from newsetl.errors import Rejected
from newsetl.inputs.blocks import squeeze
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.field_names import BODY_FIELDS, key_of, known_names
from newsetl.inputs.fields import has_body, metadata_of
from newsetl.inputs.json_records import under_our_names
from newsetl.inputs.rows import date_columns, date_complaints, document_of_row, learn_dates
from newsetl.inputs.streams import read_whole
from newsetl.inputs.xml import Element, parse_xml
from newsetl.lexicons import read_words

MAX_LEVELS = 4  # of elements within an article's
Record = dict[str, Any]


def read_xml_records(source: Source) -> Iterator[Outcome]:
    """A document an article of the file.

    Raises:
        Rejected: unknown_format for XML without articles.
    """
    content = read_whole(source.stream, source.settings.max_record_bytes)
    root = parse_xml(content, source.settings.max_xml_depth)
    records = list(_records(root, source.settings.fields))
    if not records:
        name = _name(root)[:60]
        raise Rejected(
            "unknown_format", f"is XML with the root <{name}>: no feed, sitemap, page or list of articles"
        )
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [[record.get(name) for name in names] for record in records]
    dates = date_columns(names, source)
    learn_dates(dates, rows)
    for number, row in enumerate(rows, 1):
        uri = source.uri if len(rows) == 1 else f"{source.uri}#{number}"
        yield document_of_row(names, row, dates, uri, source)
    yield from date_complaints(dates, source)


def _records(element: Element, fields: Mapping[str, str]) -> Iterator[Record]:
    """The outermost elements that are articles."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        if _may_be_article(element, fields):
            record = under_our_names(_record(element, MAX_LEVELS))
            known = metadata_of(record, fields)
            if has_body(record, fields) and ("title" in known or "published_at" in known):
                yield record
                continue
        waiting.extend(child for child in reversed(element) if _name(child))


def _may_be_article(element: Element, fields: Mapping[str, str]) -> bool:
    """True where a child has the name of a text."""
    bodies = {key_of(name) for field in BODY_FIELDS for name, _ in known_names()[field]}
    bodies |= {key_of(fields[field]) for field in BODY_FIELDS if field in fields} | {"leadparagraph"}
    return any(key_of(_name(child)) in bodies for child in element)


def _record(element: Element, levels: int) -> Record:
    """Attributes and children by name; of children of one name a list, except for records within it."""
    record: Record = dict(element.attrib)
    for child in element:
        name, value = _name(child), _value(child, levels - 1)
        if not name or value in (None, ""):
            continue
        if name not in record:
            record[name] = value
        elif isinstance(value, str):
            before = record[name]
            record[name] = [*before, value] if isinstance(before, list) else [before, value]
    return record


def _value(element: Element, levels: int) -> Any:
    """A text, its blocks apart by blank lines; the one attribute of an empty element; else a record."""
    inner = [_name(child) for child in element]
    blocks = read_words("inputs/xml_blocks")
    if not inner:
        text = element.text or ""
        return text if text.strip() or len(element.attrib) != 1 else next(iter(element.attrib.values()))
    if any(name.casefold() in blocks for name in inner):
        found = [child for child in element.iter() if _name(child).casefold() in blocks]
        innermost = [b for b in found if all(e is b or _name(e).casefold() not in blocks for e in b.iter())]
        return "\n\n".join(filter(None, map(_content, innermost)))
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return _content(element)  # words in bold within a text
    return _record(element, levels) if levels > 0 else None


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _content(element: Element) -> str:
    return squeeze("".join(element.itertext()).replace("\0", ""))
