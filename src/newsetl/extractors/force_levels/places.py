"""Where the force of a figure is, goes, or leaves from."""

import re
from collections.abc import Sequence

from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.governors import Step
from newsetl.extractors.force_levels.hosts import home, host, mission_host, told_by_phrase
from newsetl.extractors.force_levels.locations import PLACE_KINDS, is_actor, is_location, preposition
from newsetl.extractors.force_levels.place import NOWHERE, Place
from newsetl.extractors.force_levels.scene import Scene, clause
from newsetl.tables.region_mentions import RegionMention

ANAPHOR = re.compile(
    r"\b(?:there|here|(?:in|to|from|across|throughout|into|inside|around)\s+(?:the|that|this)\s+(?:\w+\s+)?"
    r"(country|region|area|city|town|province|territory|kingdom|island|continent|north|south|theater|theatre|border)|"
    r"(?:its|the|their)\s+(?:\w+\s+)?neighbou?rs?)\b",
    re.IGNORECASE,
)
# What the noun of "in the region" may stand for.
TYPES = {
    "region": ("region", "continent", "area", "admin1"),
    "country": ("country",),
    "kingdom": ("country",),
    "city": ("city",),
    "town": ("city",),
    "province": ("admin1", "admin2"),
    "continent": ("continent",),
}
FORCE = re.compile(
    r"\b(?:army|military|armed forces|air force|navy|guard|militia|group|reserves?)\b", re.IGNORECASE
)
WHOLE = re.compile(
    r"\b(?:(?:the|its|their) (?:armed forces|military|army|navy|air force|marine corps)|end[- ]strength|manpower|"
    r"troops? (?:in|to) the (?:military|army|armed forces))\b",
    re.IGNORECASE,
)
WORLDWIDE = re.compile(
    r"\b(?:(?:around|across|throughout) the (?:world|globe)|worldwide|globally|overseas)\b", re.I
)
PARTICIPLE = re.compile(
    r",\s+(?:while\s+)?(?!including|according)[a-z]+ing\b"
)  # ", staging war games across Belarus"
# "in Niger and the United States about 1,100": the second name opens a clause of its own.
GOES_ON = re.compile(
    r"\s+(?:(?:about|some|around|nearly|roughly|over|more than|up to|another|only|at least)\s+)?\d|"
    r"\s+(?:has|had|have|is|was|will|would|could|sent|said|are|were)\b",
    re.IGNORECASE,
)
TALK = 4  # sentences
VAST = frozenset(("continent", "region"))
SIZED = frozenset(("have", "number", "total", "boast", "comprise", "be", "field"))
JOINED = re.compile(
    r"\s*(?:,|and|,\s*and|or|,\s*as well as|to|–|/|and/or)\s*(?:the\s+)?(?:in\s+|to\s+)?", re.IGNORECASE
)
MAX_AFTER = 130
MAX_BACK = 8  # sentences


def resolve_place(
    scene: Scene,
    figure: Figure,
    steps: Sequence[Step],
    known: Sequence[tuple[Figure, Place]],
    others: Sequence[int],
    own: str | None,
) -> Place:
    """The place of a figure: in its sentence, or carried from before.

    Args:
        known: figures before this one with their places.
        others: offsets of the other figures of the sentence: a place beyond one of them is that one's.
        own: code of the actor's own state.
    """
    found = (
        _after(scene, figure, others)
        or (_before(scene, figure, others) if figure.counted.how != "ellipsis" else None)
        or told_by_phrase(scene, figure, known, own)
        or (host(scene, steps, own) if figure.counted.how == "noun" else None)
    )
    if found is not None:
        return found
    carried = mission_host(scene, figure)
    if carried != NOWHERE:
        return carried
    if _is_whole_force(scene, figure, steps) or _is_worldwide(scene, figure):
        return NOWHERE
    if figure.counted.personnel_type == "police" and (at_home := home(scene, figure, own)) != NOWHERE:
        return at_home
    carried = _carried(scene, figure, known, own)
    return carried if carried != NOWHERE else home(scene, figure, own)


def _after(scene: Scene, figure: Figure, others: Sequence[int]) -> Place | None:
    start = figure.number.end
    end = min(clause(scene, figure)[1], start + MAX_AFTER, *(o for o in others if o > start))
    aside = PARTICIPLE.search(scene.analysis.text, start, end)
    end = aside.start() if aside is not None else end
    candidates = [m for m in scene.regions_in(start, end) if is_location(scene, m, start)]
    return _chosen(scene, figure, candidates)


def _before(scene: Scene, figure: Figure, others: Sequence[int]) -> Place | None:
    start = max([clause(scene, figure)[0], *(o for o in others if o < figure.number.start)])
    candidates = [
        m
        for m in scene.regions_in(start, figure.number.start)
        if is_location(scene, m, figure.sentence.start)
    ]
    candidates.reverse()
    return _chosen(scene, figure, candidates)


