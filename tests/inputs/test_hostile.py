"""Input made to fill memory, disk or time, and random input to every reader."""

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import tracemalloc
import zipfile

import lz4.frame
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsetl.core.documents import RawDocument
from newsetl.errors import REASON_CODES
from newsetl.inputs import ReadSettings, RejectedInput, expand_inputs, read_documents
from newsetl.inputs.compound_files import COMPOUND_MAGIC
from newsetl.inputs.contracts import Source
from newsetl.inputs.reading import read_source
from newsetl.inputs.streams import GuardedRaw, SafeStream
from tests.inputs.helpers import kinds, read_bytes
from tests.inputs.test_archives import MEMBERS, make_tar, make_zip
from tests.inputs.test_corpora import GIGAWORD, REUTERS, TEI, entry
from tests.inputs.test_csv_and_workbooks import workbook
from tests.inputs.test_documents import MARKDOWN, ODT, RTF, news_pdf, sized_rtf
from tests.inputs.test_exports import (
    FACTIVA_CODED,
    NEWSBANK,
    NEXIS_TEXT,
    PROQUEST,
    TWO_PAPERS,
    factiva_page,
    uni_docx,
)
from tests.inputs.test_mail import newsletter, saved_page
from tests.inputs.test_new_kinds import BIBTEX, CHAT, NITF, NOTE, RIS, epub, webarchive
from tests.inputs.test_posts_and_notes import BLOCKS, OUTBOX, enex, joplin
from tests.inputs.test_web_archives import ARC, PAGE, warc

MB = 1024 * 1024


def peak_of(folder, name, content) -> tuple[list[str], float]:
    """Kinds of outcomes, and the megabytes of Python memory at the worst moment of reading."""
    path = folder / name
    path.write_bytes(content)
    tracemalloc.start()
    try:
        [file] = expand_inputs([str(path)])
        found = list(read_documents(file, ReadSettings()))
        return kinds(found), tracemalloc.get_traced_memory()[1] / MB
    finally:
        tracemalloc.stop()


