"""refused_figures: one row per number near a force word that is not a force size, with the reason."""

from dataclasses import dataclass
from typing import Annotated, Literal

from newsetl.tables.schema import Table

Reason = Literal[
    "casualty",
    "captured",
    "civilians",
    "arrested",
    "incident",
    "equipment",
    "money",
    "share",
    "date",
    "name",
    "other",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFigure:
    """A number that is near words for forces and was not taken for a force level, and what it counts instead."""

    refused_figure_id: Annotated[str, "Id of the refused figure"]
    start: Annotated[int, "Start of the number expression"]
    end: Annotated[int, "End of the number expression"]
    surface: Annotated[str, "The number expression alone: '34'"]
    sentence: Annotated[str, "The sentence with the number: the evidence"]
    reason: Annotated[Reason, "What it rather counts or names"]
    value_low: Annotated[float | None, "Lower bound; null where open"] = None
    value_high: Annotated[float | None, "Upper bound; null where open"] = None
    sentence_index: Annotated[int, "Sentence of the article, from 0, with the number"]
    confidence: Annotated[float, "Probability that it is not a force level, 0 to 1"]


TABLE = Table(
    "refused_figures",
    RefusedFigure,
    key=("refused_figure_id",),
    spans=(("start", "end", "surface"),),
    is_annotation=True,
    id_begins="ref",
)
