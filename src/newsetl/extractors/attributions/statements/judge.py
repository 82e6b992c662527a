"""How likely a candidate is an attribution: a logistic model over named features, learned offline."""

import math
from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import repeat

from newsetl.extractors.attributions.statements.features import REMEMBERED, Features, Group
from newsetl.lexicons import read_table

# Where precision and recall balance on the part of the training corpus that was held out.
THRESHOLD = 0.42
HOPELESS = (
    -0.12
)  # log-odds; a fifth of the candidates have less, and of the few found among them half were wrong


# PolNeAR leaves most statements within statements out; newsetl wants them where the words are explicit: the
# features of a candidate's attachment are left out, and a verb of reporting needs less than another.
EXPLICIT, EXPLICIT_REPORT = 0.8, 0.35
SHAPE_IN_FRAME = 2  # where the frame has the kind of cue with the shape of the content
EXPLICIT_SHAPES = ("verb:clause", "verb:quote", "verb:host")
EXPLICIT_PATH = "path=direct|verb"
# "He said the mayor had urged them to stay" is as likely as "the mayor had urged them to stay" is alone.
LEADING = ("inside=False|verb", "dep=ROOT|verb")
# "Ministry: no troops will leave" has a known name or role beside its colon, "citing an officer" a person behind it,
# "…, he said, the paper reported" two tags, "by its own count" only a source, "put it at 800" a number: the
# corpus has too few to learn.
LABELS = {
    "colon:credit": 0.8,
    "colon:label": 0.7,
    "verb:cited": 0.8,
    "verb:tag": 0.7,
    "verb:bare_tag": 0.9,
    "verb:view": 0.8,
    "verb:figure": 0.8,
    "verb:act": 0.7,
    "noun:view": 0.9,
}
HEARSAY, OF_HEARSAY = (
    "adverb=reportedly",
    0.5,
)  # nobody is named, and the corpus labels nothing without a source
CUE = 1  # where the frame has the cue


def likelihood(features: Features, is_report: Callable[[], bool], is_request: Callable[[], bool]) -> float:
    """Probability, 0 to 1, that a candidate is an attribution, wherever it is if it is an explicit report.

    Args:
        features: those that hold.
        is_report: True if the cue is a verb of saying, denying, warning, announcing or accusing.
        is_request: True if the cue is a verb of asking somebody to do something, within another's statement.
    """
    shape = features.frame[SHAPE_IN_FRAME]
    if features.frame[CUE] == HEARSAY:
        return OF_HEARSAY
    free = _weight(features.frame) + _weight(features.form) + sum(map(_weight, features.beside))
    plain = max(_probability(free + _weight(features.hanging)), LABELS.get(shape, 0.0))
    if plain >= THRESHOLD or EXPLICIT_PATH not in features.frame:
        return plain
    if is_request():
        return _probability(free + _weight(LEADING))
    if shape not in EXPLICIT_SHAPES:
        return plain
    anywhere = _probability(free)
    if anywhere >= EXPLICIT or (anywhere >= EXPLICIT_REPORT and is_report()):
        return max(THRESHOLD, anywhere)
    return plain


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


@lru_cache(maxsize=REMEMBERED)
def _weight(group: Group) -> float:
    """Log-odds that the names of a group are worth together."""
    return sum(map(weights_by_feature().get, group, repeat(0.0)))


@cache
def learned_cues(kind: str) -> frozenset[str]:
    """Lemmas of a kind ("verb", "noun", "adjective") that can be cues: not all that the model knows speaks against."""
    prefix = f"{kind}="
    frames: defaultdict[str, float] = defaultdict(float)
    alone: dict[str, float] = {}
    for name, weight in weights_by_feature().items():
        if name.startswith(prefix):
            cue, _, frame = name[len(prefix) :].partition("|")
            if frame:
                frames[cue] += max(0.0, weight)
            else:
                alone[cue] = weight
    return frozenset(cue for cue, weight in alone.items() if weight + frames[cue] > HOPELESS)


@cache
def weights_by_feature() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in read_table("statements/attribution_weights")}
