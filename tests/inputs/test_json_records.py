"""JSON in all its forms, and other people's field names."""

import bz2
import gzip
import io
import json
import lzma

import lz4.frame
import pytest
import zstandard

from newsetl.core.documents import RawDocument
from newsetl.errors import FieldMapError
from newsetl.inputs import ReadSettings
from tests.inputs.helpers import kinds, read_bytes

LINES = b'{"id": "1", "text": "one"}\n\n{"id": 2, "text": "two \\u201cquoted\\u201d"}\r\n'


def one(tmp_path, record, **settings) -> RawDocument:
    """The document of a record."""
    outcomes = read_bytes(tmp_path, "a.json", json.dumps(record).encode(), **settings)
    assert kinds(outcomes) in (["text/plain"], ["text/html"]), outcomes
    return outcomes[0]


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [
        ("", bytes),
        (".gz", gzip.compress),
        (".xz", lzma.compress),
        (".bz2", bz2.compress),
        (".zst", zstandard.ZstdCompressor().compress),
        (".lz4", lz4.frame.compress),
        (".gz", lambda data: gzip.compress(data[:20]) + gzip.compress(data[20:])),
        (".xz", lambda data: lzma.compress(data[:20]) + lzma.compress(data[20:])),
        (".zst", lambda data: b"".join(map(zstandard.ZstdCompressor().compress, (data[:20], data[20:])))),
        (".gz", lambda data: gzip.compress(bz2.compress(data))),
    ],
)
def test_lines_are_read_through_any_compression(tmp_path, suffix, compress):
    """Compression is recognised by its bytes; streams one after the other and twice over are read too."""
    first, second = read_bytes(tmp_path, f"a.jsonl{suffix}", compress(LINES))
    assert first.uri == f"{tmp_path}/a.jsonl{suffix}#1"
    assert second.uri == f"{tmp_path}/a.jsonl{suffix}#3"
    assert second.metadata == {"id": "2"}
    assert second.content.decode() == "two “quoted”"


def test_broken_line_is_rejected_alone(tmp_path):
    """The lines before and after a broken one are documents."""
    lines = [
        b'{"text": "a"}',
        b'{"text": "b',
        b"[1]",
        b"\xff",
        b'{"text": "c\\u0000"}',
        b"null",
        b'{"text": "d"}',
    ]
    outcomes = read_bytes(tmp_path, "a.jsonl", b"\n".join(lines))
    assert kinds(outcomes) == [
        "text/plain",
        "broken_json",
        "broken_json",
        "bad_encoding",
        "bad_encoding",
        "broken_json",
        "text/plain",
    ]
    assert outcomes[1].content == lines[1] + b"\n"
    assert [outcome.uri.split("#")[1] for outcome in outcomes] == list("1234567")


def test_long_line_is_passed_over(tmp_path):
    """A line beyond the limit is one rejection, and the next line is read."""
    outcomes = read_bytes(
        tmp_path,
        "a.jsonl",
        b'{"text": "' + b"x" * 3_000_000 + b'"}\n{"text": "y"}',
        max_record_bytes=2_000_000,
    )
    assert kinds(outcomes) == ["too_large", "text/plain"]


RECORD = {"text": "x"}


