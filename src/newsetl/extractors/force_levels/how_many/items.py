"""Entries of lists, and the words that say what a list's labels, columns and entries are."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, cast

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.whose.names import Name
from newsetl.language.numbers import NumberExpression
from newsetl.lexicons import read_table
from newsetl.tables.force_levels import Measure, Modality

Role: TypeAlias = Literal["owner", "host"]
Meaning: TypeAlias = tuple[Measure, Modality]
NO_FORCE = "none"
Layout = Literal["labels told", "labels guessed", "columns told", "columns guessed", "sentence"]
COUNTED_OTHERWISE = re.compile(
    rf"\s*[-‑]?\s*(?:{lexicon.either('counted otherwise')}|%)\b",
    re.IGNORECASE,
)


def first_match(part: str, words: str) -> str | None:
    """The value of the first line of forces/lists.csv, among those of the part, that fits the words."""
    return next((value for value, pattern in _patterns(part) if pattern.search(words)), None)


def role_of_words(part: str, words: str) -> Role | None:
    """What labels are by a heading, a table's first cell, or the words behind a number."""
    return cast(Role | None, first_match(part, words))


def meaning_of_words(part: str, words: str) -> Meaning | None:
    """Measure and modality by a column's head or the words behind a number; None also where no force is counted."""
    value = first_match(part, words)
    if value is None or value == NO_FORCE:
        return None
    measure, modality = value.split()
    return cast(Measure, measure), cast(Modality, modality)


@cache
def _patterns(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in read_table("forces/lists") if row["part"] == part]
    return tuple((row["value"], re.compile(row["words"], re.IGNORECASE)) for row in rows)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list.

    Args:
        label: the words that head the entry.
        actor: the actor that the label names, if it names one.
        start, end: the entry's line, or its place in a sentence.
        heading: the line that says what is listed, or None where it is in the entry itself.
        role: whether labels are owners or hosts; None if unknown.
        owner: whose the force is by the list's heading, where labels are hosts.
        cell_owner: whose it is by another cell of the entry or by the head above the number.
        column: the head above the number.
        layout: how far the list is understood.
    """

    label: str
    actor: Name | None
    number: NumberExpression
    start: int
    end: int
    heading: tuple[int, int] | None
    is_inline: bool = False
    role: Role | None = None
    owner: Name | None = None
    cell_owner: Name | None = None
    column: tuple[int, int] | None = None
    layout: Layout = "labels guessed"


def is_counted_otherwise(text: str, end: int) -> bool:
    """True for 'killed', 'tanks', 'per cent' behind a number."""
    return COUNTED_OTHERWISE.match(text, end) is not None
