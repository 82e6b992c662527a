"""force_levels: one row per reported size of an armed or security force."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from newsetl.tables.schema import Table

Qualifier = Literal["exact", "about", "up_to", "at_least", "range", "vague"]
Measure = Literal["level", "increase", "decrease", "target", "cap", "trained"]
Modality = Literal["actual", "planned", "possible", "denied"]
PersonnelType = Literal[
    "troops",
    "police",
    "peacekeepers",
    "advisers",
    "contractors",
    "militia",
    "insurgents",
    "reservists",
    "other",
]
WeakestField = Literal["exists", "measure", "modality", "actor", "place", "as_of", "source"]
PlaceRelation = Literal["in", "near", "border"]
AsOfPrecision = Literal["day", "month", "quarter", "year", "range"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceLevel:
    """How large a force is said to be: `measure` distinguishes levels, flows, targets and caps."""

    force_level_id: Annotated[str, "Id of the reported figure"]
    start: Annotated[int, "Start of the number expression"]
    end: Annotated[int, "End of the number expression"]
    surface: Annotated[str, "The number expression alone: '8,892', '60 per cent'"]
    sentence: Annotated[str, "The sentence with the figure: the evidence"]
    value_low: Annotated[float | None, "Lower bound, in units; null where open"] = None
    value_high: Annotated[float | None, "Upper bound, in units; null where open"] = None
    value: Annotated[float | None, "The single best figure where there is one; null for an open range"] = None
    qualifier: Annotated[Qualifier, "How the text hedges the figure"]
    unit: Annotated[str, "persons, percent, or the counted echelon in plural: battalions, brigades, …"]
    measure: Annotated[Measure, "Whether it is a size, a change, an aim, a limit, or people trained"]
    modality: Annotated[Modality, "Whether it is reported as fact, plan, possibility, or denied"]
    actor_name: Annotated[str | None, "Whose force it is, usual English name"] = None
    actor_iso3: Annotated[str | None, "ISO 3166-1 alpha-3 code where the force is a state's"] = None
    actor_text: Annotated[str | None, "The words that name it; null where the text nearby does not"] = None
    personnel_type: Annotated[PersonnelType, "What kind of people are counted"]
    place_id: Annotated[str | None, "Place where the force is, goes or leaves from"] = None
    place_name: Annotated[str | None, "Usual English name of that place"] = None
    place_iso3: Annotated[str | None, "ISO 3166-1 alpha-3 code of the country of that place"] = None
    place_text: Annotated[str | None, "The words that name it; null where the text nearby does not"] = None
    place_relation: Annotated[
        PlaceRelation | None,
        "Whether the force is said to be in that place, near it, or at its border; null where no words say",
    ] = None
    as_of_start: Annotated[date | None, "First day that the figure holds for"] = None
    as_of_end: Annotated[date | None, "Last day that the figure holds for"] = None
    as_of_precision: Annotated[AsOfPrecision | None, "How finely the text dates the figure"] = None
    as_of_text: Annotated[str | None, "The words that date the figure"] = None
    attribution_id: Annotated[str | None, "Statement with the figure"] = None
    source_name: Annotated[str | None, "Who the figure is ascribed to"] = None
    via_name: Annotated[str | None, "Agency or outlet that it came through"] = None
    base_force_level_id: Annotated[str | None, "Figure that a percentage is a percentage of"] = None
    claim_id: Annotated[str, "The same claim across articles"]
    sentence_index: Annotated[int, "Sentence of the article, from 0, with the figure"]
    confidence: Annotated[
        float, "Probability that value, unit, measure, modality, actor and place are all right, 0 to 1"
    ]
    weakest_field: Annotated[WeakestField | None, "The field that is least sure: what to check first"] = None


TABLE = Table(
    "force_levels",
    ForceLevel,
    key=("force_level_id",),
    spans=(("start", "end", "surface"),),
    is_annotation=True,
    id_begins="frc",
)
