"""Where hosts, missions and homes are: 'Germany has 36,000 US soldiers', KFOR, police against strikers at home."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.where.locations import is_location
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place, place_of
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.names import home_of, host_of
from newsetl.extractors.force_levels.whose.owners import of_speaker
from newsetl.language.syntax import subject

LOOK_BACK = 8  # sentences
TOWNS = frozenset(("city", "admin1", "admin2"))
# What one's own forces are used for: a strike, a riot, a flood, an election; else a sending says nothing of home.
HOME_TASKS = re.compile(
    r"\b(?:strik(?:e|es|ers|ing)|protest\w*|demonstrat\w*|riot\w*|unrest|rally|rallies|loot\w*|curfew|crowds?|"
    r"restore (?:law and )?order|"
    r"flood\w*|hurricane|earthquake|wildfires?|storm|vaccin\w*|hospitals?|pandemic|elections?|polls|rebels?|guerrillas?|"
    r"insurgents?|gangs?|cartels?|national guard|refineries|streets|"
    r"neighbou?rhoods?|state of emergency)\b",
    re.IGNORECASE,
)
OWN_BORDER = re.compile(
    r"\b(?:on|along|near|at|to)\s+its\s+(?:own\s+)?(?:\w+\s+)?(?:borders?|frontiers?|coasts?)\b", re.I
)
EACH = re.compile(
    r"\b(?:in\s+)?(?:each|both)\s+(?:of\s+the\s+|the\s+)?(?:two\s+)?countr(?:y|ies)\b", re.IGNORECASE
)
HOSTING = lexicon.word_set("hosting verbs")
MEASURES_AT_HOME = frozenset(("level", "increase", "target"))


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


def home_place(scene: Scene, figure: Figure, own: str) -> Place | None:
    """The place at home that a force is used in.

    None where the text names no task at home, no place there, or another country as well.

    Args:
        own: code of the actor's own state.
    """
    index = figure.sentence.index
    first = scene.sentence(max(0, index - LOOK_BACK))
    near = scene.sentence(max(0, index - 2))
    is_police = figure.counted.personnel_type == "police"
    if not is_police and scene.search(HOME_TASKS, near.start, figure.sentence.end) is None:
        return None
    rows = scene.regions_in(first.start, figure.sentence.end)
    located = [m for m in rows if is_location(scene, m, scene.analysis.sentence_at(m.start).start)]
    if any(m.country_iso3 not in (own, None) for m in located):
        return None
    at_home = [m for m in rows if m.country_iso3 == own]
    if not at_home:  # no country is mentioned: the task itself says that they are at home
        is_other = any(m.country_iso3 is not None for m in rows)
        return None if is_other else replace(country_place(own), distance=LOOK_BACK // 2)
    towns = [m for m in located if m.place_type in TOWNS and m.start < figure.number.start]
    nearest = (towns or at_home)[-1]
    distance = abs(index - scene.analysis.sentence_at(nearest.start).index)
    return place_of(nearest, distance) if towns else replace(country_place(own), distance=distance)


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


def host(scene: Scene, figure: Figure, steps: Sequence[Step], own: str | None) -> Place | None:
    """'Germany has 36,000 US soldiers', 'Japan hosts 50,000 American troops': the subject is the place."""
    if follows_owner(scene, figure):
        return None
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


def follows_owner(scene: Scene, figure: Figure) -> bool:
    """'Spain has 560 soldiers in Latvia, Italy 370': the name right before a number without a noun has them."""
    text, end = scene.analysis.text, figure.number.hedge_start
    names = [m.end for m in scene.actors_in(figure.sentence) if m.end <= end]
    return figure.counted.how == "ellipsis" and any(not text[start:end].strip() for start in names)


def mission_host(scene: Scene, figure: Figure, actor: Actor) -> Place:
    """The one country that the mission is in whose force it is, or that the sentence names: KFOR is in Kosovo."""
    hosts = {m.name.host for m in scene.actors_in(figure.sentence) if m.name.host is not None}
    owner = host_of(actor.name) if actor.name is not None else None
    hosts = {owner} if owner is not None else hosts
    return country_place(hosts.pop()) if len(hosts) == 1 else NOWHERE


def group_home(scene: Scene, actor: Actor) -> Place:
    """The country of an armed group, where the text mentions it: 'The ELN, with 5,000 fighters, rules Arauca'."""
    home_state = home_of(actor.name) if actor.name is not None and actor.iso3 is None else None
    is_told = home_state is not None and home_state == scene.top_country
    return country_place(home_state) if is_told else NOWHERE


def home(scene: Scene, figure: Figure, own: str | None) -> Place:
    """The place at home where a state's force is used; nowhere if no word says so."""
    found = home_place(scene, figure, own) if own is not None and figure.measure in MEASURES_AT_HOME else None
    return NOWHERE if found is None else found
