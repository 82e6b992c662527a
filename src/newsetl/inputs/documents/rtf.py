"""Rich Text Format, through striprtf: what databases and old word processors write."""

import re
from collections.abc import Iterator, Sequence

from striprtf.striprtf import rtf_to_text

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.article import sourced_date
from newsetl.inputs.documents.press_reviews import MIN_ARTICLES, marked_headings, read_headed
from newsetl.inputs.documents.rtf_marks import key_of, marked_keys
from newsetl.inputs.streams import read_whole

RTF_MAGIC = b"{\\rtf"
_PICTURE_DATA = re.compile(rb"(?:[0-9a-fA-F]{2}\s*){200,}")
_BINARY = re.compile(rb"\\bin\d{1,9} ?")
# striprtf puts a link's address behind its words
_LINK = re.compile(r"\(\"(?:https?|mailto):[^\"\s]*\"\)")
MAX_GROUPS = 2_000_000


def read_rtf(source: Source) -> Iterator[Outcome]:
    """The article of an RTF file, or the articles of a database's download; macros and objects are not read.

    Raises:
        Rejected: too_large; broken_archive for what is no RTF within.
    """
    content = read_whole(source.stream, source.settings.max_document_bytes)
    if content.count(b"{") + content.count(b"\\") > MAX_GROUPS:
        raise Rejected("too_large", f"holds more than {MAX_GROUPS} groups and commands")
    text = _BINARY.sub(b"", _PICTURE_DATA.sub(b"", content)).decode("latin-1")
    try:
        plain = rtf_to_text(text, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except (TypeError, ValueError, LookupError, IndexError, RecursionError, OverflowError) as error:
        raise Rejected("unknown_format", f"is not a readable RTF file: {error}") from error
    lines = [_without_cells(line) for line in re.split(r"[\r\n]+", _LINK.sub("", plain))]
    yield from read_headed(lines, _levels(lines, text), source, "Rich Text Format (.rtf)")


def _levels(lines: Sequence[str], rtf: str) -> list[int]:
    """1 for a headline of a press review: a bold or larger line above an outlet and a day."""
    if sum(sourced_date(line.strip()) is not None for line in lines) < MIN_ARTICLES:
        return [0] * len(lines)
    marked = marked_keys(rtf)
    return marked_headings(lines, [key_of(line) in marked for line in lines])


def _without_cells(line: str) -> str:
    """A table's row as a line: striprtf ends each cell with a bar."""
    return line.rstrip().rstrip("|").replace("|", " ") if line.rstrip().endswith("|") else line
