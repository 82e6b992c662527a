"""NewsBank (Access World News): headline, "Calden Courier (Calden) - March 5, 2024", text, "Record: 1A2B…", rights."""

import re
from collections.abc import Iterator, Sequence

from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.exports.labels import read_label
from newsetl.inputs.written_dates import find_date

SYSTEM = "newsbank"
_RECORD = re.compile(r"Record(?: Number)?: ?(?P<id>[0-9A-Za-z]{10,24})")
_SOURCE = re.compile(r"(?P<outlet>\S.{1,90}?)\s+[-–]\s+(?P<date>\S.{5,40})")
_PLACE = re.compile(r"\s*\([^()]*\)$")
_ARTICLE = re.compile(
    r"(?P<name>.+), (?P<article>The|An?|Le|La|Die|Der)", re.IGNORECASE
)  # "Jarrow Times, The"
_HEAD = 4  # lines above a text in which its source stands


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
            if is_closed and (label is None or label.kind != "note"):
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
    body = []
    for line in lines[(placed if placed is not None else -1) + 1 :]:
        found, record = read_label(line, SYSTEM), _RECORD.fullmatch(line)
        if record is not None:
            facts["id"] = record["id"]
        elif found is not None:
            facts.setdefault(found.kind, found.value)
        else:
            body.append(line)
    return ExportedArticle(
        paragraphs=tuple(body),
        title=lines[0] if placed else None,
        outlet=outlet,
        published_at=published_at,
        byline=facts.get("byline"),
        section=facts.get("section"),
        dateline=facts.get("dateline"),
        id=facts.get("id"),
    )


def _source(line: str) -> tuple[str, str] | None:
    """Outlet and day of the line below a headline."""
    match = _SOURCE.fullmatch(line)
    found = find_date(match["date"]) if match else None
    if match is None or found is None or found.start > 0 or len(found.iso) < len("2024-03-05"):
        return None
    name = _PLACE.sub("", match["outlet"])
    return _ARTICLE.sub(r"\g<article> \g<name>", name), found.iso
