"""Hard constraints on whose force a figure counts: see lexicons/forces/constraints.csv."""

import re
from typing import Any

from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.lexicon import either, word_set
from newsetl.extractors.force_levels.scene import Scene, section_start
from newsetl.extractors.force_levels.where.locations import is_put_there
from newsetl.extractors.force_levels.who_says.estimates import counted_by
from newsetl.extractors.force_levels.whose.mentions import BEARERS, IRREGULARS, NON_STATE
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.extractors.scoring import Option

PUTS = re.compile(
    rf"(?:['’]s)?\s+(?:[\w-]+\s+){{0,3}}?(?:has\s+|had\s+|now\s+)?(?:{either('giving verbs')})\s+"
    rf"(?:(?:the|their|its|that|this)\s+)?(?:[\w-]+\s+){{0,3}}?(?:{either('given sizes')})\b[^.;]{{0,60}}$"
)
OWNS = re.compile(
    r"(?:,\s+with|(?:,\s+(?:which|who))?\s+(?:(?:alone|already|also|currently|now|only|still)\s+)?"
    rf"(?:{either('owning verbs')}))\s+(?:another\s+|only\s+)?$"
)
BODY = f"(?:{either('armed bodies')})"
IN_SERVICE = re.compile(
    r"\s+(?:(?!(?:to|who|that|and|in|of|from)\b)[\w-]+\s+){0,3}?(?:in|of|from)\s+(?:the\s+)?$"
)
SERVICE = re.compile(rf"(?:['’]s?)?\s+(?:[a-z]+\s+)?{BODY}\b", re.IGNORECASE)
ENDS_IN_SERVICE = re.compile(rf"\b{BODY}$", re.IGNORECASE)
OF_WHOM = re.compile(r"\s+of\s+(?:the\s+)?")
POSSESSED = re.compile(
    r"['’]s?\s+(?:(?:own|entire|total|estimated|more than|some|about|nearly|roughly)\s+){0,2}"
)
ITS_UNIT = re.compile(
    rf"\s+(?:[\w-]+\s+)?(?:{either('units of a state')})\s+(?:in|at|near|on)\s+(?:the\s+)?"
    r"[A-Z][\w’' -]{1,40}?\s+(?:(?:now\s+)?(?:has|had|have|"
    r"numbers|numbered|counts|with)\s+)?$"
)
TOLD = re.compile(
    r"\b(?:told|interview (?:with|in|to)|speaking (?:to|with)|spoke (?:to|with)|writes? in|wrote in|reported by)\s+"
    r"(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
OF_ITS = re.compile(r"\s+of\s+(?:its|their|his|her)\b", re.IGNORECASE)
OWNERS = ("country", "group")
HOSTED = {*NON_STATE, "peacekeepers"}  # what a country may have and not own


def state_of_rebels(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """A state for rebels that its name does not stand at; '2,000 of its fighters' are somebody's own."""
    if option.value.iso3 is None or candidate.figure.counted.personnel_type not in NON_STATE:
        return False
    if OF_ITS.match(scene.analysis.text, candidate.number.end):
        return False
    return not any(
        option.features.get(name) for name in ("in_phrase", "rule=in_phrase", "rule=possessor", "rule=owner")
    )


def another_group(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The militia fought on. Between 2,000 and 8,000 militants are left': not the militia's."""
    kinds = BEARERS.get(candidate.noun.word or "")
    if kinds is None or option.words is None:
        return False
    start = option.words[0]
    if candidate.number.start <= start < candidate.noun.end:
        return False
    named = [m for m in scene.actors_in(scene.analysis.sentence_at(start)) if m.start == start]
    return bool(named) and named[0].name.group_kind in IRREGULARS - kinds


def counter(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """Who puts the number at a figure, before it or behind it: 'is put at 7,000 by the Union'."""
    text, number = scene.analysis.text, candidate.number
    if option.words is None:
        return False
    if option.words[1] <= number.start:
        return PUTS.match(text[option.words[1] : number.hedge_start]) is not None
    told = counted_by(scene, number)
    return told is not None and told[0] <= option.words[0] < told[1]


def own_subject(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'… and Spain has 4,100 soldiers': whose name stands right before the verb, unless the phrase names another."""
    sentence, number, text = candidate.figure.sentence, candidate.number, scene.analysis.text
    if candidate.figure.counted.personnel_type in HOSTED:
        return False
    names = scene.actors_in(sentence)
    if any(number.start <= m.start < candidate.noun.end for m in names):
        return False
    owners = [
        m
        for m in names
        if m.end <= number.start
        and OWNS.fullmatch(text, m.end, number.hedge_start)
        and (text[m.end] == "," or not is_put_there(text, sentence.start, m.start))
    ]
    return bool(owners) and not any(_is_same(option, owner) for owner in owners)


def own_unit(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The British battlegroup in Estonia has 900 soldiers, the German one in Lithuania 1,200'."""
    text, number = scene.analysis.text, candidate.number
    names = scene.actors_in(candidate.figure.sentence)
    if any(number.start <= m.start < candidate.noun.end for m in names):
        return False
    owners = [
        m
        for m in names
        if m.end <= number.start
        and m.name.kind == "demonym"
        and ITS_UNIT.fullmatch(text, m.end, number.hedge_start)
    ]
    return bool(owners) and not any(_is_same(option, owner) for owner in owners)


def own_service(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'There are 25,000 men in Chad's army', '650 men of the Saudi army'."""
    text, number, sentence = scene.analysis.text, candidate.number, candidate.figure.sentence
    if candidate.noun.word in word_set("teachers"):  # "150 trainers of Iraq's navy" are others'
        return False
    owners = [
        m
        for m in scene.actors_in(sentence)
        if m.start >= number.end
        and (SERVICE.match(text, m.end) or ENDS_IN_SERVICE.search(m.name.surface))
        and IN_SERVICE.fullmatch(text, number.end, m.start)
    ]
    return bool(owners) and not any(_is_same(option, owner) for owner in owners)


def own_men(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'3,000 men of the RSF', 'South Korea's 650,000 soldiers': whose name the phrase ends or begins with."""
    text, number, noun = scene.analysis.text, candidate.number, candidate.noun
    if noun.word is None or noun.word in word_set("teachers"):
        return False
    owners = [
        m
        for m in scene.actors_in(candidate.figure.sentence)
        if m.name.kind in OWNERS
        and (
            (OF_WHOM.fullmatch(text, noun.end, m.start) and text[m.end : m.end + 1] not in ("'", "’"))
            or POSSESSED.fullmatch(text, m.end, number.hedge_start)
        )
    ]
    return bool(owners) and not any(_is_same(option, owner) for owner in owners)


def hearer(scene: Scene, _: Candidate, option: Option[Any]) -> bool:
    """'told the New York Times that 10,000 reservists': a name within whom something is told to."""
    if option.words is None:
        return False
    before = scene.analysis.sentence_at(option.words[0]).start
    return TOLD.search(scene.analysis.text, before, option.words[0]) is not None


def across_heading(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """What is named only above the heading that a figure stands under."""
    if option.words is None or option.features.get("same_sentence"):
        return False
    return option.words[0] < section_start(scene, candidate.figure)


def _is_same(option: Option[Any], owner: ActorMention) -> bool:
    name = owner.name
    return bool(option.value.iso3 == name.iso3 if name.iso3 else option.value.name == name.actor)
