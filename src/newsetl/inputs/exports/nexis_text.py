"""What Nexis prints before and behind an article's text, and the article that is left."""

import re
from collections.abc import Sequence

from newsetl.inputs.exports.article import ExportedArticle, language_code
from newsetl.inputs.exports.labels import is_alone, read_label
from newsetl.inputs.written_dates import find_date

SYSTEM = "nexis"
TAIL_KINDS = frozenset(("tail", "loaded", "language"))
_COPYRIGHT = re.compile(
    r"(?:Copyright|\(c\)|©)\s*\(?c?\)?\s*(?:19|20)?\d*|All Rights? Reserved|Alle Rechte", re.I
)
_EDITION = re.compile(
    r"(?:\b|\B(?=ausgabe))(?:edition|ausgabe|édition|edición|edizione|auflage)\b", re.IGNORECASE
)
_DAY = re.compile(r",?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}$")  # "AMSEL, Oct. 4"
_FULL_TEXT = "FULL TEXT"
_MAX_EDITION = 60  # characters


def is_copyright(block: str) -> bool:
    """True for a line on whose the text is."""
    return _COPYRIGHT.match(block) is not None


def is_edition(block: str) -> bool:
    """True for a line between date and headline: the edition, the copyright, a frame line."""
    if is_alone(block, SYSTEM, "frame"):
        return True
    return is_copyright(block) or (len(block) < _MAX_EDITION and _EDITION.search(block) is not None)


def is_frame(block: str) -> bool:
    """True for a copyright line that belongs to no text."""
    return len(block) < 300 and is_copyright(block)


def make_article(facts: dict[str, str], rest: Sequence[str]) -> ExportedArticle:
    """The article of a head's facts and of what is below them."""
    first = facts.get("body", "")  # older downloads begin the text behind its label
    body, tail = _without_tail([first, *rest] if first else rest)
    for block in tail:
        found = read_label(block, SYSTEM, is_loose=True)
        if found is not None and found.kind in ("language", "url"):
            facts.setdefault(found.kind, found.value)
    return ExportedArticle(
        paragraphs=tuple(_without_abstract(body)),
        title=" ".join(facts["title"].split()) if facts.get("title") else None,
        outlet=_outlet(facts.get("outlet")),
        published_at=facts.get("published_at") or None,
        byline=facts.get("byline"),
        section=facts.get("section"),
        dateline=_place(facts.get("dateline")),
        language=language_code(facts.get("language")),
        url=facts.get("url"),
    )


def _outlet(name: str | None) -> str | None:
    """ "Agence France Presse -- English" -> "Agence France Presse"."""
    head, dashes, tail = (name or "").partition(" -- ")
    return (head if dashes and language_code(tail) else name) or None


def _place(dateline: str | None) -> str | None:
    """ "BEIRUT, March 14 2013" -> "BEIRUT"."""
    found = find_date(dateline or "")
    place = (dateline or "")[: found.start].rstrip(" ,") if found else _DAY.sub("", dateline or "")
    return place or None


def _without_tail(blocks: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The text, and what is behind it: labels, notes, copyright."""
    end = len(blocks)
    for i, block in enumerate(blocks):
        found = read_label(block, SYSTEM, is_loose=_is_titlecase(block))
        if (found is not None and found.kind in TAIL_KINDS) or is_alone(block, SYSTEM, "heading"):
            end = i
            break
    tail = blocks[end:]
    while end and (is_frame(blocks[end - 1]) or _is_note(blocks[end - 1])):
        end -= 1
    return blocks[:end], tail


def _is_titlecase(block: str) -> bool:
    """ "Load-Date: …" is a label; "language: …" in a sentence is none."""
    return block[:1].isupper()


def _is_note(block: str) -> bool:
    found = read_label(block, SYSTEM)
    return found is not None and found.kind in ("note", "url")


def _without_abstract(blocks: Sequence[str]) -> list[str]:
    """Some outlets' entries give a summary before the text, each under its own heading."""
    if _FULL_TEXT in blocks[:12]:
        return list(blocks[list(blocks).index(_FULL_TEXT) + 1 :])
    return [block for block in blocks if not is_alone(block, SYSTEM, "frame")]
