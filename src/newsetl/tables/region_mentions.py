"""region_mentions: one row per place named."""

from dataclasses import dataclass
from typing import Annotated, Literal

from newsetl.tables.schema import Table

MentionType = Literal["literal", "metonym", "demonym", "embedded", "dateline"]
PlaceType = Literal["continent", "region", "country", "admin1", "admin2", "city", "area", "water", "facility"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMention:
    """A toponym in the text and the place that it stands for, if known."""

    region_mention_id: Annotated[str, "Id of the mention"]
    start: Annotated[int, "Start of the name"]
    end: Annotated[int, "End of the name"]
    surface: Annotated[str, "The name as written"]
    mention_type: Annotated[
        MentionType, "The place itself, its government, its people, part of another name, or the dateline"
    ]
    place_id: Annotated[str | None, "GeoNames id as 'gn:98182', our own as 'nx:kurdistan-region'"] = None
    place_name: Annotated[str | None, "Usual English name of the place"] = None
    place_type: Annotated[PlaceType | None, "What kind of place it is"] = None
    country_iso3: Annotated[
        str | None,
        "ISO 3166-1 alpha-3 code of the country it lies in (of states that are no more: ISO 3166-3); of an unresolved "
        "place the country that the text puts it in",
    ] = None
    country_name: Annotated[str | None, "Name of the country it lies in"] = None
    admin1_name: Annotated[str | None, "First-order division it lies in"] = None
    admin1_code: Annotated[str | None, "ISO 3166-2 code of that division, where there is one"] = None
    subregion: Annotated[str | None, "UN M49 subregion of the country"] = None
    latitude: Annotated[float | None, "Degrees north, WGS 84"] = None
    longitude: Annotated[float | None, "Degrees east, WGS 84"] = None
    is_centroid: Annotated[bool | None, "True where the point only represents an area"] = None
    is_approximate: Annotated[
        bool | None, "True where the point was placed by hand, to a tenth of a degree"
    ] = None
    disputed: Annotated[str | None, "Disputed area that it lies in or is, such as 'Crimea'"] = None
    claimed_by: Annotated[str | None, "ISO 3166-1 alpha-3 codes of those who claim it, parted by ';'"] = None
    held_by: Annotated[
        str | None, "ISO 3166-1 alpha-3 code of who holds it, where that is not country_iso3"
    ] = None
    candidates: Annotated[int, "Number of places that have the name"] = 0
    runner_up_place_id: Annotated[str | None, "Second-best candidate"] = None
    sentence_index: Annotated[int, "Sentence of the article, from 0, with the mention"]
    confidence: Annotated[float, "Calibrated probability that the place is right, 0 to 1"]


TABLE = Table(
    "region_mentions",
    RegionMention,
    key=("region_mention_id",),
    spans=(("start", "end", "surface"),),
    is_annotation=True,
    id_begins="reg",
)
