"""NewsBank (Access World News): headline, "Calden Courier (Calden) - March 5, 2024", text, "Record: 1A2B…", rights."""

import re
from collections.abc import Iterator, Sequence

from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.exports.labels import is_alone, read_label
from newsetl.inputs.source_lines import split_source

SYSTEM = "newsbank"
_RECORD = re.compile(r"Record(?: Number)?: ?(?P<id>[0-9A-Za-z]{10,24})")
_RIGHTS = re.compile(r"(?:Copyright|\(c\)|©)[\s,]", re.IGNORECASE)
_SOURCE = re.compile(r"(?P<name>\S.{1,90}?)\s+[-–]\s+")
_MAX_SOURCE = 140  # characters
_PLACE = re.compile(r"\s*\([^()]*\)$")
_ARTICLE = re.compile(
    r"(?P<name>.+), (?P<article>The|An?|Le|La|Die|Der)", re.IGNORECASE
)  # "Jarrow Times, The"
_BEHIND_DATE = 6  # words: "March 5, 2024 FINAL Edition"
_HEAD = 4  # lines above a text in which its source is


def is_newsbank(blocks: Sequence[str]) -> bool:
    """True for a download of NewsBank."""
    lines = [line for block in blocks for line in block.split("\n")]
    return any(map(_RECORD.fullmatch, lines)) and any(_source(line) for line in lines)


def read_newsbank(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of a download, each closed by the number of its record and its copyright."""
    held: list[str] = []
    is_closed = False
    for block in blocks:
        for line in block.split("\n"):
            label = read_label(line, SYSTEM)
            is_note = _RIGHTS.match(line) is not None or (label is not None and label.kind == "note")
            if is_closed and not is_note:
                yield _article(held)
                held, is_closed = [], False
            held.append(line)
            is_closed = is_closed or _RECORD.fullmatch(line) is not None
    if held:
        yield _article(held)


def _article(lines: Sequence[str]) -> ExportedArticle:
    placed = next((i for i, line in enumerate(lines[:_HEAD]) if _source(line)), None)
    outlet, published_at = _source(lines[placed]) or (None, None) if placed is not None else (None, None)
    facts: dict[str, str] = {}
    below = lines[placed + 1 :] if placed is not None else lines
    start, end = _body(below)
    for line in (*below[:start], *below[end:]):
        found, record = read_label(line, SYSTEM), _RECORD.fullmatch(line)
        if record is not None:
            facts["id"] = record["id"]
        elif found is not None:
            facts.setdefault(found.kind, found.value)
    return ExportedArticle(
        paragraphs=tuple(below[start:end]),
        title=" ".join(lines[:placed]) if placed else None,
        outlet=outlet,
        published_at=published_at,
        byline=facts.get("byline"),
        section=facts.get("section"),
        dateline=facts.get("dateline"),
        id=facts.get("id"),
    )


def _body(lines: Sequence[str]) -> tuple[int, int]:
    """Where the text is between the labels right below the source and those around the record's number.

    "Correction: ..." within a text, and with text behind it, is a part of it.
    """
    is_frame = [_is_frame(line) for line in lines]
    start = next((i for i, frame in enumerate(is_frame) if not frame), len(lines))
    end = len(lines)
    while end > start and is_frame[end - 1]:
        end -= 1
    return start, end


def _is_frame(line: str) -> bool:
    forms = (read_label(line, SYSTEM), _RECORD.fullmatch(line), _RIGHTS.match(line))
    return any(form is not None for form in forms) or is_alone(line, SYSTEM, "frame") or not line.strip()


def _source(line: str) -> tuple[str, str] | None:
    """Outlet and day of the line below a headline."""
    source = split_source(line, _SOURCE, _BEHIND_DATE, _MAX_SOURCE)
    if source is None:
        return None
    return without_place(source.name), source.iso


def without_place(name: str) -> str:
    """ "Jarrow Times, The (Jarrow)" -> "The Jarrow Times"."""
    return _ARTICLE.sub(r"\g<article> \g<name>", _PLACE.sub("", name))
