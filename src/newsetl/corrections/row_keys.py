"""Keys that find a row again: the sentence's hash, the row's words, and which of several it is."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from newsetl.core.spans import Span
from newsetl.corrections.model import RowKey
from newsetl.tables import TABLES

# By which span a row is found again: the first that it has.
ANCHORS = {
    "attributions": (
        ("cue_start", "cue_end"),
        ("source_start", "source_end"),
        ("content_start", "content_end"),
    ),
}
OWN_SPAN = (("start", "end"),)
LONGEST_SURFACE = 300  # of a content that runs over paragraphs, the first words are enough


def anchor(table: str, row: Mapping[str, Any]) -> Span:
    """The anchor by which a row is found again in a text."""
    for start, end in ANCHORS.get(table, OWN_SPAN):
        if row.get(start) is not None:
            return Span(row[start], min(row[end], row[start] + LONGEST_SURFACE))
    raise ValueError(f"a row of {table} without a span")


def row_id(table: str, row: Mapping[str, Any], article: Mapping[str, Any]) -> str:
    """The id that the machine would give a row with these spans in this revision of the article."""
    ends = [(row[first], row[last]) for first, last, _ in TABLES[table].spans]
    spans = (None if first is None else Span(first, last) for first, last in ends)
    return TABLES[table].row_id(article["article_id"], article["revision"], *spans)


def key_of(table: str, row: Mapping[str, Any], text: str) -> RowKey:
    """The key of a row.

    Args:
        table: the row's table.
        row: its columns by name.
        text: the text of the row's article in the row's revision.
    """
    span = anchor(table, row)
    surface = text[span.start : span.end]
    start, sentence = next(
        (start, words) for start, words in sentences(text) if start <= span.start < start + len(words)
    )
    wanted = sentence_hash(sentence)
    places = list(_places(text, wanted, surface))
    if span.start not in places:  # the words run on into the next sentence
        raise ValueError(f"{surface!r} is not at {start}")
    return RowKey(str(row["article_id"]), wanted, surface, places.index(span.start))


def locate(text: str, key: RowKey) -> Span | None:
    """Where the words of a key are in a text; None where its sentence has changed or is gone."""
    for occurrence, start in enumerate(_places(text, key.sentence_hash, key.surface)):
        if occurrence == key.occurrence:
            return Span(start, start + len(key.surface))
    return None


def sentence_hash(sentence: str) -> str:
    """The same for the same words, however they are spaced; 16 hex digits."""
    return hashlib.blake2b(
        " ".join(sentence.split()).encode("utf-8", "surrogatepass"), digest_size=8
    ).hexdigest()


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence of a text starts, and its words."""
    from newsetl.language.sentences import split_sentences  # noqa: PLC0415 - its package loads spaCy: three seconds

    return ((sentence.start, text[sentence.start : sentence.end]) for sentence in split_sentences(text))


def _places(text: str, wanted: str, surface: str) -> Iterator[int]:
    """Where a surface begins in the sentences of a hash, in text order; it may run on into the next sentence."""
    for start, sentence in sentences(text):
        if sentence_hash(sentence) != wanted:
            continue
        at = text.find(surface, start)
        while surface and 0 <= at < start + len(sentence):
            yield at
            at = text.find(surface, at + 1)
