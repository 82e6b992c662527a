"""Plain text and single pages."""

import gzip
import subprocess
import sys

import pytest

from newsetl.core.documents import RawDocument
from newsetl.inputs.encodings import decode_text
from tests.inputs.helpers import kinds, read, read_bytes

RUSSIAN = "Портовый совет решил в понедельник закрыть на зиму два из четырёх причалов."
GREEK = "Το λιμεναρχείο αποφάσισε τη Δευτέρα να κλείσει δύο από τις τέσσερις προβλήτες."
TEXT = "ERBIL — “We’re leaving,” he said.\r\n\r\n\tTwo lines\u2028on\ttabs. \n\n\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_text_is_kept_to_the_character(tmp_path, content):
    """Whatever Unicode encoding a text comes in, its characters, ends of lines too, stay as they are."""
    [document] = read_bytes(tmp_path, "a.txt", content)
    assert document.content.decode("utf-8") == TEXT
    assert (document.media_type, document.encoding) == ("text/plain", "utf-8")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“Café” – naïve".encode("cp1252"), "“Café” – naïve"),
        ("Zürich, Köln".encode("latin-1"), "Zürich, Köln"),
        ("plain".encode("utf-16-le"), "plain"),
        ("plain".encode("utf-16-be"), "plain"),
        ("emoji 😀".encode(), "emoji 😀"),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (RUSSIAN.encode("koi8-r"), RUSSIAN),
    ],
)
def test_encoding_is_found(content, expected):
    """What is not UTF-8 is Windows-1252, UTF-16 by its NULs if it has no mark, or Cyrillic by its lower case."""
    assert decode_text(content) == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no_text"),
        (b" \r\n\t ", "no_text"),
        (b"\xef\xbb\xbf", "no_text"),
        (b"text with \0 inside", "bad_encoding"),
        (bytes(range(256)) * 4, "bad_encoding"),
        ("“quoted” and cut: ”".encode()[:-1], "bad_encoding"),
        ("Войска покинули город".encode("cp1251"), "bad_encoding"),  # too short to tell a code page
        (GREEK.encode("cp1253"), "bad_encoding"),
        (b"\xff\xfeo\x00d", "bad_encoding"),
        (b"x" * 2001, "too_large"),
    ],
)
def test_what_is_no_text_is_rejected(tmp_path, content, reason):
    """Empty, binary, damaged and oversized files are quarantined with their reason and never guessed at."""
    outcomes = read_bytes(tmp_path, "a.txt", content, max_document_bytes=2000)
    assert kinds(outcomes) == [reason]


def test_sidecar_gives_the_metadata(tmp_path):
    """A sidecar's fields, under any known names, are the text's."""
    (tmp_path / "a.json").write_text(
        '{"headline": "T", "date": "2026-02-20", "source_domain": "x.org", "n": 3}'
    )
    [document] = read_bytes(tmp_path, "a.txt", b"text")
    assert document.metadata == {"title": "T", "published_at": "2026-02-20", "outlet": "x.org"}


def test_sidecar_of_a_compressed_text(tmp_path):
    """story.json describes story.txt.gz too."""
    (tmp_path / "a.json").write_text('{"title": "T"}')
    [document] = read_bytes(tmp_path, "a.txt.gz", gzip.compress(b"text"))
    assert (document.content, document.metadata) == (b"text", {"title": "T"})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"text": "x"}\n{"text": "y"}', ["x", "y"]),
        (b"Plain words.", ["Plain words."]),
        (gzip.compress(b'{"x": 1}'), []),
    ],
)
def test_standard_input_is_recognised_by_its_bytes(content, expected):
    """'-' reads whatever comes."""
    code = (
        "from newsetl.inputs import *; [file] = expand_inputs(['-']); "
        "[print(getattr(o, 'content', b'').decode()) for o in read_documents(file, ReadSettings()) "
        "if not isinstance(o, RejectedInput)]"
    )
    result = subprocess.run([sys.executable, "-c", code], input=content, capture_output=True, check=True)
    assert result.stdout.decode().splitlines() == expected


@pytest.mark.parametrize("sidecar", ["{", '{"title": ', "\xff"])
def test_broken_sidecar_rejects_its_text(tmp_path, sidecar):
    """A text goes nowhere without metadata that it should have; its bytes are kept for a replay."""
    (tmp_path / "a.txt.json").write_text(sidecar, encoding="latin-1")
    [rejected] = read_bytes(tmp_path, "a.txt", b"text")
    assert rejected.reason_code in ("broken_json", "bad_encoding")
    assert rejected.detail.startswith("sidecar")
    assert rejected.content == b"text"


