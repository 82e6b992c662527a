"""Lexicons of formats: what fields, labels and languages are called in them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from newsetl.lexicons.checking import Note

Field: TypeAlias = Literal[
    "authors", "byline", "fetched_at", "html", "id", "language", "outlet", "published_at", "section", "text", "title",
    "updated_at", "url",
]  # fmt: skip
Namespace: TypeAlias = Literal["atom", "content", "dc", "dcterms", "feedburner", "rss", "rss1", "xhtml"]


@dataclass(frozen=True, slots=True)
class CorpusSource:
    """The outlet that the first letters of a document's name stand for in a corpus of news."""

    code: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A name under which JSON keeps its records, or one record."""

    name: str
    kind: Literal["facts", "list", "wrapper"]
    seen_in: Note


@dataclass(frozen=True, slots=True)
class ExportLabel:
    """A label of a news database's download."""

    system: Literal[
        "bbc",
        "ebsco",
        "europresse",
        "factiva",
        "gale",
        "genios",
        "mail",
        "newsbank",
        "nexis",
        "pressreader",
        "proquest",
    ]
    kind: Literal[
        "counter", "end", "body", "title", "byline", "section", "length", "dateline", "abstract", "note", "tail",
        "loaded", "language", "url", "heading", "cover", "words", "credit", "published", "time", "outlet", "lead",
        "text", "id", "source", "database", "frame", "page",
    ]  # fmt: skip
    label: str
    language: Note


@dataclass(frozen=True, slots=True)
class FeedElement:
    """An element of a feed and the field that it fills."""

    field: Literal[Field, "content", "summary"]
    namespace: Namespace
    element: str


@dataclass(frozen=True, slots=True)
class FeedNamespace:
    """The address of a namespace; empty where elements have none."""

    namespace: Namespace
    address: str | None


@dataclass(frozen=True, slots=True)
class FieldName:
    """A name under which records have a field."""

    field: Field
    name: str
    kind: Literal["abstract", "either", "html", "post", "text", "value"]
    seen_in: Note
    language: Note


@dataclass(frozen=True, slots=True)
class ForeignFormat:
    """First bytes, in hex, of a format that is not read: what it is, and what to do with it."""

    magic: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class ForeignSuffix:
    """A suffix of a format that is not read: what it is, and what to do with it."""

    suffix: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code and its names."""

    code: str
    names: str


@dataclass(frozen=True, slots=True)
class ReaderName:
    """What a reader of a format is called for the user."""

    function: str
    name: str


@dataclass(frozen=True, slots=True)
class ReferenceField:
    """A field of a reference manager's record."""

    form: Literal["BibTeX", "RIS"]
    field: Field
    name: str


@dataclass(frozen=True, slots=True)
class TextlessTable:
    """Columns of a table that a service exports without texts: what it is, and what to do."""

    columns: str
    what: str
    hint: str


DECLARED: dict[str, type] = {
    "inputs/corpus_sources": CorpusSource,
    "inputs/envelopes": Envelope,
    "inputs/export_labels": ExportLabel,
    "inputs/feed_elements": FeedElement,
    "inputs/feed_namespaces": FeedNamespace,
    "inputs/fields": FieldName,
    "inputs/foreign_formats": ForeignFormat,
    "inputs/foreign_suffixes": ForeignSuffix,
    "inputs/languages": Language,
    "inputs/readers": ReaderName,
    "inputs/reference_fields": ReferenceField,
    "inputs/textless_tables": TextlessTable,
}