@pytest.mark.parametrize(
    ("value", "uris"),
    [
        (RECORD, [""]),
        ([RECORD, RECORD], ["#1", "#2"]),
        ({"articles": [RECORD, RECORD]}, ["#1", "#2"]),
        ({"posts": [RECORD], "totalResults": 1}, ["#1"]),
        ({"response": {"status": "ok", "results": [RECORD]}}, ["#1"]),
        ({"hits": {"hits": [{"_source": RECORD}]}}, ["#1"]),
        ({"_id": "7", "_source": RECORD}, [""]),
        ({"article": RECORD}, [""]),
        ({"articles": {"page": 1, "results": [RECORD, RECORD]}}, ["#1", "#2"]),
        ([{"noteTweet": {"noteTweetId": "1", "core": {"text": "x"}}}], ["#1"]),
        ([{"articles": [RECORD, RECORD]}, RECORD], ["#1.1", "#1.2", "#2"]),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_records_are_found_in_their_envelopes(tmp_path, value, uris, indent):
    """One record, a list, and the envelopes of news interfaces, on one line or many."""
    outcomes = read_bytes(tmp_path, "a.json", json.dumps(value, indent=indent).encode())
    assert kinds(outcomes) == ["text/plain"] * len(uris)
    assert [outcome.uri.removeprefix(f"{tmp_path}/a.json") for outcome in outcomes] == uris


def test_json_of_many_values_is_read(tmp_path):
    """Lines in a .json file and values one after the other are read, also a mark at the start."""
    assert kinds(read_bytes(tmp_path, "a.json", LINES)) == ["text/plain"] * 2
    assert (
        kinds(read_bytes(tmp_path, "b.json", b'\xef\xbb\xbf{"text":\n"a"} {"text": "b"}'))
        == ["text/plain"] * 2
    )


def test_list_longer_than_memory_is_read_item_by_item(tmp_path):
    """What is held is an item and not the list."""
    content = json.dumps([{"text": "word " * 2000}] * 300).encode()
    outcomes = read_bytes(tmp_path, "a.json", content, max_record_bytes=300_000)
    assert kinds(outcomes) == ["text/plain"] * 300


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'[{"text": "a"}, {"text": ', ["text/plain", "broken_json"]),
        (b'[{"text": "a"}', ["text/plain", "broken_json"]),
        (b'[{"text": "a"} x', ["text/plain", "broken_json"]),
        (b'{"text": "a",}' + b" " * 100, ["broken_json"]),
        (b"[]", ["no_text"]),
        (b" ", ["no_text"]),
        (b"[" * 100_000, ["too_deep"]),
        (b'{"a":' * 100_000, ["too_deep"]),
        (b'{"text": "caf\xe9"}', ["bad_encoding"]),
        (b'{"text": 1' + b"0" * 5000 + b"}", ["broken_json"]),
        (b'{"text": "' + b"x" * 900_000 + b'"}', ["too_large"]),
        (b'"just a string"', ["broken_json"]),
    ],
)
def test_broken_json_is_rejected_with_its_reason(tmp_path, content, expected):
    """What can be read before the break is published; the break says what it is."""
    assert kinds(read_bytes(tmp_path, "a.json", content, max_record_bytes=500_000)) == expected


@pytest.mark.parametrize(
    ("record", "metadata"),
    [
        (
            {
                "maintext": "x",
                "date_publish": "2026-02-20 08:00:00",
                "source_domain": "post.example",
                "authors": ["A B", "C D"],
                "title": "T",
                "language": "en",
                "date_modify": None,
                "description": "d",
                "image_url": "i",
            },
            {
                "published_at": "2026-02-20 08:00:00",
                "outlet": "post.example",
                "authors": "A B; C D",
                "title": "T",
                "language": "en",
            },
        ),
        (
            {
                "uuid": "u1",
                "thread": {"site": "post.example", "section_title": "World", "uuid": "u0"},
                "published": "2026-02-20T08:00:00.000+02:00",
                "author": "A B",
                "text": "x",
                "language": "english",
                "url": "https://post.example/1",
                "crawled": "2026-02-20T09:00:00.000+02:00",
            },
            {
                "id": "u1",
                "outlet": "post.example",
                "section": "World",
                "published_at": "2026-02-20T08:00:00.000+02:00",
                "byline": "A B",
                "language": "english",
                "url": "https://post.example/1",
            },
        ),
        (
            {
                "Headline": "T",
                "Content": "x",
                "Date": "20/02/2026",
                "Author": "A B",
                "Publication": "Post",
                "Link": "https://post.example/1",
            },
            {
                "title": "T",
                "published_at": "2026-02-20",
                "byline": "A B",
                "outlet": "Post",
                "url": "https://post.example/1",
            },
        ),
        (
            {
                "source": {"id": None, "name": "Post"},
                "publishedAt": "2026-02-20T08:00:00Z",
                "content": "x",
                "author": None,
            },
            {"outlet": "Post", "published_at": "2026-02-20T08:00:00Z"},
        ),
        (
            {
                "title": {"rendered": "T"},
                "content": {"rendered": "<p>x</p>"},
                "link": "https://post.example/1",
                "date": "2026-02-20T08:00:00",
            },
            {"title": "T", "url": "https://post.example/1", "published_at": "2026-02-20T08:00:00"},
        ),
        ({"text": "x", "published_at": 1771574400}, {"published_at": "2026-02-20T08:00:00+00:00"}),
        ({"text": "x", "timestamp": 1771574400000}, {"published_at": "2026-02-20T08:00:00+00:00"}),
        ({"text": "x", "title": " ", "outlet": "null", "authors": [], "url": ""}, {}),
        ({"text": "x", "authors": [{"name": "A B"}, {"name": None}]}, {"authors": "A B"}),
        ({"text": "x", "site": "https://www.post.example/world"}, {"outlet": "post.example"}),
        ({"text": "x", "source_domain": "www.post.example"}, {"outlet": "post.example"}),
        ({"text": "x", "outlet": "Post.example, the site"}, {"outlet": "Post.example, the site"}),
    ],
)
def test_field_names_of_others_are_understood(tmp_path, record, metadata):
    """news-please, Webz.io, common dumps and interfaces: their names become ours, empty values none."""
    assert one(tmp_path, record).metadata == metadata