ZEROS = 300 * MB
BOMBS = {
    "a.txt.gz": lambda: gzip.compress(bytes(ZEROS), 1),
    "a.txt.xz": lambda: lzma.compress(bytes(ZEROS), preset=0),
    "a.txt.bz2": lambda: bz2.compress(bytes(ZEROS), 1),
    "a.txt.zst": lambda: zstandard.ZstdCompressor(1).compress(bytes(ZEROS)),
    "a.txt.lz4": lambda: lz4.frame.compress(bytes(ZEROS)),
    "a.txt.gz.gz": lambda: gzip.compress(gzip.compress(bytes(ZEROS), 9)),
    "a.jsonl.gz": lambda: gzip.compress(b'{"text": "' + b" " * ZEROS, 1),
    "a.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\n" + b" " * ZEROS, 1),
    "a.zip": lambda: make_zip({"a.txt": bytes(ZEROS)}),
    "a.tar.gz": lambda: make_tar({"a.txt": bytes(ZEROS)}),
    "pax.tar.gz": lambda: gzip.compress(_pax_header(ZEROS) + bytes(ZEROS), 1),
    "a.html": lambda: b"<p>" * (100 * MB // 3),
    "a.txt": lambda: b"x" * (100 * MB),
    "a.jsonl": lambda: b"x" * (100 * MB),
    "a.json": lambda: b'{"text": "' + b"x" * (100 * MB),
    "a.csv": lambda: b'title,text\nT,"' + b"x" * (100 * MB),
    "a.xml": lambda: b"<rss><channel>" + b"<item>" * (100 * MB // 6),
    "a.warc": lambda: b"x" * (100 * MB),
    "a.parquet": lambda: _parquet([" " * ZEROS]),
    "deep.json": lambda: b'[{"text": ' + b"[" * (20 * MB),
}


def _pax_header(size: int) -> bytes:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, size
    return info.tobuf()


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_in_bounded_memory(tmp_path, name):
    """300 MB out of a small file, or 100 MB in one line: a rejection, and never more than a document is held."""
    found, peak = peak_of(tmp_path, name, BOMBS[name]())
    assert set(found) <= {
        "too_large",
        "too_deep",
        "broken_warc",
        "broken_archive",
        "broken_table",
        "bad_encoding",
    }
    assert peak < 230


def test_line_of_100_mb_between_others(tmp_path):
    """A huge line costs that line alone."""
    content = b'{"text": "a"}\n' + b"x" * (100 * MB) + b'\n{"text": "b"}\n'
    found, peak = peak_of(tmp_path, "a.jsonl", content)
    assert found == ["text/plain", "too_large", "text/plain"]
    assert peak < 230


def test_entities_are_not_expanded(tmp_path):
    """The billion laughs are refused before the first one."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    feed = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{levels}]><rss><channel><title>&l9;</title></channel></rss>'
    assert kinds(read_bytes(tmp_path, "a.xml", feed.encode())) == ["forbidden_xml"]


def _parquet(texts: list[str]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"text": texts, "title": [None] * len(texts)}), file, compression="zstd")
    return file.getvalue()


SEEDS = {
    "a.txt": "“Quoted” text.\n".encode(),
    "a.html": PAGE,
    "a.json": json.dumps({"articles": [{"text": "x", "date": 1}]}).encode(),
    "a.jsonl": b'{"text": "x"}\n{"html": "<p>"}\n',
    "a.csv": b'title,text\nT,"x ""y"""\n',
    "a.parquet": _parquet(["one", "two"]),
    "a.xml": b"<rss><channel><item><link>x</link><description>"
    + b"word " * 100
    + b"</description></item></channel></rss>",
    "b.xml": b"<urlset><url><loc>https://a.example/</loc></url></urlset>",
    "a.warc": warc(("response", "text/html", PAGE), compress=False),
    "a.warc.gz": warc(
        ("response", "text/html", gzip.compress(PAGE), {"headers": {"Content-Encoding": "gzip"}})
    ),
    "a.arc": ARC,
    "a.zip": make_zip(MEMBERS),
    "a.tar": make_tar(MEMBERS, "w"),
    "a.tar.gz": make_tar(MEMBERS),
    "a.txt.gz": gzip.compress(b"text"),
    "a.txt.xz": lzma.compress(b"text"),
    "a.txt.bz2": bz2.compress(b"text"),
    "a.txt.zst": zstandard.ZstdCompressor().compress(b"text"),
    "a.txt.lz4": lz4.frame.compress(b"text"),
    "stdin": b"",
    "a.rtf": RTF.encode(),
    "a.pdf": news_pdf(),
    "a.docx": uni_docx(),
    "a.odt": ODT,
    "a.xlsx": workbook([["title", "text", "date"], ["T", "x", "03/04/2024"]]),
    "a.epub": epub(),
    "a.eml": bytes(newsletter(page="<p>x</p>")),
    "a.mbox": b"From x Tue Mar  5 18:00:00 2024\n" + bytes(newsletter()) * 2,
    "a.mht": saved_page(),
    "a.webarchive": webarchive(),
    "clip.md": NOTE.encode() + b"text",
    "newsbank.txt": "\n".join(NEWSBANK.format(*facts) for facts in TWO_PAPERS).encode(),
    "a.msg": COMPOUND_MAGIC + bytes(1000),
    "result.json": json.dumps(CHAT).encode(),
    "tweets.js": b"window.YTD.tweets.part0 = [{}]",
    "a.ris": RIS.encode(),
    "a.bib": BIBTEX.encode(),
    "c.xml": NITF.encode(),
    "nexis.txt": NEXIS_TEXT.encode(),
    "factiva.txt": FACTIVA_CODED.encode(),
    "proquest.txt": PROQUEST.encode(),
    "factiva.html": factiva_page(title="T", count="6 words", date="5 March 2024", outlet="C"),
    "a.enex": enex(),
    "nyt_eng_200403": GIGAWORD.encode(),
    "reut2-000.sgm": REUTERS.encode(),
    "tei.xml": TEI.encode(),
    "a.har": json.dumps({"log": {"creator": {}, "entries": [entry("1", "text/html", "<p>x</p>")]}}).encode(),
    "review.md": MARKDOWN.encode(),
    "joplin.md": joplin(1).encode(),
    "outbox.json": json.dumps(OUTBOX).encode(),
    "blocks.json": json.dumps(BLOCKS).encode(),
    "dates.jsonl": b'{"text": "x", "date": "05/03/2024"}\n{"text": "y", "date": "13/03/2024"}\n',
    "review.rtf": sized_rtf("\\b"),
    "substack.zip": make_zip({"posts.csv": b"post_id,title\n1,T\n", "posts/1.html": b"<p>x</p>"}),
    "dump.xml": b"<a><b><title>T</title><date>05/03/2024</date><body>x <p>y</p></body></b></a>",
    "frame.json": b'{"columns": ["title", "text"], "data": [["T", "x"], [1]]}',
    "pressreader.txt": b"T\nC\n5 Mar 2024\nx\nArticle Name:T\nPublication:C\nEnd Page:3\n",
    "newsbank2.txt": b"T\nMarch 5, 2024 | C | A\nOpenURL Link\nx\nCITATION (A)\n",
    "deep.json": b'{"a": {"b": {"c": {"text": "x"}}, "date": 1}}',
    "monitored.txt": b"T\nText of report\nSource: C TV in Caldish 1800 gmt 5 Mar 24\nBBC Mon EU1 sd\n",
    "europresse.txt": "C, no. 1\nmardi 5 mars 2024\nT\nx\ny\nnews·20240305·C·1".encode(),
    "a.xls": b"<table><tr><td>title<td>text<tr><td>T<td>x</table>",
}
LIMITS = ReadSettings(max_document_bytes=100_000, max_record_bytes=100_000, max_expanded_bytes=5_000_000)


