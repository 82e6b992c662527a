"""Where: every place that the words near a figure, or a rule, propose."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.how_many.candidates import Candidate, plain_words
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place, place_of
from newsetl.extractors.force_levels.where.proposers import propose_places
from newsetl.extractors.force_levels.where.within_country import CLOSE, PlaceWords, choose_within_country
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.extractors.scoring import Option, log_share


@dataclass(slots=True)
class _Proposal:
    places: list[PlaceWords] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The words for the place, each once, in text order."""
        return sorted({words for _, words in self.places if words is not None})


def place_options(
    scene: Scene,
    candidate: Candidate,
    by_rules: Place | None,
    known: Sequence[tuple[Figure, Place]],
    others: Sequence[int],
    actor: Actor,
) -> list[Option[Place]]:
    """Places that a figure may have, one a country, with their evidence; the last option is that none is stated.

    Args:
        by_rules: what the rules, asked one after another, settle on; None where they take the number for no force.
        known: figures before with the places that the rules settle on.
        others: offsets of the other figures of the sentence.
        actor: the one chosen for the figure.
    """
    proposals: dict[str, _Proposal] = {}
    _from_mentions(scene, candidate, proposals)
    nowhere: dict[str, float] = {}
    for rule, place in propose_places(scene, candidate.figure, candidate.steps, known, others, actor):
        _add(proposals, place, None, nowhere)[f"rule={rule}"] = 1.0
    if by_rules is not None:
        features = _add(proposals, by_rules, None, nowhere)
        features["ruled"] = 1.0
    _from_outlet(scene, proposals)
    shares = {key: candidate.share("place", proposal.spans) for key, proposal in proposals.items()}
    untold = candidate.untold("place")
    free = max(0.0, 1.0 - untold - sum(shares.values()))
    options = [_option(scene, candidate, p, shares[key], free, actor) for key, p in proposals.items()]
    none = {"nowhere": 1.0, "reader": log_share(untold), "share": untold}
    none |= {f"no_{rule}": value for rule, value in nowhere.items()}
    none[f"nowhere_{candidate.figure.measure}"] = 1.0
    return [*options, Option(NOWHERE, none)]


def key_of(place: Place) -> str:
    """What makes two places one option: the country, else the name."""
    return place.iso3 or plain_words(place.name)


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
    for region in scene.regions_in(*candidate.window(scene, before=3, behind=1)):
        place = place_of(region)
        if place.name is None:
            continue
        features = _add(proposals, place, (region.start, region.end), {})
        features[f"mention_{region.mention_type}"] = 1.0
        features["sure"] = max(features.get("sure", 0.0), region.confidence)


def _from_outlet(scene: Scene, proposals: dict[str, _Proposal]) -> None:
    """A government that publishes by itself: its country is where "the border" is."""
    outlet = scene.article.outlet or ""
    for mention in find_actors(outlet, 0, len(outlet))[:1]:
        if mention.name.kind == "metonym" and mention.name.iso3 is not None:
            _add(proposals, country_place(mention.name.iso3), None, {})["outlet"] = 1.0


def _option(
    scene: Scene, candidate: Candidate, proposal: _Proposal, share: float, free: float, actor: Actor
) -> Option[Place]:
    figure, counts = candidate.figure, scene.country_counts
    rule, (place, words) = choose_within_country(scene, candidate, proposal.places)
    spans = [words for _, words in proposal.places if words is not None]
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
