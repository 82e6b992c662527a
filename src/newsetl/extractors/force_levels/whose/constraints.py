"""Hard constraints on whose force a figure counts: see lexicons/forces/constraints.csv."""

import re
from typing import Any

from newsetl.extractors.force_levels.how_many.candidates import POINTED_AT, Candidate
from newsetl.extractors.force_levels.lexicon import NON_STATE, either, word_set
from newsetl.extractors.force_levels.scene import Scene, section_start
from newsetl.extractors.force_levels.whose.actor import together
from newsetl.extractors.force_levels.whose.holders import holder
from newsetl.extractors.force_levels.whose.mentions import GROUP_KINDS_BY_NOUN, REBELS
from newsetl.extractors.force_levels.whose.proposers import contributors
from newsetl.extractors.scoring import Option
from newsetl.gazetteer.institutions import NON_STATE_KINDS

STARTS = "and|as|because|before|but|by|if|of|or|since|that|until|when|where|which|while|who|whose"
# From the noun to the name of a country: "have to leave", "crossed into", "are on their way out of"
LEAVE = re.compile(
    rf"\s+(?:(?!(?:{STARTS})\b)[\w’'-]+\s+){{0,8}}?"
    r"(?:enter|entered|entering|invade|invaded|leave|leaving|left|quit|into|out\s+of)\s+(?:the\s+)?"
)
OF_ITS = re.compile(r"\s+of\s+(?:its|their|his|her)\b", re.IGNORECASE)
FORMER = re.compile(r"\s(?:former\s|ex-)", re.IGNORECASE)  # "has recruited 20,000 former rebels"
# "There are no 3,000 men", "No 4,000 soldiers are there", "there were never 2,000 fighters"
NO_SUCH = re.compile(
    r"\bthere\s+(?:(?:are|is|were|was)\s+(?:no|not|never)|(?:aren|isn|weren|wasn)['’]t|(?:have|has|had)\s+never\s+been)"
    r"\s+(?:(?:even|any|such|now|currently)\s+)*$|(?:^|[\"“]|,\s+)no\s+$",
    re.IGNORECASE,
)
POLICE_NUMBER = re.compile(r"\bpolice(?:men)?\b[^.;,]{0,40}\bnumber(?:ed|s)?\s+$", re.IGNORECASE)
SENT_FOR = re.compile(
    r"\s+(?:(?:to be\s+)?(?:sent|deployed|stationed|based)\s+)?(?:for|in|to|into|across)\s+(?:the\s+)?"
)
IT_HAS = re.compile(
    rf"\b(?:it|they|which|who|{either('words for a group')})\s+(?:(?:now|still|also|currently)\s+)?"
    r"(?:has|have|had|fields?|commands?|claims?|numbers?)\s+$",
    re.IGNORECASE,
)
GROUP = (
    rf"(?:\b(?:{either('words for a group')})|['’]s\s+(?:{either('armed groups')})|"
    rf"\b(?:{either('armed groups')})\s+(?:in|around|near)\s+[A-Z][\w’'-]+)"
)
GROUP_HAS = re.compile(
    rf"{GROUP}(?:,\s+with\s+(?:an\s+)?|\s+(?:(?:now|still|also|currently)\s+)?(?:has|have|had|commands?|claims?|numbers?|"
    rf"(?:is|are|was|were)\s+(?:{either('taken for')})\s+to\s+(?:have|number|field|command))\s+(?:between\s+)?)$",
    re.IGNORECASE,
)
BACKED = re.compile(rf"[-‑](?:{either('backed')})\b", re.IGNORECASE)
FOREIGN = re.compile(r"\s+(?:more\s+|other\s+)?(?:allied|foreign|international)\s", re.IGNORECASE)
PRIVATE = re.compile(rf"\b(?:{either('private employers')})\b", re.IGNORECASE)
PUBLIC = re.compile(rf"\b(?:{either('guards of a state')})\b", re.IGNORECASE)
PUBLIC_TYPES = ("troops", "reservists")  # they belong to someone
AT_THE_PHRASE = ("in_phrase", "after_phrase", "owner", "from_whom", "possessor")


