"""Places: recognition, resolution within 161 km, both at once, and the stricter exact span and exact entry."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Any

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.matching import Counts, match, overlap
from newsetl.evaluation.score import ErrorCase, Score
from newsetl.tables.region_mentions import RegionMention

NEAR_KM = 161.0  # 100 miles, the field's usual bound (Gritta et al. 2020)
NOT_LABELLED = ("demonym", "embedded")  # typed gold has no such labels: no false alarms there
RULE = (
    "one-to-one by overlap; recognition: any overlap; end to end: overlap and the same GeoNames id or within "
    "161 km; gold without coordinates counts for recognition only, and not at all where gold is typed; exact span: "
    "both ends the same; same entry: the gold's GeoNames id, on matched names that have one"
)


@dataclass(slots=True)
class _Tally:
    recognition: Counts = field(default_factory=Counts)
    end_to_end: Counts = field(default_factory=Counts)
    exact_span: Counts = field(default_factory=Counts)
    same_entry: Counts = field(default_factory=Counts)
    near: int = 0
    matched: int = 0


def score(pairs: Sequence[tuple[GoldDocument, Sequence[RegionMention]]]) -> Score:
    """Recognition F1, Acc@161 on matched mentions and end-to-end F1 over documents with `places`.

    Also by the exact span, and, where gold has GeoNames ids, how many matched names lead to the very entry.
    """
    tally, errors = _Tally(), []
    for document, mentions in pairs:
        errors += _score_document(document, list(mentions), tally)
    end = tally.end_to_end
    figures = {
        "end_to_end_f1": end.f1,
        "end_to_end_precision": end.precision,
        "end_to_end_recall": end.recall,
        "acc161_on_matched": tally.near / tally.matched if tally.matched else 0.0,
        "recognition_f1": tally.recognition.f1,
        "recognition_precision": tally.recognition.precision,
        "recognition_recall": tally.recognition.recall,
        "exact_span_f1": tally.exact_span.f1,
        "exact_span_recall": tally.exact_span.recall,
    }
    if tally.same_entry.tp + tally.same_entry.fn:
        figures["same_entry_on_matched"] = tally.same_entry.recall
    return Score(RULE, tally.recognition.tp + tally.recognition.fn, figures, tuple(errors))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    (a_lat, a_lon), (b_lat, b_lon) = ((radians(lat), radians(lon)) for lat, lon in (a, b))
    h = sin((b_lat - a_lat) / 2) ** 2 + cos(a_lat) * cos(b_lat) * sin((b_lon - a_lon) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, h)))


def _score_document(document: GoldDocument, mentions: list[RegionMention], tally: _Tally) -> list[ErrorCase]:
    gold = document.labels["places"]
    is_typed = any(place.get("kind") for place in gold)
    found = dict(match(gold, mentions, lambda g, p: float(overlap(g["start"], g["end"], p.start, p.end))))
    errors = []
    for i, place in enumerate(gold):
        if is_typed and place["latitude"] is None:
            continue
        mention = mentions[found[i]] if i in found else None
        tally.recognition += Counts(tp=mention is not None, fn=mention is None)
        is_exact = mention is not None and (mention.start, mention.end) == (place["start"], place["end"])
        tally.exact_span += Counts(tp=is_exact, fn=not is_exact, fp=mention is not None and not is_exact)
        kind = _score_place(place, mention, tally)
        if kind:
            errors.append(_error(kind, document, place, mention))
    for j in set(range(len(mentions))) - set(found.values()):
        mention = mentions[j]
        if is_typed and mention.mention_type in NOT_LABELLED:
            continue
        tally.recognition += Counts(fp=1)
        tally.exact_span += Counts(fp=1)
        tally.end_to_end += Counts(fp=mention.latitude is not None)
        errors.append(_error("false alarm", document, None, mention))
    return errors


def _score_place(place: dict[str, Any], mention: RegionMention | None, tally: _Tally) -> str | None:
    """Counts one gold place; returns the kind of its error."""
    if place["latitude"] is None:
        return None if mention else "missed without point"
    if mention is None or mention.latitude is None or mention.longitude is None:
        tally.end_to_end += Counts(fn=1, fp=mention is not None)
        return "missed" if mention is None else "unresolved"
    is_same = bool(place.get("geonameid")) and mention.place_id == f"gn:{place['geonameid']}"
    gold_point = (place["latitude"], place["longitude"])
    is_near = is_same or distance_km(gold_point, (mention.latitude, mention.longitude)) <= NEAR_KM
    tally.matched += 1
    if place.get("geonameid"):
        tally.same_entry += Counts(tp=is_same, fn=not is_same)
    tally.near += is_near
    tally.end_to_end += Counts(tp=1) if is_near else Counts(fp=1, fn=1)
    return None if is_near else "elsewhere"


def _error(
    kind: str, document: GoldDocument, place: dict[str, Any] | None, mention: RegionMention | None
) -> ErrorCase:
    start = place["start"] if place else mention.start if mention else 0
    end = place["end"] if place else mention.end if mention else 0
    gold = f"{place['surface']} ({place['latitude']}, {place['longitude']})" if place else ""
    predicted = ""
    if mention:
        predicted = (
            f"{mention.surface} [{mention.mention_type}] {mention.place_name}, {mention.admin1_name}, "
            f"{mention.country_iso3} p={mention.confidence:.2f}"
        )
    context = document.text[max(0, start - 60) : end + 60].replace("\n", " ")
    return ErrorCase(kind, document.id, gold, predicted, context)
