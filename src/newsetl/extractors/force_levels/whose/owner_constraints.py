"""Hard constraints on whose force a figure counts: the owner named right beside it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from newsetl.extractors.force_levels.figure import token_at
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.lexicon import either, word_set
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.actor import together
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.extractors.force_levels.whose.owners import antecedent, led, of_speaker
from newsetl.extractors.force_levels.whose.subjects import sharers
from newsetl.extractors.scoring import Option

BODY = f"(?:{either('armed bodies')})"
IN_SERVICE = re.compile(
    r"\s+(?:(?!(?:to|who|that|and|in|of|from)\b)[\w-]+\s+){0,3}?(?:in|of|from)\s+(?:the\s+)?$"
)
SERVICE = re.compile(rf"(?:['’]s?)?\s+(?:[a-z]+\s+)?{BODY}\b", re.IGNORECASE)
ENDS_IN_SERVICE = re.compile(rf"\b{BODY}$", re.IGNORECASE)
OF_WHOM = re.compile(r"\s+of\s+(?:the\s+)?")
POSSESSED = re.compile(r"['’]s?\s+(?:(?:own|entire|total)\s+){0,2}")  # hedges belong to the number
ITS_UNIT = re.compile(
    rf"\s+(?:[\w-]+\s+)?(?:{either('units of a state')})\s+(?:in|at|near|on)\s+(?:the\s+)?"
    r"[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,3}\s+(?:(?:now\s+)?(?:has|had|have|"
    r"numbers|numbered|counts|with)\s+)?$"
)
THEY_HAVE = re.compile(
    r"\bthey\s+(?:(?:now|still|also)\s+)?(?:have|had|keep|brought|sent)\s+(?:about\s+)?$", re.IGNORECASE
)
WE = re.compile(r"\b(?:our|us|we)\b", re.IGNORECASE)
THAT_OF = re.compile(r"\b(?:that|those) of (?:the )?$")  # "puts that of Los Lobos at 8,000"
AT_NUMBER = re.compile(r"\s+(?:at|to)\s+")
OPENS = re.compile(r"\s+(?:(?:and|but|while)\s+)?(?:the\s+)?")
HAS_OR_GETS = re.compile(rf"\s+(?:(?:now|still|also)\s+)?(?:{either('verbs of having')})\b")
TELLING = word_set("telling verbs")
STATES_AND_GROUPS = ("country", "group")


def _is_of(text: str, end: int, mention: ActorMention) -> bool:
    """'soldiers of Chad', and not 'soldiers of Chad's war'."""
    is_of = mention.start >= end and OF_WHOM.fullmatch(text, end, mention.start) is not None
    return is_of and text[mention.end : mention.end + 1] not in ("'", "’")