def test_time_of_the_fetch_is_known_with_its_zone_alone(tmp_path):
    """crawled with an offset is a moment in UTC; without one nobody knows which."""
    assert (
        one(tmp_path, {"text": "x", "crawled": "2026-02-20T09:00:00+02:00"}).fetched_at.isoformat()
        == "2026-02-20T07:00:00+00:00"
    )
    assert one(tmp_path, {"text": "x", "date_download": "2026-02-20 09:00:00"}).fetched_at is None


@pytest.mark.parametrize(
    ("record", "media_type", "content"),
    [
        ({"text": "  kept \n as it is\t"}, "text/plain", "  kept \n as it is\t"),
        ({"text": "5 < 6 <b>bold</b> <p>"}, "text/plain", "5 < 6 <b>bold</b> <p>"),
        ({"html": "<p>x"}, "text/html", "<p>x"),
        ({"html": "<p>x", "text": "x"}, "text/plain", "x"),
        ({"html": "<p>x", "text": " "}, "text/html", "<p>x"),
        ({"content": "<div>x</div>"}, "text/html", "<div>x</div>"),
        ({"content": "if a<b and b>c"}, "text/plain", "if a<b and b>c"),
        ({"body": ["one", "two"]}, "text/plain", "one\n\ntwo"),
        ({"text": "half \ud83d a pair"}, "text/plain", "half \ufffd a pair"),
    ],
)
def test_body_of_a_record(tmp_path, record, media_type, content):
    """A text is kept to the character and wins over HTML; a field that may be either is recognised by its tags."""
    document = one(tmp_path, record)
    assert (document.media_type, document.content.decode()) == (media_type, content)


def test_record_without_text_lists_its_fields(tmp_path):
    """The rejection names the fields that there are, so that a field map can be written."""
    [rejected] = read_bytes(tmp_path, "a.json", b'{"Titel": "T", "Absatz": "x", "Nr": 1}')
    assert rejected.reason_code == "missing_field"
    assert "Titel, Absatz, Nr" in rejected.detail
    assert json.loads(rejected.content) == {"Titel": "T", "Absatz": "x", "Nr": 1}


def test_field_map_names_the_fields(tmp_path):
    """[fields] of newsetl.toml wins over every known name; what it names may lie in a nested record."""
    record = {"Inhalt": "x", "text": "other", "title": "other", "kopf": {"Titel": "T"}}
    document = one(tmp_path, record, fields={"text": "Inhalt", "title": "kopf.Titel"})
    assert document.content == b"x"
    assert document.metadata == {"title": "T"}


