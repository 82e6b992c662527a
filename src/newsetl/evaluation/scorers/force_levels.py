"""Force levels: number found, full record, all nine fields, each slot on matched records; prose and lists apart."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.matching import Counts, match, overlap
from newsetl.evaluation.score import ErrorCase, Score
from newsetl.gazetteer.countries import country_of_name
from newsetl.tables.force_levels import ForceLevel

LIST_FROM = 15  # records in a document from which on it counts as a list
FULL = ("value", "unit", "measure", "modality", "actor", "place")
RULE = (
    "one-to-one by overlap of the number expression; full record: value bounds, unit, measure, modality, actor and "
    "country of the place all right; a list is a document of 15 records or more; slots on matched records; told: F1 "
    "of a slot where gold or row tells one, so that saying nothing wins nothing; a class: share of its matched "
    "records told as it"
)
HEADLINES = (
    "found_all_precision",
    "found_all_f1",
    "full_record_all_f1",
    "nine_fields_all_f1",
    "slot_actor",
    "slot_place",
    "told_as_of_f1",
    "told_source_f1",
)


@dataclass(slots=True)
class _Tally:
    found: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    full: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    nine: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    slots: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    told: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    classes: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))


def score(pairs: Sequence[tuple[GoldDocument, Sequence[ForceLevel]]]) -> Score:
    """Found, full-record and nine-field F1, slots, slots where told, and classes over documents with `force_levels`."""
    tally, errors = _Tally(), []
    for document, rows in pairs:
        errors += _score_document(document, list(rows), tally)
    n = tally.found["all"].tp + tally.found["all"].fn
    return Score(RULE, n, _figures(tally), tuple(errors), _counts(tally))


def _figures(tally: _Tally) -> dict[str, float]:
    figures = {}
    for name, group in (("found", tally.found), ("full_record", tally.full)):
        for kind in ("all", "prose", "list"):
            figures[f"{name}_{kind}_f1"] = group[kind].f1
            figures[f"{name}_{kind}_precision"] = group[kind].precision
            figures[f"{name}_{kind}_recall"] = group[kind].recall
    figures["nine_fields_all_f1"] = tally.nine["all"].f1
    for slot, right in tally.slots.items():
        figures[f"slot_{slot}"] = sum(right) / len(right)
    for slot, counts in tally.told.items():
        figures[f"told_{slot}_f1"] = counts.f1
    for name, right in sorted(tally.classes.items()):
        figures[name] = sum(right) / len(right)
    return figures


def _counts(tally: _Tally) -> dict[str, int]:
    told = {f"told_{slot}_f1": counts.tp + counts.fn for slot, counts in tally.told.items()}
    slots = {f"slot_{slot}": len(right) for slot, right in tally.slots.items()}
    return slots | told | {name: len(right) for name, right in sorted(tally.classes.items())}


def _score_document(document: GoldDocument, rows: list[ForceLevel], tally: _Tally) -> list[ErrorCase]:
    gold = document.labels["force_levels"]
    kind = "list" if len(gold) >= LIST_FROM else "prose"
    pairs = match(gold, rows, lambda g, p: float(overlap(g["start"], g["end"], p.start, p.end)))
    errors, full, nine = [], 0, 0
    for i, j in pairs:
        right = {slot: rule(gold[i], rows[j]) for slot, rule in SLOT_RULES.items()}
        errors += [_slot_error(document, slot, gold[i], rows[j]) for slot, ok in right.items() if not ok]
        _count_slots(tally, gold[i], rows[j], right)
        full += all(right[slot] for slot in FULL)
        nine += all(right.values())
    for name in ("all", kind):
        for counts, hits in ((tally.found, len(pairs)), (tally.full, full), (tally.nine, nine)):
            counts[name] += Counts(hits, len(rows) - hits, len(gold) - hits)
    return errors + _unmatched(document, gold, rows, pairs)


def _count_slots(tally: _Tally, gold: Mapping[str, Any], row: ForceLevel, right: Mapping[str, bool]) -> None:
    for slot, is_right in right.items():
        tally.slots[slot].append(is_right)
    said = {
        "actor": _norm(row.actor_name) or _norm(row.actor_iso3),
        "place": row.place_name,
        "as_of": row.as_of_start,
        "source": _norm(_source(row)),
    }
    for slot, words in said.items():
        hit = bool(words and gold[slot] and right[slot])
        tally.told[slot] += Counts(hit, bool(words) - hit, bool(gold[slot]) - hit)
    for slot in ("measure", "modality"):
        tally.classes[f"{slot}_{gold[slot]}"].append(right[slot])


def _unmatched(
    document: GoldDocument, gold: Sequence[Any], rows: Sequence[ForceLevel], pairs: Sequence[tuple[int, int]]
) -> list[ErrorCase]:
    missed = set(range(len(gold))) - {i for i, _ in pairs}
    spurious = set(range(len(rows))) - {j for _, j in pairs}
    cases = [_case(document, "missed", gold[i]["surface"], "", gold[i]["start"]) for i in sorted(missed)]
    cases += [_case(document, "spurious", "", rows[j].surface, rows[j].start) for j in sorted(spurious)]
    return cases


def _slot_error(document: GoldDocument, slot: str, gold: Mapping[str, Any], row: ForceLevel) -> ErrorCase:
    said = {
        "value": (gold["value_low"], gold["value_high"], row.value_low, row.value_high),
        "actor": (gold["actor"], None, row.actor_name, row.actor_iso3),
        "place": (gold["place"], gold["place_country"], row.place_name, row.place_iso3),
        "as_of": (gold["as_of"], None, row.as_of_start, row.as_of_text),
        "source": (gold["source"], None, row.source_name, row.via_name),
    }.get(slot, (gold.get(slot), None, getattr(row, slot, None), None))
    return _case(document, slot, f"{said[0]} {said[1] or ''}", f"{said[2]} {said[3] or ''}", row.start)


def _case(document: GoldDocument, kind: str, gold: str, predicted: str, start: int) -> ErrorCase:
    context = " ".join(document.text[max(0, start - 120) : start + 120].split())
    return ErrorCase(kind, document.id, gold.strip(), predicted.strip(), context)


def _norm(words: str | None) -> str:
    return re.sub(r"[^a-z0-9 ]", "", (words or "").lower()).strip()


def _is_actor(gold: Mapping[str, Any], row: Any) -> bool:
    names = {_norm(row.actor_name), _norm(row.actor_iso3), _norm(_coded(row.actor_name))} - {""}
    expected = _norm(gold["actor"])
    if not expected:
        return not names
    words = set(expected.split())
    return any(words <= set(name.split()) or set(name.split()) <= words for name in names)


def _coded(actors: str | None) -> str:
    """Several actors as the gold writes them: "Egypt, Peshmerga" is "EGY, Peshmerga"; none of a single actor."""
    names = (actors or "").split(", ")
    known = [country_of_name(name) for name in names if len(names) > 1]
    return ", ".join(of.iso3 if of else name for of, name in zip(known, names, strict=False))


def _is_place(gold: Mapping[str, Any], row: Any) -> bool:
    if (gold["place_country"] or None) == (row.place_iso3 or None):
        return True
    return gold["place_country"] is None and _norm(gold["place"]) == _norm(row.place_name)


def _is_as_of(gold: Mapping[str, Any], row: Any) -> bool:
    if not gold["as_of"]:
        return row.as_of_start is None
    return str(row.as_of_start or "").startswith(gold["as_of"].split("/")[0])


def _is_source(gold: Mapping[str, Any], row: Any) -> bool:
    said = _norm(_source(row))
    if not gold["source"]:
        return not said
    return bool(set(_norm(gold["source"]).split()) & set(said.split()))


def _source(row: Any) -> str:
    return " ".join(filter(None, (row.source_name, row.via_name)))


def _is_value(gold: Mapping[str, Any], row: Any) -> bool:
    return (gold["value_low"], gold["value_high"]) == (row.value_low, row.value_high)


def _same(slot: str) -> Callable[[Mapping[str, Any], Any], bool]:
    return lambda gold, row: bool(gold[slot] == getattr(row, slot))


# By what columns of a row each slot is right.
SLOT_RULES: Mapping[str, Callable[[Mapping[str, Any], Any], bool]] = {
    "value": _is_value,
    "qualifier": _same("qualifier"),
    "unit": _same("unit"),
    "measure": _same("measure"),
    "modality": _same("modality"),
    "actor": _is_actor,
    "place": _is_place,
    "as_of": _is_as_of,
    "source": _is_source,
}
