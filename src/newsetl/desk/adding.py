"""Rows that the machine missed: added by marking their words, in the article and in the same sentence of its copies."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from newsetl.core.spans import Span
from newsetl.corrections import Correction, RowKey, add, add_corrections, locate
from newsetl.corrections.derived_fields import completed
from newsetl.corrections.model import from_text
from newsetl.corrections.row_keys import anchor
from newsetl.desk.archive import Reading, Record
from newsetl.desk.articles import article
from newsetl.desk.form_defaults import number_at, sentence_of
from newsetl.desk.forms import FORMS, span_columns
from newsetl.desk.judgements import who_it_is
from newsetl.desk.marked_words import marked
from newsetl.desk.unpublished_corrections import UnpublishedCorrections
from newsetl.errors import UserError
from newsetl.tables import ANNOTATION_TABLES

Spans = Mapping[str, Span]
COPIES = """
SELECT article_id, revision, story_id, outlet, published_date, text FROM articles
WHERE story_id = $story AND is_current AND article_id <> $id AND contains(text, $sentence)
ORDER BY article_id LIMIT 40
"""


def spans_of(table: str, text: str, form: Mapping[str, str]) -> dict[str, Span]:
    """The words of a form by the prefix of their columns.

    Raises:
        UserError: the text does not hold some of them.
    """
    found: dict[str, Span] = {}
    for prefix in FORMS[table].spans:
        near = next(iter(found.values())).start if found else 0
        span = marked(text, form, prefix, near)
        if span is not None:
            found[prefix] = span
    return found


def copies_of_sentence(reading: Reading, found: Record, span: Span) -> list[Record]:
    """The story's other articles that hold the sentence in which a span begins."""
    sentence = sentence_of(found["text"], span)
    words = found["text"][sentence.start : sentence.end]
    return reading.records(COPIES, {"story": found["story_id"], "id": found["article_id"], "sentence": words})


def add_row(
    reading: Reading,
    reviews: UnpublishedCorrections,
    table: str,
    article_id: str,
    form: Mapping[str, str],
    by: str,
) -> list[Correction]:
    """Writes a row that a visitor marked, and the same in the story's copies where they ask for it; all of it or none.

    Args:
        form: the fields as they were sent: the words with their offsets, the columns, why, copies.

    Raises:
        UserError: there is no such article, its words are not there, the row is there already, or a column does not
            take its value.
    """
    found = article(reading, article_id)
    if found is None:
        raise UserError("there is no such article in the state that is published now")
    spans = spans_of(table, found["text"], form)
    first = next(iter(FORMS[table].spans))
    if first not in spans:
        raise UserError(f"mark {FORMS[table].spans[first].lower()} in the text first")
    row = _row(reading, table, found["text"], spans, form)
    why = form.get("why", "").strip() or None
    made = [add(table, found, row, by, why=why)]
    _require_new(reading, reviews, table, found, made[0])
    if form.get("copies") and made[0].key is not None:
        for copy in copies_of_sentence(reading, found, spans[first]):
            moved = _moved(table, row, made[0].key, found["text"], copy)
            if moved is not None and not _is_there(reading, reviews, table, copy, moved):
                one = add(table, copy, moved, by, why=why)
                made.append(dataclasses.replace(one, at=made[0].at))  # said at once, undone at once
    add_corrections(reviews.data_dir, made)
    return made


def _row(reading: Reading, table: str, text: str, spans: Spans, form: Mapping[str, str]) -> dict[str, Any]:
    """The row's own columns, typed, with what follows from them."""
    given = {name: (form.get(name) or "").strip() or None for name in FORMS[table].fields}
    typed = {name: from_text(table, name, value) for name, value in given.items()}
    if table == "force_levels":
        typed |= _bounds(text, spans[""], typed["value"], typed["qualifier"])
    if table == "attributions":
        typed |= who_it_is(reading, typed)
    whole = completed(table, {}, typed)
    for prefix, span in spans.items():
        whole |= dict(zip(span_columns(prefix), (span.start, span.end), strict=True))
    return whole


def _bounds(text: str, span: Span, value: float | None, qualifier: str) -> dict[str, Any]:
    """The bounds of a number: of a range those that the words give."""
    if value is not None:
        low = None if qualifier == "up_to" else value
        high = None if qualifier in ("at_least", "vague") else value
        return {"value_low": low, "value_high": high, "value": value if low == high else None}
    number = number_at(text, span)
    if number is None or (number.low is None and number.high is None):
        raise UserError("give the number: the words have none that can be read")
    return {"value_low": number.low, "value_high": number.high, "value": number.value}


def _moved(table: str, row: Mapping[str, Any], key: RowKey, text: str, copy: Record) -> dict[str, Any] | None:
    """The row where its words are in a copy; None where the copy words them otherwise."""
    there = locate(copy["text"], dataclasses.replace(key, article_id=copy["article_id"]))
    if there is None:
        return None
    by, moved = there.start - anchor(table, row).start, dict(row)
    for start, end, _ in ANNOTATION_TABLES[table].spans:
        if row.get(start) is None:
            continue
        moved[start], moved[end] = row[start] + by, row[end] + by
        if moved[start] < 0 or copy["text"][moved[start] : moved[end]] != text[row[start] : row[end]]:
            return None
    return moved


def _require_new(
    reading: Reading, reviews: UnpublishedCorrections, table: str, found: Record, made: Correction
) -> None:
    if _is_there(reading, reviews, table, found, made.row or {}):
        raise UserError(
            f"that {FORMS[table].noun} is there already, in the article's list: change it there, if it is wrong"
        )


def _is_there(
    reading: Reading, reviews: UnpublishedCorrections, table: str, found: Record, row: Mapping[str, Any]
) -> bool:
    """True where the article shows a row by the same words: a correction could not tell the two apart."""
    wanted = anchor(table, row)
    shown: Sequence[Record] = reviews.of_article(reading, found, table)
    return any(anchor(table, other) == wanted for other in shown)
