"""Named locations of the re3d corpora against region mentions: recognition only, they have no coordinates."""

import re
from collections.abc import Sequence

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.matching import Counts, match, overlap
from newsetl.evaluation.score import ErrorCase, Score
from newsetl.tables.region_mentions import RegionMention

NAME = re.compile(r"(?<![\w°′″])[A-Z]['’\-]?(?:[a-z]|[A-Z][a-z])|\A[A-Z ]+\Z")  # not "ISIL-held buildings"
COORDINATES = re.compile(r"\d+(?:\.\d+)?°")
RULE = (
    "one-to-one by overlap with re3d entities of type Location that hold a name ('the city' holds none, nor "
    "do coordinates); demonyms and names within organisations are no false alarms"
)


def score(pairs: Sequence[tuple[GoldDocument, Sequence[RegionMention]]]) -> Score:
    """Precision, recall and F1 of finding named locations."""
    counts, errors = Counts(), []
    for document, mentions in pairs:
        gold = [
            e
            for e in document.labels["entities"]
            if e["type"] == "Location" and is_named_location(e["surface"])
        ]
        found = match(gold, mentions, lambda g, p: float(overlap(g["start"], g["end"], p.start, p.end)))
        seen, right = {i for i, _ in found}, {j for _, j in found}
        missed = [g for i, g in enumerate(gold) if i not in seen]
        false = [m for j, m in enumerate(mentions) if j not in right and not _is_elsewhere(m, document)]
        counts += Counts(len(found), len(false), len(missed))
        errors += [_error("missed", document, g["start"], g["end"], g["surface"], "") for g in missed]
        errors += [_error("false alarm", document, m.start, m.end, "", m.surface) for m in false]
    figures = {
        "location_recognition_f1": counts.f1,
        "location_recognition_precision": counts.precision,
        "location_recognition_recall": counts.recall,
    }
    return Score(RULE, counts.tp + counts.fn, figures, tuple(errors))


def is_named_location(surface: str) -> bool:
    """True if a labelled location holds a name: not "the city", nor bare coordinates."""
    surface = surface.removeprefix("The ")
    return NAME.search(surface) is not None and COORDINATES.search(surface) is None


def _is_elsewhere(mention: RegionMention, document: GoldDocument) -> bool:
    """True for what re3d labels as part of something else: demonyms, organisations, "Palmyra, Syria"."""
    if mention.mention_type in ("demonym", "embedded"):
        return True
    return any(overlap(e["start"], e["end"], mention.start, mention.end) for e in document.labels["entities"])


def _error(kind: str, document: GoldDocument, start: int, end: int, gold: str, predicted: str) -> ErrorCase:
    context = document.text[max(0, start - 60) : end + 60].replace("\n", " ")
    return ErrorCase(kind, document.id, gold, predicted, context)