def test_field_map_with_an_unknown_field_is_a_user_error():
    """A slip in [fields] is reported at once and names the fields that there are."""
    with pytest.raises(FieldMapError, match=r"headline.*title"):
        ReadSettings(fields={"headline": "Titel"})


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b'{"text": " "}', "no_text"), (b'{"html": null}', "no_text"), (b"{}", "missing_field")],
)
def test_empty_record_is_rejected(tmp_path, content, expected):
    """A text that is empty and a text that is missing are two things."""
    assert kinds(read_bytes(tmp_path, "a.json", content)) == [expected]


def test_documents_come_one_by_one(tmp_path):
    """The first document is there before the rest is read."""
    from newsetl.inputs.contracts import Source
    from newsetl.inputs.json_records import read_json
    from newsetl.inputs.streams import GuardedRaw, SafeStream

    inner = io.BytesIO(b'{"text": "x"}\n' * 1_000_000)
    stream = SafeStream(GuardedRaw(inner, "unreadable_file"))
    next(read_json(Source("a.jsonl", "a.jsonl", stream, ReadSettings())))
    assert inner.tell() < 2_000_000


def test_json_feed(tmp_path):
    """Items of a JSON Feed have its title as outlet, and its language where they name none."""
    items = [
        {"id": "1", "content_text": "Forty left."},
        {"id": "2", "content_text": "All left.", "language": "fr"},
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Calden Courier",
        "language": "en",
        "items": items,
    }
    found = read_bytes(tmp_path, "feed.json", json.dumps(feed).encode())
    assert [(d.metadata["outlet"], d.metadata["language"]) for d in found] == [
        ("Calden Courier", "en"),
        ("Calden Courier", "fr"),
    ]
    other = json.dumps({**feed, "version": "2"})
    assert "outlet" not in read_bytes(tmp_path, "other.json", other.encode())[0].metadata


@pytest.mark.parametrize(
    ("day_first", "day"),
    [(True, "2024-03-04 09:30"), (False, "2024-04-03 09:30"), (None, "04/03/2024 09:30")],
)
def test_days_of_json_records_follow_the_setting(tmp_path, day_first, day):
    """As in tables, `--day-first` tells what 04/03/2024 is, and without it the doubt is told; other forms stay."""
    lines = [{"text": "Forty left.", "publication_date": told} for told in ("04/03/2024 09:30", "2024-03-04")]
    content = "\n".join(map(json.dumps, lines)).encode("utf-16")
    found = read_bytes(tmp_path, "a.jsonl", content, day_first=day_first)
    assert [document.metadata["published_at"] for document in found[:2]] == [day, "2024-03-04"]
    assert kinds(found[2:]) == (["unread_dates"] if day_first is None else [])


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.jsonl.gz"])
def test_one_date_proves_the_order_for_a_file(tmp_path, name):
    """13/03 in one record tells that 05/03 is the fifth of March in the others, in lines, lists and packed."""
    records = [
        {"text": "Forty left.", "date": date} for date in ("05/03/2024", "13/03/2024 18:20", "2024-03-14")
    ]
    lines = json.dumps(records) if name == "a.json" else "\n".join(map(json.dumps, records))
    content = gzip.compress(lines.encode()) if name.endswith(".gz") else lines.encode()
    found = read_bytes(tmp_path, name, content)
    assert [document.metadata["published_at"] for document in found] == [
        "2024-03-05",
        "2024-03-13 18:20",
        "2024-03-14",
    ]


@pytest.mark.parametrize(
    ("names", "day"),
    [(("titular", "fecha", "cuerpo"), "2024-03-05"), (("title", "date", "body"), "05/03/2024")],
)
def test_names_of_fields_tell_the_order_that_nothing_proves(tmp_path, names, day):
    """Spanish records write the fifth of March as 05/03/2024."""
    records = [dict(zip(names, (f"T{n}", "05/03/2024", "Forty left."), strict=True)) for n in (1, 2)]
    found = read_bytes(tmp_path, "a.json", json.dumps(records).encode())
    assert [o.metadata["published_at"] for o in found if isinstance(o, RawDocument)] == [day] * 2
    assert len(found) == (2 if day == "2024-03-05" else 3)
