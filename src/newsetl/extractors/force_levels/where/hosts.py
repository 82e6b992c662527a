"""Places that a text tells without naming them beside the figure: at home, on its border, the host's, a mission's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.where.at_home import home_place
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place, place_of
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.names import host_of
from newsetl.extractors.force_levels.whose.owners import of_speaker
from newsetl.language.syntax import subject

OWN_BORDER = re.compile(
    r"\b(?:on|along|near|at|to)\s+its\s+(?:own\s+)?(?:\w+\s+)?(?:borders?|frontiers?|coasts?)\b", re.I
)
EACH = re.compile(
    r"\b(?:in\s+)?(?:each|both)\s+(?:of\s+the\s+|the\s+)?(?:two\s+)?countr(?:y|ies)\b", re.IGNORECASE
)
HOSTING = lexicon.word_set("hosting verbs")
AT_HOME = frozenset(("level", "increase", "target"))


OUR_BORDER = re.compile(
    r"\bour\s+(?:own\s+)?(?:(?:southern|northern|eastern|western)\s+)?(?:borders?|frontiers?|country|soil|shores)\b",
    re.I,
)
# "70 border guards", "350 men who guard the border": a state's guards are at its own border. In small
# letters: "Border Patrol agents" are a service, which is all over the country.
GUARDS_BORDER = re.compile(
    rf"[^.;:]{{0,30}}?\s(?:{lexicon.either('guards of a border')})\b|"
    r"\s+(?:\w+\s+){0,4}?(?:secur|guard|protect)(?:e|ing)?\s+the\s+border\b(?!\s+(?:of|with|between))"
)


def told_by_phrase(
    scene: Scene, figure: Figure, known: Sequence[tuple[Figure, Place]], own: str | None
) -> Place | None:
    """'on its border': the actor's own country; 'in each country': those of the figures before."""
    after = scene.analysis.text[figure.number.end : min(figure.number.end + 70, figure.sentence.end)]
    if own is not None and OWN_BORDER.search(after):
        return replace(country_place(own), distance=0)
    if own is not None and GUARDS_BORDER.match(scene.analysis.text, figure.number.end, figure.sentence.end):
        return country_place(own)
    if OUR_BORDER.search(after) and (speaker := of_speaker(scene, figure)) is not None:
        return country_place(speaker.iso3)
    if not EACH.search(after):
        return None
    names = list(dict.fromkeys(place.name for _, place in known[-4:] if place.name is not None))
    return Place(None, " and ".join(names[-2:]), None, 1) if len(names) > 1 else None


def host(scene: Scene, steps: Sequence[Step], own: str | None) -> Place | None:
    """'Germany has 36,000 US soldiers', 'Japan hosts 50,000 American troops': the subject is the place."""
    verbs = [step.token for step in steps if is_verb(step.token)][:2]
    verb = next((verb for verb in verbs if verb.lemma_ in HOSTING), None)
    who = None if verb is None or own is None else subject(verb)[0]
    if who is None:
        return None
    for mention in scene.regions_in(who.left_edge.idx, who.idx + len(who)):
        is_host = mention.place_type == "country" and mention.mention_type != "demonym"
        if is_host and mention.country_iso3 not in (None, own) and mention.end >= who.idx:
            return place_of(mention)
    return None


def mission_host(scene: Scene, figure: Figure, actor: Actor) -> Place:
    """The one country that the mission is in whose force it is, or that the sentence names: KFOR is in Kosovo."""
    hosts = {m.name.host for m in scene.actors_in(figure.sentence) if m.name.host is not None}
    owner = host_of(actor.name) if actor.name is not None else None
    hosts = {owner} if owner is not None else hosts
    return country_place(hosts.pop()) if len(hosts) == 1 else NOWHERE


def home(scene: Scene, figure: Figure, own: str | None) -> Place:
    """The place at home that a state's force is used in; nowhere where nothing tells that it is."""
    found = home_place(scene, figure, own) if own is not None and figure.measure in AT_HOME else None
    return NOWHERE if found is None else found
