"""What a scorer returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ErrorCase:
    """One error, to be read: its kind, where, what gold and we say, and the words around it."""

    kind: str
    document_id: str
    gold: str
    predicted: str
    context: str


@dataclass(frozen=True, slots=True)
class Score:
    """Figures by name, the rule they follow, what they count, the errors.

    Args:
        rule: what counts as right.
        n: gold labels.
        figures: 0 to 1 unless the name has a unit.
        counts: for a figure that rests on some of the labels only, on how many.
        errors: to be read.
    """

    rule: str
    n: int
    figures: Mapping[str, float]
    errors: tuple[ErrorCase, ...] = field(default=())
    counts: Mapping[str, int] = field(default_factory=dict)
