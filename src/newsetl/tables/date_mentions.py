"""date_mentions: one row per time expression."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from newsetl.tables.schema import Table

DateKind = Literal["date", "time", "duration", "set"]
DatePrecision = Literal["minute", "day", "week", "month", "quarter", "year", "decade"]
DateModifier = Literal["before", "after", "early", "mid", "late", "approx"]
DateAnchor = Literal["absolute", "published", "preceding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time expression in the sense of TimeML's TIMEX3, resolved to the days it covers."""

    date_mention_id: Annotated[str, "Id of the mention"]
    start: Annotated[int, "Start of the expression"]
    end: Annotated[int, "End of the expression"]
    surface: Annotated[str, "The expression as written"]
    kind: Annotated[DateKind, "TIMEX3 type: a date, a time of day, a duration, or a recurring set"]
    start_date: Annotated[date | None, "First day covered; null where it cannot be resolved"] = None
    end_date: Annotated[date | None, "Last day covered"] = None
    precision: Annotated[DatePrecision | None, "Precision of the time"] = None
    modifier: Annotated[DateModifier | None, "What the words around it make of the date"] = None
    anchor: Annotated[DateAnchor, "What it was resolved against"]
    sentence_index: Annotated[int, "Sentence of the article, from 0, with the mention"]
    confidence: Annotated[float, "Calibrated probability that the resolution is right, 0 to 1"]


TABLE = Table(
    "date_mentions",
    DateMention,
    key=("date_mention_id",),
    spans=(("start", "end", "surface"),),
    is_annotation=True,
    id_begins="dat",
)
