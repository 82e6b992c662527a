"""Hard constraints on whether a number counts a force at all: see lexicons/forces/constraints.csv."""

import re
from typing import Any

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.scoring import Option
from newsetl.language.numbers import find_numbers

YEAR = re.compile(r"(?:19\d\d|20[0-3]\d)")
YEAR_BEFORE = re.compile(r"\b(?:since|until|till|before|after|during|in)\s+$", re.IGNORECASE)
POSSESSION = re.compile(rf"\s+(?:{lexicon.either('possessions')})\b", re.IGNORECASE)
GAVE_UP = re.compile(
    rf"(?:\s+(?!(?:{lexicon.either('openers of a clause')})\b)[\w’'-]+){{0,7}}?"
    r"\s+(?:gave|given|give|giving) (?:themselves|itself|himself) up\b"
)
# "spends millions on soldiers", "paid 4,000 a month"
SPENT = re.compile(rf"\b(?:{lexicon.either('spending verbs')})\b[^.;:]{{0,40}}$", re.IGNORECASE)
SPENT_ON = re.compile(r"\s+(?:more\s+)?(?:on|into|for|per|an?|to)\b")
# "millions in military aid", "thousands more in bribes"; no "1,200 in aid convoys"
IN_MONEY = re.compile(
    rf"\s+(?:more\s+|worth\s+)?(?:in|of)\s+(?:(?!(?:the|an?)\b)[\w’'.-]+\s+){{0,3}}?(?:{lexicon.either('money')})"
    r"(?=\W*$|[.,;:)]|\s+(?:to|for|from|by|since|over|each|every|an?|this|last)\b)",
    re.IGNORECASE,
)
RATE = re.compile(r"\b(?:for every|per|in every|out of every)\s+$", re.IGNORECASE)
MAKE_UP = re.compile(rf"\b(?:{lexicon.either('verbs of composition')})\s+$", re.IGNORECASE)
CIVIL = re.compile(rf"[-\s](?:{lexicon.either('civil bodies')})\s+(?:[\w-]+\s+)?[\w-]+$", re.IGNORECASE)
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
NAMED_UNIT = re.compile(rf"\s+(?:[A-Z][\w.]+\s+){{0,2}}(?:{lexicon.either('names of a unit')})\b")
OTHER_SIZE = re.compile(rf"[-‑](?:{lexicon.either('other measures')})\b", re.IGNORECASE)
CIVILIANS = re.compile(
    rf"\s+(?:(?:foreign|local|other|unarmed)\s+)?(?:{lexicon.either('people of peace')})\b"
)
UNDER_AGE = re.compile(
    r"\b(?:all|anybody|anyone|boys|everybody|everyone|men|people|those|women)\s+"
    r"(?:aged|older than|over|under|younger than)\s+$",
    re.IGNORECASE,
)
FEWER_THAN = re.compile(r"\s+(?:fewer|less|more)\s+than\s+(?:a\s|at\s|before\b|during\s|in\s|last\s|the\s)")
TO_PRISON = re.compile(rf"\s+(?:[\w’'-]+\s+){{1,4}}?to\s+(?:{lexicon.either('prisons')})\b")
WORD = re.compile(r"[\w-]+")


def in_date(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    number, sentence = candidate.number, candidate.figure.sentence
    return any(
        date.start <= number.start and number.end <= date.end and date.kind in ("date", "time")
        for date in scene.dates_in(sentence.start, sentence.end)
    )


def year_head(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    number, text = candidate.number, scene.analysis.text
    is_year = YEAR.fullmatch(number.surface) is not None
    return is_year and YEAR_BEFORE.search(text, max(0, number.start - 12), number.start) is not None


def other_cell(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    return candidate.number.hedge_start in scene.other_cells


def possession(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'183 police departments', '100 posts of the army'."""
    text, number = scene.analysis.text, candidate.number
    return any(POSSESSION.match(text, end) is not None for end in (candidate.noun.end, number.end))


def gave_up(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'12 soldiers gave themselves up': they surrendered, where no other number is between."""
    text, end = scene.analysis.text, candidate.number.end
    match = GAVE_UP.match(text, end, candidate.figure.sentence.end)
    return match is not None and next(iter(find_numbers(text, end, match.end())), None) is None


def money(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'The city spends millions on police', 'billions in military aid': an amount that names no currency."""
    text, sentence, number = scene.analysis.text, candidate.figure.sentence, candidate.number
    if candidate.noun.word is not None:
        return False
    if IN_MONEY.match(text, number.end, sentence.end):
        return True
    is_spent = scene.ending(SPENT, sentence.start, number.hedge_start) is not None
    return is_spent and SPENT_ON.match(text, number.end) is not None


def rate(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'12 complaints for every 1,000 policemen': what something is counted by."""
    sentence, number = candidate.figure.sentence, candidate.number
    return scene.ending(RATE, sentence.start, number.start) is not None


def composition(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'Reservists make up 40 percent of the troops': of whom a force consists."""
    sentence, number = candidate.figure.sentence, candidate.number
    return number.is_percent and scene.ending(MAKE_UP, sentence.start, number.hedge_start) is not None


def civil_body(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'a 600-member sales force', '300 medical personnel'."""
    text, noun, number = scene.analysis.text, candidate.noun, candidate.number
    kinds = lexicon.force_nouns().get(noun.word or "", {}).keys()
    if kinds & {"unit", "strong"} and noun.word not in lexicon.word_set("collectives"):  # "medical troops"
        return False
    civil = CIVIL.search(text, number.end, noun.end)
    if civil is None:
        return False
    before = WORD.findall(text[number.end : civil.start()].lower())
    return lexicon.context_words("military").isdisjoint(before)


def unit_name(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'men of 174 Battalion', 'the 81st and 114th brigades': a number that only names a unit."""
    number = candidate.number
    is_ordinal = ORDINAL.search(number.surface) is not None
    return is_ordinal or NAMED_UNIT.match(scene.analysis.text, number.end) is not None


def size_of_other(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'a 23-nation army': what the number measures is written with it."""
    return OTHER_SIZE.match(scene.analysis.text, candidate.number.end) is not None


def civilians(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'75,000 civilians in eight camps'."""
    return CIVILIANS.match(scene.analysis.text, candidate.number.end) is not None


def age(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'calling up everybody under 60'."""
    sentence, number = candidate.figure.sentence, candidate.number
    is_bare = candidate.noun.word is None or candidate.noun.end <= number.start
    return is_bare and scene.ending(UNDER_AGE, sentence.start, number.start) is not None


def to_prison(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'has sent 63 soldiers to prison'."""
    sentence, number = candidate.figure.sentence, candidate.number
    return TO_PRISON.match(scene.analysis.text, number.end, sentence.end) is not None


def difference(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'7,300 fighters, 4,000 fewer than in 2006'."""
    sentence, number = candidate.figure.sentence, candidate.number
    return FEWER_THAN.match(scene.analysis.text, number.end, sentence.end) is not None
