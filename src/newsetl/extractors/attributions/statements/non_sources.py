"""What the parse takes for a source and is nobody: "No group claimed", "ESTONIA: 2,000 troops", "UNITED STATES: …"."""

import re

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.candidates import Candidate
from newsetl.gazetteer.countries import country_of_name
from newsetl.language.numbers import find_numbers

# "(b)" and "iii" open paragraphs, "[rose](https://…)" links a verb: the parse takes them for subjects.
MARKS = re.compile(r"\((?:[a-z]{1,4}|[A-Z]|\d+)\)\W*|[ivx]{2,}|\W*|\[[a-z][^\]]*\]\(\S*")
NONE = re.compile(r"(?:no|neither|none|nobody)\b(?!\.)(?!\s\d)", re.IGNORECASE)
# "Mali: Army executed villagers, report says": the headline has its topic first and its source last.
TAG_AT_END = re.compile(r",\s[\w’' -]{2,60}\s(?:says?|said|reports?|warns?|finds?|claims?)\s*\Z")
WORD = re.compile(r"\w")
NEAR = 60  # characters from a label to the number that it may head


def is_no_source(text: str, candidate: Candidate, source: Span | None, cue: Span, content: Span) -> bool:
    """True where nobody says anything: a mark, nobody at all, a table's label, a state's name cut in two.

    Args:
        text: the article's.
        candidate: what may be an attribution.
        source: its source.
        cue: its cue.
        content: its content.
    """
    if source is None:
        return False
    if MARKS.fullmatch(text, source.start, source.end) or NONE.match(text, source.start, source.end):
        return True
    if source.start < cue.start and country_of_name(text[source.start : cue.end].title()) is not None:
        return True  # "UNITED" as the subject of "STATES"
    is_label = candidate.kind == "colon" and source.end <= cue.start
    is_state = country_of_name(text[source.start : source.end].title()) is not None
    return (
        is_label
        and is_state
        and (
            _begins_with_number(text, content.start)
            or TAG_AT_END.search(text, content.start, _line_end(text, content.start)) is not None
        )
    )


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _begins_with_number(text: str, start: int) -> bool:
    number = next(iter(find_numbers(text, start, min(len(text), start + NEAR))), None)
    return number is not None and WORD.search(text, start, number.hedge_start) is None
