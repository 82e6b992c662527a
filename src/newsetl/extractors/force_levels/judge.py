"""All evidence on a candidate, and the decision that follows from it by the learned weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.constraints import allowed, is_barred
from newsetl.extractors.force_levels.decision import Decision, Refusal
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.how_many.counted import counted_noun
from newsetl.extractors.force_levels.list_entries import layout_confidence
from newsetl.extractors.force_levels.rule_answers import RuleAnswers
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.options import measure_options, modality_options
from newsetl.extractors.force_levels.when.as_of import UNDATED, AsOf
from newsetl.extractors.force_levels.when.options import date_options
from newsetl.extractors.force_levels.where.options import place_options
from newsetl.extractors.force_levels.where.place import NOWHERE, Place
from newsetl.extractors.force_levels.who_says.options import source_options
from newsetl.extractors.force_levels.who_says.sources import WRITER, Source
from newsetl.extractors.force_levels.whose.actor import NOBODY, Actor
from newsetl.extractors.force_levels.whose.options import actor_options
from newsetl.extractors.scoring import (
    Features,
    Option,
    Weights,
    choose,
    log_odds,
    log_share,
    probability,
    read_weights,
)
from newsetl.number_reader import KINDS
from newsetl.tables.force_levels import Measure, Modality

V = TypeVar("V")
TABLE = "forces/weights"
FEW = 10  # so few people are rarely a force
BARRED = "barred"
PRIOR = 0.1  # of a number that the reader has not read


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The figures around a candidate.

    Args:
        known: the figures before it with the answers of the rules, in text order.
        others: offsets of the other figures of the sentence.
    """

    known: Sequence[RuleAnswers]
    others: Sequence[int]


def take_or_refuse(
    scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None, neighbours: Neighbours
) -> Decision | Refusal:
    """The answers to all questions on a candidate that is taken for a force size; else why it is none."""
    evidence, exists = _existence(scene, candidate, by_rules)
    if not is_likely_force(exists):
        return Refusal(candidate, exists, evidence)
    return _decided(scene, candidate, by_rules, neighbours, evidence, exists)


def is_likely_force(exists: float) -> bool:
    """True for a probability at which a number is published as the size of a force."""
    return exists >= read_weights(TABLE)["threshold"]["exists"]


def _existence(scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None) -> tuple[Features, float]:
    evidence = exists_features(scene, candidate, by_rules)
    return evidence, 0.0 if BARRED in evidence else probability(evidence, read_weights(TABLE)["exists"])


def decide(
    scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None, neighbours: Neighbours
) -> Decision:
    """The answers to all questions on one candidate, also where it is not a force size."""
    return _decided(scene, candidate, by_rules, neighbours, *_existence(scene, candidate, by_rules))


def _decided(
    scene: Scene,
    candidate: Candidate,
    by_rules: RuleAnswers | None,
    neighbours: Neighbours,
    evidence: Features,
    exists: float,
) -> Decision:
    weights = read_weights(TABLE)
    measure = choose(measures(scene, candidate, by_rules), weights["measure"])
    modality = choose(modalities(scene, candidate, by_rules), weights["modality"])
    actor = choose(actors(scene, candidate, by_rules, neighbours), weights["actor"])
    place = choose(places(scene, candidate, by_rules, neighbours, actor.value), weights["place"])
    as_of = choose(dates(scene, candidate, by_rules), weights["as_of"])
    source = choose(sources(scene, candidate, by_rules), weights["source"])
    sure = {
        "exists": exists,
        "measure": measure.share,
        "modality": modality.share,
        "actor": actor.share,
        "place": place.share,
    }
    confidence = record_confidence(candidate, record_features(sure), weights["record"])
    return Decision(candidate, exists, evidence, measure, modality, actor, place, as_of, source, confidence)


def record_confidence(candidate: Candidate, evidence: Features, weights: Weights) -> float:
    """Probability that value, unit, measure, modality, actor and place are all right, of a list entry by its layout."""
    if candidate.layout is not None:
        return layout_confidence(candidate.layout).confidence
    return probability(evidence, weights)


def record_features(sure: dict[str, float]) -> Features:
    """Evidence on the whole record outside lists."""
    return {"bias": 1.0, **{field: log_share(share) for field, share in sure.items()}}


