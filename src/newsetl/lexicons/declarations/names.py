"""Lexicons of persons, organisations, and the words for what they are."""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from newsetl.lexicons.checking import Date, Iso3, Several, WordOfSet, Yes
from newsetl.tables.attributions import SourceKind

BodyKind: TypeAlias = Literal[
    "company", "court", "government", "intelligence", "international", "legislature", "military", "news_agency",
    "ngo", "outlet", "party", "police", "research", "social_media", "militia", "insurgent", "state_force", "mission",
    "cartel",
]  # fmt: skip
Gender: TypeAlias = Literal["f", "m"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation by name, and the country that it belongs to."""

    name: str
    aliases: str | None
    kind: BodyKind
    iso3: Iso3 | None


@dataclass(frozen=True, slots=True)
class Description:
    """A noun that describes a body: words that names of such bodies hold, and the kinds that it may mean."""

    noun: str
    name_words: str
    introduced_as: str | None
    kinds: Annotated[str, Several(";", BodyKind)] | None
    is_open: Yes | None


@dataclass(frozen=True, slots=True)
class Person:
    """A public person; `alone` are the short names that mean nobody else."""

    name: str
    aliases: str | None
    alone: str | None
    iso3: Iso3
    gender: Gender


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who held an office, and when; no last day where somebody still does."""

    surname: str
    office: str | None
    from_: Date
    to: Date | None
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """The office that a person is known for."""

    name: str
    office: str


@dataclass(frozen=True, slots=True)
class MinistryField:
    """What a ministry is for, in other words."""

    field: str
    means: str


@dataclass(frozen=True, slots=True)
class RoleClass:
    """A general role and the roles that are of its kind."""

    role: str
    holds: str


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for people who speak; `unnamed`: what a source is that is described by it alone."""

    role: str
    plural: str | None
    kind: SourceKind
    unnamed: Literal["anonymous", "role_only"]


@dataclass(frozen=True, slots=True)
class Title:
    """A title before a name; `is_role` where it is a role by itself."""

    title: str
    aliases: str | None
    kind: Literal["academic", "civil", "military", "police", "political", "religious", "royal"]
    is_role: Literal["no", "yes"]
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class TranscriptLabel:
    """A label before a turn of a transcript, and whether that turn asks or says."""

    label: str
    role: str
    class_: Literal["ask", "say"]


DECLARED: dict[str, type] = {
    "organisations/named_organisations": Organisation,
    "organisations/descriptions": Description,
    "organisations/ministry_fields": MinistryField,
    "people/named_people": Person,
    "people/office_holders": OfficeHolder,
    "people/offices": Office,
    "people/role_classes": RoleClass,
    "people/kinds_of_roles": RoleClass,
    "people/word_sets": WordOfSet,
    "people/roles": Role,
    "people/titles": Title,
    "transcripts/labels": TranscriptLabel,
}
