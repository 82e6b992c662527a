"""Attributions: overlap of source and content, as PolNeAR's peers are measured, and the slots of our own gold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.matching import Counts, match, overlap
from newsetl.evaluation.score import ErrorCase, Score
from newsetl.tables.attributions import Attribution

Ranges: TypeAlias = Sequence[Sequence[int]]
Label: TypeAlias = Mapping[str, Any]
RULE = (
    "overlap of source and of content with the same gold attribution, one to one, micro; "
    "gold without source or content and predictions without a source span are left out"
)
SLOTS = (
    "source_name", "source_kind", "anonymity", "affiliation_iso3", "via_name", "speech_type", "cue_class", "is_negated",
    "depth",
)  # fmt: skip
QUOTE_MARKS = "\"“„«‘'`"


def score(pairs: Iterable[tuple[GoldDocument, Sequence[Attribution]]]) -> Score:
    """Figures: attribution, source and exact source F1 with precision and recall, recall by speech, slot accuracy."""
    totals = dict.fromkeys(("attribution", "source", "source_exact"), Counts())
    recall = {"direct": [0, 0], "indirect": [0, 0]}
    slots: dict[str, list[int]] = {}
    errors: list[ErrorCase] = []
    for document, rows in pairs:
        gold = [g for g in document.labels["attributions"] if g["source"] and g["content"]]
        predicted = [row for row in rows if row.source_start is not None]
        matched = match(gold, predicted, _both)
        totals["attribution"] += _counts(len(matched), predicted, gold)
        for name, counts in _sources(gold, predicted).items():
            totals[name] += counts
        _add_recall(recall, document.text, gold, {i for i, _ in matched})
        _add_slots(slots, [(gold[i], predicted[j]) for i, j in matched])
        errors += _errors(document, gold, predicted, matched)
    figures = {f"{name}_{part}": value for name, counts in totals.items() for part, value in _parts(counts)}
    figures |= {f"{kind}_recall": found / n for kind, (found, n) in recall.items() if n}
    figures |= {f"{name}_accuracy": right / n for name, (right, n) in slots.items()}
    total = totals["attribution"]
    return Score(RULE, total.tp + total.fn, figures, tuple(errors))


def _both(gold: Label, row: Attribution) -> float:
    return (_shared(gold["source"], row.source_start, row.source_end) > 0) * _shared(
        gold["content"], row.content_start, row.content_end
    )


def _shared(ranges: Ranges, start: int | None, end: int | None) -> int:
    return 0 if start is None or end is None else sum(overlap(r[0], r[1], start, end) for r in ranges)


def _counts(found: int, predicted: Sequence[Any], gold: Sequence[Any]) -> Counts:
    return Counts(found, len(predicted) - found, len(gold) - found)


def _sources(gold: Sequence[Label], rows: Sequence[Attribution]) -> dict[str, Counts]:
    theirs = sorted({tuple(map(tuple, g["source"])) for g in gold})
    ours = sorted({(r.source_start or 0, r.source_end or 0) for r in rows})
    matched = match(theirs, ours, lambda g, p: _shared(g, *p))
    exact = len(set(theirs) & {(span,) for span in ours})
    return {"source": _counts(len(matched), ours, theirs), "source_exact": _counts(exact, ours, theirs)}


def _parts(counts: Counts) -> list[tuple[str, float]]:
    return [("precision", counts.precision), ("recall", counts.recall), ("f1", counts.f1)]


def _add_recall(recall: dict[str, list[int]], text: str, gold: Sequence[Label], found: set[int]) -> None:
    for i, label in enumerate(gold):
        is_direct = text[label["content"][0][0]] in QUOTE_MARKS
        counter = recall["direct" if is_direct else "indirect"]
        counter[0] += i in found
        counter[1] += 1


def _add_slots(slots: dict[str, list[int]], pairs: Sequence[tuple[Label, Attribution]]) -> None:
    for label, row in pairs:
        for name in SLOTS:
            if name in label:
                counter = slots.setdefault(name, [0, 0])
                counter[0] += label[name] == getattr(row, name)
                counter[1] += 1


def _errors(
    document: GoldDocument,
    gold: Sequence[Label],
    rows: Sequence[Attribution],
    matched: Sequence[tuple[int, int]],
) -> list[ErrorCase]:
    text, cases = document.text, []
    for i in set(range(len(gold))) - {i for i, _ in matched}:
        cases.append(
            ErrorCase(
                "missed", document.id, _gold_text(text, gold[i]), "", _around(text, gold[i]["content"][0][0])
            )
        )
    for j in set(range(len(rows))) - {j for _, j in matched}:
        row = rows[j]
        ours = f"{row.source_text} | {row.cue_text} | {row.content_text}"
        cases.append(ErrorCase("spurious", document.id, "", ours, _around(text, row.content_start)))
    for i, j in matched:
        for name in SLOTS:
            if name in gold[i] and gold[i][name] != (value := getattr(rows[j], name)):
                cases.append(
                    ErrorCase(name, document.id, str(gold[i][name]), str(value), _gold_text(text, gold[i]))
                )
    return cases


def _gold_text(text: str, label: Label) -> str:
    return " | ".join(" … ".join(text[a:b] for a, b in label[part]) for part in ("source", "cue", "content"))


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 80) : at + 120].split())
