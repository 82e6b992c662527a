"""Turns of a transcript: who is labelled as speaking, and from where to where he speaks.

'COLONEL LINDQVIST: Good morning.' begins a turn that lasts, over all its paragraphs, until somebody else is labelled.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from newsetl.core.spans import Span
from newsetl.lexicons import read_table, read_words

WORDS_IN_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ0-9.'’\-]*(?:,? (?:[a-z]{1,3})?[A-ZÀ-Þ&][A-ZÀ-Þ0-9.'’\-]*){0,9}"
MIXED = r"[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){0,4}"
# "MS. LEE:", "LEE (on camera):", "Q Thank you", "Mr. Lee: ".
LABEL = re.compile(
    rf"^[^\S\n]*(?P<label>{WORDS_IN_CAPITALS}|{MIXED})(?:\s?[(\[][^)\]\n]{{1,60}}[)\]])?"
    r"(?:(?P<colon>:)(?=\s)|(?<=^Q)(?=[^\S\n]+\S)|(?<=\sQ)(?=[^\S\n]+\S))",
    re.M,
)
WORD = re.compile(r"[\w.'’\-]*\w")
CLOSING_LINE = re.compile(r"\s*\n\s*(?:END\b.*|(?:END\s+)?\d{1,2}:\d{2}\s*[AaPp]\.?\s?[Mm]\.?.{0,12})\s*$")
INTERVIEW_TURNS = 8  # so many questions and answers are an interview, though nobody is named
# Share of the text; labels that begin later are an excerpt, behind which the article goes on.
EXCERPT_FROM = 0.3
SAYING = re.compile(r"[^\W\d_]{2}")
BLANK_LINE = re.compile(r"\s*\n[^\S\n]*\n")
LEAST_TURNS, LEAST_WORDS = 2, 40  # a text with fewer turns is a transcript only if its one turn is long
LINKS = frozenset(("of", "the", "for", "and", "first"))
NOT_SPEAKERS = frozenset(("source", "sources", "author", "editor", "contact", "report", "statement"))


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker's label without colon, the name in it, the colon, and all that he says.

    Args:
        label: "COLONEL LINDQVIST".
        name: "LINDQVIST"; None where the label is an office or only "Q".
        colon: None where the transcript prints none.
        content: without white space around it.
    """

    label: Span
    name: Span | None
    colon: Span | None
    content: Span


def find_turns(text: str, surnames: Collection[str]) -> list[Turn]:
    """The turns of a text in order; empty where it is not a transcript.

    Args:
        text: the article's text.
        surnames: last names of the persons named in it, casefolded: a label may have no more than one.
    """
    matches = list(LABEL.finditer(text))
    times = Counter(m["label"] for m in matches)
    matches = [m for m in matches if m["label"].isupper() or _recurs(m["label"], times[m["label"]])]
    # An unknown label ends a turn too, in common letters where it recurs.
    ends = [m.start() for m in matches[1:]] + [len(text)]
    speaking = [(m, end) for m, end in zip(matches, ends, strict=False) if _is_speaker(m["label"], surnames)]
    found = [_turn(text, m, end) for m, end in speaking]
    turns = [turn for turn in found if turn is not None]
    if not _is_transcript(text, turns):
        return []
    is_anonymous = all(generic_label(text[t.label.start : t.label.end]) is not None for t in turns)
    if is_anonymous and len(turns) < INTERVIEW_TURNS:
        return [_within_paragraph(text, turn) for turn in turns]
    if turns[0].label.start > EXCERPT_FROM * len(text):
        return [*turns[:-1], _within_paragraph(text, turns[-1])]
    return turns


def _within_paragraph(text: str, turn: Turn) -> Turn:
    """The turn up to its paragraph's end: where nobody is named, "Question:" and "Answer:" may be the writer's own."""
    blank = BLANK_LINE.search(text, turn.content.start, turn.content.end)
    return turn if blank is None else replace(turn, content=Span(turn.content.start, blank.start()))


def generic_label(label: str) -> dict[str, str] | None:
    """The row of lexicons/transcripts/labels.csv for a label that names nobody ("Q"), or None."""
    return _generic().get(label.strip(". ").upper())


def _recurs(label: str, times: int) -> bool:
    generic = generic_label(label)
    if generic is not None and (generic["class"] == "ask" or generic["role"] == "person asked"):
        return True
    return times >= LEAST_TURNS


def _is_transcript(text: str, turns: list[Turn]) -> bool:
    if len(turns) >= LEAST_TURNS:
        return True
    return any(len(text[t.content.start : t.content.end].split()) >= LEAST_WORDS for t in turns)


def _turn(text: str, match: re.Match[str], end: int) -> Turn | None:
    closing = CLOSING_LINE.search(text, match.end(), end)
    end = closing.start() if closing is not None else end
    body = text[match.end() : end]
    start = match.end() + len(body) - len(body.lstrip())
    end = match.end() + len(body.rstrip())
    if SAYING.search(text, start, end) is None:  # "Lee: 712" counts votes
        return None
    colon = Span(match.start("colon"), match.end("colon")) if match["colon"] else None
    label = Span(*match.span("label"))
    return Turn(label, _name(text, label), colon, Span(start, end))


def _is_speaker(label: str, surnames: Collection[str]) -> bool:
    words = [word.casefold() for word in label.split(",", maxsplit=1)[0].split()]
    if generic_label(label) is not None:
        return True
    if NOT_SPEAKERS.intersection(words) or label.isdigit():
        return False
    if words[-1] in surnames:
        return True
    bare = [word.strip(".") for word in words]
    if any(word in _office_words() for word in bare[:-1]):
        return True
    # "SENIOR ADMINISTRATION OFFICIAL" holds an office, "JOHN MAJOR" has one for a name.
    is_office = bare[-1] in _office_words()
    return is_office and all(word in read_words("transcripts/label_words") for word in bare[:-1])


def _name(text: str, label: Span) -> Span | None:
    """The words behind the last that belongs to the office: "VELEZ" of "DEPUTY SECRETARY VELEZ"."""
    printed = text[label.start : label.end].split(",", maxsplit=1)[0]
    if generic_label(printed) is not None:
        return None
    start = 0
    for word in WORD.finditer(printed):
        bare = word.group().casefold().strip(".")
        if bare in _office_words() or bare in read_words("transcripts/label_words"):
            start = word.end() + 1
    name = printed[start:].lstrip(". ")
    end = label.start + len(printed.rstrip(". "))
    return Span(end - len(name.rstrip(". ")), end) if name.strip(". ") else None


@cache
def _generic() -> dict[str, dict[str, str]]:
    return {row["label"]: row for row in read_table("transcripts/labels")}


@cache
def _office_words() -> frozenset[str]:
    roles = (row["role"] for row in read_table("people/roles") if row["kind"] == "person")
    return frozenset(_title_words()).union(*(role.split() for role in roles)) - LINKS


def _title_words() -> Iterator[str]:
    for row in read_table("people/titles"):
        for title in (row["title"], *row["aliases"].split(";")):
            yield from (word.casefold().strip(".") for word in title.split())
