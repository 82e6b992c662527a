"""What a number expression is."""

from dataclasses import dataclass

from newsetl.tables.force_levels import Qualifier


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """A number as written, what it counts up to, and how it is hedged.

    `start:end` is the expression alone ("8,892", "60 per cent", "2,500" of "2,500-strong", "dozen" of
    "a dozen", "2,000 and 3,000" of "between 2,000 and 3,000"); `hedge_start:hedge_end` takes in the hedges
    that touch it. Bounds: exact and about have low = high = value; up_to has no low; at_least and vague have no
    high; a range has both. `value` is None wherever there is no single figure. A share ("a third of") is
    stored in per cent.

    The flags say what the number rather is than a count of something:
        is_ordinal: "101st".
        is_money: next to a currency.
        is_year_like: a year, or a decade ("1990s").
        is_time_like: a time of day ("10 p.m.").
        is_date_like: a day beside its month.
        is_label: names its bearer ("Resolution 1441", "F-16").
        is_list_marker: numbers a list's line ("1. Poland").
        is_pronoun_like: "one" in another's place ("one of them").
        is_age: of a person ("Kareem, 65,").
        is_score: half of a result ("2-1").
    """

    start: int
    end: int
    surface: str
    low: float | None
    high: float | None
    value: float | None
    qualifier: Qualifier
    is_percent: bool
    hedge_start: int
    hedge_end: int
    is_ordinal: bool = False
    is_money: bool = False
    is_year_like: bool = False
    is_time_like: bool = False
    is_date_like: bool = False
    is_label: bool = False
    is_list_marker: bool = False
    is_pronoun_like: bool = False
    is_age: bool = False
    is_score: bool = False

    @property
    def is_count(self) -> bool:
        """True if nothing speaks against its counting something."""
        return not (
            self.is_ordinal
            or self.is_money
            or self.is_year_like
            or self.is_time_like
            or self.is_date_like
            or self.is_label
            or self.is_list_marker
            or self.is_pronoun_like
            or self.is_age
            or self.is_score
        )
