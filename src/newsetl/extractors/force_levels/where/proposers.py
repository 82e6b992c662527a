"""Where the force of a figure is, goes, or leaves from."""

import re
from collections.abc import Iterator, Sequence

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.scene import Scene, clause
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.where.carried_places import (
    anaphor,
    carry_place,
    is_in_the_country,
    with_neighbours,
)
from newsetl.extractors.force_levels.where.hosts import group_home, home, host, mission_host, told_by_phrase
from newsetl.extractors.force_levels.where.locations import BESIDES, is_location, preposition
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place, place_of
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.names import home_of
from newsetl.language.syntax import subject
from newsetl.tables.region_mentions import RegionMention

SERVICES = lexicon.either("services")
FORCE = re.compile(rf"\b(?:{SERVICES}|guard|militia|group|reserves?)\b", re.IGNORECASE)
WHOLE = re.compile(
    rf"\b(?:(?:the|its|their) (?:{SERVICES}|marine corps)|"
    rf"end[- ]strength|manpower|troops? (?:in|to) the (?:{SERVICES}))\b",
    re.IGNORECASE,
)
# "35,000 foreign-born members of the armed services"
IN_SERVICE = re.compile(
    rf"\d[\w\s\"“”-]{{0,60}}\b(?:in|of) the (?:\w+\.?(?:\w\.)? ){{0,2}}(?:{SERVICES})\b",
    re.IGNORECASE,
)
WORLDWIDE = re.compile(
    r"\b(?:(?:around|across|throughout|all over) the (?:world|globe)|worldwide|globally|overseas)\b", re.I
)
WHERE = re.compile(r",?\s+(?:where|in which|home to)\b")  # "Estonia, where 1,000 soldiers are based"
# "on NATO's eastern flank": of several countries, and in no gazetteer
AREA = re.compile(
    r"\b(?:across|along|at|in|into|on|throughout|to)\s+(?:the\s+)?"
    rf"(?P<area>(?:[\w.]+['’]s?\s+)?(?:{lexicon.either('areas of several countries')}))\b"
)
DASH = re.compile(r"--|—|\s–\s")
# A dash after which the sentence goes on with something else: "--and they went to".
CLOSING = re.compile(
    r"(?:--|—|\s–\s)\s*(?:and|but|or|they|it|he|she|which|who|while|has|have|was|were|is|are)\b"
)
# "35,000 are in the townships and another 21,000 in Namibia": the next place is of the next figure.
NEXT_FIGURE = re.compile(
    r"(?:,|\band|\bbut)\s+(?:(?:another|about|some|nearly|a further|more than|up to|over)\s+)?"
    rf"\d{{1,3}}(?:,\d{{3}})*\s+(?:more\s+)?(?=(?:in|to|from|at|{lexicon.either('staying verbs')})\s)"
)
SIZED = lexicon.word_set("sizing verbs")
MAX_AFTER = 130


def resolve_place(
    scene: Scene,
    figure: Figure,
    steps: Sequence[Step],
    known: Sequence[tuple[Figure, Place]],
    others: Sequence[int],
    actor: Actor,
) -> Place:
    """The place of a figure: in its sentence, or carried from before.

    Args:
        known: figures before this one with their places.
        others: offsets of the other figures of the sentence: a place beyond one of them is that one's.
        actor: whose force it is.
    """
    return next((place for _, place in propose_places(scene, figure, steps, known, others, actor)), NOWHERE)


def propose_places(
    scene: Scene,
    figure: Figure,
    steps: Sequence[Step],
    known: Sequence[tuple[Figure, Place]],
    others: Sequence[int],
    actor: Actor,
) -> Iterator[tuple[str, Place]]:
    """What each rule proposes, the surest first: (rule, place); NOWHERE where a rule says that none is stated."""
    own = actor.iso3
    is_nowhere = _is_worldwide(scene, figure) or _deserts(steps)
    is_before = figure.counted.how != "ellipsis" and not is_nowhere
    said = (
        ("after", _after(scene, figure, others)),
        ("host", host(scene, figure, steps, own)),
        ("before", _before(scene, figure, others) if is_before else None),
        ("phrase", told_by_phrase(scene, figure, known, own) or _groups_country(scene, figure, actor)),
    )
    yield from ((rule, place) for rule, place in said if place is not None)
    mission = mission_host(scene, figure, actor)
    if mission != NOWHERE:
        yield "mission", mission
    if is_nowhere:
        yield "worldwide", NOWHERE
    at_home = group_home(scene, actor)
    if at_home == NOWHERE and _is_whole_force(scene, figure, steps):
        yield "whole_force", NOWHERE
    at_home = home(scene, figure, own) if at_home == NOWHERE else at_home
    if figure.counted.personnel_type == "police" and at_home != NOWHERE:
        yield "police_home", at_home
    carried = carry_place(scene, figure, known, own)
    if carried != NOWHERE:
        yield "carried", carried
    yield "home", at_home


