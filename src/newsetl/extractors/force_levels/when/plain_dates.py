"""Dates beside a figure's own verb: 'In 2002 they had 17,000', 'the 400 left the town last week'."""

import re

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import is_verb, token_at
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.scene import Scene, clause
from newsetl.extractors.force_levels.when.as_of import dated_above, dates_figure, is_since, lies_behind
from newsetl.tables.date_mentions import DateMention

MAX_STEPS = 8
OPENS = 8  # characters before a sentence's first date: "In late"
OPENING = 40  # characters of a sentence or clause in which a date holds for all of it
REPORTING = lexicon.word_set("reporting verbs")
OTHER_NUMBER = re.compile(r"\b\d[\d,.]*\b")
TO = re.compile(r"\bto\s+$")
RANGE = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
FLOWS = frozenset(("increase", "decrease"))
POINTS = lexicon.word_set("points of a period")
TIMES = frozenset(("prep", "npadvmod", "advmod", "pobj", "pcomp", "tmod"))
JOINED = frozenset(("conj", "appos"))


def plain_date(scene: Scene, candidate: Candidate) -> DateMention | None:
    """The date that clearly is the figure's; None if none is.

    A date is clear if it depends on the verb that the figure depends on, or on a clause with "when" beside that
    verb, and is not the date of a statement or of another number; and where the sentence gives
    no date, that of the timeline's entry or of the heading that it is below.
    """
    sentence = candidate.figure.sentence
    above = dated_above(scene, candidate.number.start)
    if above is not None and not scene.dates_in(max(sentence.start, above.end), sentence.end):
        return above
    return _beside_verb(scene, candidate)


def _beside_verb(scene: Scene, candidate: Candidate) -> DateMention | None:
    figure = candidate.figure
    if not figure.sentence.is_parsed:
        return _opening(scene, candidate)
    verb = _verb_above(scene.analysis.doc[figure.counted.head])
    if verb is None or (verb.lemma_ in REPORTING and figure.counted.head != verb.i):
        return None
    start, end = clause(scene, figure)
    plain = [d for d in scene.dates_in(start, end) if _is_plain(scene, candidate, d, verb, start)]
    after = [d for d in plain if d.start >= figure.number.end]
    return after[0] if after else plain[-1] if plain else None


def _opening(scene: Scene, candidate: Candidate) -> DateMention | None:
    """The only date of a short sentence without a parse, if it begins it: 'Three years ago they had fewer than 50.'"""
    figure, number = candidate.figure, candidate.number
    sentence = figure.sentence
    dates = scene.dates_in(sentence.start, sentence.end)
    if len(dates) != 1 or dates[0].start - sentence.start > OPENS or dates[0].end > number.start:
        return None
    is_whole = dates_figure(scene, figure, dates[0]) and not is_season(dates[0])
    return dates[0] if is_whole and not _has_number(scene, dates[0].end, number.start) else None


def _is_plain(scene: Scene, candidate: Candidate, mention: DateMention, verb: Token, start: int) -> bool:
    figure = candidate.figure
    if not dates_figure(scene, figure, mention) or lies_behind(scene, figure, mention):
        return False
    if is_season(mention) or _is_unclear(scene, candidate, mention):
        return False
    if is_since(scene.analysis.text, mention.start) and figure.measure not in FLOWS:
        return False
    return not _is_of_another(scene, candidate, mention, start) and _depends(scene, candidate, mention, verb)


def is_season(mention: DateMention) -> bool:
    """True for "the spring of 2009": no text says which days a season is."""
    return mention.precision == "quarter" and "quarter" not in mention.surface.lower()


def _is_unclear(scene: Scene, candidate: Candidate, mention: DateMention) -> bool:
    """'autumn last year'; 'between 1962 and 1963 it rose from 900 to 1,700': 1962 dates the 900."""
    text, start = scene.analysis.text, candidate.figure.sentence.start
    before = scene.dates_in(start, mention.start)
    if before and is_season(before[-1]) and not text[before[-1].end : mention.start].strip(" ,"):
        return True
    is_reached = TO.search(text, start, candidate.number.hedge_start) is not None
    return is_reached and RANGE.search(text, start, mention.start) is not None


