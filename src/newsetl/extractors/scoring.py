"""Choosing by evidence: options with named features, weights learned offline, probabilities out.

A yes-or-no question is a logistic model over named features, a choice among options a conditional logit (McFadden
1974): the share of an option is exp(its score) over the sum of all. Weights are data, in lexicons/: a feature without
a weight counts nothing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeAlias, TypeVar

from newsetl.lexicons import read_table

Features: TypeAlias = Mapping[str, float]
Weights: TypeAlias = Mapping[str, float]
V = TypeVar("V")
TINY = 3e-3  # below this a share is not evidence


@dataclass(frozen=True, slots=True)
class Option(Generic[V]):
    """A value that may be right, its named evidence, and the words that it rests on (code points), if any."""

    value: V
    features: Features
    words: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Choice(Generic[V]):
    """Options with their shares, which sum to one; `best` is the index of the largest, the first among equals."""

    options: tuple[Option[V], ...]
    shares: tuple[float, ...]

    @property
    def best(self) -> int:
        """Index of the winner: a tie within 1e-6 goes to the option proposed first."""
        top = max(self.shares)
        return next(i for i, share in enumerate(self.shares) if share >= top - 1e-6)

    @property
    def value(self) -> V:
        """The winner's value."""
        return self.options[self.best].value

    @property
    def words(self) -> tuple[int, int] | None:
        """The words that the winner rests on, if any."""
        return self.options[self.best].words

    @property
    def share(self) -> float:
        """The winner's share."""
        return self.shares[self.best]


@cache
def read_weights(table: str) -> Mapping[str, Weights]:
    """Question -> feature -> weight, from lexicons/<table>.csv with the columns question, feature, weight."""
    weights: dict[str, dict[str, float]] = {}
    for row in read_table(table):
        weights.setdefault(row["question"], {})[row["feature"]] = float(row["weight"])
    return weights


def score(features: Features, weights: Weights) -> float:
    """Sum of the features' values times their weights."""
    return math.fsum(value * weights[name] for name, value in features.items() if name in weights)


def probability(features: Features, weights: Weights) -> float:
    """Probability of yes, 0 to 1."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, score(features, weights)))))


def choose(options: Sequence[Option[V]], weights: Weights) -> Choice[V]:
    """The options with their shares.

    Raises:
        ValueError: there is no option.
    """
    if not options:
        raise ValueError("nothing to choose from: an option for 'not given' is always there")
    scores = [score(option.features, weights) for option in options]
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = math.fsum(powers)
    return Choice(tuple(options), tuple(power / total for power in powers))


def log_share(share: float) -> float:
    """Logarithm of a share, floored."""
    return math.log(max(share, TINY))


def log_odds(share: float) -> float:
    """Logarithm of a probability's odds, floored on both sides."""
    return math.log(max(share, TINY)) - math.log(max(1.0 - share, TINY))
