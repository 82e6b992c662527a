"""Lexicons of numbers and of time expressions."""

from dataclasses import dataclass
from typing import Literal

from newsetl.lexicons.checking import Note, WordOfSet
from newsetl.tables.date_mentions import DateModifier
from newsetl.tables.force_levels import Qualifier


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word of a number and its value."""

    word: str
    kind: Literal["few", "fraction", "magnitude", "plural", "small", "ten"]
    value: float


@dataclass(frozen=True, slots=True)
class Hedge:
    """A phrase before or behind a number that says how exact it is."""

    phrase: str
    side: Literal["after", "before", "later"]
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class RuleConfidence:
    """How often a rule's days are right where the text settles them, and where they are guessed."""

    rule: str
    sure: float
    guessed: float


@dataclass(frozen=True, slots=True)
class Event:
    """A day that is named without its year, by a word beside it."""

    month: int
    day: int
    year: int
    words: str


@dataclass(frozen=True, slots=True)
class GrammarRule:
    """A time expression as a sequence of the classes of words, such as `example` and not `counter_example`."""

    rule: str
    pattern: str
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday: month and day, or a rule for it."""

    phrase: str
    rule: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """A phrase before a date; empty where it changes nothing."""

    phrase: str
    modifier: DateModifier | None


@dataclass(frozen=True, slots=True)
class NumericDates:
    """Which comes first in an outlet's numeric dates, by the end of its domain."""

    domain: str
    first: Literal["day", "month"]


@dataclass(frozen=True, slots=True)
class Tense:
    """A phrase that says whether its sentence is of the past, the present or the future."""

    phrase: str
    tense: Literal["future", "past", "present"]


@dataclass(frozen=True, slots=True)
class TimeWord:
    """What a word is in the grammar of time expressions, and its value there."""

    phrase: str
    class_: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Months:
    """The names of the months in a language, and whether a day before them has a dot."""

    language: str
    day_dot: Literal["yes", "no"]
    m1: str
    m2: str
    m3: str
    m4: str
    m5: str
    m6: str
    m7: str
    m8: str
    m9: str
    m10: str
    m11: str
    m12: str


DECLARED: dict[str, type] = {
    "months": Months,
    "numbers/words": NumberWord,
    "numbers/hedges": Hedge,
    "numbers/word_sets": WordOfSet,
    "time/confidence": RuleConfidence,
    "time/anniversaries": Event,
    "time/grammar": GrammarRule,
    "time/holidays": Holiday,
    "time/modifiers": Modifier,
    "time/numeric_dates": NumericDates,
    "time/tense": Tense,
    "time/words": TimeWord,
}
