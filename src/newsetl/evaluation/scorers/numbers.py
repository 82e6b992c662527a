"""Numbers: the values of the quantities in a sentence, whatever their units."""

from collections.abc import Sequence
from typing import Any

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.matching import Counts, match
from newsetl.evaluation.score import ErrorCase, Score
from newsetl.language.numbers import NumberExpression

RULE = (
    "one-to-one by value within a millionth; a range by both ends; two figures for a gold range ('from 5 to 7') as one; "
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


def _score_document(document: GoldDocument, numbers: list[NumberExpression]) -> tuple[Counts, list[ErrorCase]]:
    gold = [tuple(float(value) for value in quantity["values"]) for quantity in document.labels["numbers"]]
    predicted = _as_gold_ranges(gold, [(number, _values(number)) for number in numbers])
    found = match(gold, predicted, lambda g, p: float(_is_same(g, p[1])))
    missed = [g for i, g in enumerate(gold) if i not in {i for i, _ in found}]
    spurious = [p for j, p in enumerate(predicted) if j not in {j for _, j in found}]
    errors = [ErrorCase("missed", document.id, str(g), "", document.text) for g in missed]
    errors += [ErrorCase("spurious", document.id, "", number.surface, document.text) for number, _ in spurious]
    return Counts(len(found), len(spurious), len(missed)), errors


def _values(number: NumberExpression) -> Values:
    if number.low is not None and number.high is not None and number.low != number.high:
        return (number.low, number.high)
    bound = number.low if number.low is not None else number.high
    if bound is None:
        return ()
    return (bound / 2,) if number.qualifier == "vague" else (bound,)


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
    if all(_is_close(g, f) for g, f in pairs) or all(_is_close(g, f) for g, f in zip(gold, found[::-1], strict=True)):
        return True
    return all(g < 1 and abs(100 * g - f) < 0.5 for g, f in pairs)


def _is_close(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))


def quantities(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A NewsQuant sentence's quantities with their values as numbers: "5.0-10.0" -> [5, 10]."""
    return [{**quantity, "values": _parsed(str(quantity["value"]))} for quantity in record["quantities"]]


def _parsed(value: str) -> list[float]:
    try:
        return [float(value)]
    except ValueError:
        low, _, high = value.partition("-")
        return [float(low), float(high)]
