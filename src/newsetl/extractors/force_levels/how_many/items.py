"""Entries of lists, as the readers of lines, of tables and of sentences hand them on."""

import re
from dataclasses import dataclass
from typing import Literal

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.how_many.list_words import Role
from newsetl.extractors.force_levels.whose.names import Name
from newsetl.language.numbers import NumberExpression

Layout = Literal["labels told", "labels guessed", "columns told", "columns guessed", "sentence"]
COUNTED_OTHERWISE = re.compile(
    rf"\s*[-‑]?\s*(?:{lexicon.either('counted otherwise')}|%)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list.

    Args:
        label: the words that head the entry.
        actor: the actor that the label names, if it names one.
        start, end: the entry's line, or its place in a sentence.
        heading: the line that says what is listed, or None where it is in the entry itself.
        role: whether labels are owners or hosts; None where nothing tells.
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
