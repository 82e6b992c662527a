"""Places that a text tells without naming them beside the figure: at home, on its border, the host's, a mission's."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.where.at_home import home_place
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.names import host_of
from newsetl.extractors.force_levels.whose.owners import of_speaker
from newsetl.gazetteer.countries import country_of_iso3
from newsetl.language.syntax import subject

OWN_BORDER = re.compile(
    r"\b(?:on|along|near|at|to)\s+its\s+(?:own\s+)?(?:\w+\s+)?(?:borders?|frontiers?|coasts?)\b", re.I
)
EACH = re.compile(
    r"\b(?:in\s+)?(?:each|both)\s+(?:of\s+the\s+|the\s+)?(?:two\s+)?countr(?:y|ies)\b", re.IGNORECASE
)
HOSTING = lexicon.word_set("hosting verbs")
HOSTS = re.compile(r"\s+(?:now\s+|currently\s+|already\s+|also\s+)?(?:hosts?|hosted|houses|is home to)\b")
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
    country = country_of_iso3(own) if own is not None and OWN_BORDER.search(after) else None
    if country is not None:
        return Place(f"gn:{country.geonameid}", country.name, country.iso3)
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
    return _host_beside(scene, figure) or _host_above(scene, steps, own)


def _host_beside(scene: Scene, figure: Figure) -> Place | None:
    """The name right before a word for hosting, whatever the parse makes of it: 'Bahrain hosts thousands'."""
    text, end = scene.analysis.text, figure.number.hedge_start
    for mention in scene.regions_in(max(figure.sentence.start, end - 60), end):
        if HOSTS.match(text, mention.end) and mention.mention_type != "demonym":
            return Place(mention.place_id, mention.place_name, mention.country_iso3)
    return None


def _host_above(scene: Scene, steps: Sequence[Step], own: str | None) -> Place | None:
    verbs = [step.token for step in steps if is_verb(step.token)][:2]
    verbs += [step.token.head for step in steps if step.token.lower_ == "home"]
    verb = next((verb for verb in verbs if verb.lemma_ in HOSTING or _is_home(verb)), None)
    if verb is None or (own is None and not _is_home(verb)):
        return None
    who, path = subject(verb)
    if who is None or path == "expletive":
        return None
    for mention in scene.regions_in(who.left_edge.idx, who.idx + len(who)):
        is_host = mention.place_type == "country" or _is_home(verb)
        is_host = is_host and mention.mention_type != "demonym"
        if is_host and (mention.country_iso3 not in (None, own) or _is_home(verb)) and mention.end >= who.idx:
            return Place(mention.place_id, mention.place_name, mention.country_iso3)
    return None


def _is_home(verb: Token) -> bool:
    """'Fort Ash is home to 5,000 soldiers'."""
    return verb.lemma_ == "be" and any(child.lower_ == "home" for child in verb.children)


def mission_host(scene: Scene, figure: Figure, actor: Actor) -> Place:
    """The one country that the mission is in whose force it is, or that the sentence names: KFOR is in Kosovo."""
    hosts = {m.name.host for m in scene.actors_in(figure.sentence) if m.name.host is not None}
    owner = host_of(actor.name) if actor.name is not None else None
    hosts = {owner} if owner is not None else hosts
    if len(hosts) != 1:
        return NOWHERE
    (code,) = hosts
    country = country_of_iso3(code) if code is not None else None
    return NOWHERE if country is None else Place(f"gn:{country.geonameid}", country.name, country.iso3, 1)


def home(scene: Scene, figure: Figure, own: str | None) -> Place:
    found = home_place(scene, figure, own) if own is not None and figure.measure in AT_HOME else None
    country = country_of_iso3(found[1]) if found is not None else None
    if found is None or country is None:
        return NOWHERE
    if found[0] is not None:
        return Place(found[0].place_id, found[0].place_name, found[0].country_iso3, found[2])
    return Place(f"gn:{country.geonameid}", country.name, country.iso3, found[2])
