"""What is known of a source."""

from dataclasses import dataclass

from newsetl.tables.attributions import Anonymity, SourceKind


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something; all None where the text does not tell."""

    name: str | None = None
    id: str | None = None
    kind: SourceKind = "unknown"
    anonymity: Anonymity = "anonymous"
    role_title: str | None = None
    affiliation: str | None = None
    iso3: str | None = None
    via: str | None = None


UNKNOWN = Source()
UNRESOLVED = Source(anonymity="role_only")  # the text points at someone, we cannot tell at whom
