"""One raw document -> one article, or the reason why not."""

from collections.abc import Collection
from datetime import datetime

from newsetl.articles.assemble import assemble_article
from newsetl.articles.decoding import decode
from newsetl.articles.found import Found
from newsetl.articles.languages import detect_language
from newsetl.articles.plain import read_plain
from newsetl.articles.rejection import count_words, refuse_navigation, refuse_stub
from newsetl.core.documents import RawDocument
from newsetl.core.invisible import without_invisible
from newsetl.errors import Rejected
from newsetl.tables.articles import Article

PARSER_VERSION = "1"
PLAIN, PAGES = "text/plain", ("text/html", "application/xhtml+xml")
MAX_BYTES = 10_000_000  # the largest real news pages are below 5 MB
MAX_TEXT = 1_000_000  # characters; a longer text is a book or a dump, and no model reads it at once
MIN_WORDS = 5  # fewer words are a headline at most


def parse_article(
    raw: RawDocument,
    run_id: str = "",
    received_at: datetime | None = None,
    languages: Collection[str] | None = None,
) -> Article:
    """The article that a document holds: revision 1, its story its own; both are settled against the archive.

    Args:
        raw: the document; text/plain becomes `text` unchanged, a page is searched for its body.
        run_id: goes into the article.
        received_at: the run's clock, aware; only serves to refuse dates later than a day after it.
        languages: ISO 639-1 codes to keep; None keeps every language, named in `language`.

    Raises:
        Rejected: too_large, too_deep, bad_encoding, unknown_format, no_text, too_short, error_page, paywall,
            not_an_article, unsupported_language.
    """
    if len(raw.content) > MAX_BYTES:
        raise Rejected("too_large", f"{len(raw.content):,} bytes; at most {MAX_BYTES:,} are read")
    found = _read(raw, decode(raw.content, raw.encoding), received_at)
    _refuse_what_is_no_article(raw, found)
    visible = without_invisible(found.text)
    return assemble_article(
        raw,
        found,
        visible,
        language=_language_of(found.language, visible, languages),
        run_id=run_id,
        received_at=received_at,
        parser_version=PARSER_VERSION,
    )


def _read(raw: RawDocument, text: str, received_at: datetime | None) -> Found:
    if raw.media_type == PLAIN:
        return read_plain(text, raw.metadata)
    if raw.media_type in PAGES:
        from newsetl.articles.html import read_html  # noqa: PLC0415 - what reads pages takes half a second to load

        return read_html(text, raw.metadata, received_at)
    raise Rejected("unknown_format", f"media type {raw.media_type!r} is neither plain text nor a page")


def _refuse_what_is_no_article(raw: RawDocument, found: Found) -> None:
    refuse_stub(found.title, found.text)
    _refuse_size(found.text)
    if raw.media_type != PLAIN:
        refuse_navigation(found.text)


def _language_of(told: str | None, text: str, languages: Collection[str] | None) -> str | None:
    language = told or detect_language(text)
    if languages is not None and language is not None and language not in languages:
        raise Rejected("unsupported_language", f"the text is in language {language!r}")
    return language


def _refuse_size(text: str) -> None:
    if not text.strip():
        raise Rejected("no_text", "no text was found")
    if len(text) > MAX_TEXT:
        raise Rejected("too_large", f"{len(text):,} characters of text; at most {MAX_TEXT:,} are read")
    if count_words(text) < MIN_WORDS:
        raise Rejected("too_short", f"{count_words(text)} words: {text.strip()[:80]!r}")
