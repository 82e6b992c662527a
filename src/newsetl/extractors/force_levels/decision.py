"""What is decided about a candidate: a force size with an answer to each question, or a number that is none."""

from dataclasses import dataclass
from typing import get_args

from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.list_entries import layout_confidence
from newsetl.extractors.force_levels.when.as_of import AsOf
from newsetl.extractors.force_levels.where.place import Place
from newsetl.extractors.force_levels.who_says.sources import Source
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.scoring import Choice, Features
from newsetl.number_reader import KINDS
from newsetl.tables.force_levels import Measure, Modality, WeakestField
from newsetl.tables.refused_figures import Reason

REASONS: tuple[Reason, ...] = get_args(Reason)
FIELDS: tuple[WeakestField, ...] = ("exists", "measure", "modality", "actor", "place", "as_of", "source")


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
            return layout_confidence(self.candidate.layout).weakest
        sure = self.probabilities()
        return min(FIELDS, key=lambda field: sure[field])

    def probabilities(self) -> dict[str, float]:
        """Each field's probability."""
        return {
            "exists": self.exists,
            **{field: getattr(self, field).share for field in FIELDS[1:]},
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate that is not a force size: nothing else is asked about it."""

    candidate: Candidate
    exists: float
    exists_evidence: Features

    @property
    def reason(self) -> Reason:
        """What the number counts instead of a force."""
        reading = self.candidate.reading
        if reading is None:
            return "other"
        return max(REASONS, key=lambda kind: reading.kinds[KINDS.index(kind)])
