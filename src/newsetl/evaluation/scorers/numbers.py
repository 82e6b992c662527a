"""Numbers: the values of the quantities in a sentence, whatever their units."""

from collections.abc import Mapping, Sequence
from typing import Any

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.matching import Counts, match
from newsetl.evaluation.score import ErrorCase, Score
from newsetl.language.numbers import NumberExpression

RULE = (
    "one-to-one by value within a millionth; a range by both ends; two figures for a gold range as one; "
    "shares as fractions or per cents; vague plurals by their magnitude; dates, times, ordinals and labels not counted"
)
TOLERANCE = 1e-6
Values = tuple[float, ...]


def score(pairs: Sequence[tuple[GoldDocument, Sequence[NumberExpression]]]) -> Score:
    """Value precision, recall and F1 over documents with `numbers`."""
    total = Counts()
    errors: list[ErrorCase] = []
    for document, numbers in pairs:
        counts, wrong = _score_document(document, [n for n in numbers if n.is_count or n.is_money])
        total, errors = total + counts, errors + wrong
    figures = {"value_f1": total.f1, "value_precision": total.precision, "value_recall": total.recall}
    return Score(RULE, total.tp + total.fn, figures, tuple(errors))


def _score_document(
    document: GoldDocument, numbers: list[NumberExpression]
) -> tuple[Counts, list[ErrorCase]]:
    gold = [_gold_values(quantity) for quantity in document.labels["numbers"]]
    predicted = _as_gold_ranges(gold, [(n, _values(n.low, n.high, n.qualifier)) for n in numbers])
    found = match(gold, predicted, lambda g, p: float(_is_same(g, p[1])))
    missed = [g for i, g in enumerate(gold) if i not in {i for i, _ in found}]
    spurious = [p for j, p in enumerate(predicted) if j not in {j for _, j in found}]
    errors = [ErrorCase("missed", document.id, str(g), "", document.text) for g in missed]
    errors += [
        ErrorCase("spurious", document.id, "", number.surface, document.text) for number, _ in spurious
    ]
    return Counts(len(found), len(spurious), len(missed)), errors


def _gold_values(quantity: Mapping[str, Any]) -> Values:
    """Gold has `values`, or `low`, `high` and `qualifier` as newsetl does."""
    if "values" in quantity:
        return tuple(float(value) for value in quantity["values"])
    return _values(quantity["low"], quantity["high"], quantity["qualifier"])


def _values(low: float | None, high: float | None, qualifier: str) -> Values:
    if low is not None and high is not None and low != high:
        return (low, high)
    bound = low if low is not None else high
    if bound is None:
        return ()
    return (bound / 2,) if qualifier == "vague" else (bound,)


def _as_gold_ranges(
    gold: Sequence[Values], predicted: list[tuple[NumberExpression, Values]]
) -> list[tuple[NumberExpression, Values]]:
    """Two successive single figures made one where gold has them as one range."""
    merged: list[tuple[NumberExpression, Values]] = []
    for number, values in predicted:
        both = merged[-1][1] + values if merged else ()
        if len(both) == 2 and any(_is_same(g, both) or _is_same(g, both[::-1]) for g in gold if len(g) == 2):
            merged[-1] = (number, both)
        else:
            merged.append((number, values))
    return merged


def _is_same(gold: Values, found: Values) -> bool:
    if len(found) == 1 and len(gold) == 2 and gold[1] == 10 * gold[0]:
        return _is_close(gold[0], found[0])  # "thousands": 1000 to 10000
    if len(gold) != len(found):
        return False
    pairs = [*zip(gold, found, strict=True)]
    if all(_is_close(g, f) for g, f in pairs) or all(
        _is_close(g, f) for g, f in zip(gold, found[::-1], strict=True)
    ):
        return True
    return all(g < 1 and abs(100 * g - f) < 0.5 for g, f in pairs)


def _is_close(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))
