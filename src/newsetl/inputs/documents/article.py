"""Paragraphs of a document -> the article that it holds, or the articles of a database's download."""

import re
from collections.abc import Iterator, Mapping, Sequence

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import squeeze
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.exports import read_export_lines
from newsetl.inputs.fields import metadata_of
from newsetl.inputs.labelled_records import read_labelled_records
from newsetl.inputs.source_lines import SourcedDate, split_source
from newsetl.inputs.written_dates import date_line, find_date

_HEAD_PARAGRAPHS = 8  # in which headline, byline and date are
_MAX_HEAD_LINE = 160
_MAX_DATE_LINE = 80
_SIGNED = 3  # words before a byline's date: "By March 5, 2024 the bridge stood" is none
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por)\s+[^\W\d_]")
_NAME_WORDS, _BEHIND_DATE = 6, 3
# "20 Minutes", "eToro" and "taz" are names too; a dot ends a sentence, but not in "Calden.org", "St. Calden Post"
_IN_NAME = r"(?:[^:;.?!|]|\.(?=[\w,])|(?<=\b[A-Z])\.|(?<=\b[A-Z][a-z])\.)*"
_SOURCE = re.compile(
    rf"(?P<name>(?:(?:[^\W_a-z]|[a-z]{{1,2}}[A-Z]){_IN_NAME}|[^\W\d_]+(?:\.[a-z]{{2,6}})?))\s*[,|/–—·•(-]\s*"
)
_LABELLED_DATE = re.compile(r"(?:Published|Posted|Date|Datum|Fecha)\b[^\d]{0,20}", re.IGNORECASE)


def read_paragraphs(
    paragraphs: Sequence[str],
    source: Source,
    reader: str,
    known: Mapping[str, str] | None = None,
    shown: Sequence[str] = (),
) -> Iterator[Outcome]:
    """The articles of a document.

    Args:
        paragraphs: in reading order, without running heads.
        reader: what read the document, for the user.
        shown: the same with a table's rows in lines, which an article of its own has as its text.
        known: facts that the document states of itself.

    Raises:
        Rejected: no_text; unknown_layout for a download of many articles that is not understood.
    """
    lines = [line for paragraph in paragraphs for line in _lines(paragraph)]
    if not lines:
        raise Rejected("no_text", "holds no text")
    export = read_export_lines(lines, source)
    if export is None:
        export = read_labelled_records(lines, source)
    if export is not None:
        yield from export
        return
    lines = [line for paragraph in shown for line in _lines(paragraph)] or lines
    content = encode_text("\n\n".join(lines))
    if len(content) > source.settings.max_document_bytes:
        raise Rejected("too_large", f"holds {len(content)} bytes of text")
    said = metadata_of(source.metadata, source.settings.fields)
    metadata = {**_head_facts(lines), **(known or {}), **said}
    yield RawDocument(content, "text/plain", source.uri, metadata, None, "utf-8", reader)


def _lines(paragraph: str) -> Iterator[str]:
    return (line for part in paragraph.split("\n") if (line := squeeze(part.replace("\0", ""))))


def _head_facts(lines: Sequence[str]) -> dict[str, str]:
    """Headline and date in the lines of their own above a text; nothing is guessed from sentences."""
    facts: dict[str, str] = {}
    head = [line for line in lines[:_HEAD_PARAGRAPHS] if len(line) <= _MAX_HEAD_LINE]
    for number, line in enumerate(head):
        sourced = sourced_date(line) if number else None
        iso = date_line(line, 60) or _labelled_date(line) or (sourced.iso if sourced else None)
        if iso is not None:
            facts.setdefault("published_at", iso)
    first = lines[0]
    is_title = first in head and not date_line(first) and not _BYLINE.match(first)
    if is_title and first[-1] not in ".,;:" and len(lines) > 1 and len(first) < len(max(lines, key=len)):
        facts["title"] = first
    return facts


def sourced_date(line: str) -> SourcedDate | None:
    """ "Calden Courier, 5 March 2024" -> its two parts; None for any other line, such as a sentence."""
    source = split_source(line, _SOURCE, _BEHIND_DATE, _MAX_DATE_LINE)
    is_name = source is not None and len(source.name.split()) <= _NAME_WORDS and not _BYLINE.match(line)
    return source if is_name else None


def _labelled_date(line: str) -> str | None:
    """The date of "Published 5 March 2024" and of "By Ann Lee, 5 March 2024"."""
    found = find_date(line) if len(line) <= _MAX_DATE_LINE else None
    if found is None:
        return None
    before = line[: found.start]
    is_signed = _BYLINE.match(before) is not None and len(before.split()) >= _SIGNED
    return found.iso if is_signed or _LABELLED_DATE.match(line) else None
