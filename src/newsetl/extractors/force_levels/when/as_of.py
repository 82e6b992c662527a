"""The date or period that a figure is valid for."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsetl.extractors.force_levels.figure import Figure, is_verb, token_at
from newsetl.extractors.force_levels.scene import Scene, clause
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.tables.date_mentions import DateMention
from newsetl.tables.force_levels import AsOfPrecision

# "February 2003" alone in its line, or before a dash or colon: "June 1992 -- first peacekeepers land"
HEADS = re.compile(r"[ \t]*(?:$|:|[–—]|--?[ \t])", re.MULTILINE)
MARKUP = re.compile(r"[ \t]*(?:[-*•#]+[ \t]*)?(?:\*\*)?(?:(?:in|on)[ \t]+)?", re.IGNORECASE)
# A short line alone that no stop ends: "Background"
NEXT_HEADING = re.compile(r"\n[ \t]*\n[ \t]*(?![-*•#\d])[^\s.!?\":]+(?:[ \t]+[^\s.!?\":]+){0,7}[ \t]*\n")
# … or an empty line behind an entry's words
ENTRY_ENDS = re.compile(r"(?<=[^\s])[ \t]*\n[ \t]*\n")
MIN_ENTRIES = 3  # dates at the start of paragraphs that make a timeline
MAX_BELOW = 1500  # characters from an entry's date, to a figure
NOW = re.compile(
    r"\b(?:now|currently|today|at present|this (?:morning|evening|afternoon)|so far|to date)\b", re.IGNORECASE
)
# "following the withdrawal in 2021, 30,000 remain": the date of something else.
OTHER_EVENT = re.compile(
    r"\b(?:following|after|despite|because of|ahead of|prior to)\s+[^,;]{8,}$", re.IGNORECASE
)
SINCE = re.compile(r"\bsince\s+(?:the\s+(?:\w+\s+of\s+)?)?$", re.IGNORECASE)
UNTIL = re.compile(r"(?<!not )\b(?:until|till)\s+(?:the\s+(?:\w+\s+of\s+)?)?$", re.IGNORECASE)
YEAR_NAMED = re.compile(r"\b\d{4}\b")
YEARS_END = re.compile(r"\b(?:end|close) of\b|\byear['’]s end\b|\byear-end\b", re.IGNORECASE)
MAX_AFTER = 110  # characters from the figure to a date that follows it
SAME_DATE = re.compile(r"\b(?:by|on) (?:the same|that) (?:date|day|time)\b", re.IGNORECASE)
PRECISIONS: dict[str, AsOfPrecision] = {
    "minute": "day",
    "day": "day",
    "week": "range",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "range",
}


def dated_above(scene: Scene, offset: int) -> DateMention | None:
    """The date of the timeline's entry that an offset is in; None without one."""
    lines = scene.once(("dated lines",), lambda: _dated_lines(scene))
    above = bisect_right(lines, offset, key=lambda line: line[0].end)
    mention, end = lines[above - 1] if above else (None, 0)
    return mention if offset < end else None


def _dated_lines(scene: Scene) -> list[tuple[DateMention, int]]:
    """The dates of a timeline's entries, each with the offset up to which it holds, in text order."""
    told = (m for m in scene.dates if m.start_date is not None and m.kind == "date")
    entries = [m for m in told if _is_entry(scene, m)]
    is_timeline = len({m.start_date for m in entries} - {scene.article.day}) >= MIN_ENTRIES
    return [(m, _end(scene, m, m is entries[-1])) for m in entries] if is_timeline else []


def _end(scene: Scene, mention: DateMention, is_last: bool) -> int:
    """Up to where a date holds: an entry's to the next heading, the last entry's to the end of its paragraph."""
    text, reach = scene.analysis.text, mention.end + MAX_BELOW
    body = next((i for i in range(mention.end, min(reach, len(text))) if not text[i].isspace()), reach)
    match = (ENTRY_ENDS if is_last else NEXT_HEADING).search(text, body, reach)
    return reach if match is None else match.start()


def _is_entry(scene: Scene, mention: DateMention) -> bool:
    text = scene.analysis.text
    start = text.rfind("\n", 0, mention.start) + 1
    opens = MARKUP.fullmatch(text, start, mention.start) is not None
    return opens and HEADS.match(text, mention.end) is not None


