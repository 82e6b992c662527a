"""Types that the extractor's steps pass to one another."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from newsetl.language import Analysis, Sentence
from newsetl.language.numbers import NumberExpression
from newsetl.tables.force_levels import Measure, Modality, PersonnelType

How = Literal["noun", "strong", "total", "ellipsis", "list", "share"]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    Args:
        first, last: tokens of the phrase, from the number to its noun (both included).
        head: token that stands for the figure in the parse.
        how: the way it was found; "ellipsis" and "list" take the noun from elsewhere.
    """

    first: int
    last: int
    head: int
    personnel_type: PersonnelType
    unit: str
    how: How


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that gives the size of a force: where it is, what it counts, its measure and its modality."""

    number: NumberExpression
    sentence: Sentence
    counted: Counted
    measure: Measure
    modality: Modality
    heading: int | None = None  # sentence that says what a list lists


def token_at(analysis: Analysis, sentence: Sentence, offset: int) -> int:
    """Index of the token that holds the character, or of the next one in the sentence (or its end)."""
    return bisect_right(analysis.token_ends, offset, sentence.token_start, sentence.token_end)


def lower(doc: Doc, i: int) -> str:
    """A token's characters in lower case, with plain apostrophes; 'troops' of 'troops--3,000'."""
    return doc[i].text.lower().replace("’", "'").split("--")[0]


def is_verb(token: Token) -> bool:
    """True for a verb or an auxiliary."""
    return token.pos_ in ("VERB", "AUX")
