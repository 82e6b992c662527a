"""Hard constraints: answers that no evidence can buy. What they are stands in lexicons/forces/constraints.csv."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from newsetl.extractors.force_levels.figure import is_verb, token_at
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.wordings import worded
from newsetl.extractors.force_levels.whose.mentions import NON_STATE
from newsetl.extractors.scoring import Option
from newsetl.lexicons import read_table

V = TypeVar("V")
Span: TypeAlias = tuple[int, int]
Bars: TypeAlias = Callable[[Scene, Candidate, Option[Any]], bool]
YEAR = re.compile(r"(?:19\d\d|20[0-3]\d)")
YEAR_BEFORE = re.compile(r"\b(?:since|until|till|before|after|during|in)\s+$", re.IGNORECASE)
OFTEN_YEAR = re.compile(r"\b(?:by|from|of)\s+$", re.IGNORECASE)  # also "by 2000 soldiers"
PUTS = re.compile(
    r"(?:['’]s)?\s+(?:[\w-]+\s+){0,3}?(?:has\s+|had\s+|now\s+)?(?:puts?|placed|pegged|gave|gives)\s+(?:(?:the|their|its|that|this)\s+)?"
    r"(?:[\w-]+\s+){0,3}?(?:it|number|numbers|figure|strength|total|size)\b[^.;]{0,60}$"
)
OWNS = re.compile(
    r"(?:,\s+with|\s+(?:(?:alone|already|also|currently|now|only|still)\s+)?(?:has|have|had|keeps?|kept|maintains?|"
    r"maintained|fields?|sent|sends?|deployed|pledged|stations?|stationed|contributes?|contributed))\s+"
    r"(?:another\s+|only\s+)?$"
)
HOSTED = {*NON_STATE, "peacekeepers"}  # what a country may have and not own
BARE_NUMBER = re.compile(r"\s+(?:about\s+|some\s+|only\s+)?\d[\d,.]*\d\b(?!\s+[a-z]*(?:s|men|people)\b)")
GAPPED = re.compile(r"(?:^|,|\band|\bbut|\bwhile|;)\s*(?:the\s+)?$")
FIGURE_BEFORE = re.compile(
    r"\b\d[\d,]*(?:\s+[a-z]+)?\s+(?:in|on|at|by|as of)\s+(?:the\s+\w+\s+of\s+)?$", re.IGNORECASE
)
LOCATED = re.compile(
    r"\b(?:in|to|at|from|near|on|into|across|inside|around|outside|through)\s+(?:the\s+)?$", re.IGNORECASE
)
CLAUSES = ("acl", "relcl")
MAX_STEPS = 8


def allowed(
    question: str, scene: Scene, candidate: Candidate, options: Sequence[Option[V]]
) -> list[Option[V]]:
    """The options that no constraint bars; all of them where it would bar every one."""
    bars = [BARS[name] for name in _named(question)]
    free = [option for option in options if not any(bar(scene, candidate, option) for bar in bars)]
    return free or list(options)


def is_barred(scene: Scene, candidate: Candidate) -> bool:
    """True for a number that can be no force size."""
    nothing: Option[None] = Option(None, {})
    return any(BARS[name](scene, candidate, nothing) for name in _named("exists"))


@cache
def _named(question: str) -> tuple[str, ...]:
    return tuple(row["constraint"] for row in read_table("forces/constraints") if row["question"] == question)


def _in_date(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    number, sentence = candidate.number, candidate.figure.sentence
    return any(
        date.start <= number.start and number.end <= date.end and date.kind in ("date", "time")
        for date in scene.dates_in(sentence.start, sentence.end)
    )


def _year_head(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    number, text = candidate.number, scene.analysis.text
    if YEAR.fullmatch(number.surface) is None:
        return False
    return YEAR_BEFORE.search(text, max(0, number.start - 12), number.start) is not None or (
        number.is_year_like and OFTEN_YEAR.search(text, max(0, number.start - 12), number.start) is not None
    )


def _other_cell(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    return candidate.number.hedge_start in scene.other_cells or candidate.number.start in scene.other_cells


def _worded(question: str) -> Bars:
    def bar(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
        sentence = candidate.figure.sentence
        value = worded(question, scene.analysis.text, candidate.number, (sentence.start, sentence.end))
        return value is not None and option.value != value

    return bar


def _state_of_rebels(_: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    if option.value.iso3 is None or candidate.figure.counted.personnel_type not in NON_STATE:
        return False
    return not any(
        option.features.get(name) for name in ("in_phrase", "rule=in_phrase", "rule=possessor", "rule=owner")
    )


def _counter(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    if option.words is None or option.words[1] > candidate.number.start:
        return False
    between = scene.analysis.text[option.words[1] : candidate.number.hedge_start]
    return PUTS.match(between) is not None


def _own_subject(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'… and Spain has 4,100 soldiers': whose name stands right before the verb, unless the phrase names another."""
    sentence, number, text = candidate.figure.sentence, candidate.number, scene.analysis.text
    if candidate.figure.counted.personnel_type in HOSTED:
        return False
    names = scene.actors_in(sentence)
    if any(number.start <= m.start < candidate.noun.end for m in names):
        return False
    owners = [
        m.name for m in names if m.end <= number.start and OWNS.fullmatch(text, m.end, number.hedge_start)
    ]
    return bool(owners) and not any(
        option.value.iso3 == owner.iso3 if owner.iso3 else option.value.name == owner.actor
        for owner in owners
    )


