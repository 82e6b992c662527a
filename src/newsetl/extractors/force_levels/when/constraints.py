"""Hard constraints on when a figure holds: see lexicons/forces/constraints.csv."""

import re
from datetime import date
from typing import Any

from newsetl.extractors.force_levels.figure import is_verb, token_at
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.when.as_of import is_since, is_until, period
from newsetl.extractors.force_levels.when.plain_dates import plain_date
from newsetl.extractors.scoring import Option
from newsetl.tables.date_mentions import DateMention

FIGURE_BEFORE = re.compile(
    r"\b\d[\d,]*(?:\s+[a-z]+)?\s+(?:in|on|at|by|as of)\s+(?:the\s+\w+\s+of\s+)?$", re.IGNORECASE
)
# "compared with 450 in 2019", "down from 1,550 at the end of 2012"
DATED = re.compile(
    rf"\s+(?:[a-z-]+\s+)?(?:in|on|as of|at|at\s+the\s+(?:{either('points of a period')})\s+of)\s+"
    rf"(?:the\s+)?(?:(?:{either('parts of a period')})[\s-])?",
    re.IGNORECASE,
)
NOW = re.compile(
    r"(?:\s+(?:men|people|soldiers|troops))?(?:\s+are\s+there)?,?\s+(?:at present|currently|now)\b"
)
THAN_IN = re.compile(
    r"\bthan\s+(?:in|at|on|during)\s+(?:the\s+)?(?:(?:beginning|end|start)\s+of\s+)?$", re.IGNORECASE
)
STANDS = re.compile(
    r"\b(?:counts|has|is|numbers|stands)(?:\s+(?:now|at|at present|only)|,[^,.;]{1,30},)*\s+$"
)
PART = re.compile(
    r";|,?\s+(?:and|but)\s+(?=has\b)"
)  # where another part of a sentence begins, of the same subject
CHANGE = re.compile(r"\bfrom\s+[^.;]{0,40}\d[^.;]{0,80}\bto\s+$")
CLAUSES = ("acl", "relcl")
MAX_STEPS = 8


def other_clause(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """A participle or relative clause holds the date and not the figure: 'under a deal signed in 2019'."""
    sentence = candidate.figure.sentence
    if option.words is None or not sentence.is_parsed or not sentence.start <= option.words[0] < sentence.end:
        return False
    token = scene.analysis.doc[token_at(scene.analysis, sentence, option.words[0])]
    figure = candidate.figure.counted
    for _ in range(MAX_STEPS):
        if is_verb(token) and token.dep_ in CLAUSES:
            first, last = token.left_edge.i, token.right_edge.i
            holds = first <= figure.first <= last
            is_on_it = figure.first <= token.head.i <= figure.last
            return not holds and not is_on_it
        if token.head.i == token.i or is_verb(token):
            return False
        token = token.head
    return False


def beyond_figure(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """Another number is right before a date that follows the figure: 'compared with 5,600 in 2021'."""
    number, sentence = candidate.number, candidate.figure.sentence
    if option.words is None or not number.end <= option.words[0] < sentence.end:
        return False
    between = scene.analysis.text[number.end : option.words[0]]
    return FIGURE_BEFORE.search(between) is not None


def plainly_dated(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'At its peak in 2011 the force stood at 98,000': a date beside the figure's own verb is the figure's."""
    told = scene.once(("plain date", candidate.number.start), lambda: plain_date(scene, candidate))
    if told is None or _is_before_change(scene, candidate, told.start_date):
        return False
    return bool(option.value.start != period(told).start)


def since_then(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'has trained 20,000 since 2014': all who were trained until now, not those of that year."""
    if option.words is None or candidate.figure.measure != "trained":
        return False
    return is_since(scene.analysis.text, option.words[0])


def until_then(scene: Scene, _: Candidate, option: Option[Any]) -> bool:
    """'until this week the ceiling was 3,000': the day that it ended on, and none that it was so on."""
    return option.words is not None and is_until(scene.analysis.text, option.words[0])


def number_of_date(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'compared with 450 in 2019', 'it had 464,000 in 2018': the date right behind a number is the number's."""
    told = scene.once(("number of date", candidate.number.start), lambda: _date_behind(scene, candidate))
    return told is not None and option.value.start != period(told).start


def _date_behind(scene: Scene, candidate: Candidate) -> DateMention | None:
    """The date right behind a number that has no noun."""
    if candidate.noun.word is not None:
        return None
    text, end = scene.analysis.text, candidate.number.end
    behind = (m for m in scene.dates_in(end, candidate.figure.sentence.end) if m.start_date is not None)
    return next((m for m in behind if DATED.fullmatch(text, end, m.start)), None)


def holds_now(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'fell to 5,000 by 2005 and is 1,500 now': no date, where "now" is right behind the number."""
    if option.words is None or candidate.figure.measure == "target":
        return False
    return NOW.match(scene.analysis.text, candidate.number.end) is not None


def compared_with(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'has 7,300 fighters, 4,000 fewer than in 2006': no number before holds for the time that it is compared with."""
    if option.words is None or option.words[0] < candidate.number.end:
        return False
    return scene.ending(THAN_IN, candidate.number.end, option.words[0]) is not None


def beside_present(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'By 2014 the army is to grow; it stands at 170,500': the present behind a semicolon has no date before it."""
    text, sentence, number = scene.analysis.text, candidate.figure.sentence, candidate.number
    parts = [m.start() for m in PART.finditer(text, sentence.start, number.start)]
    if option.words is None or not parts or not sentence.start <= option.words[0] < parts[-1]:
        return False
    return STANDS.search(text, parts[-1], number.hedge_start) is not None


def before_change(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'has gone from 2,000 men in 2018 to some 6,300': the date between the two is the first one's."""
    return option.value.start is not None and _is_before_change(scene, candidate, option.value.start)


def _is_before_change(scene: Scene, candidate: Candidate, start: date | None) -> bool:
    sentence, number = candidate.figure.sentence, candidate.number
    change = scene.ending(CHANGE, sentence.start, number.hedge_start)
    if change is None:
        return False
    between = scene.dates_in(change.start(), number.hedge_start)
    return any(start == mention.start_date for mention in between)