def own_unit(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The British company in Poland has 150 soldiers, the Danish one in Latvia 130'."""
    return _is_another(option, _owners("unit", _of_units, scene, candidate))


def _of_units(scene: Scene, candidate: Candidate) -> list[ActorMention]:
    text, number = scene.analysis.text, candidate.number
    names = scene.actors_in(candidate.figure.sentence)
    if any(number.start <= m.start < candidate.noun.end for m in names):
        return []
    return [
        m
        for m in names
        if m.end <= number.start
        and m.name.kind == "demonym"
        and ITS_UNIT.fullmatch(text, m.end, number.hedge_start)
    ]


def own_service(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'Some 7,000 men serve in Chad's army', '650 men of the Saudi army'."""
    return _is_another(option, _owners("service", _of_services, scene, candidate))


def _of_services(scene: Scene, candidate: Candidate) -> list[ActorMention]:
    text, number, sentence = scene.analysis.text, candidate.number, candidate.figure.sentence
    if candidate.noun.word in word_set("teachers"):  # "150 trainers of Iraq's navy" are others'
        return []
    return [
        m
        for m in scene.actors_in(sentence)
        if m.start >= number.end
        and (SERVICE.match(text, m.end) or ENDS_IN_SERVICE.search(m.name.surface))
        and IN_SERVICE.fullmatch(text, number.end, m.start)
    ]


def own_men(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'3,000 men of the RSF', 'South Korea's 650,000 soldiers': whose name the phrase ends or begins with."""
    return _is_another(option, _owners("men", _of_men, scene, candidate))


def _of_men(scene: Scene, candidate: Candidate) -> list[ActorMention]:
    text, noun = scene.analysis.text, candidate.noun
    if noun.word is None or noun.word in word_set("teachers"):
        return []
    return [
        m
        for m in scene.actors_in(candidate.figure.sentence)
        if m.name.kind in STATES_AND_GROUPS
        and (_is_of(text, noun.end, m) or POSSESSED.fullmatch(text, m.end, candidate.number.hedge_start))
    ]


def own_part_of_sentence(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'Lebanon sends 9,000 men; UNIFIL is to have 2,000', 'that of Los Lobos at 8,000': whom its own part names."""
    return _is_another(option, _owners("part", _of_part, scene, candidate))


def _of_part(scene: Scene, candidate: Candidate) -> list[ActorMention]:
    """The name that opens the part behind a semicolon and has a verb, or that "that of" points at."""
    text, number, sentence = scene.analysis.text, candidate.number, candidate.figure.sentence
    names = [m for m in scene.actors_in(sentence) if m.end <= number.start]
    pointed = [
        m
        for m in names
        if AT_NUMBER.fullmatch(text, m.end, number.hedge_start)
        and scene.ending(THAT_OF, sentence.start, m.start)
    ]
    at = text.rfind(";", sentence.start, number.start)
    if pointed or at < 0:
        return pointed
    return [m for m in names if OPENS.fullmatch(text, at + 1, m.start) and _has_or_gets(scene, candidate, m)]


def _has_or_gets(scene: Scene, candidate: Candidate, owner: ActorMention) -> bool:
    """'Ukraine has 900 men', 'has sent 900 men', and not 'has said that 900 men ...'."""
    verb = HAS_OR_GETS.match(scene.analysis.text, owner.end)
    if verb is None:
        return False
    behind = token_at(scene.analysis, candidate.figure.sentence, verb.end() + 1)
    return scene.analysis.doc[behind].lemma_ not in TELLING


def own_leader(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'620 Kenyan-led soldiers': the force of many that goes by its leader, no other's."""
    force = led(scene, candidate.figure)
    return force is not None and option.value.name != force.name


def antecedent_of_them(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The rebels fled. Some 400 of them hold Adre': the rebels', nobody's who is named beside them."""
    meant = antecedent(scene, candidate.figure)
    return meant is not None and (option.value.iso3, option.value.name) != (meant.iso3, meant.name)


def other_side(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'"They have 2,000 men here, we have 700," the colonel said': the 2,000 are not the colonel's side's."""
    text, number, sentence = scene.analysis.text, candidate.number, candidate.figure.sentence
    if scene.ending(THEY_HAVE, sentence.start, number.hedge_start) is None:
        return False
    ours = of_speaker(scene, candidate.figure) if WE.search(text, sentence.start, sentence.end) else None
    return ours is not None and (option.value.iso3, option.value.name) == (ours.iso3, ours.name)


def own_sharers(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'India and Pakistan have 20,000 soldiers each': both's, neither one's."""
    mentions = scene.actors_in(candidate.figure.sentence)
    several = scene.once(
        ("sharers", candidate.number.start),
        lambda: sharers(scene, candidate.figure, candidate.steps, mentions),
    )
    return bool(several) and option.value.name != together(several).name


def _owners(
    told: str, find: Callable[[Scene, Candidate], list[ActorMention]], scene: Scene, candidate: Candidate
) -> list[ActorMention]:
    """The owners that the words of a figure name, by one pattern."""
    return scene.once((told, candidate.number.start), lambda: find(scene, candidate))


def _is_another(option: Option[Any], owners: Sequence[ActorMention]) -> bool:
    """True for an option that is none of the owners, where there are any."""
    return bool(owners) and not any(_is_same(option, owner) for owner in owners)


def _is_same(option: Option[Any], owner: ActorMention) -> bool:
    name = owner.name
    return bool(option.value.iso3 == name.iso3 if name.iso3 else option.value.name == name.actor)