def _gapped_owner(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'Spain has 560 soldiers in Latvia, Italy 370': where the first figure is, which a preposition tells."""
    sentence, text = candidate.figure.sentence, scene.analysis.text
    if option.words is None or not sentence.start <= option.words[0] < sentence.end:
        return False
    if candidate.figure.counted.how != "ellipsis" or not _is_gapped(scene, candidate):
        return False
    return LOCATED.search(text, max(sentence.start, option.words[0] - 16), option.words[0]) is None


def _is_gapped(scene: Scene, candidate: Candidate) -> bool:
    """A name stands right before the number and opens its part of the sentence."""
    text, start, end = scene.analysis.text, candidate.figure.sentence.start, candidate.number.hedge_start
    names = [
        m for m in scene.actors_in(candidate.figure.sentence) if not text[m.end : max(m.end, end)].strip()
    ]
    return any(m.end <= end and GAPPED.search(text, start, m.start) is not None for m in names)


def _placed_before(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'the Canadian-led one in Latvia 1,700': the place that ends right before the number."""
    sentence, text, end = candidate.figure.sentence, scene.analysis.text, candidate.number.hedge_start
    if candidate.figure.counted.how != "ellipsis":
        return False
    told = [
        place.country_iso3
        for place in scene.regions_in(sentence.start, end)
        if not text[place.end : end].strip() and LOCATED.search(text, max(0, place.start - 16), place.start)
    ]
    return bool(told) and option.value.iso3 not in told


def _passing_agency(_: Scene, __: Candidate, option: Option[Any]) -> bool:
    """'AP also quoted an official as saying': the figure came through the agency."""
    return bool(option.features.get("agency_of_another"))


def _of_next(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'has 1,600 soldiers and the one in Latvia 1,700': the place that ends right before a later bare number."""
    if option.words is None or option.words[0] < candidate.number.end:
        return False
    return BARE_NUMBER.match(scene.analysis.text, option.words[1]) is not None


def _other_clause(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
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


def _beyond_figure(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """Another number stands right before a date that follows the figure: 'compared with 5,600 in 2021'."""
    number, sentence = candidate.number, candidate.figure.sentence
    if option.words is None or not number.end <= option.words[0] < sentence.end:
        return False
    between = scene.analysis.text[number.end : option.words[0]]
    return FIGURE_BEFORE.search(between) is not None


BARS: Mapping[str, Bars] = {
    "in_date": _in_date,
    "year_head": _year_head,
    "other_cell": _other_cell,
    "worded_measure": _worded("measure"),
    "worded_modality": _worded("modality"),
    "state_of_rebels": _state_of_rebels,
    "counter": _counter,
    "own_subject": _own_subject,
    "gapped_owner": _gapped_owner,
    "placed_before": _placed_before,
    "of_next": _of_next,
    "other_clause": _other_clause,
    "beyond_figure": _beyond_figure,
    "passing_agency": _passing_agency,
}
