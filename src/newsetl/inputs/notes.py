"""Notes of Evernote (.enex), Joplin and Notion: clipped articles, dated by what they say and not by when clipped."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import page_blocks, parse_page
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.documents.article import read_paragraphs
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.streams import read_whole
from newsetl.inputs.xml import Element, local_name, parse_xml

ENEX_ROOT = "en-export"
READER = "Evernote export (.enex)"
# Pictures and files within a note, in Base64; they may take most of an export
_RESOURCE = re.compile(rb"<resource\b.*?</resource\s*>", re.DOTALL)
_STAMP = "%Y%m%dT%H%M%SZ"
# Joplin keeps a note's metadata in lines below it, of which the last is its kind
_JOPLIN = re.compile(
    r"(?P<title>[^\n]*)\n(?P<text>.*?)(?<=\n)(?P<facts>(?:\w+:[^\n]*\n){4,60}type_: (?P<kind>\d+))\s*\Z",
    re.DOTALL,
)
# "# Ferry turns back", then lines "URL: https://…" of its properties
_NOTION = re.compile(r"# (?P<title>[^\n]+)\n\n(?P<facts>(?:[^\W\d_][\w ]{0,40}: [^\n]*\n)*)\n*")
_NOTION_NAME = re.compile(r" [0-9a-f]{32}\.md$")
_JOPLIN_NOTE = "1"


def read_enex(source: Source) -> Iterator[Outcome]:
    """A document a note; its day is the one that its text or its address tells, and its clipping the fetch."""
    content = _RESOURCE.sub(b"", read_whole(source.stream, source.settings.max_record_bytes))
    root = parse_xml(content, source.settings.max_xml_depth)
    notes = [element for element in root.iter() if local_name(element) == "note"]
    for number, note in enumerate(notes, 1):
        part = replace(source, uri=f"{source.uri}#{number}")
        facts = {"title": _text(note, "title"), "url": _text(note, "source-url")}
        known = {name: value for name, value in facts.items() if value}
        try:
            for outcome in read_paragraphs(_blocks(note), part, READER, known):
                yield _fetched(outcome, _moment(_text(note, "created")))
        except Rejected as reason:
            yield reject(part.uri, reason, encode_text(_text(note, "content")), known)


def _blocks(note: Element) -> list[str]:
    content = _text(note, "content")
    return page_blocks(parse_page(content)) if content else []


def _fetched(outcome: Outcome, at: datetime | None) -> Outcome:
    return replace(outcome, fetched_at=at) if isinstance(outcome, RawDocument) else outcome


def _text(note: Element, name: str) -> str:
    found = next((element for element in note.iter() if local_name(element) == name), None)
    return "".join(found.itertext()).strip() if found is not None else ""


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def split_notion(text: str, name: str) -> tuple[dict[str, str], str]:
    """Title and address of a page that Notion saved as Markdown, and its text; {} and the whole text for any other.

    Args:
        name: of the file, which ends with the page's number.
    """
    match = _NOTION.match(text) if _NOTION_NAME.search(name) else None
    if match is None:
        return {}, text
    lines = (line.partition(": ") for line in match["facts"].splitlines())
    said = {key.strip().casefold(): value.strip() for key, _, value in lines}
    told = {
        "title": match["title"].strip(),
        "url": said.get("url", ""),
        "published": said.get("published", ""),
    }
    return {key: value for key, value in told.items() if value}, text[match.end() :]


def split_joplin(text: str) -> tuple[dict[str, str], str]:
    """The title and the address of a note of Joplin, and its text; {} and the whole text for any other.

    Raises:
        Rejected: not_an_article for a notebook, a tag or a picture's description.
    """
    match = _JOPLIN.match(text.replace("\r\n", "\n")) if "type_: " in text[-40:] else None
    if match is None:
        return {}, text
    lines = (line.partition(":") for line in match["facts"].splitlines())
    facts = {name: value.strip() for name, _, value in lines}
    if match["kind"] != _JOPLIN_NOTE:
        raise Rejected("not_an_article", "is a notebook, a tag or an attachment of Joplin, and no note")
    told = {"title": match["title"].strip(), "url": facts.get("source_url", ""), "id": facts.get("id", "")}
    return {name: value for name, value in told.items() if value}, match["text"].strip("\n")
