"""Hard constraints on where a force is: see lexicons/forces/constraints.csv."""

import re
from typing import Any

from newsetl.extractors.force_levels.figure import token_at
from newsetl.extractors.force_levels.how_many.candidates import POINTED_AT, Candidate
from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.carried_places import GOES_ON
from newsetl.extractors.force_levels.where.locations import has_preposition_of_place, is_location
from newsetl.extractors.force_levels.where.place import NOWHERE
from newsetl.extractors.force_levels.where.within_country import HAS
from newsetl.extractors.scoring import Option
from newsetl.language import Sentence
from newsetl.tables.region_mentions import RegionMention

GAPPED = re.compile(r"(?:^|,|\band|\bbut|\bwhile|;)\s*(?:the\s+)?$")
BARE_NUMBER = re.compile(r"\s+(?:about\s+|some\s+|only\s+)?\d[\d,.]*\d\b(?!\s+[a-z]*(?:s|men|people)\b)")
MORE = re.compile(r"\s+(?:more|others)\b")
TOWARDS = re.compile(r"\s+(?:in)?to\s+(?:the\s+)?")
RIGHT_AFTER = re.compile(
    r"\s+(?:(?:who|which|that)\s+(?=are|were|have))?(?:(?:are|were|have been)\s+)?"
    r"(?:(?:now|still|already|currently)\s+)?(?:(?:stationed|deployed|based|stand|serve)\s+)?(?:in|at|near|inside)\s+(?:the\s+)?$"
)
ASIDE = re.compile(r",\s+(?:in|at|near|inside)\s+(?:the\s+)?$")  # "Canberra's 80, in Kabul, are due home"
BARE_AT = re.compile(
    rf"\b\d[\d,.]*\d\s+(?:(?:are|were|will be|have been|{either('staying verbs')})\s+)?"
    r"(?:in|at|near|to|from|around|outside)\s+(?:the\s+)?$"
)
JOINED = re.compile(
    r"(?:['’]s\s+[A-Z][\w-]+)?(?:,?\s+(?:and|or)\s+(?:the\s+)?[A-Z]|,\s+[A-Z][\w-]+(?:,\s|\s+(?:and|or)\s))|"
    rf"['’]s?\s+(?:[a-z]+\s+)?(?:{either('armed bodies')})\b"
)
CALLED_UP = re.compile(
    rf"\b(?:{either('calling up')})\s+(?:(?:another|a further|an additional)\s+)?$",
    re.IGNORECASE,
)
FOR_WAR = re.compile(
    r"\s(?:for|amid|against|ahead of|because of)\s"
)  # "reservists for the offensive in Gaza"
# The features of a place named right behind the figure
RIGHT_BEHIND = frozenset(("rule=after", "close_after"))
TALK = 3  # sentences before a figure whose names may be places of it
UNSURE = 0.5  # confidence of a place mention below which it places no force


