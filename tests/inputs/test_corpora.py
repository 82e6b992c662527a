"""Corpora of news in SGML and XML, and logs of browsers: one article each."""

import base64
import gzip
import json
import time

import pytest

from newsetl.articles import parse_article
from tests.inputs.helpers import kinds, read_bytes

FERRY = "Forty recruits left the port on Monday as the ferry turned back."
MAYOR = "The mayor asked the ministry for two hundred guards &amp; boats."
BRIGADE = "Two battalions will stay in Amsel until the spring."
MARKED = f"<P>\n{FERRY}\n</P>\n<P>\n{MAYOR}\n</P>"
TEXT = f"{FERRY}\n\n{MAYOR.replace('&amp;', '&')}"

GIGAWORD = (
    f'<DOC id="NYT_ENG_20040305.0001" type="story" >\n<HEADLINE>\nFERRY TURNS\nBACK\n</HEADLINE>\n<DATELINE>\nCALDEN\n'
    f"</DATELINE>\n<TEXT>\n{MARKED}\n</TEXT>\n</DOC>\n"
    f'<DOC id="NYT_ENG_20040306.0002" type="advis" >\n<TEXT>\nEditors: the story above moves later.\n</TEXT>\n</DOC>\n'
)
TREC = (
    "<DOC>\n<DOCNO> LA030589-0001 </DOCNO>\n<DATE>\n<P>\nMarch 5, 1989, Sunday, Home Edition\n</P>\n</DATE>\n"
    "<HEADLINE>\n<P>\nFERRY TURNS BACK\n</P>\n</HEADLINE>\n<BYLINE>\n<P>\nBy MARA QUILL, "
    "Staff Writer\n</P>\n</BYLINE>\n"
    f"<TEXT>\n{MARKED}\n</TEXT>\n<TYPE>\n<P>\nWire\n</P>\n</TYPE>\n</DOC>\n"
)
AP = f"<DOC>\n<DOCNO> AP880305-0001 </DOCNO>\n<HEAD>Ferry</HEAD>\n<TEXT>\n{MARKED}\n</TEXT>\n</DOC>\n"
FT = (
    "<DOC>\n<DOCNO>FT911-3</DOCNO>\n<DATE>910514\n</DATE>\n<HEADLINE>Ferry</HEADLINE>\n"
    f"<TEXT>\n{MARKED}\n</TEXT>\n</DOC>\n"
)
REUTERS = (
    '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS TOPICS="NO" OLDID="5" NEWID="1">\n'
    "<DATE> 5-MAR-1987 15:01:01.79</DATE>\n"
    "<UNKNOWN>\n&#5;&#22;f0704&#31;reute</UNKNOWN>\n<TEXT>&#2;\n<TITLE>FERRY TURNS BACK</TITLE>\n<DATELINE>    CALDEN, "
    f"March 5 - </DATELINE><BODY>{FERRY[:31]}\n{FERRY[32:]}\n    {MAYOR}\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n"
)


@pytest.mark.parametrize(
    ("name", "content", "day", "outlet"),
    [
        ("nyt_eng_200403.gz", gzip.compress(GIGAWORD.encode()), "2004-03-05", "The New York Times"),
        ("la030589", TREC.encode(), "1989-03-05", "Los Angeles Times"),
        ("ap880305", AP.encode(), "1988-03-05", "Associated Press"),
        ("ft911_1", FT.encode(), "1991-05-14", "Financial Times"),
        ("reut2-000.sgm", REUTERS.encode(), "1987-03-05", "Reuters"),
    ],
)
def test_corpora_in_sgml(tmp_path, name, content, day, outlet):
    """Each record is an article with its paragraphs, dated by its own line or its name; an agency's note is none."""
    document, *others = read_bytes(tmp_path, name, content)
    assert document.content.decode() == TEXT
    assert document.metadata["outlet"] == outlet
    assert str(parse_article(document).published_date) == day
    assert kinds(others) == (["not_an_article"] if name.startswith("nyt") else [])


def test_headline_and_byline_of_a_record(tmp_path):
    """Their lines are joined, and they are not in the text."""
    [document] = read_bytes(tmp_path, "la030589", TREC.encode())
    assert (document.metadata["title"], document.metadata["byline"]) == (
        "FERRY TURNS BACK",
        "By MARA QUILL, Staff Writer",
    )


def test_cut_and_long_records(tmp_path):
    """A record in which the file ends is left out; one over the limit is reported and the next one read."""
    assert len(read_bytes(tmp_path, "la", (TREC + TREC[:300]).encode())) == 1
    long = TREC.replace(FERRY, FERRY * 100)
    found = read_bytes(tmp_path, "la", (long + TREC).encode(), max_document_bytes=3000)
    assert kinds(found) == ["too_large", "text/plain"]