def _is_of_another(scene: Scene, candidate: Candidate, mention: DateMention, start: int) -> bool:
    """True if another number is between figure and date, unless the date opens the clause or is of both."""
    number = candidate.number
    if mention.end <= number.start:
        opens = mention.start - start < OPENING
        return not opens and _has_number(scene, mention.end, number.start)
    return _has_number(scene, number.end, mention.start) and not _is_shared(scene, candidate, mention)


def _is_shared(scene: Scene, candidate: Candidate, mention: DateMention) -> bool:
    """'counted 10,800 soldiers and 1,600 police at the end of June': every number between is joined to the figure."""
    number, figure, analysis = candidate.number, candidate.figure, scene.analysis
    if scene.dates_in(number.end, mention.start):
        return False
    own = analysis.doc[figure.counted.head]
    between = OTHER_NUMBER.finditer(analysis.text, number.end, mention.start)
    counted = [analysis.doc[token_at(analysis, figure.sentence, match.start())].head for match in between]
    return all(_is_joined(noun, own) for noun in counted)


def _is_joined(noun: Token, own: Token) -> bool:
    """True if a noun is joined to the things whose first is own: "soldiers, gendarmes and police"."""
    for _ in range(MAX_STEPS):
        if noun.i == own.i:
            return True
        if noun.dep_ not in JOINED:
            return False
        noun = noun.head
    return False


def _has_number(scene: Scene, start: int, end: int) -> bool:
    dates = scene.dates_in(start, end)
    return any(
        not any(d.start <= match.start() < d.end for d in dates)
        for match in OTHER_NUMBER.finditer(scene.analysis.text, start, end)
    )


def _depends(scene: Scene, candidate: Candidate, mention: DateMention, verb: Token) -> bool:
    first = token_at(scene.analysis, candidate.figure.sentence, mention.start)
    last = token_at(scene.analysis, candidate.figure.sentence, mention.end - 1)
    token = _root(scene, first, last)
    counted = candidate.figure.counted
    for _ in range(MAX_STEPS):
        if is_verb(token):
            return _serves(token, verb, (counted.first, counted.last))
        if token.head.i == token.i or not _leads_on(token, (counted.first, counted.last)):
            return False
        token = token.head
    return False


def _root(scene: Scene, first: int, last: int) -> Token:
    """The token of a date's words that depends on what is outside them."""
    words = scene.analysis.doc[first : last + 1]
    return next((t for t in words if not first <= t.head.i <= last), words[-1])


def _leads_on(token: Token, counted: tuple[int, int]) -> bool:
    """True if what a date's words depend on is an adverbial, a place, or the figure's own phrase."""
    above = token.head
    if is_verb(above):
        return token.dep_ in TIMES
    is_own = counted[0] <= above.i <= counted[1] or above.lemma_.lower() in POINTS
    return token.dep_ in TIMES and (above.pos_ in ("ADP", "SCONJ", "ADV", "PROPN") or is_own)


def _serves(token: Token, verb: Token, counted: tuple[int, int]) -> bool:
    """True for the figure's verb, what it takes ("is to leave"), a participle of the figure, or a 'when' beside it."""
    for _ in range(3):
        if token.i == verb.i:
            return True
        if token.dep_ == "acl" and counted[0] <= token.head.i <= counted[1]:
            return True
        is_when = token.dep_ == "advcl" and any(c.lower_ == "when" for c in token.children)
        if token.dep_ != "xcomp" and not is_when:
            return False
        token = token.head
    return False


def _verb_above(token: Token) -> Token | None:
    for _ in range(MAX_STEPS):
        if is_verb(token):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
