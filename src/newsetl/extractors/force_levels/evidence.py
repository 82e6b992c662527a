"""All evidence on a candidate, and the decision that the learned weights make of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.constraints import allowed, is_barred
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.list_entries import sureness
from newsetl.extractors.force_levels.rule_answers import Ruled
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
    Choice,
    Features,
    Option,
    Weights,
    choose,
    log_odds,
    log_share,
    probability,
    read_weights,
)
from newsetl.reader import KINDS
from newsetl.tables.force_levels import Measure, Modality, WeakestField
from newsetl.tables.refused_figures import Reason

V = TypeVar("V")
TABLE = "forces/weights"
REASONS: tuple[Reason, ...] = get_args(Reason)
FEW = 10  # so few people are seldom a force
BARRED = "barred"
PRIOR = 0.1  # of a number that the reader has not read
FIELDS: tuple[WeakestField, ...] = ("exists", "measure", "modality", "actor", "place", "as_of", "source")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before and beside a candidate.

    Args:
        known: the figures before with what the rules settle on, in text order.
        others: offsets of the other figures of the sentence.
    """

    known: Sequence[Ruled]
    others: Sequence[int]


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate with the shares of every answer to every question."""

    candidate: Candidate
    exists: float
    exists_evidence: Features
    measure: Choice[Measure]
    modality: Choice[Modality]
    actor: Choice[Actor]
    place: Choice[Place]
    as_of: Choice[AsOf]
    source: Choice[Source]
    confidence: float

    @property
    def weakest(self) -> WeakestField:
        """The field that is least sure."""
        if self.candidate.layout is not None:
            return sureness(self.candidate.layout).weakest
        sure = self.sure()
        return min(FIELDS, key=lambda field: sure[field])

    def sure(self) -> dict[str, float]:
        """Each field's probability."""
        return {
            "exists": self.exists,
            **{field: getattr(self, field).share for field in FIELDS[1:]},
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate that is no force size: nothing else is asked about it."""

    candidate: Candidate
    exists: float
    exists_evidence: Features

    @property
    def reason(self) -> Reason:
        """What the number rather counts, where it is no force."""
        reading = self.candidate.reading
        if reading is None:
            return "other"
        return max(REASONS, key=lambda kind: reading.kinds[KINDS.index(kind)])


def judge(scene: Scene, candidate: Candidate, ruled: Ruled | None, around: Around) -> Decision | Refusal:
    """The answers to all questions on a candidate that is taken for a force size; else why it is none."""
    evidence, exists = _existence(scene, candidate, ruled)
    if not is_enough(exists):
        return Refusal(candidate, exists, evidence)
    return _decided(scene, candidate, ruled, around, evidence, exists)


def is_enough(exists: float) -> bool:
    """True for the probability at which a number is told as the size of a force."""
    return exists >= read_weights(TABLE)["threshold"]["exists"]


def _existence(scene: Scene, candidate: Candidate, ruled: Ruled | None) -> tuple[Features, float]:
    evidence = exists_features(scene, candidate, ruled)
    return evidence, 0.0 if BARRED in evidence else probability(evidence, read_weights(TABLE)["exists"])


def decide(scene: Scene, candidate: Candidate, ruled: Ruled | None, around: Around) -> Decision:
    """The answers to all questions on one candidate, also where it is no force size."""
    return _decided(scene, candidate, ruled, around, *_existence(scene, candidate, ruled))


def _decided(
    scene: Scene, candidate: Candidate, ruled: Ruled | None, around: Around, evidence: Features, exists: float
) -> Decision:
    weights = read_weights(TABLE)
    measure = choose(measures(scene, candidate, ruled), weights["measure"])
    modality = choose(modalities(scene, candidate, ruled), weights["modality"])
    actor = choose(actors(scene, candidate, ruled, around), weights["actor"])
    place = choose(places(scene, candidate, ruled, around, actor.value), weights["place"])
    as_of = choose(dates(scene, candidate, ruled), weights["as_of"])
    source = choose(sources(scene, candidate, ruled), weights["source"])
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
        return sureness(candidate.layout).confidence
    return probability(evidence, weights)


def record_features(sure: dict[str, float]) -> Features:
    """Evidence on the whole record outside lists."""
    return {"bias": 1.0, **{field: log_share(share) for field, share in sure.items()}}


def measures(scene: Scene, candidate: Candidate, ruled: Ruled | None) -> list[Option[Measure]]:
    """Measures with their evidence."""
    return allowed("measure", scene, candidate, measure_options(candidate, ruled))


def modalities(scene: Scene, candidate: Candidate, ruled: Ruled | None) -> list[Option[Modality]]:
    """Modalities with their evidence."""
    return allowed("modality", scene, candidate, modality_options(candidate, ruled))


def actors(scene: Scene, candidate: Candidate, ruled: Ruled | None, around: Around) -> list[Option[Actor]]:
    """Actors with their evidence."""
    if candidate.is_listed and ruled is not None:
        return _by_layout(ruled.actor, NOBODY)
    known = [(r.figure, r.actor) for r in around.known if r.actor.name is not None]
    options = actor_options(scene, candidate, None if ruled is None else ruled.actor, known)
    return allowed("actor", scene, candidate, options)


def places(
    scene: Scene, candidate: Candidate, ruled: Ruled | None, around: Around, actor: Actor
) -> list[Option[Place]]:
    """Places with their evidence, for the actor that was chosen."""
    if candidate.is_listed and ruled is not None:
        return _by_layout(ruled.place, NOWHERE)
    known = [(r.figure, r.place) for r in around.known]
    said = None if ruled is None else ruled.place
    options = place_options(scene, candidate, said, known, around.others, actor)
    return allowed("place", scene, candidate, options)


def dates(scene: Scene, candidate: Candidate, ruled: Ruled | None) -> list[Option[AsOf]]:
    """Dates with their evidence."""
    if candidate.is_listed and ruled is not None:
        return _by_layout(ruled.as_of, UNDATED)
    return allowed(
        "as_of", scene, candidate, date_options(scene, candidate, None if ruled is None else ruled.as_of)
    )


def sources(scene: Scene, candidate: Candidate, ruled: Ruled | None) -> list[Option[Source]]:
    """Sources with their evidence."""
    if candidate.is_listed and ruled is not None:
        return _by_layout(ruled.source, WRITER)
    options = source_options(scene, candidate, None if ruled is None else ruled.source)
    return allowed("source", scene, candidate, options)


def _by_layout(ruled: V, untold: V) -> list[Option[V]]:
    """A list's layout says what the words around an entry, which the reader sees, do not."""
    if ruled == untold:
        return [Option(untold, {"untold_listed": 1.0})]
    return [Option(ruled, {"listed": 1.0}), Option(untold, {"untold_listed": 1.0})]


def exists_features(scene: Scene, candidate: Candidate, ruled: Ruled | None) -> Features:
    """Evidence that a number tells the size of a force."""
    if candidate.is_listed:
        return {"listed": 1.0}
    if is_barred(scene, candidate):
        return {BARRED: 1.0}
    number, reading, sentence = candidate.number, candidate.reading, candidate.figure.sentence
    size = number.value or number.low or number.high or 0
    features = {
        "bias": 1.0,
        "reader": log_odds(PRIOR if reading is None else float(reading.kinds[0])),
        "ruled": float(ruled is not None),
        "force_word": float(scene.has_sign(sentence)),
        "noun": float(candidate.noun.word is not None),
        "percent": float(number.is_percent),
        "year": float(number.is_year_like),
        "label": float(number.is_label or number.is_list_marker or number.is_score or number.is_date_like),
        "few": float(size < FEW),
    }
    if ruled is not None:
        features[f"ruled_{ruled.figure.counted.how}"] = 1.0
    elif candidate.noun.word is not None:
        features |= {f"refused_{kind}": 1.0 for kind in lexicon.force_nouns()[candidate.noun.word]}
        features[f"refused_noun={candidate.noun.word}"] = 1.0
    if reading is not None:
        features |= {
            kind: max(-6.0, log_share(float(share)))
            for kind, share in zip(KINDS[1:], reading.kinds[1:], strict=True)
        }
    return features