@dataclass(frozen=True, slots=True)
class AsOf:
    """First and last day that a figure is valid for, the precision, and the words of the date."""

    start: date | None
    end: date | None
    precision: AsOfPrecision | None
    text: str | None
    distance: int = 0


UNDATED = AsOf(None, None, None, None)


def resolve_as_of(
    scene: Scene,
    figure: Figure,
    steps: Sequence[Step],
    known: Sequence[tuple[Figure, AsOf]],
    others: Sequence[int],
) -> AsOf:
    """The date of a figure: given in its clause, or the same as that of the figure before it.

    Args:
        known: figures before this one with their dates.
        others: offsets of the other figures of the sentence.
    """
    sentence = figure.sentence
    if known and scene.search(SAME_DATE, sentence.start, sentence.end):
        past = known[-1][1]
        return AsOf(past.start, past.end, past.precision, past.text, 1)
    start, end = clause(scene, figure)
    verbs = {step.token.i for step in steps if is_verb(step.token)}
    fitting = [
        d
        for d in scene.dates_in(start, end)
        if dates_figure(scene, figure, d)
        and not _dates_other_clause(scene, figure, verbs, d)
        and not lies_behind(scene, figure, d)
    ]
    chosen = _nearest(figure, fitting, others) or dated_above(scene, figure.number.start)
    return UNDATED if chosen is None else period(chosen)


def lies_behind(scene: Scene, figure: Figure, mention: DateMention) -> bool:
    """True if a date cannot be a plan's or possibility's: it is past, and dates the statement."""
    published = scene.article.day
    if figure.modality not in ("planned", "possible") or published is None or mention.end_date is None:
        return False
    return YEAR_NAMED.search(mention.surface) is None and mention.end_date <= published


def dates_figure(scene: Scene, figure: Figure, mention: DateMention) -> bool:
    """True for a date that may be a figure's: near enough, of some length, and not of another event."""
    if mention.kind not in ("date", "time") or mention.start_date is None or mention.precision == "decade":
        return False
    if mention.start - figure.number.end > MAX_AFTER:
        return False
    if mention.start < figure.number.end and figure.number.start < mention.end:
        return False
    text = scene.analysis.text
    if NOW.fullmatch(mention.surface) or is_until(text, mention.start):
        return False
    return OTHER_EVENT.search(text[figure.sentence.start : mention.start]) is None


def _dates_other_clause(scene: Scene, figure: Figure, verbs: set[int], mention: DateMention) -> bool:
    """True if a date after the figure depends on another verb: 'has 900 men, told them to go by May'."""
    if not figure.sentence.is_parsed or not verbs or mention.start < figure.number.end:
        return False
    token = scene.analysis.doc[token_at(scene.analysis, figure.sentence, mention.start)]
    for _ in range(6):
        if is_verb(token):
            return token.i not in verbs and token.dep_ in ("xcomp", "ccomp", "conj", "ROOT")
        if token.head.i == token.i or figure.counted.first <= token.i <= figure.counted.last:
            return False
        token = token.head
    return False


def _nearest(figure: Figure, mentions: Sequence[DateMention], others: Sequence[int]) -> DateMention | None:
    """The nearest date after the figure and before the next one, else the nearest before it."""
    start, end = figure.number.start, figure.number.end
    limit = min((o for o in others if o > start), default=figure.sentence.end)
    after = [m for m in mentions if end <= m.start < limit]
    if after:
        return after[0]
    before = [m for m in mentions if m.end <= start]
    if not before:
        return None
    between = [o for o in others if before[-1].end <= o < start]
    return None if between else before[-1]


def is_since(text: str, start: int) -> bool:
    """True for a date behind 'since', 'since the end of': from it on, and not on it."""
    return SINCE.search(text, max(0, start - 40), start) is not None


def is_until(text: str, start: int) -> bool:
    """True for a date behind 'until', 'until the end of': up to it, and not on it."""
    return UNTIL.search(text, max(0, start - 40), start) is not None


def period(mention: DateMention) -> AsOf:
    """The days by a date's words: "the end of the year" is its December."""
    precision = PRECISIONS[mention.precision] if mention.precision else None
    start, end = mention.start_date, mention.end_date
    if precision == "year" and start is not None and end is not None and YEARS_END.search(mention.surface):
        return AsOf(end.replace(day=1), end, "month", mention.surface)
    return AsOf(start, end, precision, mention.surface)
