"""Lexicons of statements, and of who makes them."""

from dataclasses import dataclass

from newsetl.lexicons.checking import WordOfSet
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
    right: float
    meaning: str


DECLARED: dict[str, type] = {
    "attribution_weights": Weight,
    "cues": Cue,
    "statements/name_confidence": NameConfidence,
    "statements/name_weights": Weight,
    "statements/word_sets": WordOfSet,
}
