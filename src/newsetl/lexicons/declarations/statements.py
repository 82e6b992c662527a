"""Lexicons of statements, and of who makes them."""

from dataclasses import dataclass
from typing import Annotated

from newsetl.lexicons.checking import Form, Note, WordOfSet
from newsetl.tables.attributions import CueClass


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase that ascribes words to a source."""

    cue: str
    class_: CueClass


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature counts for, in log-odds."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class NameConfidence:
    """How often a way to find a source's name is right."""

    how: str
    right: Annotated[float, Form(r"0\.(?!0+$)\d+", "a share above 0 and below 1")]
    briefly: str
    meaning: str


@dataclass(frozen=True, slots=True)
class WeightOfAnswer:
    """What a feature counts for in the answer to a question, in log-odds: as set by hand, and as fitted."""

    question: str
    feature: str
    hand: Note
    weight: float


DECLARED: dict[str, type] = {
    "statements/antecedent_weights": WeightOfAnswer,
    "statements/attribution_weights": Weight,
    "statements/cues": Cue,
    "statements/name_confidence": NameConfidence,
    "statements/name_weights": Weight,
    "statements/word_sets": WordOfSet,
}
