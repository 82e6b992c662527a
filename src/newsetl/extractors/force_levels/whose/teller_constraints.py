"""Hard constraints on whose force a figure counts: who counts, sees or hears of it does not own it."""

import re
from typing import Any

from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.who_says.estimates import source_in_clause
from newsetl.extractors.scoring import Option

PUTS = re.compile(
    rf"(?:['’]s)?\s+(?:[\w-]+\s+){{0,3}}?(?:has\s+|had\s+|now\s+)?(?:{either('giving verbs')})\s+"
    rf"(?:(?:the|their|its|that|this)\s+)?(?:[\w’'-]+\s+){{0,3}}?(?:{either('given sizes')})\b[^.;]{{0,60}}$"
)
TOLD = re.compile(
    r"\b(?:told|interview (?:with|in|to)|speaking (?:to|with)|spoke (?:to|with)|writes? in|wrote in|reported by)\s+"
    r"(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
OBSERVED = re.compile(
    rf"\s+(?:[\w’'-]+\s+){{0,5}}?(?:{either('observing verbs')})\s+"
    r"(?:(?:about|around|nearly|over|some)\s+|as many as\s+)?$"
)


def counter(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """Who puts the number at a figure, before it or behind it: 'is put at 7,000 by the Union'."""
    text, number = scene.analysis.text, candidate.number
    if option.words is None:
        return False
    told = source_in_clause(scene, number)
    if told is not None and told[0] <= option.words[0] < told[1]:
        return True
    is_before = option.words[1] <= number.start
    return is_before and PUTS.match(text[option.words[1] : number.hedge_start]) is not None


def observer(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'Monitors from the OSCE logged 1,900 fighters': who sees a force does not own it."""
    sentence, number = candidate.figure.sentence, candidate.number
    if option.words is None or not sentence.start <= option.words[0] < number.start:
        return False
    return OBSERVED.match(scene.analysis.text, option.words[1], number.start) is not None


def hearer(scene: Scene, _: Candidate, option: Option[Any]) -> bool:
    """'told the New York Post that 700 reservists': a name within the addressee."""
    if option.words is None:
        return False
    before = scene.analysis.sentence_at(option.words[0]).start
    return scene.ending(TOLD, before, option.words[0]) is not None
