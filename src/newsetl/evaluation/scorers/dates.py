"""Time expressions: found by overlap and exactly, and the share of dates resolved to the right days."""

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.matching import Counts, match, overlap
from newsetl.evaluation.score import ErrorCase, Score
from newsetl.tables.date_mentions import DateMention

RULE = (
    "one-to-one by overlap; relaxed: any overlap, strict: the same span; resolved: first and last day of matched "
    "TIMEX3 values that name days, weeks, months, quarters, years or decades"
)
Days = tuple[date, date]


def score(pairs: Sequence[tuple[GoldDocument, Sequence[DateMention]]]) -> Score:
    """Relaxed and strict F1 and the resolved share over documents with `dates`."""
    relaxed, strict, right, known = Counts(), Counts(), 0, 0
    errors: list[ErrorCase] = []
    for document, mentions in pairs:
        gold = document.labels["dates"]
        found = match(gold, mentions, lambda g, p: float(overlap(g["start"], g["end"], p.start, p.end)))
        exact = sum(_is_exact(gold[i], mentions[j]) for i, j in found)
        relaxed += Counts(len(found), len(mentions) - len(found), len(gold) - len(found))
        strict += Counts(exact, len(mentions) - exact, len(gold) - exact)
        valued = [(gold[i], mentions[j], days) for i, j in found if (days := days_of(gold[i]["value"]))]
        wrong = [(g, m) for g, m, days in valued if (m.start_date, m.end_date) != days]
        known, right = known + len(valued), right + len(valued) - len(wrong)
        errors += _errors(document, gold, mentions, found, wrong)
    figures = {
        "relaxed_f1": relaxed.f1,
        "strict_f1": strict.f1,
        "dates_resolved": right / known if known else 0.0,
        "relaxed_precision": relaxed.precision,
        "relaxed_recall": relaxed.recall,
    }
    return Score(RULE, relaxed.tp + relaxed.fn, figures, tuple(errors))


def _is_exact(gold: Mapping[str, Any], mention: DateMention) -> bool:
    return (gold["start"], gold["end"]) == (mention.start, mention.end)


def _errors(
    document: GoldDocument,
    gold: Sequence[Mapping[str, Any]],
    mentions: Sequence[DateMention],
    found: Sequence[tuple[int, int]],
    wrong: Sequence[tuple[Mapping[str, Any], DateMention]],
) -> list[ErrorCase]:
    def case(kind: str, start: int, end: int, expected: str, got: str) -> ErrorCase:
        return ErrorCase(kind, document.id, expected, got, document.text[max(0, start - 60) : end + 40])

    matched_gold, matched = {i for i, _ in found}, {j for _, j in found}
    missed = [g for i, g in enumerate(gold) if i not in matched_gold]
    spurious = [m for j, m in enumerate(mentions) if j not in matched]
    spans = [(gold[i], mentions[j]) for i, j in found if not _is_exact(gold[i], mentions[j])]
    return [
        *(case("missed", g["start"], g["end"], g["surface"], "") for g in missed),
        *(case("spurious", m.start, m.end, "", m.surface) for m in spurious),
        *(case("span", g["start"], g["end"], g["surface"], m.surface) for g, m in spans),
        *(case("days", m.start, m.end, g["value"], f"{m.start_date}..{m.end_date}") for g, m in wrong),
    ]


def days_of(value: str | None) -> Days | None:
    """First and last day of a TIMEX3 value; None where it names none ("PRESENT_REF", "P3M", "1999-SU")."""
    for pattern, read in READERS:
        found = re.fullmatch(pattern, value or "")
        if found:
            return read(*(int(group) for group in found.groups()))
    return None


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _quarter(year: int, number: int) -> Days:
    return date(year, 3 * number - 2, 1), _month(year, 3 * number)[1]


def _week(year: int, number: int) -> Days:
    monday = date.fromisocalendar(year, number, 1)
    return monday, monday + timedelta(6)


READERS: Sequence[tuple[str, Callable[..., Days]]] = (
    (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", lambda year, month, day: (date(year, month, day),) * 2),
    (r"(\d{4})-(\d\d)", _month),
    (r"(\d{4})", lambda year: (date(year, 1, 1), date(year, 12, 31))),
    (r"(\d{4})-Q(\d)", _quarter),
    (r"(\d{4})-W(\d\d)", _week),
    (r"(\d{3})", lambda decade: (date(decade * 10, 1, 1), date(decade * 10 + 9, 12, 31))),
)