def test_page_is_kept_to_the_byte(tmp_path):
    """A page's bytes and encoding are the parser's business."""
    content = b"<html><meta charset=latin-1>caf\xe9 \x00 " + b"." * 5000
    [document] = read_bytes(tmp_path, "a.html", content)
    assert (document.content, document.media_type, document.encoding) == (content, "text/html", None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no_text"),
        (b"\n\n", "no_text"),
        (b"<p>" + b"\0" * 500, "bad_encoding"),
        (b"<p>" * 700, "too_large"),
    ],
)
def test_what_is_no_page_is_rejected(tmp_path, content, reason):
    """Empty, binary and oversized pages are quarantined."""
    assert kinds(read_bytes(tmp_path, "a.html", content, max_document_bytes=2000)) == [reason]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("page", b"<!DOCTYPE html><title>x</title>", "text/html"),
        ("page.aspx", b"\n<html><body>x", "text/html"),
        ("article", b"Plain words.", "text/plain"),
        ("000_6033", b"Plain words.", "text/plain"),
        ("records", b'{"text": "x"}', "text/plain"),
        ("feed", b"<?xml version='1.0'?><rss><channel/></rss>", "not_an_article"),
        ("x.pdf", b"%PDF-1.7 \x00", "unknown_format"),
        ("x.py", b"print()", "unknown_format"),
        ("x.xml", b"<invoice/>", "unknown_format"),
        ("x.xml", b"", "no_text"),
        ("x.xml", b"<!-- -->", "broken_xml"),
        ("x.docx", b"PK\x03\x04", "broken_archive"),
    ],
)
def test_format_is_recognised_by_content_and_name(tmp_path, name, content, expected):
    """A name that says nothing leaves it to the first bytes; a name of another format is rejected."""
    assert kinds(read_bytes(tmp_path, name, content)) == [expected]


def test_unreadable_file_is_rejected(tmp_path, monkeypatch):
    """A file that vanishes between listing and reading is a rejection."""
    from newsetl.inputs import InputFile, ReadSettings, read_documents

    [rejected] = read_documents(InputFile("gone.txt", str(tmp_path / "gone.txt")), ReadSettings())
    assert rejected.reason_code == "unreadable_file"
    [rejected] = read_documents(InputFile("folder", str(tmp_path)), ReadSettings())
    assert rejected.reason_code == "unreadable_file"


def test_ids_are_stable(tmp_path):
    """The same document has the same id in every run; another text another."""
    first, again = (read_bytes(tmp_path, "a.txt", b"text")[0] for _ in range(2))
    other = read_bytes(tmp_path, "a.txt", b"texts")[0]
    assert isinstance(first, RawDocument)
    assert first.document_id == again.document_id != other.document_id
    empty, empty_again = (read_bytes(tmp_path, "b.txt", b"")[0] for _ in range(2))
    assert empty.document_id == empty_again.document_id
    assert read(tmp_path / "a.txt")[0].document_id == other.document_id


@pytest.mark.parametrize(
    "stamp",
    ["[05.03.24, 09:1{}:44] ", "3/5/24, 9:1{} AM - ", "2024-03-05 09:1{} ", "05.03.2024 um 09:1{} - "],
)
def test_log_of_a_chat_is_refused(tmp_path, stamp):
    """A log that a messenger exports is no article, though messages have several lines."""
    says = (
        "Ann Lee: Did you see them?",
        "Bo: Yes.\nForty, all of them at the bridge.",
        "+49 170 0000: Media omitted",
    )
    log = stamp.format(0) + "Messages are encrypted.\n"
    log += "\n".join(stamp.format(number) + line for number, line in enumerate(says, 1))
    assert kinds(read_bytes(tmp_path, "chat.txt", log.encode())) == ["not_an_article"]


def test_a_chronicle_is_no_log_of_a_chat(tmp_path):
    """Lines that begin with day and clock and that nobody speaks are a text."""
    lines = [f"05.03.2024 09:1{n} The ferry left, and {n} others followed." for n in range(4)]
    assert kinds(read_bytes(tmp_path, "a.txt", "\n".join(lines).encode())) == ["text/plain"]