TRAFILATURA = (
    '<doc sitename="Calden Courier" title="Ferry turns back" author="Mara Quill" date="2024-03-05" '
    f'url="https://courier.example/1"><main><p>{FERRY}</p><list><item>{MAYOR}</item></list></main></doc>'
)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Ferry turns back</title>'
    "<author>Mara Quill</author></titleStmt><publicationStmt><publisher>Calden Courier</publisher>"
    f'<date when="2024-03-05">5 March</date></publicationStmt></fileDesc></teiHeader><text><body><div><p>{FERRY}</p>'
    f"<quote><p>{MAYOR}</p></quote></div></body></text></TEI>"
)
RCV1 = (
    '<newsitem itemid="2286" date="2024-03-05" xml:lang="en"><title>X</title><headline>Ferry turns back</headline>'
    f"<byline>Mara Quill</byline><text>\n<p>{FERRY}</p>\n<p>{MAYOR}</p>\n</text>"
    "<copyright>(c) 2024</copyright></newsitem>"
)


@pytest.mark.parametrize("content", [TRAFILATURA, TEI, RCV1], ids=["trafilatura", "TEI", "RCV1"])
def test_texts_in_xml(tmp_path, content):
    """What text extraction and Reuters' corpus write: text, headline, byline and day."""
    [document] = read_bytes(tmp_path, "a.xml", content.encode())
    assert document.content.decode() == TEXT
    facts = document.metadata
    assert (facts["title"], facts["byline"], facts["published_at"]) == (
        "Ferry turns back",
        "Mara Quill",
        "2024-03-05",
    )


def test_xml_of_another_kind_is_refused(tmp_path):
    """A <doc> without a text is no extracted text; one without words is reported."""
    [found] = read_bytes(tmp_path, "a.xml", b"<doc><line/></doc>")
    assert (found.reason_code, "root <doc>" in found.detail) == ("unknown_format", True)
    assert kinds(read_bytes(tmp_path, "a.xml", b"<doc title='T'><main/></doc>")) == ["no_text"]


def entry(page: str, mime: str, text: str, **more: object) -> dict[str, object]:
    """A request of a log."""
    content = {"mimeType": mime, "text": text, **more}
    return {
        "pageref": page,
        "startedDateTime": "2024-03-09T10:00:00Z",
        "request": {"url": f"https://courier.example/{page}"},
        "response": {"status": 200, "content": content},
    }


def test_log_of_a_browser(tmp_path):
    """Of each visit the page; scripts and frames are none, and a log without a page is refused."""
    page = f"<html><body><p>{FERRY}</p></body></html>"
    packed = base64.b64encode(page.encode()).decode()
    entries = [
        entry("1", "text/html; charset=utf-8", page),
        entry("1", "application/javascript", "var x = 1"),
        entry("1", "text/html", "<p>An advertisement in a frame.</p>"),
        entry("2", "text/html", packed, encoding="base64"),
    ]
    log = {"log": {"creator": {"name": "Firefox"}, "entries": entries}}
    found = read_bytes(tmp_path, "visit.har", json.dumps(log).encode())
    assert [document.content.decode() for document in found] == [page, page]
    assert [document.metadata["url"] for document in found] == [
        "https://courier.example/1",
        "https://courier.example/2",
    ]
    log["log"]["entries"] = entries[1:2]
    assert kinds(read_bytes(tmp_path, "visit.har", json.dumps(log).encode())) == ["not_an_article"]


def test_index_of_a_web_archive_is_a_list_of_addresses(tmp_path):
    """CDX lines hold addresses and no pages."""
    line = (
        "example,courier)/ferry 20240305190000 https://courier.example/ferry text/html 200 ABCDEF - - 1234\n"
    )
    for name in ("index.cdx", "index.txt"):
        assert kinds(read_bytes(tmp_path, name, line.encode() * 3)) == ["addresses_only"]


def test_many_tags_without_an_end_cost_no_time(tmp_path):
    """A record of half a million opened headlines is read in a moment."""
    opened = "<TITLE>\n" * 500_000
    record = f"<DOC>\n<DOCNO>LA030589-0001</DOCNO>\n<TEXT>\n{FERRY}\n{opened}</TEXT>\n</DOC>\n"
    started = time.process_time()
    assert kinds(read_bytes(tmp_path, "la", record.encode())) == ["text/plain"]
    assert time.process_time() - started < 10
