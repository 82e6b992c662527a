"""An article of a download, and the document that becomes of it."""

import re
from dataclasses import dataclass
from functools import cache

from newsetl import lexicons
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import encode_text

_SIGN_OFF = re.compile(r"[a-z]{2,4}(?:[-/][a-z]{1,4}){1,6}")  # "mc-bo/gk"
MIN_TEXT = 20  # characters; what has fewer is a caption or a headline alone


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedArticle:
    """What a database prints of one article; facts are as printed, dates ISO 8601; None where not given.

    `authors` are names in their usual order, apart by semicolons, where the database prints surnames first.
    """

    paragraphs: tuple[str, ...]
    title: str | None = None
    outlet: str | None = None
    published_at: str | None = None
    byline: str | None = None
    authors: str | None = None
    section: str | None = None
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    id: str | None = None

    @property
    def text(self) -> str:
        """The body, a blank line between paragraphs, without the desk's initials below it."""
        is_signed = len(self.paragraphs) > 1 and _SIGN_OFF.fullmatch(self.paragraphs[-1])
        return "\n\n".join(self.paragraphs[:-1] if is_signed else self.paragraphs)


FACTS = (
    "title",
    "outlet",
    "published_at",
    "byline",
    "authors",
    "section",
    "dateline",
    "language",
    "url",
    "id",
)


def document_of(article: ExportedArticle, uri: str, source: Source, database: str) -> Outcome:
    """The document of an article; its rejection, with what is known of it, where it has no text."""
    known = {name: value for name in FACTS if (value := getattr(article, name))}
    metadata = dict(known)
    if len(article.text) < MIN_TEXT:
        reason = Rejected("no_text", f"an article of a {database} download without text: {article.title}")
        return reject(uri, reason, encode_text(article.text), metadata)
    content = encode_text(article.text)
    if len(content) > source.settings.max_document_bytes:
        return reject(uri, Rejected("too_large", f"holds {len(content)} bytes"), content, metadata)
    return RawDocument(content, "text/plain", uri, metadata, None, "utf-8", f"{database} download")


def language_code(name: str | None) -> str | None:
    """ISO 639-1 code of a language by its name in an interface's language: "Englisch" -> "en"."""
    words = (name or "").replace(";", " ").replace(",", " ").split()
    return next((code for word in words if (code := _codes().get(word.casefold()))), None)


@cache
def _codes() -> dict[str, str]:
    rows = lexicons.read_table("inputs/languages")
    return {name.casefold(): row["code"] for row in rows for name in row["names"].split()}
