"""WARC and ARC."""

import gzip
import zlib
from io import BytesIO

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsetl.core.documents import RawDocument
from newsetl.inputs import ReadSettings, expand_inputs, read_documents
from tests.inputs.helpers import kinds, read_bytes

PAGE = b"<html><p>The convoy left.</p></html>"


def warc(*records, compress=True) -> bytes:
    """A WARC file of (kind, content type, body, options) records."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=compress)
    for kind, content_type, body, *rest in records:
        options = rest[0] if rest else {}
        http = None
        if kind == "response":
            headers = [("Content-Type", content_type), *options.get("headers", {}).items()]
            http = StatusAndHeaders(options.get("status", "200 OK"), headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            options.get("url", "https://post.example/1"),
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_content_type="" if kind == "response" else content_type,
            warc_headers_dict={"WARC-Date": "2026-02-20T08:00:00Z"},
        )
        writer.write_record(record)
    return file.getvalue()


def test_page_of_an_archive(tmp_path):
    """A response is a document with its address, the time of its fetch and the server's charset."""
    content = warc(
        ("warcinfo", "application/warc-fields", b"a: b"), ("response", "text/html; Charset=ISO-8859-1", PAGE)
    )
    [document] = read_bytes(tmp_path, "a.warc.gz", content)
    assert document.content == PAGE
    assert document.uri == f"{tmp_path}/a.warc.gz#2"
    assert document.metadata == {"url": "https://post.example/1"}
    assert document.encoding == "iso-8859-1"
    assert document.fetched_at.isoformat() == "2026-02-20T08:00:00+00:00"


CHUNKED = b"5\r\n" + PAGE[:5] + b"\r\n" + b"%x;x=y\r\n" % len(PAGE[5:]) + PAGE[5:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), {"Content-Encoding": "gzip"}),
        (brotli.compress(PAGE), {"Content-Encoding": "br"}),
        (zlib.compress(PAGE), {"Content-Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content-Encoding": "deflate"}),
        (CHUNKED, {"Transfer-Encoding": "chunked"}),
        (PAGE, {"Transfer-Encoding": "chunked"}),
        (PAGE, {"Content-Encoding": "gzip"}),
        (PAGE, {"Content-Encoding": "identity"}),
    ],
)
def test_codings_are_undone(tmp_path, body, headers):
    """Content and transfer codings are undone, and passed over where the archive has undone them."""
    [document] = read_bytes(
        tmp_path, "a.warc.gz", warc(("response", "text/html", body, {"headers": headers}))
    )
    assert document.content == PAGE


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (("response", "application/xhtml+xml", PAGE), ["text/html"]),
        (("response", "text/plain", b"words"), ["text/plain"]),
        (("conversion", "text/plain", b"words"), ["text/plain"]),
        (("resource", "text/html", PAGE), ["text/html"]),
        (("response", "image/png", b"\x89PNG"), ["not_an_article"]),
        (("response", "text/html", PAGE, {"status": "404 Not Found"}), ["not_an_article"]),
        (("response", "text/html", b"", {"status": "302 Found"}), ["not_an_article"]),
        (
            ("response", "text/plain", b"User-agent: *", {"url": "https://post.example/robots.txt"}),
            ["not_an_article"],
        ),
        (("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"), ["not_an_article"]),
        (("response", "text/html", b""), ["no_text"]),
        (
            ("response", "text/html", gzip.compress(PAGE)[:-20], {"headers": {"Content-Encoding": "gzip"}}),
            ["broken_archive"],
        ),
        (
            (
                "response",
                "text/html",
                gzip.compress(b" " * 3_000_000),
                {"headers": {"Content-Encoding": "gzip"}},
            ),
            ["too_large"],
        ),
        (("response", "text/html", b"x" * 3_000_000), ["too_large"]),
    ],
)
def test_what_is_a_document(tmp_path, record, expected):
    """Pages and texts that were answered with 200 are; an archive without any is itself rejected."""
    assert kinds(read_bytes(tmp_path, "a.warc.gz", warc(record), max_document_bytes=2_000_000)) == expected


def test_rejected_archive_counts_its_records(tmp_path):
    """The detail says what there was."""
    [rejected] = read_bytes(
        tmp_path, "a.warc", warc(("response", "image/png", b"x"), ("response", "image/png", b"y"))
    )
    assert "2 response" in rejected.detail


def test_records_after_a_broken_one_are_read(tmp_path):
    """Garbage between two records costs one rejection."""
    one = warc(("response", "text/html", PAGE), compress=False)
    outcomes = read_bytes(
        tmp_path, "a.warc", one + b"garbage\r\n" * 50 + one + b"WARC/1.0\r\nContent-Length: x\r\n\r\n" + one
    )
    assert kinds(outcomes) == ["text/html", "broken_warc", "text/html", "broken_warc", "text/html"]


@pytest.mark.parametrize("compress", [True, False])
def test_cut_archive_gives_what_came_before(tmp_path, compress):
    """The whole records of a file that breaks off are documents, the last one is rejected."""
    first, second = (warc(("response", "text/html", PAGE * 50), compress=compress) for _ in range(2))
    outcomes = read_bytes(tmp_path, "a.warc.gz", first + second[: len(second) * 2 // 3])
    assert kinds(outcomes)[0] == "text/html"
    assert set(kinds(outcomes)[1:]) <= {"broken_warc", "broken_archive"}
    assert len(outcomes) > 1


def test_endless_header_is_not_held(tmp_path):
    """A header of many megabytes is broken_warc, and the next record is read."""
    bad = b"WARC/1.0\r\n" + b"X: " + b"y" * 5_000_000 + b"\r\n\r\n"
    outcomes = read_bytes(tmp_path, "a.warc", bad + warc(("response", "text/html", PAGE), compress=False))
    assert kinds(outcomes) == ["broken_warc", "text/html"]


HTTP = b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + PAGE
ARC = (
    b"filedesc://a.arc 0.0.0.0 20260220080000 text/plain 8\n1 0 Test\n\n"
    + b"http://post.example/a b 192.0.2.1 20260220080000 text/html %d\n" % len(HTTP)
    + HTTP
    + b"\n"
)


@pytest.mark.parametrize(
    "content", [ARC, gzip.compress(ARC), gzip.compress(ARC[:70]) + gzip.compress(ARC[70:])]
)
def test_arc_is_read(tmp_path, content):
    """The older format, with spaces in an address, compressed or not."""
    [document] = read_bytes(tmp_path, "a.arc.gz", content)
    assert document.content == PAGE
    assert document.metadata == {"url": "http://post.example/a b"}
    assert document.fetched_at.isoformat() == "2026-02-20T08:00:00+00:00"


def test_every_archive_of_a_collection_goes_through(shared):
    """Good, quirky and broken archives: each gives documents or rejections, and the known pages are there."""
    documents = 0
    for file in expand_inputs([str(shared / "data" / "warc")]):
        outcomes = list(read_documents(file, ReadSettings()))
        assert outcomes
        documents += sum(isinstance(outcome, RawDocument) for outcome in outcomes)
    assert documents == 101
