"""Whose force: every actor that the words near a figure, or a rule, propose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.how_many.candidates import Candidate, plain_words
from newsetl.extractors.force_levels.lexicon import NON_STATE, either_kind
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.actor import NOBODY, Actor
from newsetl.extractors.force_levels.whose.joint_forces import joint_forces
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.extractors.force_levels.whose.proposers import propose_actors
from newsetl.extractors.scoring import Option, log_share

POSSESSED = re.compile(r"\s+(?:of\s+)?(?:its|their|his|her|our|my|your)\b", re.IGNORECASE)  # somebody's
# "a 40-strong column of guerrillas"
KIND_BEHIND = re.compile(rf"\s+of\s+(?P<kind>(?:[a-z-]+\s+)?(?:{either_kind(*NON_STATE)}))\b")


@dataclass(slots=True)
class _Proposal:
    actor: Actor
    spans: list[tuple[int, int]] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)


def actor_options(
    scene: Scene, candidate: Candidate, by_rules: Actor | None, known: Sequence[tuple[Figure, Actor]]
) -> list[Option[Actor]]:
    """Actors that a figure may have, with their evidence; the last option is that the text gives none.

    Args:
        by_rules: what the rules, asked one after another, settle on; None where they take the number for no force.
        known: figures before with the actors that the rules settle on.
    """
    proposals: dict[str, _Proposal] = {}
    _from_mentions(scene, candidate, proposals)
    _from_outlet(scene, proposals)
    for rule, actor in propose_actors(scene, candidate.figure, candidate.steps, known):
        _proposal(proposals, actor).features[f"rule={rule}"] = 1.0
    if by_rules is not None and by_rules != NOBODY:
        _proposal(proposals, by_rules).features["ruled"] = 1.0
    is_ruled_nobody = by_rules is not None and by_rules.name is None and by_rules.iso3 is None
    shares = {key: candidate.share("actor", p.spans) for key, p in proposals.items()}
    nobody = candidate.untold("actor")
    free = max(0.0, 1.0 - nobody - sum(shares.values()))
    options = [_option(scene, candidate, p, shares[key], free) for key, p in proposals.items()]
    options += _by_kind(scene, candidate)
    features = {
        "nobody": 1.0,
        "reader": log_share(nobody),
        "share": nobody,
        "ruled_nobody": float(is_ruled_nobody),
    }
    features["nobody_irregular"] = float(candidate.figure.counted.personnel_type in NON_STATE)
    return [*options, Option(NOBODY, features)]


def key_of(actor: Actor) -> str:
    """What makes two names one actor: the state's code, else the words of the name."""
    return actor.iso3 or plain_words(actor.name)


def _proposal(proposals: dict[str, _Proposal], actor: Actor) -> _Proposal:
    return proposals.setdefault(key_of(actor), _Proposal(actor))


def _from_mentions(scene: Scene, candidate: Candidate, proposals: dict[str, _Proposal]) -> None:
    start, end = candidate.window(scene, before=3, behind=1)
    taken: set[int] = set()
    for sentence in scene.sentences_in(start, end):
        for mention in scene.actors_in(sentence):
            proposal = _proposal(proposals, Actor(mention.name.actor, mention.name.iso3))
            proposal.spans.append((mention.start, mention.end))
            proposal.features[f"named_{mention.name.kind}"] = 1.0
            taken.add(mention.start)
        for joint in joint_forces(scene, sentence):
            proposal = _proposal(proposals, joint.actor)
            proposal.spans.append((joint.start, joint.end))
            proposal.features["described_alliance" if joint.is_listed else "described_joint"] = 1.0
    for region in scene.regions_in(start, end):
        if region.country_iso3 is not None and region.start not in taken:
            proposal = _proposal(proposals, Actor(region.country_name, region.country_iso3))
            proposal.spans.append((region.start, region.end))
            proposal.features["named_place"] = 1.0
    for entity in scene.entities_in(start, end):
        if entity.entity_type != "person" and entity.start not in taken:
            proposal = _proposal(proposals, Actor(entity.entity_name, None))
            proposal.spans.append((entity.start, entity.end))
            proposal.features[f"named_{entity.entity_type}"] = 1.0


def _from_outlet(scene: Scene, proposals: dict[str, _Proposal]) -> None:
    """A government that publishes by itself speaks of its own: "The White House"."""
    outlet = scene.article.outlet or ""
    for mention in find_actors(outlet, 0, len(outlet))[:1]:
        if mention.name.kind == "metonym" or mention.name.group_kind == "state_force":
            _proposal(proposals, Actor(mention.name.actor, mention.name.iso3)).features["outlet"] = 1.0


def _option(
    scene: Scene, candidate: Candidate, proposal: _Proposal, share: float, free: float
) -> Option[Actor]:
    figure, actor = candidate.figure, proposal.actor
    counts = scene.country_counts
    same = [s for s in proposal.spans if figure.sentence.start <= s[0] < figure.sentence.end]
    is_inside = any(figure.number.start <= s[0] < candidate.noun.end for s in proposal.spans)
    is_top = actor.iso3 is not None and actor.iso3 == scene.top_country
    is_irregular = figure.counted.personnel_type in NON_STATE
    kind = figure.counted.personnel_type
    features = {
        "reader": log_share(share),
        "share": share,
        "same_sentence": float(bool(same)),
        "in_phrase": float(is_inside),
        "state": float(actor.iso3 is not None),
        "state_of_irregulars": float(actor.iso3 is not None and is_irregular and not is_inside),
        "country_share": counts.get(actor.iso3 or "", 0) / max(1, sum(counts.values())),
        "top_country": float(is_top),
        "top_country_free": float(is_top) * free,
        "top_country_police": float(is_top and kind in ("police", "reservists", "other")),
        "often": len(proposal.spans) ** 0.5 / 3,
        **proposal.features,
    }
    words = max(proposal.spans, key=lambda s: candidate.share("actor", [s]), default=None)
    return Option(actor, features, words)


def _by_kind(scene: Scene, candidate: Candidate) -> Iterator[Option[Actor]]:
    """'Some 300 rebels': their kind alone says whose they are."""
    noun, number = candidate.noun, candidate.number
    if noun.word is None or POSSESSED.match(scene.analysis.text, number.end):
        return
    behind = KIND_BEHIND.match(scene.analysis.text, noun.end)
    words = scene.analysis.text[number.end : noun.end].strip(" -‑–") if behind is None else behind["kind"]
    words = " ".join(words.split())  # a line may end within them
    share = candidate.share("actor", [(number.start, noun.end)])
    is_irregular = candidate.figure.counted.personnel_type in NON_STATE
    features = {
        "kind": 1.0,
        "reader": log_share(share),
        "share": share,
        "kind_irregular": float(is_irregular),
        "same_sentence": 1.0,
    }
    yield Option(
        Actor(re.sub(r"^(?:of|the|more|additional|other|armed)\s+", "", words), None),
        features,
        (number.end, noun.end),
    )
