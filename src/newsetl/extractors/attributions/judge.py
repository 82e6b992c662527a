"""How likely a candidate is an attribution: a logistic model over named features, learned offline."""

import math
from functools import cache
from itertools import repeat

from newsetl.lexicons import read_table

# Where precision and recall balance on the part of the training corpus that was held out.
THRESHOLD = 0.38


# PolNeAR leaves most statements within statements out; newsetl wants them where the words are explicit: the
# features that tell where a candidate hangs are left aside, and a verb of reporting needs less than another.
NESTING = ("under=", "under:", "inside=", "dep=")
EXPLICIT, EXPLICIT_REPORT = 0.8, 0.35
SHAPE = 2  # where features() puts the kind of cue with the shape of the content
EXPLICIT_SHAPES = ("verb:clause", "verb:quote")
EXPLICIT_PATH = "path=direct|verb"
# "Ministry: no troops will leave" has a known name or role beside its colon; the corpus has too few to learn.
LABELS = {"colon:credit": 0.8, "colon:label": 0.7}


def likelihood(features: list[str], is_report: bool) -> float:
    """Probability that a candidate is an attribution, wherever it stands if it is an explicit report.

    Args:
        features: names of the features that hold.
        is_report: the cue is a verb of saying, denying, warning, announcing or accusing.
    """
    shape = features[SHAPE]
    plain = max(probability(features), LABELS.get(shape, 0.0))
    if plain >= THRESHOLD or shape not in EXPLICIT_SHAPES or EXPLICIT_PATH not in features:
        return plain
    free = probability([name for name in features if not name.startswith(NESTING)])
    return max(THRESHOLD, free) if free >= (EXPLICIT_REPORT if is_report else EXPLICIT) else plain


def probability(features: list[str]) -> float:
    """Calibrated probability, 0 to 1, that a candidate with these features is an attribution."""
    weights = weights_by_feature()
    return 1 / (1 + math.exp(-sum(map(weights.get, set(features), repeat(0.0)))))


@cache
def learned_cues(kind: str) -> frozenset[str]:
    """Lemmas that the model knows as cues of a kind: "noun", "adjective"."""
    prefix = f"{kind}="
    return frozenset(
        name[len(prefix) :] for name in weights_by_feature() if name.startswith(prefix) and "|" not in name
    )


@cache
def weights_by_feature() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in read_table("attribution_weights")}
