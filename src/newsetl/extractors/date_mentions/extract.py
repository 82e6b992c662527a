"""Time expressions of an article: found by the grammar, resolved in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from functools import partial

from newsetl.core.post_times import LONGEST_BLOG, Stamps, day_at, days_of_posts
from newsetl.extractors.date_mentions import (
    absolute,
    clock,
    days,
    durations,
    grammar,
    month_parts,
    quarters_and_seasons,
    relative,
)
from newsetl.extractors.date_mentions.confidence import confidence_of
from newsetl.extractors.date_mentions.day_month_order import writes_day_first
from newsetl.extractors.date_mentions.lexer import lex
from newsetl.extractors.date_mentions.modifiers import modifier_of
from newsetl.extractors.date_mentions.periods import Period
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading, Resolver, Tense
from newsetl.extractors.date_mentions.tense import tense_at
from newsetl.language.analysis import Analysis, Sentence
from newsetl.tables.date_mentions import DateModifier

RESOLVERS: dict[str, Resolver] = {
    **absolute.RESOLVERS,
    **month_parts.RESOLVERS,
    **days.RESOLVERS,
    **relative.RESOLVERS,
    **quarters_and_seasons.RESOLVERS,
    **durations.RESOLVERS,
    **clock.RESOLVERS,
}
OPENING = 16  # characters within which a year opens its sentence
YEARS = range(1500, 2200)  # a publication outside them is a fault of the metadata
NEAR = 1  # sentences after a full date ("In March 2003") that still take its year


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved time expression in its sentence."""

    phrase: Phrase
    reading: Reading
    modifier: DateModifier | None
    sentence: Sentence
    confidence: float


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the article: its publication day, and how it writes numeric dates."""

    published: date | None
    is_day_first: bool | None


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was named so far: the last date with its sentence, the last year said with its sentence."""

    period: Period | None = None
    sentence: int = 0
    year: int | None = None
    year_sentence: int = 0
    year_reach: int = 0  # sentences after that one which still take the year


def find_dates(analysis: Analysis, published: date | None, domain: str | None = None) -> Iterator[Found]:
    """Time expressions in text order.

    Args:
        analysis: the article's analysis; syntax is not needed.
        published: the article's publication day, None if unknown: then nothing is resolved against it.
        domain: the outlet's domain, which says how it writes numeric dates.
    """
    if published is not None and published.year not in YEARS:
        published = None
    known = _Known(published, writes_day_first(analysis.text, domain))
    posts = days_of_posts(analysis.text)
    memory = _Memory()
    for sentence in analysis.sentences:
        told = replace(known, published=_own_day(posts, sentence, published)) if posts else known
        for phrase, reading in _read(analysis, sentence, told, memory):
            modifier = modifier_of(phrase, reading)
            yield Found(phrase, reading, modifier, sentence, confidence_of(phrase, reading))
            memory = _remember(memory, phrase, reading, sentence)


def _own_day(posts: Stamps, sentence: Sentence, published: date | None) -> date | None:
    """The day of a live blog's post for what the post says, the article's for the rest."""
    day = day_at(posts, sentence.start)
    return day if day is not None and _is_blogs(day, published) else published


def _is_blogs(day: date, published: date | None) -> bool:
    return day.year in YEARS and (published is None or abs(day - published) <= LONGEST_BLOG)


def _read(
    analysis: Analysis, sentence: Sentence, known: _Known, memory: _Memory
) -> Iterator[tuple[Phrase, Reading]]:
    if not grammar.may_hold(analysis.sentence_text(sentence)):
        return
    tokens = lex(analysis.text, sentence.start, sentence.end)
    classes = grammar.encode(tokens)
    if not grammar.has_head(classes):
        return
    tense = partial(_tense, analysis.sentence_text(sentence), sentence.start)
    position = 0
    while position < len(tokens):
        for match in grammar.matches_at(classes, position):
            context = _context(memory, sentence.index, known, tense)
            phrase = Phrase(match.name, analysis.text, tuple(tokens[match.first : match.last]))
            reading = RESOLVERS[match.name](phrase, context)
            if reading is not None:
                yield phrase, reading
                memory = _remember(memory, phrase, reading, sentence)
                position = match.last - 1
                break
            if match.name == "age":
                position = match.last - 1
                break
        position += 1


def _tense(sentence_text: str, sentence_start: int, offset: int) -> Tense | None:
    return tense_at(sentence_text, offset - sentence_start)


def _context(memory: _Memory, index: int, known: _Known, tense: "partial[Tense | None]") -> Context:
    is_near = index - memory.year_sentence <= memory.year_reach
    return Context(
        known.published,
        memory.period,
        index - memory.sentence,
        memory.year if is_near else None,
        tense,
        known.is_day_first,
    )


def _remember(memory: _Memory, phrase: Phrase, reading: Reading, sentence: Sentence) -> _Memory:
    period, index = reading.period, sentence.index
    if (
        period is None
        or reading.is_aside
        or reading.kind in ("duration", "set")
        or period.precision in ("decade", None)
        or period.start.year in (MINYEAR, MAXYEAR)  # "the Monday before" would not be a day
    ):
        return memory
    memory = replace(memory, period=period, sentence=index)
    if (reading.has_year or reading.anchor == "preceding") and _may_be_anchor(phrase, period, sentence):
        reach = NEAR if period.precision in ("day", "month") else 0
        return replace(memory, year=period.start.year, year_sentence=index, year_reach=reach)
    if reading.anchor == "published" and period.precision != "day":
        return replace(memory, year=None)
    return memory


def _may_be_anchor(phrase: Phrase, period: Period, sentence: Sentence) -> bool:
    """True for a date from which later ones are counted: not "since 1990", not "the 1988 bombing".

    A year alone does so only at its sentence's start: "In 2014 they … in May", not "founded in 2014 … in May".
    """
    if period.precision in ("day", "month"):
        return not phrase.before.endswith(("since ", "until ", "by "))
    return phrase.start - sentence.start < OPENING and phrase.before.endswith(("in ", "during "))
