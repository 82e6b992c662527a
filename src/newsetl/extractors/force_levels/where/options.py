"""Where: every place that the words near a figure, or a rule, propose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.carried_places import is_in_the_country
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place
from newsetl.extractors.force_levels.where.proposers import propose_places
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.extractors.scoring import Option, log_share

OWNED = re.compile(r"['’]s\s+")
PUT = re.compile(
    r"\b(?:in|at|to|on|near|into|inside|around|hold|holds|held|guard|guards|for|leav(?:e|es|ing)|reach(?:ed|es)?|"
    r"enter(?:ed|s)?)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$"
)
# Another figure, clause or speaker begins: "withdrew 100 soldiers after the junta in Bamako told them to go".
NEXT = re.compile(r"[;:.,]\s|\d|\b(?:than|from|after|before|since|when|while|because|who|which|said|told)\b")
OPENING = re.compile(
    r"\W*(?:In|At|Around|Near|Outside|Inside)\s+(?:the\s+)?(?:(?:town|city|province) of\s+)?"
)
HAS = re.compile(r"\s+(?:now\s+|still\s+)?(?:has|had|have|numbers|numbered|counts)\s+$")
THERE = re.compile(r"\bthere\b(?!\s+(?:is|are|was|were|will|would|could|may|might|has|have)\b)")
STRETCH = re.compile(r"\bbetween\s+(?:the\s+)?(?:[A-Z][^,.;:\d]{1,40}\s+and\s+(?:the\s+)?)?$")
POINTED_AT = 0.5  # share of the reader's pointer
CLOSE = 60  # characters from a figure to a place that follows it closely
SENTENCES_UNREAD = 3
_Pair: TypeAlias = tuple[
    Place, tuple[int, int] | None
]  # a place, and the words for it; None where a rule tells it


@dataclass(slots=True)
class _Proposal:
    places: list[tuple[Place, tuple[int, int] | None]] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)


def place_options(
    scene: Scene,
    candidate: Candidate,
    ruled: Place | None,
    known: Sequence[tuple[Figure, Place]],
    others: Sequence[int],
    actor: Actor,
) -> list[Option[Place]]:
    """Places that a figure may have, one a country, with their evidence; the last option is that none is told.

    Args:
        ruled: what the rules, asked one after another, settle on; None where they take the number for no force.
        known: figures before with the places that the rules settle on.
        others: offsets of the other figures of the sentence.
        actor: the one chosen for the figure.
    """
    proposals: dict[str, _Proposal] = {}
    _from_mentions(scene, candidate, proposals)
    nowhere: dict[str, float] = {}
    for rule, place in propose_places(scene, candidate.figure, candidate.steps, known, others, actor):
        _add(proposals, place, None, nowhere)[f"rule={rule}"] = 1.0
    if ruled is not None:
        features = _add(proposals, ruled, None, nowhere)
        features["ruled"] = 1.0
    _from_outlet(scene, proposals)
    shares = {key: _share(candidate, proposal) for key, proposal in proposals.items()}
    untold = 0.0 if candidate.reading is None else candidate.reading.untold("place")
    free = max(0.0, 1.0 - untold - sum(shares.values()))
    options = [_option(scene, candidate, p, shares[key], free, actor) for key, p in proposals.items()]
    none = {"nowhere": 1.0, "reader": log_share(untold), "share": untold}
    none["mission_told"] = float(any("rule=mission" in p.features for p in proposals.values()))
    none |= {f"no_{rule}": value for rule, value in nowhere.items()}
    none[f"nowhere_{candidate.figure.measure}"] = 1.0
    return [*options, Option(NOWHERE, none)]


def key_of(place: Place) -> str:
    """What makes two places one option: the country, else the name."""
    return place.iso3 or re.sub(r"[^a-z0-9]+", " ", (place.name or "").lower()).strip()


def _add(
    proposals: dict[str, _Proposal],
    place: Place,
    words: tuple[int, int] | None,
    nowhere: dict[str, float],
) -> dict[str, float]:
    if place.name is None:
        return nowhere
    proposal = proposals.setdefault(key_of(place), _Proposal())
    proposal.places.append((place, words))
    return proposal.features


def _from_mentions(scene: Scene, candidate: Candidate, proposals: dict[str, _Proposal]) -> None:
    reading, index = candidate.reading, candidate.figure.sentence.index
    sentences = scene.analysis.sentences
    start = sentences[max(0, index - SENTENCES_UNREAD)].start if reading is None else reading.starts[1]
    end = sentences[min(len(sentences) - 1, index + 1)].end if reading is None else reading.ends[-2]
    for region in scene.regions_in(start, end):
        if region.place_name is None:
            continue
        place = Place(region.place_id, region.place_name, region.country_iso3)
        features = _add(proposals, place, (region.start, region.end), {})
        features[f"mention_{region.mention_type}"] = 1.0
        features["sure"] = max(features.get("sure", 0.0), region.confidence)


def _from_outlet(scene: Scene, proposals: dict[str, _Proposal]) -> None:
    """A government that publishes by itself: its country is where "the border" is."""
    outlet = scene.article.outlet or ""
    for mention in find_actors(outlet, 0, len(outlet))[:1]:
        if mention.name.kind == "metonym" and mention.name.iso3 is not None:
            _add(proposals, country_place(mention.name.iso3), None, {})["outlet"] = 1.0


def _share(candidate: Candidate, proposal: _Proposal) -> float:
    if candidate.reading is None:
        return 0.0
    spans = {words for _, words in proposal.places if words is not None}
    return sum(candidate.reading.share("place", start, end) for start, end in sorted(spans))


def _option(
    scene: Scene, candidate: Candidate, proposal: _Proposal, share: float, free: float, actor: Actor
) -> Option[Place]:
    figure, counts = candidate.figure, scene.country_counts
    rule, (place, words) = _chosen(scene, candidate, proposal)
    spans = [words for _, words in proposal.places if words is not None]
    place = _as_meant(scene, figure, place, words)
    here = [s for s in spans if figure.sentence.start <= s[0] < figure.sentence.end]
    after = [s[0] - figure.number.end for s in here if s[0] >= figure.number.end]
    is_top = place.iso3 is not None and place.iso3 == scene.top_country
    is_own = place.iso3 is not None and place.iso3 == actor.iso3
    kind = figure.counted.personnel_type
    features = {
        "reader": log_share(share),
        "share": share,
        "same_sentence": float(bool(here)),
        "close_after": float(bool(after) and min(after) < CLOSE),
        "no_country": float(place.iso3 is None),
        "own": float(is_own),
        "own_police": float(is_own and kind in ("police", "reservists", "other")),
        f"own_{figure.measure}": float(is_own),
        "country_share": counts.get(place.iso3 or "", 0) / max(1, sum(counts.values())),
        "top_country": float(is_top),
        "top_country_free": float(is_top) * free,
        "often": len(spans) ** 0.5 / 3,
        **proposal.features,
    }
    if rule is not None:
        features[f"words={rule}"] = 1.0
    return Option(place, features, words)


def _chosen(scene: Scene, candidate: Candidate, proposal: _Proposal) -> tuple[str | None, _Pair]:
    """Which of the places of one country is meant, and the rule that says so; None where only the reader does."""
    narrower = [pair for pair in proposal.places if not _holds_next(scene, pair[1], proposal)]
    near = _narrow_and_near(scene, candidate, narrower)
    if near is not None:
        return near
    said = [pair for pair in narrower if _is_said_of_place(scene, candidate, pair[1])]
    rule = "said_of_place" if said and len(said) < len(narrower) else None
    return rule, max(said or narrower or proposal.places, key=lambda pair: _of_mention(candidate, pair[1]))


def _as_meant(scene: Scene, figure: Figure, place: Place, words: tuple[int, int] | None) -> Place:
    """'Niamey was calm. France has 1,500 soldiers in the country': no town of an earlier sentence, but its country.

    The same of 'on the front between Izium and Sloviansk': a stretch is in neither town.
    """
    if place.iso3 is None:
        return place
    is_here = words is not None and figure.sentence.start <= words[0] < figure.sentence.end
    is_stretch = words is not None and is_here and _ends_stretch(scene, figure, words[0])
    if not is_stretch and (is_here or not is_in_the_country(scene, figure)):
        return place
    return replace(country_place(place.iso3), distance=place.distance)


def _ends_stretch(scene: Scene, figure: Figure, start: int) -> bool:
    return scene.ending(STRETCH, figure.sentence.start, start) is not None


def _narrow_and_near(scene: Scene, candidate: Candidate, pairs: Sequence[_Pair]) -> tuple[str, _Pair] | None:
    """'12 advisers in Erbil': within a country the town that a preposition puts closest behind; what 'there' is.

    'Kabul was calm. NATO has 900 men in Afghanistan': the country itself, where it stands so close and no town does.
    """
    number, sentence, text = candidate.number, candidate.figure.sentence, scene.analysis.text
    near = [
        (place, words)
        for place, words in pairs
        if words is not None
        and number.end <= words[0] < min(sentence.end, number.end + CLOSE)
        and PUT.search(text, number.end, words[0]) is not None
        and NEXT.search(text, number.end, words[0]) is None
    ]
    if near:
        return "right_behind", min(near, key=lambda pair: (_is_country(pair[0]), pair[1][0]))
    is_there = scene.search(THERE, sentence.start, sentence.end) is not None
    told = {
        "opening": _opening(text, sentence.start, pairs),
        "whose_police": _whose_police(text, candidate, pairs),
        "there": next((p for p in pairs if p[1] is None and is_there and not _is_country(p[0])), None),
    }
    return next(((rule, pair) for rule, pair in told.items() if pair is not None), None)


def _opening(text: str, start: int, pairs: Sequence[_Pair]) -> _Pair | None:
    """'In Kidal, where the army has fled, there are 150 Chadians': the town that the sentence opens with."""
    return next(
        (
            (place, words)
            for place, words in pairs
            if words is not None
            and not _is_country(place)
            and OPENING.fullmatch(text, start, max(start, words[0]))
        ),
        None,
    )


def _whose_police(text: str, candidate: Candidate, pairs: Sequence[_Pair]) -> _Pair | None:
    """'Kano has 9,000 policemen': the town whose they are."""
    if candidate.figure.counted.personnel_type != "police":
        return None
    end = candidate.number.hedge_start
    return next(
        (pair for pair in pairs if pair[1] is not None and HAS.fullmatch(text, pair[1][1], end)), None
    )


def _is_country(place: Place) -> bool:
    return place.place_id == country_place(place.iso3).place_id


def _is_said_of_place(scene: Scene, candidate: Candidate, words: tuple[int, int] | None) -> bool:
    """True where a mention may tell where a force is: for a place itself, and wherever the reader points.

    A dateline, a capital that stands for its government and the name of a speaker tell nothing of it.
    """
    if words is None or _of_mention(candidate, words) >= POINTED_AT:
        return True
    start, end = words
    return scene.once(
        ("literal", start, end),
        lambda: any(
            region.mention_type == "literal" and not _names_speaker(scene, region.start)
            for region in scene.regions_in(start, end)
        ),
    )


def _names_speaker(scene: Scene, at: int) -> bool:
    """True within the source of a statement: 'Georgia's ministry says'."""
    return scene.once(
        ("names a speaker", at),
        lambda: any(
            row.source_start is not None
            and row.source_end is not None
            and row.source_start <= at < row.source_end
            for row in scene.attributions
        ),
    )


def _holds_next(scene: Scene, words: tuple[int, int] | None, proposal: _Proposal) -> bool:
    """'Iraq's Anbar province': the narrower place is meant."""
    if words is None:
        return False
    owned = OWNED.match(scene.analysis.text, words[1])
    return owned is not None and any(w is not None and w[0] == owned.end() for _, w in proposal.places)


def _of_mention(candidate: Candidate, words: tuple[int, int] | None) -> float:
    """A rule's own choice goes before mentions of no weight, and after those that the reader points to."""
    if words is None or candidate.reading is None:
        return 0.02
    return candidate.reading.share("place", *words)