def gapped_owner(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'Spain has 560 soldiers in Latvia, Italy 370': where the first figure is, by its preposition."""
    sentence, text = candidate.figure.sentence, scene.analysis.text
    if option.words is None or not sentence.start <= option.words[0] < sentence.end:
        return False
    if candidate.figure.counted.how != "ellipsis" or not _is_gapped(scene, candidate):
        return False
    return not has_preposition_of_place(text, sentence.start, option.words[0])


def _is_gapped(scene: Scene, candidate: Candidate) -> bool:
    """A name is right before the number and opens its part of the sentence."""
    text, start, end = scene.analysis.text, candidate.figure.sentence.start, candidate.number.hedge_start
    names = [
        m for m in scene.actors_in(candidate.figure.sentence) if not text[m.end : max(m.end, end)].strip()
    ]
    return any(m.end <= end and GAPPED.search(text[start : m.start]) is not None for m in names)


def placed_before(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'the Canadian-led one in Latvia 1,700': the place that ends right before the number."""
    sentence, text, end = candidate.figure.sentence, scene.analysis.text, candidate.number.hedge_start
    if candidate.figure.counted.how != "ellipsis":
        return False
    told = [
        place.country_iso3
        for place in scene.regions_in(sentence.start, end)
        if not text[place.end : end].strip() and has_preposition_of_place(text, 0, place.start)
    ]
    return bool(told) and option.value.iso3 not in told


def of_next(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'has 1,600 soldiers and the one in Latvia 1,700': the place that ends right before a later bare number."""
    if option.words is None or option.words[0] < candidate.number.end:
        return False
    return BARE_NUMBER.match(scene.analysis.text, option.words[1]) is not None


def subject_place(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The battlegroup in Lithuania has 1,600 troops and the one in Latvia …': where the subject is."""
    sentence, text, end = candidate.figure.sentence, scene.analysis.text, candidate.number.hedge_start
    told = [
        row
        for row in scene.regions_in(sentence.start, end)
        if HAS.fullmatch(text, row.end, end) and has_preposition_of_place(text, sentence.start, row.start)
    ]
    return _is_elsewhere(option, told)


def right_after(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'400 soldiers in Niger', '50 marines to Uganda': the place that a preposition puts right after the noun."""
    sentence, text = candidate.figure.sentence, scene.analysis.text
    more = MORE.match(text, candidate.number.end, sentence.end)
    is_bare = candidate.noun.word is None
    end = more.end() if is_bare and more is not None else candidate.noun.end
    is_coming = is_bare or candidate.figure.measure == "increase"
    told = [
        row
        for row in scene.regions_in(end, sentence.end)
        if row.mention_type != "demonym"
        and (
            RIGHT_AFTER.fullmatch(text, end, row.start)
            or ASIDE.fullmatch(text, end, row.start)
            or (is_coming and TOWARDS.fullmatch(text, end, row.start))
        )
        and JOINED.match(text, row.end) is None
    ]
    return _is_elsewhere(option, told)


def of_bare_number(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'has 1,000 soldiers abroad, 370 in Jordan': the place right behind a later number without a noun."""
    if option.words is None or option.words[0] < candidate.number.end:
        return False
    sentence, start = candidate.figure.sentence, option.words[0]
    behind = scene.ending(BARE_AT, sentence.start, start)
    return behind is not None and behind.start() >= candidate.noun.end


def bare_name(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'Rome is to send 2,500, Spain 1,000': no one is in a state that only acts or has, and no word puts anybody in."""
    rules = {name for name in option.features if name.startswith("rule=")} - {"rule=carried"}
    if rules or option.features.get("share", 0.0) >= POINTED_AT:
        return False
    iso3, sentence = option.value.iso3, candidate.figure.sentence
    return iso3 is not None and scene.once(
        ("only acts", iso3, sentence.index), lambda: _only_acts(scene, iso3, sentence)
    )


def _only_acts(scene: Scene, iso3: str, sentence: Sentence) -> bool:
    """True where each name of a state has its verb or its number behind it, and none is a place."""
    first = scene.sentence(max(0, sentence.index - TALK)).start
    named = [m for m in scene.regions_in(first, sentence.end) if m.country_iso3 == iso3]
    here = [m for m in named if m.start >= sentence.start] or named
    is_place = any(is_location(scene, m, scene.analysis.sentence_at(m.start).start) for m in named)
    return bool(here) and not is_place and all(GOES_ON.match(scene.analysis.text, m.end) for m in here)


def people(scene: Scene, _: Candidate, option: Option[Any]) -> bool:
    """'are to take over from the Irish in Tibnin': a people is no place, unless a rule or a border says so."""
    kinds = {name for name in option.features if name.startswith("mention_")}
    is_ruled = any(name == "ruled" or name.startswith("rule=") for name in option.features)
    if kinds != {"mention_demonym"} or is_ruled or option.words is None:
        return False
    sentence = scene.analysis.sentence_at(option.words[0])
    behind = scene.analysis.doc[token_at(scene.analysis, sentence, option.words[1])]
    return behind.pos_ not in ("NOUN", "PROPN", "ADJ") and behind.text[:1] not in "'’-‑"


def _is_elsewhere(option: Option[Any], told: list[RegionMention]) -> bool:
    codes = {row.country_iso3 for row in told if row.country_iso3 is not None}
    return bool(codes) and option.value.iso3 not in codes


def called_up(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'the call-up of 70,000 conscripts for the war in Tigray': they are called up at home."""
    sentence, number = candidate.figure.sentence, candidate.number
    if option.value == NOWHERE or option.features.get("own"):
        return False
    end = number.end if option.words is None else option.words[0]
    is_behind = option.features.keys() >= RIGHT_BEHIND and option.features["close_after"] > 0
    if is_behind and FOR_WAR.search(scene.analysis.text, number.end, end) is None:
        return False
    return scene.ending(CALLED_UP, sentence.start, number.hedge_start) is not None


def doubtful_place(_: Scene, __: Candidate, option: Option[Any]) -> bool:
    """A mention that may be another place, or none, and that neither a rule nor the reader points to."""
    is_ruled = any(name == "ruled" or name.startswith("rule=") for name in option.features)
    is_pointed_at = option.features.get("share", 0.0) >= POINTED_AT
    return not is_ruled and not is_pointed_at and 0 < option.features.get("sure", 1.0) < UNSURE