def _groups_country(scene: Scene, figure: Figure, actor: Actor) -> Place | None:
    """'The ELN has 5,000 fighters in the country': an armed group's own, where the text has named no other place."""
    own = home_of(actor.name) if actor.name is not None and actor.iso3 is None else None
    is_other = any(m.country_iso3 not in (None, own) for m in scene.regions_in(0, figure.sentence.end))
    return (
        country_place(own) if own is not None and not is_other and is_in_the_country(scene, figure) else None
    )


def _after(scene: Scene, figure: Figure, others: Sequence[int]) -> Place | None:
    start = figure.number.end
    end = min(clause(scene, figure)[1], start + MAX_AFTER, *(o for o in others if o > start))
    text = scene.analysis.text
    aside = BESIDES.search(text, start, end) or _end_of_aside(scene, figure, end)
    aside = aside or NEXT_FIGURE.search(text, start, end)
    end = aside.start() if aside is not None else end
    candidates = [m for m in scene.regions_in(start, end) if is_location(scene, m, start)]
    area = AREA.search(text, start, candidates[0].start if candidates else end)
    if area is not None:
        return Place(None, " ".join(area["area"].split()), None)
    return _chosen(scene, figure, candidates)


def _end_of_aside(scene: Scene, figure: Figure, end: int) -> re.Match[str] | None:
    """The dash that closes the aside that a figure is in: 'three brigades--14,000 troops--and they went to'."""
    text = scene.analysis.text
    opened = len(DASH.findall(text, figure.sentence.start, figure.number.start)) % 2 == 1
    return CLOSING.search(text, figure.number.end, end) if opened else None


def _before(scene: Scene, figure: Figure, others: Sequence[int]) -> Place | None:
    start = max([clause(scene, figure)[0], *(o for o in others if o < figure.number.start)])
    candidates = [
        m
        for m in scene.regions_in(start, figure.number.start)
        if is_location(scene, m, figure.sentence.start) or WHERE.match(scene.analysis.text, m.end)
    ]
    candidates.reverse()
    return _chosen(scene, figure, candidates)


def _chosen(scene: Scene, figure: Figure, candidates: Sequence[RegionMention]) -> Place | None:
    """The first place that fits the direction: not where reinforcements come from, nor where leavers go."""
    wrong = "from" if figure.measure in ("increase", "target", "level") else "to"
    candidates = [m for m in candidates if place_of(m).name is not None]
    fitting = [m for m in candidates if preposition(scene, m, figure.sentence.start) != wrong]
    if not fitting and figure.measure != "decrease":
        return None
    if not fitting and not candidates:
        return None
    first = (fitting or list(candidates))[0]
    return with_neighbours(scene, first)


def _is_worldwide(scene: Scene, figure: Figure) -> bool:
    """'dispatched around the world': nowhere in particular."""
    text = scene.analysis.text[figure.number.end : min(figure.sentence.end, figure.number.end + MAX_AFTER)]
    return WORLDWIDE.search(text) is not None


def _is_whole_force(scene: Scene, figure: Figure, steps: Sequence[Step]) -> bool:
    """True for the size of a whole army: 'the army has 900,000 soldiers' is nowhere in particular."""
    sentence = figure.sentence
    if anaphor(scene, figure) is not None:
        return False
    if figure.counted.how == "strong" or figure.measure in ("trained", "cap"):
        return True
    if figure.counted.personnel_type == "reservists":
        return True
    if figure.measure == "target" and _is_army(steps):
        return True
    if figure.measure != "level":
        is_sized = figure.measure in ("target", "increase")
        return is_sized and scene.search(WHOLE, sentence.start, sentence.end) is not None
    return scene.search(IN_SERVICE, sentence.start, sentence.end) is not None or _is_sized(steps)


def _deserts(steps: Sequence[Step]) -> bool:
    """'have gone AWOL', 'deserted': from their service, not from where the text happens to be."""
    verbs = [step.token for step in steps if is_verb(step.token)][:1]
    return any(v.lemma_ == "desert" or any(c.lower_ in ("awol", "absent") for c in v.children) for v in verbs)


def _is_army(steps: Sequence[Step]) -> bool:
    """'plans an army of 42,000'."""
    return any(FORCE.search(step.token.text) for step in steps if not is_verb(step.token))


def _is_sized(steps: Sequence[Step]) -> bool:
    """'the army has 900,000 soldiers', 'the military totals 200,000'."""
    verb = next((step.token for step in steps if is_verb(step.token)), None)
    if verb is None or verb.lemma_ not in SIZED:
        return False
    who, _ = subject(verb)
    words = [] if who is None else [token.text for token in who.subtree]
    words += [step.token.text for step in steps if not is_verb(step.token)]
    return FORCE.search(" ".join(words)) is not None