def measures(scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None) -> list[Option[Measure]]:
    """Measures with their evidence."""
    return allowed("measure", scene, candidate, measure_options(candidate, by_rules))


def modalities(scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None) -> list[Option[Modality]]:
    """Modalities with their evidence."""
    return allowed("modality", scene, candidate, modality_options(candidate, by_rules))


def actors(
    scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None, neighbours: Neighbours
) -> list[Option[Actor]]:
    """Actors with their evidence."""
    if candidate.is_in_entry and by_rules is not None:
        return _by_layout(by_rules.actor, NOBODY)
    known = [(r.figure, r.actor) for r in neighbours.known if r.actor.name is not None]
    options = actor_options(scene, candidate, None if by_rules is None else by_rules.actor, known)
    return allowed("actor", scene, candidate, options)


def places(
    scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None, neighbours: Neighbours, actor: Actor
) -> list[Option[Place]]:
    """Places with their evidence, for the actor that was chosen."""
    if candidate.is_in_entry and by_rules is not None:
        return _by_layout(by_rules.place, NOWHERE)
    known = [(r.figure, r.place) for r in neighbours.known]
    said = None if by_rules is None else by_rules.place
    options = place_options(scene, candidate, said, known, neighbours.others, actor)
    return allowed("place", scene, candidate, options)


def dates(scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None) -> list[Option[AsOf]]:
    """Dates with their evidence."""
    if candidate.is_listed and by_rules is not None:
        return _by_layout(by_rules.as_of, UNDATED)
    return allowed(
        "as_of",
        scene,
        candidate,
        date_options(scene, candidate, None if by_rules is None else by_rules.as_of),
    )


def sources(scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None) -> list[Option[Source]]:
    """Sources with their evidence."""
    if candidate.is_listed and by_rules is not None:
        return _by_layout(by_rules.source, WRITER)
    options = source_options(scene, candidate, None if by_rules is None else by_rules.source)
    return allowed("source", scene, candidate, options)


def _by_layout(by_rules: V, untold: V) -> list[Option[V]]:
    """A list's layout says what the words around an entry, which the reader sees, do not."""
    if by_rules == untold:
        return [Option(untold, {"untold_listed": 1.0})]
    return [Option(by_rules, {"listed": 1.0}), Option(untold, {"untold_listed": 1.0})]


def _counts_other(scene: Scene, candidate: Candidate) -> bool:
    """True where the number counts a thing that no force noun names: sorties, shares, favelas."""
    noun = counted_noun(scene.analysis, candidate.figure.sentence, candidate.number)
    return candidate.noun.word is None and noun is not None and noun not in lexicon.force_nouns()


def exists_features(scene: Scene, candidate: Candidate, by_rules: RuleAnswers | None) -> Features:
    """Evidence that a number gives the size of a force."""
    if candidate.is_listed:
        return {"listed": 1.0}
    if is_barred(scene, candidate):
        return {BARRED: 1.0}
    number, reading, sentence = candidate.number, candidate.reading, candidate.figure.sentence
    size = number.value or number.low or number.high or 0
    features = {
        "bias": 1.0,
        "reader": log_odds(PRIOR if reading is None else float(reading.kinds[0])),
        "ruled": float(by_rules is not None),
        "force_word": float(scene.has_sign(sentence)),
        "noun": float(candidate.noun.word is not None),
        "percent": float(number.is_percent),
        "year": float(number.is_year_like),
        "label": float(number.is_label or number.is_list_marker or number.is_score or number.is_date_like),
        "few": float(size < FEW),
        "other_noun": float(_counts_other(scene, candidate)),
    }
    if by_rules is not None:
        features[f"ruled_{by_rules.figure.counted.how}"] = 1.0
    elif candidate.noun.word is not None:
        features |= {f"refused_{kind}": 1.0 for kind in lexicon.force_nouns()[candidate.noun.word]}
        features[f"refused_noun={candidate.noun.word}"] = 1.0
    if reading is not None:
        features |= {
            kind: max(-6.0, log_share(float(share)))
            for kind, share in zip(KINDS[1:], reading.kinds[1:], strict=True)
        }
    return features