def state_of_rebels(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """A state for rebels whose noun does not have its name; '2,000 of its fighters' belong to someone."""
    if option.value.iso3 is None or candidate.figure.counted.personnel_type not in NON_STATE:
        return False
    text, number = scene.analysis.text, candidate.number
    if candidate.noun.word in word_set("irregulars of a state") and option.features["share"] >= POINTED_AT:
        return False
    if OF_ITS.match(text, number.end) or FORMER.search(text, number.end, candidate.noun.end):
        return False
    return not any(
        option.features.get(name) for name in ("in_phrase", "rule=in_phrase", "rule=possessor", "rule=owner")
    )


def another_group(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The militia fought on. Between 2,000 and 8,000 militants are left': not the militia's."""
    kinds = GROUP_KINDS_BY_NOUN.get(candidate.noun.word or "")
    if kinds is None or option.words is None:
        return False
    start = option.words[0]
    if candidate.number.start <= start < candidate.noun.end:
        return False
    return _group_kind_at(scene, start) in NON_STATE_KINDS - kinds


def _group_kind_at(scene: Scene, start: int) -> str | None:
    """The kind of the group whose name begins there; None where none does."""
    named = (m for m in scene.actors_in(scene.analysis.sentence_at(start)) if m.start == start)
    return next((m.name.group_kind for m in named), None)


def _is_at_phrase(option: Option[Any]) -> bool:
    """True for an actor that the words of the phrase or right beside it name."""
    return any(option.features.get(f"rule={rule}") for rule in AT_THE_PHRASE)


def across_heading(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """What is named only above the heading that a figure is under."""
    if option.words is None or option.features.get("same_sentence"):
        return False
    return option.words[0] < section_start(scene, candidate.figure)


def own_contributors(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'640 police from Kenya, Norway and Peru': the three's together, no single one's."""
    owners = contributors(scene, candidate.figure)
    return bool(owners) and option.value.name != together(owners).name


def land_of_peacekeepers(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'4,000 peacekeepers for South Sudan': where they are to be, not whose they are."""
    if option.words is None or candidate.figure.counted.personnel_type != "peacekeepers":
        return False
    return SENT_FOR.fullmatch(scene.analysis.text, candidate.noun.end, option.words[0]) is not None


def left_land(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'About 700 men have to leave Niger', '700 soldiers crossed into Rwanda': no men of the country by that name."""
    if option.value.iso3 is None or option.features.get("in_phrase") or _is_at_phrase(option):
        return False
    text, sentence, end = scene.analysis.text, candidate.figure.sentence, candidate.noun.end
    return any(
        m.name.kind == "country"
        and m.name.iso3 == option.value.iso3
        and m.start >= end
        and LEAVE.fullmatch(text, end, m.start) is not None
        for m in scene.actors_in(sentence)
    )


def plain_kind(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'Some 900 soldiers', 'It has 900 armed men': they belong to someone, and their kind is not a name."""
    if not option.features.get("kind"):
        return False
    sentence, number = candidate.figure.sentence, candidate.number
    is_owned = scene.ending(IT_HAS, sentence.start, number.hedge_start) is not None
    is_police = candidate.noun.word in word_set("policemen")
    return is_owned or is_police or candidate.figure.counted.personnel_type in PUBLIC_TYPES


def group_has(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The gang has about 600 members in Guayaquil': not Ecuador's, which has no gang."""
    if option.value.iso3 is None or option.features.get("in_phrase"):
        return False
    return _is_had_by_group(scene, candidate)


def _is_had_by_group(scene: Scene, candidate: Candidate) -> bool:
    sentence, number = candidate.figure.sentence, candidate.number
    return scene.ending(GROUP_HAS, sentence.start, number.hedge_start) is not None


def state_police(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The gang has 300 men. The police number 4,000': no gang's or insurgents', unless the phrase names them.

    'The cartel fled. A unit of 35 soldiers': no gang's either.
    """
    if option.words is None or option.features.get("in_phrase") or _is_at_phrase(option):
        return False
    is_told = bool(option.features.get("same_sentence")) and _is_proposed(option)
    kinds = REBELS if _is_police(scene, candidate) else _kinds_without(candidate, is_told)
    return _group_kind_at(scene, option.words[0]) in kinds


def _is_proposed(option: Option[Any]) -> bool:
    """True for an actor that a rule reads off the words around the figure."""
    return any(name.startswith("rule=") and name != "rule=carried" for name in option.features)


def _kinds_without(candidate: Candidate, is_told: bool) -> frozenset[str]:
    """Gangs have no soldiers, and insurgents only those that a rule says are theirs."""
    if candidate.noun.word not in word_set("men of a state"):
        return frozenset()
    return frozenset(("cartel",)) if is_told else REBELS


def _is_police(scene: Scene, candidate: Candidate) -> bool:
    if candidate.figure.counted.personnel_type == "police":
        return True
    sentence, number = candidate.figure.sentence, candidate.number
    return scene.ending(POLICE_NUMBER, sentence.start, number.hedge_start) is not None


def private_guards(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'28,000 armed guards paid by oil companies', '45,000 security guards': no state's that is named near them."""
    is_named = option.features.get("in_phrase") or option.features.get("rule=holder") or _is_at_phrase(option)
    if option.value.iso3 is None or is_named:
        return False
    if candidate.noun.word == "security guards":
        return True
    sentence, text = candidate.figure.sentence, scene.analysis.text
    is_guard = candidate.noun.word in word_set("guards")
    if not is_guard or PUBLIC.search(text, candidate.number.end, candidate.noun.end) is not None:
        return False
    return scene.search(PRIVATE, sentence.start, sentence.end) is not None


def own_holder(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'Its army has 9,000 men', 'The group, 900 strong': the actor that the phrase around the figure refers to."""
    owner = holder(scene, candidate.figure, candidate.steps)
    if owner is not None and owner.iso3 is not None and _is_had_by_group(scene, candidate):
        return False  # "El Salvador's gangs have"
    return owner is not None and (option.value.iso3, option.value.name) != (owner.iso3, owner.name)


def denied_existence(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'There are no 3,000 men in Kassala': nobody is there, neither the host's men nor another's."""
    sentence, number, text = candidate.figure.sentence, candidate.number, scene.analysis.text
    if option.value.iso3 is None or NO_SUCH.search(text[sentence.start : number.start]) is None:
        return False
    return not _is_at_phrase(option)


def backer(scene: Scene, _: Candidate, option: Option[Any]) -> bool:
    """'Iran-backed militias have 238,000 men': not Iran's."""
    return option.words is not None and BACKED.match(scene.analysis.text, option.words[1]) is not None


def foreign_men(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The Pentagon wants 30,000 foreign soldiers': not its own, whoever's they are."""
    if option.value.iso3 is None or option.features.get("in_phrase") or _is_at_phrase(option):
        return False
    return FOREIGN.match(scene.analysis.text, candidate.number.end) is not None
