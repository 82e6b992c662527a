"""Zip archives that are one document: what their parts say they are."""

import re
import zipfile
from collections.abc import Iterator, Set
from typing import IO

from newsetl.errors import Rejected
from newsetl.inputs.chat_logs import check_no_chat_archive
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.epub import read_epub
from newsetl.inputs.documents.odt import read_odt
from newsetl.inputs.saved_pages import in_companion
from newsetl.inputs.sheet_sizes import check_sheets
from newsetl.inputs.streams import RATIO_FREE_BYTES
from newsetl.inputs.substack import posts_of
from newsetl.inputs.workbooks import read_workbook

MAX_PART_BYTES = 256 * 1024 * 1024
_ODS_TYPES = (b"application/vnd.oasis.opendocument.spreadsheet",)
# WACZ 1.1: indexes and lists of pages lie beside the records
_WACZ_RECORDS = re.compile(r"archive/.+\.w?arc(?:\.gz)?$")
_TWEETS = re.compile(r"(?:^|/)data/(?:tweets?|note-tweet|community-tweet)(?:-part\d+)?\.js$")
_APPLE = re.compile(r"(?:[^/]+/)?(?:Index/[\w\-/]+\.iwa|index\.apxl|Metadata/Properties\.plist)$")
_FEDIVERSE = frozenset(
    ("outbox.json", "actor.json")
)  # beside the posts of a Mastodon archive lie likes and bookmarks
_MEDIUM = re.compile(r"posts/\d{4}-\d\d-\d\d_.+\.html$")  # its drafts are called draft_…
_DOCUMENT = re.compile(r"[^/]+\.html$")
_ODT_TYPES = (b"application/vnd.oasis.opendocument.text",)


def read_package(source: Source, file: IO[bytes], archive: zipfile.ZipFile) -> Iterator[Outcome] | None:
    """Documents of a package; None for an archive that is none.

    Raises:
        Rejected: too_large for parts that expand too far; unknown_format for a package that no reader knows.
    """
    names = set(archive.namelist())
    kind = _mimetype(archive)
    check_no_chat_archive(names)
    if any("/com.microsoft.__Messages/" in name for name in names):
        raise Rejected(
            "unknown_format", "is a mailbox of Outlook for Mac (.olm): save its messages as .eml or .mbox"
        )
    if any(_APPLE.match(name) for name in names):
        raise Rejected(
            "unknown_format", "is a document of Apple's Pages, Numbers or Keynote: export it as Word or PDF"
        )
    if "word/document.xml" in names:
        from newsetl.inputs.documents.docx import read_docx  # noqa: PLC0415 - most runs meet none

        _check_parts(archive, source)
        return read_docx(source, file)
    if "xl/workbook.bin" in names:
        raise Rejected("unknown_format", "is a binary workbook (.xlsb): save it as .xlsx")
    if "xl/workbook.xml" in names or kind.startswith(_ODS_TYPES):
        _check_parts(archive, source)
        check_sheets(archive)
        return read_workbook(source, file)
    if kind.startswith(_ODT_TYPES) and "content.xml" in names:
        _check_parts(archive, source)
        return read_odt(source, archive)
    if kind == b"application/epub+zip":
        _check_parts(archive, source)
        return read_epub(source, archive)
    if kind.startswith(b"application/vnd.oasis") or "ppt/presentation.xml" in names:
        raise Rejected("unknown_format", "is a presentation or drawing: save it as PDF or text")
    return None


def wanted_members(names: Set[str]) -> frozenset[str]:
    """Those members of an archive that hold news.

    Of a WACZ its records alone, of an account's archive its posts, and nothing of pages' saved parts.
    """
    for choose in (_records, _tweets, posts_of, _posts, _page_of_document):
        if chosen := choose(names):
            return chosen
    return frozenset(name for name in names if not in_companion(name, names))


def _records(names: Set[str]) -> frozenset[str]:
    is_wacz = "datapackage.json" in names
    return frozenset(name for name in names if is_wacz and _WACZ_RECORDS.match(name))


def _tweets(names: Set[str]) -> frozenset[str]:
    return frozenset(name for name in names if _TWEETS.search(name))


def _posts(names: Set[str]) -> frozenset[str]:
    """Of Mastodon the outbox, of Medium the pages that are no drafts."""
    if names >= _FEDIVERSE:
        return frozenset(("outbox.json",))
    return frozenset(name for name in names if "README.html" in names and _MEDIUM.match(name))


def _page_of_document(names: Set[str]) -> frozenset[str]:
    """The page of a document that Google Docs exported with its pictures."""
    pages = frozenset(name for name in names if _DOCUMENT.match(name))
    is_document = len(pages) == 1 and all(name.startswith("images/") for name in names - pages)
    return pages if is_document else frozenset()


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    """What the first part of OpenDocument files and e-books says; empty for other archives."""
    if "mimetype" not in archive.namelist():
        return b""
    with archive.open("mimetype") as part:
        return part.read(200).strip()


def _check_parts(archive: zipfile.ZipFile, source: Source) -> None:
    """Raises Rejected for parts that expand further than any honest document's."""
    sizes = [info.file_size for info in archive.infolist()]
    packed = sum(info.compress_size for info in archive.infolist())
    limit = min(MAX_PART_BYTES, max(RATIO_FREE_BYTES, source.settings.max_ratio * packed))
    if sum(sizes) > limit or len(sizes) > source.settings.max_members:
        raise Rejected("too_large", f"expands to {sum(sizes)} bytes in {len(sizes)} parts")
