"""What is known of a source."""

from dataclasses import dataclass
from typing import Literal

from newsetl.tables.attributions import Anonymity, SourceKind

# How a name was found: lexicons/statements/name_confidence.csv says what each means and how often it is right.
How = Literal[
    "full_name", "short_name", "body", "state", "kind", "several", "pronoun", "role", "described", "body_described",
    "body_of_state", "cited_body",
    "document", "document_meant", "just_spoken", "proper", "speaker", "continued", "label", "words", "left_open",
    "unresolved", "nobody",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something; all None where the text does not say. `how`: how the name was found."""

    name: str | None = None
    id: str | None = None
    kind: SourceKind = "unknown"
    anonymity: Anonymity = "anonymous"
    role_title: str | None = None
    affiliation: str | None = None
    iso3: str | None = None
    via: str | None = None
    how: How = "words"


UNKNOWN = Source(how="nobody")
UNRESOLVED = Source(anonymity="role_only", how="unresolved")  # the text refers to someone, we cannot say who