def _chosen(scene: Scene, figure: Figure, candidates: Sequence[RegionMention]) -> Place | None:
    """The first place that fits the direction: not where reinforcements come from, nor where leavers go."""
    wrong = "from" if figure.measure in ("increase", "target", "level") else "to"
    fitting = [m for m in candidates if preposition(scene, m, figure.sentence.start) != wrong]
    if not fitting and figure.measure != "decrease":
        return None
    if not fitting and not candidates:
        return None
    first = (fitting or list(candidates))[0]
    return _with_neighbours(scene, first)


def _with_neighbours(scene: Scene, first: RegionMention) -> Place:
    """One place, or several joined: 'Romania, Poland, and Germany' lie in no one country."""
    text, joined = scene.analysis.text, [first]
    for mention in scene.regions_in(first.end, first.end + 150):
        is_joined = JOINED.fullmatch(text[joined[-1].end : mention.start]) is not None
        if mention.mention_type not in PLACE_KINDS or not is_joined or GOES_ON.match(text, mention.end):
            break
        joined.append(mention)
    if len(joined) == 1 or (joined[1].place_type == "country" and first.place_type != "country"):
        return Place(first.place_id, first.place_name, first.country_iso3)
    codes = {m.country_iso3 for m in joined}
    if len(codes) == 1:
        return Place(first.place_id, first.place_name, first.country_iso3)
    return Place(None, text[first.start : joined[-1].end], None)


def _is_worldwide(scene: Scene, figure: Figure) -> bool:
    """'dispatched around the world': nowhere in particular."""
    text = scene.analysis.text[figure.number.end : min(figure.sentence.end, figure.number.end + MAX_AFTER)]
    return WORLDWIDE.search(text) is not None


def _is_whole_force(scene: Scene, figure: Figure, steps: Sequence[Step]) -> bool:
    """True for the size of a whole army: 'the army has 900,000 soldiers' is nowhere in particular."""
    text = scene.analysis.sentence_text(figure.sentence)
    if ANAPHOR.search(text):
        return False
    if figure.counted.how == "strong" or figure.measure in ("trained", "cap"):
        return True
    if figure.counted.personnel_type == "reservists":
        return True
    if figure.measure != "level":
        return WHOLE.search(text) is not None and figure.measure in ("target", "increase")
    verbs = [step.token.lemma_ for step in steps if is_verb(step.token)]
    return FORCE.search(text) is not None and bool(verbs) and verbs[0] in SIZED


def _carried(scene: Scene, figure: Figure, known: Sequence[tuple[Figure, Place]], own: str | None) -> Place:
    """The place of the figure before, or the place last spoken of; never the actor's own country."""
    index = figure.sentence.index
    anaphor = ANAPHOR.search(scene.analysis.sentence_text(figure.sentence))
    wanted = TYPES.get((anaphor.group(1) or "").lower()) if anaphor else None
    for past, place in reversed(known):
        distance = index - past.sentence.index
        if distance > 3 or wanted is not None:
            break
        if place.name is not None and (place.iso3 != own or own is None):
            return Place(place.place_id, place.name, place.iso3, distance + place.distance)
    for types in (wanted, None) if wanted else (None,):
        located = _last_located(scene, figure, types, own)
        if located is not None:
            return located
    return _talked_of(scene, figure, own)


def _last_located(
    scene: Scene, figure: Figure, types: tuple[str, ...] | None, own: str | None
) -> Place | None:
    """The place last spoken of before a figure, of one of the types if any are given."""
    index = figure.sentence.index
    for number in range(index, max(-1, index - MAX_BACK), -1):
        sentence = scene.sentence(number)
        end = figure.number.start if number == index else sentence.end
        located = [
            m
            for m in scene.regions_in(sentence.start, end)
            if (m.place_type in types if types else is_location(scene, m, sentence.start))
            and (m.country_iso3 != own or own is None)
            and (m.place_type not in VAST or types or number == index)
        ]
        # "in the country": one that something is said to be in, rather than one that is only named
        located = [m for m in located if is_location(scene, m, sentence.start)] or located
        if located:
            place = _with_neighbours(scene, located[-1])
            return Place(place.place_id, place.name, place.iso3, index - number)
    return None


def _talked_of(scene: Scene, figure: Figure, own: str | None) -> Place:
    """The one foreign country that the sentences before speak of, by name or by its people and government."""
    first = scene.sentence(max(0, figure.sentence.index - TALK))
    rows = [
        m
        for m in scene.regions_in(first.start, figure.sentence.end)
        if m.place_type == "country" and m.country_iso3 not in (None, own) and not is_actor(scene, m)
    ]
    if figure.measure == "level" and ANAPHOR.search(scene.analysis.sentence_text(figure.sentence)) is None:
        return NOWHERE
    if not rows or len({m.country_iso3 for m in rows}) > 1:
        return NOWHERE
    return Place(rows[-1].place_id, rows[-1].place_name, rows[-1].country_iso3, TALK)
