"""Which reader a stream needs: by its first bytes where these show it, else by its name."""

import re
from functools import cache, partial

from newsetl import lexicons
from newsetl.errors import Rejected
from newsetl.inputs.agency_corpora import CORPUS_HEAD, read_corpus_file
from newsetl.inputs.bibliographies import RIS_HEAD, read_bibtex, read_ris
from newsetl.inputs.bookmarks import feed_list
from newsetl.inputs.compound_files import COMPOUND_MAGIC, read_compound
from newsetl.inputs.contracts import Reader, Source
from newsetl.inputs.csv_tables import TABLE_SUFFIXES, is_table_text, read_csv
from newsetl.inputs.documents.pdf import PDF_MAGIC, read_pdf
from newsetl.inputs.documents.rtf import RTF_MAGIC, read_rtf
from newsetl.inputs.feeds import FEED_ROOTS, read_feed
from newsetl.inputs.json_records import LINE_SUFFIXES, read_json
from newsetl.inputs.mail import is_saved_page, read_mail, read_mailbox, read_saved_page
from newsetl.inputs.mail.mailbox import MAILBOX_LINE
from newsetl.inputs.marked_texts import TEXT_ROOTS, read_marked_text
from newsetl.inputs.members import MemberReader
from newsetl.inputs.news_markup import NEWS_ROOTS, read_news_markup
from newsetl.inputs.notes import ENEX_ROOT, read_enex
from newsetl.inputs.pages import read_page, read_text
from newsetl.inputs.parquet import PARQUET_MAGIC, read_parquet
from newsetl.inputs.safari import WEBARCHIVE_HEAD, read_webarchive
from newsetl.inputs.sitemaps import SITEMAP_ROOTS, read_sitemap
from newsetl.inputs.tweets import SCRIPT_HEAD
from newsetl.inputs.web_archives import read_web_archive
from newsetl.inputs.xml import root_name
from newsetl.inputs.xml_records import read_xml_records

HEAD_BYTES = 64 * 1024
_SIGNATURES: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(re.escape(PARQUET_MAGIC)), read_parquet),
    (WEBARCHIVE_HEAD, read_webarchive),
    (re.compile(rb"\s*WARC/\d\.\d"), read_web_archive),
    (re.compile(rb"\s*filedesc://"), read_web_archive),
    (re.compile(rb"[^<]{0,1024}?" + PDF_MAGIC), read_pdf),
    (re.compile(rb"\s{0,64}" + re.escape(RTF_MAGIC)), read_rtf),
    (RIS_HEAD, read_ris),
    (SCRIPT_HEAD, read_json),
    (CORPUS_HEAD, read_corpus_file),
)
_READERS_BY_SUFFIX: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".shtml": read_page,
    ".json": read_json,
    ".har": read_json,
    ".cdx": read_text,
    ".cdxj": read_text,
    ".ris": read_ris,
    ".bib": read_bibtex,
    ".bibtex": read_bibtex,
    ".parquet": read_parquet,
    ".warc": read_web_archive,
    ".arc": read_web_archive,
    **dict.fromkeys(TABLE_SUFFIXES, read_csv),
    **dict.fromkeys(LINE_SUFFIXES, read_json),
}
_TABLE_PAGE_SUFFIXES = (".xls", ".xlsx")
_OFFICE_SUFFIXES = (".pptx", ".odp", ".jar", ".apk")
_XML_SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml", ".opml", ".enex")
_READERS_BY_ROOT: dict[str, Reader] = {
    **dict.fromkeys(FEED_ROOTS, read_feed),
    **dict.fromkeys(SITEMAP_ROOTS, read_sitemap),
    **dict.fromkeys(NEWS_ROOTS, read_news_markup),
    "html": read_page,
    ENEX_ROOT: read_enex,
    **dict.fromkeys(TEXT_ROOTS, read_marked_text),
}
_FEED_LIST = "opml"
_MAIL_SUFFIXES = (".eml", ".emlx")
_SAVED_SUFFIXES = (".mht", ".mhtml")
_PLAIN_SUFFIXES = (".txt", ".text", "")
_OFTEN_RENAMED = (".txt", ".text", ".csv", ".tsv", ".json", ".jsonl", ".ndjson")
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
# Formats whose files are known by their first bytes: one of these names without them is cut off or renamed.
_SIGNED_SUFFIXES = (".docx", ".odt", ".ods", ".epub", ".zip", ".pdf", ".rtf", ".msg", ".wacz", ".gz", ".xz")
_MIN_TAGS = 5
_TAG = re.compile(rb"<[A-Za-z!?/]")
_JSON = re.compile(rb"(?:\[\s*)?\{\s*\"(?:[^\"\\]|\\.){1,100}\"\s*:")
_TEXT_SUFFIXES = (".txt", ".text", ".md", ".csv", ".tsv", ".json", ".jsonl", ".html", ".htm")
_MAIL_HEAD = re.compile(
    rb"(?:[\w\-]{2,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){2,100}",
)
_SENT = frozenset((b"mime-version", b"message-id", b"received"))  # what only programs write
_ADDRESSED = _SENT | {b"to", b"subject"}
_MARKUP = re.compile(rb"\s*<(?:!doctype|\?xml|[a-z!])", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|meta)\b", re.IGNORECASE)


