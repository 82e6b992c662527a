"""entity_mentions: one row per person or organisation named."""

from dataclasses import dataclass
from typing import Annotated, Literal

from newsetl.tables.schema import Table

EntityType = Literal["person", "organisation", "military_unit", "armed_group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """A person or organisation named in the text."""

    entity_mention_id: Annotated[str, "Id of the mention"]
    start: Annotated[int, "Start of the name"]
    end: Annotated[int, "End of the name"]
    surface: Annotated[str, "The name as written"]
    entity_name: Annotated[str, "Fullest name of the entity, resolved within the article"]
    entity_id: Annotated[str, "The same entity across articles"]
    entity_type: Annotated[EntityType, "What kind of entity it is"]
    role_title: Annotated[str | None, "Role or title that the article gives it"] = None
    affiliation: Annotated[str | None, "Organisation or state that it belongs to, as the article says"] = None
    country_iso3: Annotated[str | None, "ISO 3166-1 alpha-3 code of the country it belongs to"] = None
    sentence_index: Annotated[int, "Sentence of the article, from 0, with the mention"]
    confidence: Annotated[float, "Calibrated probability that the mention is right, 0 to 1"]


TABLE = Table(
    "entity_mentions",
    EntityMention,
    key=("entity_mention_id",),
    spans=(("start", "end", "surface"),),
    is_annotation=True,
    id_begins="em",
)
