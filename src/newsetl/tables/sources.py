"""The archive's sources over all articles: made by the warehouse (`sql/marts/`), published in the lake too."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from newsetl.tables.attributions import SourceKind
from newsetl.tables.schema import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSource:
    """A source that is known by name, in all articles of the archive."""

    source_id: Annotated[str, "Id of the source, after its names were joined"]
    display_name: Annotated[
        str | None, "Its name: the user's own, else the one cited most; an acronym last"
    ] = None
    kind: Annotated[SourceKind | None, "What kind of source it mostly is"] = None
    country_iso3: Annotated[str | None, "State that it mostly speaks for, ISO 3166-1 alpha-3"] = None
    first_cited: Annotated[date | None, "Day of the first article that cites it"] = None
    last_cited: Annotated[date | None, "Day of the last article that cites it"] = None
    mentions: Annotated[int, "Statements ascribed to it"]
    articles: Annotated[int, "Articles that cite it"]
    stories: Annotated[int, "Independent stories that cite it"]
    role_title: Annotated[str | None, "Role in which it is cited most"] = None
    affiliation: Annotated[str | None, "Body that it mostly speaks for"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAlias:
    """A name or description under which a source is found."""

    source_id: Annotated[str, "Id of the source"]
    alias: Annotated[str, "The name as written"]
    mentions: Annotated[int, "How often it is in the archive"]
    how: Annotated[
        Literal["full name", "acronym", "transliteration", "description", "user"], "What kind of name it is"
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRole:
    """A role in which a source is cited."""

    source_id: Annotated[str, "Id of the source"]
    role_title: Annotated[str, "The role as written"]
    affiliation: Annotated[str | None, "Body that it is held in"] = None
    first: Annotated[date | None, "Day of the first article that gives it"] = None
    last: Annotated[date | None, "Day of the last article that gives it"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """An id or a bare name of attributions that belongs to a source with another id."""

    local_id: Annotated[str, "source_id of attributions, or kind:name of a source without one"]
    source_id: Annotated[str, "Id of the source that it belongs to"]
    how: Annotated[str, "Why: acronym, or user (the user's own alias, which wins)"]
    display_name: Annotated[str | None, "Name that the user gave it"] = None


SOURCE_TABLES = (
    Table("sources", ArchiveSource, key=("source_id",)),
    Table("source_aliases", SourceAlias, key=("source_id", "alias")),
    Table("source_roles", SourceRole, key=("source_id", "role_title", "affiliation")),
    Table("source_links", SourceLink, key=("local_id",)),
)
