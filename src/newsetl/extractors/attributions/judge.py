"""How likely a candidate is an attribution: a logistic model over named features, learned offline."""

import math
from functools import cache

from newsetl.lexicons import read_table

# Where precision and recall balance on the part of the training corpus that was held out.
THRESHOLD = 0.38


def probability(features: list[str]) -> float:
    """Calibrated probability, 0 to 1, that a candidate with these features is an attribution."""
    weights = _weights()
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) for name in set(features))))


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in read_table("attribution_weights")}
