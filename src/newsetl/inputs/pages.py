"""Single documents: a plain text or a web page that fills its file."""

from collections.abc import Iterator

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.blocks import decode_page, text_lines
from newsetl.inputs.bookmarks import is_bookmarks
from newsetl.inputs.chat_logs import is_chat_log
from newsetl.inputs.ciphers import encrypted, is_encrypted_text
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.written_pages import (
    read_markdown_review,
    read_text_review,
    read_written_page,
)
from newsetl.inputs.encodings import decode_text, encode_text
from newsetl.inputs.exports import read_export_page, read_export_text
from newsetl.inputs.fields import addresses_only, metadata_of
from newsetl.inputs.front_matter import split_front_matter
from newsetl.inputs.html_tables import is_table_page, read_table_page
from newsetl.inputs.labelled_records import read_labelled_records
from newsetl.inputs.notes import split_joplin, split_notion
from newsetl.inputs.rows import is_address_list
from newsetl.inputs.saved_pages import saved_from
from newsetl.inputs.streams import read_whole
from newsetl.inputs.telegram import is_chat_page, read_chat_page
from newsetl.inputs.unpublished import check_published

# Many old pages have a stray NUL; a file with more is not a page.
MAX_NUL_SHARE = 0.001
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text(source: Source) -> Iterator[Outcome]:
    """The one document of a text file, unchanged below any front matter; or the articles of a database's download."""
    content = read_whole(source.stream, source.settings.max_document_bytes)
    document = text_document(content, source)
    text = document.content.decode("utf-8")
    if is_address_list(text):
        raise addresses_only()
    if is_chat_log(text):
        raise Rejected("not_an_article", "is the log of a chat: its messages are no articles")
    if is_encrypted_text(text):
        raise encrypted()
    export = read_export_text(text, source)
    if export is None:
        export = read_labelled_records(text_lines(text), source)
    if export is None:
        export = read_markdown_review(text, source) or read_text_review(text, source)
    yield from export if export is not None else (document,)


def text_document(content: bytes, source: Source) -> RawDocument:
    """The document of a plain text.

    Raises:
        Rejected: it is empty (no_text), no text (bad_encoding) or no note of Joplin (not_an_article).
    """
    facts, text = split_front_matter(decode_text(content))
    if not facts:
        facts, text = split_joplin(text)
    if not facts:
        facts, text = split_notion(text, source.name)
    if not text.strip():
        raise Rejected("no_text", "is empty")
    metadata = {**metadata_of(facts, source.settings.fields), **_metadata(source)}
    return RawDocument(encode_text(text), "text/plain", source.uri, metadata, None, "utf-8")


def read_page(source: Source) -> Iterator[Outcome]:
    """The one document of a page, its bytes unchanged; the articles of a database's download."""
    content = read_whole(source.stream, source.settings.max_document_bytes)
    check_page(content)
    check_published(source.metadata)
    is_wide = content.startswith(_WIDE_MARKS)
    page = decode_page(content).encode("utf-8", "replace") if is_wide else content
    if is_bookmarks(page):
        raise addresses_only()
    if is_chat_page(page):
        yield from read_chat_page(page, source)
        return
    articles = read_export_page(page, source) or read_written_page(page, source)
    if articles is None and (is_table_page(page) or _is_table_name(source.name)):
        articles = read_table_page(page, source)
    if articles is not None:
        yield from articles
        return
    url, fetched_at = saved_from(content)
    metadata = {**({"url": url} if url else {}), **_metadata(source)}
    yield RawDocument(content, "text/html", source.uri, metadata, fetched_at)


def _is_table_name(name: str) -> bool:
    return name.lower().endswith((".xls", ".xlsx"))


def check_page(content: bytes) -> None:
    """Raises Rejected for what cannot be a page: nothing, or binary data."""
    if not content.strip():
        raise Rejected("no_text", "is empty")
    nuls = content.count(0)
    if nuls > MAX_NUL_SHARE * len(content) and not content.startswith(_WIDE_MARKS):
        raise Rejected("bad_encoding", f"holds {nuls} NULs: not a page")


def _metadata(source: Source) -> dict[str, str]:
    return metadata_of(source.metadata, source.settings.fields)
