"""What passes between the grammar and the resolvers: a phrase, what is known around it, what it was read as."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from newsetl.extractors.date_mentions.lexer import TimeToken
from newsetl.extractors.date_mentions.periods import Period
from newsetl.tables.date_mentions import DateAnchor, DateKind, DateModifier

Tense = Literal["past", "future", "present"]


@dataclass(frozen=True)
class Phrase:
    """A time expression found by a rule of the grammar."""

    rule: str
    text: str
    tokens: tuple[TimeToken, ...]
    lead: int | None = None  # start of the phrase that this one is the end of

    @property
    def start(self) -> int:
        """First code point."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Code point behind the last."""
        return self.tokens[-1].end

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Classes of its tokens."""
        return frozenset(token.kind for token in self.tokens)

    @cached_property
    def before(self) -> str:
        """Up to 40 characters before it, lower case, white space single."""
        start = self.start if self.lead is None else self.lead
        words = " ".join(self.text[max(0, start - 40) : start].lower().split())
        return words + " " if self.text[start - 1 : start].isspace() else words

    @cached_property
    def after(self) -> str:
        """Up to 40 characters after it, lower case."""
        return self.text[self.end : self.end + 40].lower()

    def value(self, *kinds: str) -> str | None:
        """Value of the first token of one of the classes, None without one."""
        return next((token.value for token in self.tokens if token.kind in kinds), None)

    def number(self, *kinds: str) -> int | None:
        """The same as an integer; ordinals and "1990s" by their digits."""
        value = self.value(*kinds)
        digits = "".join(char for char in value or "" if char.isdigit())
        return int(digits) if digits else None

    def has(self, *kinds: str) -> bool:
        """True if it holds a token of one of the classes."""
        return not self.kinds.isdisjoint(kinds)

    def without_first(self, count: int = 1) -> "Phrase":
        """The phrase that begins count tokens later."""
        return replace(self, tokens=self.tokens[count:], lead=self.start)


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is resolved against.

    Args:
        published: the publication day, None if unknown.
        preceding: the date named last before it, None if there was none nearby.
        preceding_distance: how many sentences before it that stood.
        focus_year: the year that the preceding sentences are about, where one was named.
        tense: returns the tense of the verb that governs an offset in the text.
        is_day_first: order of day and month in the article's numeric dates, None if unknown.
    """

    published: date | None
    preceding: Period | None
    preceding_distance: int
    focus_year: int | None
    tense: Callable[[int], Tense | None]
    is_day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means; period is None where it cannot be resolved."""

    kind: DateKind
    period: Period | None = None
    anchor: DateAnchor = "absolute"
    modifier: DateModifier | None = None
    start: int | None = None  # set where the expression begins later than the phrase
    is_guess: bool = False  # the year or the direction was chosen without a cue
    has_year: bool = False  # says its year itself
    is_aside: bool = False  # a comparison, which what follows is not counted from


Resolver = Callable[[Phrase, Context], Reading | None]
