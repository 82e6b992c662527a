"""attributions: one row per statement ascribed to a source."""

from dataclasses import dataclass
from typing import Annotated, Literal

from newsetl.tables.schema import Table

SourceKind = Literal[
    "person", "organisation", "news_agency", "government", "document", "social_media", "group", "unknown"
]
Anonymity = Literal["named", "role_only", "anonymous"]
CueClass = Literal[
    "say", "claim", "deny", "warn", "allege", "promise", "ask", "announce", "write", "estimate", "other"
]
SpeechType = Literal["direct", "indirect", "mixed", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source, a cue and a content, as the attribution literature names them (Pareti 2012, PolNeAR)."""

    attribution_id: Annotated[str, "Id of the attribution"]
    parent_attribution_id: Annotated[str | None, "The statement that this one is nested in"] = None
    depth: Annotated[int, "0 for what the outlet itself reports, 1 inside another statement, …"] = 0
    source_start: Annotated[int | None, "Start of the source as written"] = None
    source_end: Annotated[int | None, "End of the source as written"] = None
    source_text: Annotated[str | None, "The source as written, such as 'he' or 'Pentagon report'"] = None
    source_name: Annotated[str | None, "The source's name, resolved within the article"] = None
    source_id: Annotated[str | None, "The same source across articles"] = None
    source_kind: Annotated[SourceKind, "What kind of source it is"]
    anonymity: Annotated[Anonymity, "Whether the source is named, known by its role only, or withheld"]
    role_title: Annotated[str | None, "Role or title that the article gives the source"] = None
    affiliation: Annotated[str | None, "Organisation or state that the source speaks for"] = None
    affiliation_iso3: Annotated[str | None, "ISO 3166-1 alpha-3 code of the affiliation's country"] = None
    via_name: Annotated[str | None, "Agency or outlet that the statement came through"] = None
    cue_start: Annotated[int | None, "Start of the cue"] = None
    cue_end: Annotated[int | None, "End of the cue"] = None
    cue_text: Annotated[str | None, "The words that ascribe the content: 'said', 'according to'"] = None
    cue_class: Annotated[CueClass, "What the source does by the statement"]
    speech_type: Annotated[SpeechType, "Quoted, reported, both, or taken from a document"]
    content_start: Annotated[int, "Start of what is ascribed"]
    content_end: Annotated[int, "End of what is ascribed"]
    content_text: Annotated[str, "What is ascribed, as written, from the first to the last part of it"]
    is_negated: Annotated[bool, "True where the text says that the source did not say it"] = False
    sentence_index: Annotated[int, "Sentence of the article, from 0, in which the attribution starts"]
    confidence: Annotated[float, "Calibrated probability that the attribution is right, 0 to 1"]
    name_confidence: Annotated[
        float | None, "Probability that source_name is right and in full, 0 to 1; null where there is none"
    ] = None


TABLE = Table(
    "attributions",
    Attribution,
    key=("attribution_id",),
    spans=(
        ("source_start", "source_end", "source_text"),
        ("cue_start", "cue_end", "cue_text"),
        ("content_start", "content_end", "content_text"),
    ),
    is_annotation=True,
    id_begins="att",
)