def outcomes_of(name: str, content: bytes) -> list[RawDocument | RejectedInput]:
    """All outcomes of a stream; what is raised here is a bug."""
    stream = SafeStream(GuardedRaw(io.BytesIO(content), "unreadable_file"))
    return list(read_source(Source(name, name, stream, LIMITS)))


def check(found: list[RawDocument | RejectedInput]) -> None:
    """What holds for all input."""
    assert found
    for outcome in found:
        assert outcome.document_id.startswith("doc_")
        if isinstance(outcome, RawDocument):
            assert len(outcome.content) <= LIMITS.max_document_bytes + 200
            assert outcome.media_type in ("text/plain", "text/html")
            if outcome.media_type == "text/plain":
                assert "\0" not in outcome.content.decode("utf-8")
        else:
            assert outcome.reason_code in REASON_CODES
            assert "\n" not in outcome.detail


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_input_never_raises(name, data):
    """Whatever is cut, changed, doubled or put in: each reader ends with documents or reasons."""
    content = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content[start:end] = data.draw(
            st.one_of(st.binary(max_size=24), st.just(bytes(content[end : end + 60])))
        )
    check(outcomes_of(name, bytes(content)))


@pytest.mark.parametrize("name", [*SEEDS, "a.bin", "a"])
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(content=st.binary(max_size=600))
def test_random_bytes_never_raise(name, content):
    """Bytes under any name are documents or have a reason."""
    check(outcomes_of(name, content))
    check(outcomes_of(name, SEEDS.get(name, b"")[:16] + content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "html", "content", "date", "author", "thread", "articles", "x"]), inner
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(value=JSON)
def test_any_json_is_read(value):
    """Fields may hold anything where a string is expected."""
    check(outcomes_of("a.json", json.dumps(value).encode()))


@settings(max_examples=200)
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_kept(text):
    """What is written as UTF-8, as JSON or as UTF-16 comes out character for character."""
    for name, content in (
        ("a.txt", b"\xef\xbb\xbf" + text.encode()),
        ("a.txt", b"\xff\xfe" + text.encode("utf-16-le")),
        ("a.jsonl", json.dumps({"text": text}).encode()),
    ):
        [outcome] = outcomes_of(name, content)
        if text.strip():
            assert outcome.content.decode("utf-8") == text
        else:
            assert outcome.reason_code == "no_text"


def test_zip_of_any_method_is_read_or_refused(tmp_path):
    """A method that Python does not know is a broken archive and no crash."""
    content = bytearray(make_zip({"a.txt": b"x"}, zipfile.ZIP_STORED))
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 99
    assert kinds(read_bytes(tmp_path, "a.zip", bytes(content))) == ["broken_archive"]


def property_list(objects: list[bytes], table: list[int] | None = None, count: int | None = None) -> bytes:
    """A binary property list of these objects, the first on top; `table` says where else objects begin."""
    body, offsets = b"bplist00", []
    for item in objects:
        offsets.append(len(body))
        body += item
    places = offsets + [offsets[i] for i in table or ()]
    tail = struct.pack(">6xBBQQQ", 4, 2, len(places) if count is None else count, 0, len(body))
    return body + b"".join(place.to_bytes(4, "big") for place in places) + tail


KEY = b"\x5f\x10\x0fWebMainResource"
ALL = b"\xaf\x11\x01\xf4" + b"".join(number.to_bytes(2, "big") for number in range(4, 504))
BIG = b"\x4f\x12" + (1_000_000).to_bytes(4, "big") + bytes(1_000_000)


@pytest.mark.parametrize(
    "content",
    [
        property_list(
            [b"\xd1\x00\x01\x00\x02", KEY, ALL, BIG], [3] * 500
        ),  # one piece of data as 500 objects
        property_list(
            [b"\xaf\x12" + (500_000).to_bytes(4, "big") + bytes(1_000_000), KEY]
        ),  # 500,000 references
        property_list([b"\xd0", KEY], [0] * 30_000),
        b'<plist version="1.0"><dict><key>WebMainResource</key><array>' + b"<true/>" * 300_000,
    ],
)
def test_web_archive_that_grows_is_refused(tmp_path, content):
    """Objects that share bytes, that refer to too many others or are too many are counted before they are made."""
    found, peak = peak_of(tmp_path, "a.webarchive", content)
    assert found == ["too_large"]
    assert peak < 100  # 64 of them are the stream's buffer


def test_web_archive_with_a_false_trailer_is_refused(tmp_path):
    """Offsets that point behind the file, and a list of properties without an end."""
    endless = property_list([b"\xd0", KEY], count=2**60)
    for content in (property_list([b"\xd0", KEY])[:-8] + b"\xff" * 8, b"bplist00" + KEY, endless):
        assert kinds(read_bytes(tmp_path, "a.webarchive", content)) == ["unknown_format"]
