"""How predictions are matched with gold, and what is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

G = TypeVar("G")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives; precision, recall and F1 of them."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 without predictions."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 without gold."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 0.0


def overlap(a_start: int, a_end: int, b_start: int, b_end: int) -> int:
    """Number of code points that two half-open ranges share."""
    return max(0, min(a_end, b_end) - max(a_start, b_start))


def match(gold: Sequence[G], predicted: Sequence[P], score: Callable[[G, P], float]) -> list[tuple[int, int]]:
    """One-to-one pairs (index of gold, index of prediction), best score first; only scores above 0 pair."""
    ranked = sorted(
        ((s, i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if (s := score(g, p)) > 0),
        reverse=True,
    )
    seen_gold, seen_predicted, pairs = set(), set(), []
    for _, i, j in ranked:
        if i not in seen_gold and j not in seen_predicted:
            seen_gold.add(i)
            seen_predicted.add(j)
            pairs.append((i, j))
    return pairs