def check_suffix(name: str) -> None:
    """Raises Rejected (unknown_format) for what no reader reads, whatever its bytes look like.

    Office files are zip archives of parts that mean nothing, and a pickle may be taken for text.
    """
    suffix = _suffix(name)
    if suffix in _OFFICE_SUFFIXES:
        raise Rejected("unknown_format", f"is a {suffix} file: save it as text or HTML")
    for row in lexicons.read_table("inputs/foreign_suffixes"):
        if row["suffix"] == suffix:
            raise Rejected("unknown_format", f"is {row['what']}: {row['hint']}")


def choose_container(source: Source, read_member: MemberReader) -> Reader | None:
    """The reader of a file that holds other files or messages; None for one that does not."""
    head, suffix = source.stream.head(HEAD_BYTES), _suffix(source.name)
    if head.startswith(COMPOUND_MAGIC):
        return partial(read_compound, read_member=read_member)
    if head.startswith(b"From ") and MAILBOX_LINE.match(head):
        return partial(read_mailbox, read_member=read_member)
    if is_saved_page(head, has_name=suffix in _SAVED_SUFFIXES):
        return read_saved_page
    is_mail = _is_mail(head, _SENT if suffix in _TEXT_SUFFIXES else _ADDRESSED)
    return partial(read_mail, read_member=read_member) if is_mail or suffix in _MAIL_SUFFIXES else None


def refuse_foreign(head: bytes) -> None:
    """Raises Rejected (unknown_format) that says what a file is that no reader reads."""
    for row in lexicons.read_table("inputs/foreign_formats"):
        magic = bytes.fromhex(row["magic"])
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head[:64]):
            raise Rejected("unknown_format", f"is {row['what']}: {row['hint']}")


def _is_mail(head: bytes, signs: frozenset[bytes]) -> bool:
    """True for headers with a sender and one of these."""
    match = _MAIL_HEAD.match(head)
    if match is None:
        return False
    names = {line.split(b":", 1)[0].lower() for line in match.group().split(b"\n")}
    return b"from" in names and bool(names & signs)


def choose_reader(source: Source) -> Reader:
    """The reader for a stream.

    Raises:
        Rejected: unknown_format, naming the suffix.
    """
    head = source.stream.head(HEAD_BYTES)
    suffix = _suffix(source.name)
    refuse_foreign(head)
    for signature, reader in _SIGNATURES:
        if signature.match(head):
            return reader
    if suffix in _TABLE_PAGE_SUFFIXES:
        return read_page if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) else read_csv
    if suffix in _XML_SUFFIXES:
        return _reader_of_xml(head)
    if (told := _by_content(head, suffix)) is not None:
        return told
    if suffix in _PLAIN_SUFFIXES and is_table_text(head, source.settings.fields):
        return read_csv
    return _READERS_BY_SUFFIX.get(suffix) or _guess(head, suffix)


def _by_content(head: bytes, suffix: str) -> Reader | None:
    """The reader of a page, JSON or XML under the name of a text or a table, and of others under that of a page."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix not in (*_OFTEN_RENAMED, *_PAGE_SUFFIXES):
        return None
    if _JSON.match(bare):
        return None if _READERS_BY_SUFFIX.get(suffix) is read_json else read_json
    if _MARKUP.match(bare):
        is_known = root_name(bare) in _READERS_BY_ROOT.keys() - {"html"}  # NITF has a head and a body as well
        is_page = not is_known and (_PAGE.search(bare) is not None or not _is_xml(bare))
        return _reader_of_xml(head) if not is_page else read_page if _PAGE.match(bare) else None
    is_text = suffix in _PAGE_SUFFIXES and bare and not _TAG.search(head) and b"\0" not in head
    return read_text if is_text else None


def _is_xml(bare: bytes) -> bool:
    """True for XML of a kind that is known, or of another where there is more than a tag or two."""
    name = root_name(bare) or ""
    is_markup = bare.startswith(b"<?xml") or bare.count(b"</") >= _MIN_TAGS
    return name in _READERS_BY_ROOT or (is_markup and not _is_html(name))


@cache
def _is_html(name: str) -> bool:
    """True for an element of pages: a text may begin with "<p>"."""
    rows = lexicons.read_table("articles/html_elements")
    return any(name in row["elements"].split() for row in rows) or name in lexicons.read_words(
        "inputs/block_elements"
    )


def _suffix(name: str) -> str:
    found = re.search(r"\.[A-Za-z][A-Za-z0-9]{0,8}$", name)
    return found.group(0).lower() if found else ""


def _reader_of_xml(head: bytes) -> Reader:
    name = root_name(head)
    if name is None:
        raise Rejected("broken_xml", "holds no element")
    if name == _FEED_LIST:
        raise feed_list()
    return _READERS_BY_ROOT.get(name, read_xml_records)


def _guess(head: bytes, suffix: str) -> Reader:
    """For names that say nothing, such as that of standard input."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith((b"{", b"[{", b"[ {", b"[\n")):
        return read_json
    if _PAGE.search(bare[:2048]):
        return read_page
    if _MARKUP.match(bare) and root_name(head) in _READERS_BY_ROOT:
        return _reader_of_xml(head)
    if suffix in _SIGNED_SUFFIXES:
        raise Rejected(
            "unknown_format", f"is named {suffix} and is no such file: cut off, or under a wrong name"
        )
    if suffix:
        raise Rejected("unknown_format", f"has the suffix {suffix!r}, which no reader knows")
    return read_text
