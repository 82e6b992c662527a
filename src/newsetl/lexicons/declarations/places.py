"""Lexicons of places, and of the words that say that a name is one."""

from dataclasses import dataclass
from typing import Annotated, Literal

from newsetl.lexicons.checking import Form, Iso2, Iso3, Note, Several, Yes
from newsetl.tables.region_mentions import PlaceType


@dataclass(frozen=True, slots=True)
class Country:
    """A country: codes, names, and the middle of its land."""

    iso3: Iso3
    iso2: Iso2
    geonameid: int
    name: str
    aliases: str | None
    demonyms: str | None
    capital: str | None
    latitude: float
    longitude: float
    subregion: str | None


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """Codes of a country in lists that researchers join by."""

    iso3: Iso3
    m49: int | None
    cow: int | None
    gw: int | None


@dataclass(frozen=True, slots=True)
class CuratedPlace:
    """A place that no public list has, or has wrong."""

    place_id: str | None
    name: str
    aliases: str | None
    type: PlaceType
    country_iso3: Iso3 | None
    latitude: float
    longitude: float
    importance: float
    source: Note


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """A generic word of the name of a place, and the types of place that it goes with."""

    head: str
    types: Annotated[str, Several(" ", PlaceType)] | None
    small: Yes | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """A small place of a country at war; the file's name is the country."""

    name: str
    variants: str | None
    type: PlaceType
    admin1: str | None
    latitude: float
    longitude: float
    importance: float
    source: Note


@dataclass(frozen=True, slots=True)
class Variants:
    """Other spellings of a place, and the name that it is shown under."""

    place: str
    country_iso3: Iso3
    type: PlaceType
    name: str
    variants: str | None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form of a division or city, and where it is written so."""

    abbreviation: str
    place: str
    country_iso3: Iso3
    type: PlaceType
    form: Literal["comma", "postal", "press"]


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A word that also names a place, and the share of its uses that have no capital."""

    word: str
    share: float


@dataclass(frozen=True, slots=True)
class Floor:
    """Least probability that a name is a place where the text says so, as in `example` and not in `counter_example`."""

    constraint: str
    floor: float
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class PlaceContextWord:
    """What a word beside a name says about it."""

    word: str
    role: Literal[
        "locative", "org_head", "say", "title", "person_verb", "outlet", "name_end", "facility_head", "street",
        "language", "area_head", "place_noun", "vessel", "settlement", "event_name", "compass", "vessel_prefix",
        "sinking", "speaking", "division_office", "division_part", "side", "club", "vicinity", "dwellers", "ancestry",
        "way", "happening", "of_city", "greeting", "name_opening", "people_prefix", "dwelling", "force", "of_force",
        "war", "assailing",
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountryName:
    """A name of a country in another language, beyond those of the sources."""

    iso2: Iso2
    name: str


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language besides English: its letters, and its words before, behind and within names of places."""

    language: Annotated[str, Form(r"[a-z]{2}", "two small letters (ISO 639-1)")]
    letters: Literal["arabic", "chinese", "cyrillic", "hebrew", "latin"]
    apostrophe: Literal["before", "behind"] | None
    cue: str | None
    behind: str | None
    prefix: str | None
    joined: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Demonym:
    """An adjective or a people, and its place."""

    demonym: str
    place: str
    type: PlaceType
    country_iso3: Iso3 | None


@dataclass(frozen=True, slots=True)
class Disputed:
    """A disputed area: how it is recognised, who claims and who holds it."""

    match: Literal["admin1", "box", "country", "place"]
    value: str
    countries: str | None
    disputed: str
    claimed_by: str | None
    held_by: Iso3 | None


@dataclass(frozen=True, slots=True)
class HistoricState:
    """A state that is no more."""

    place: str
    iso3: Iso3
    name: str


@dataclass(frozen=True, slots=True)
class MetonymWord:
    """A word by which a capital's name stands for its government."""

    word: str
    role: Literal[
        "act", "addressed", "body", "held", "holding", "inflicted", "owned", "relation", "stance", "stationed",
        "subject", "tied", "upon", "with",
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutletHome:
    """The city that an outlet writes for."""

    outlet: str
    city: str
    country_iso3: Iso3


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature counts for when a name may be a place."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What a feature counts for when a place is chosen among namesakes, in the first round and the second."""

    feature: str
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Seat:
    """A city that a government or group rules from."""

    city: str
    country_iso3: Iso3
    type: PlaceType


DECLARED: dict[str, type] = {
    "countries": Country,
    "country_codes": CountryCodes,
    "places/heads": PlaceHead,
    **dict.fromkeys(("places/bases", "places/localities", "places/regions", "places/waters"), CuratedPlace),
    "places/settlements/*": Settlement,
    "places/variants": Variants,
    "places/abbreviations": Abbreviation,
    "places/common_words": CommonWord,
    "places/constraints": Floor,
    "places/context_words": PlaceContextWord,
    "places/countries_other_languages": CountryName,
    "places/demonyms": Demonym,
    "places/disputed": Disputed,
    "places/historic_states": HistoricState,
    "places/metonym_words": MetonymWord,
    "places/other_languages": OtherLanguage,
    "places/outlets": OutletHome,
    "places/recognition": Weight,
    "places/resolution": Weights,
    "places/seats": Seat,
}
