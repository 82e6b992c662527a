"""Chats, posts, e-books, bibliographies, agencies' XML, saved pages: a table a kind."""

import json
import plistlib

import pytest

from newsetl.core.documents import RawDocument
from tests.inputs.helpers import kinds, read, read_bytes
from tests.inputs.test_archives import make_zip

FIRST = "Forty recruits left the port on Monday as the ferry turned back."
LONG = " ".join([FIRST] * 10)


def message(number: int, text: object, **more: object) -> dict[str, object]:
    """A message of a Telegram export."""
    return {
        "id": number,
        "type": "message",
        "date": "2024-03-05T21:00:00",
        "date_unixtime": "1709665200",
        "text": text,
        **more,
    }


CHAT = {
    "name": "Calden News",
    "type": "public_channel",
    "id": 1234567,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-03-01T00:00:00", "action": "create_channel", "text": ""},
        message(2, FIRST),
        message(3, ["Read ", {"type": "bold", "text": "this"}, f": {FIRST}"], forwarded_from="Port Watch"),
        message(4, "", photo="photos/1.jpg"),
    ],
}


@pytest.mark.parametrize(
    "value",
    [
        json.dumps(CHAT, indent=1),
        json.dumps(CHAT),
        json.dumps({"about": "x", "chats": {"about": "y", "list": [CHAT]}}),
    ],
)
def test_telegram_json(tmp_path, value):
    """A message with text is an article of the channel, dated in UTC; where it was forwarded from is kept."""
    found = read_bytes(tmp_path, "result.json", value.encode())
    assert [document.content.decode() for document in found] == [FIRST, f"Read this: {FIRST}"]
    assert [document.metadata.get("byline") for document in found] == [None, "Port Watch"]
    assert {document.metadata["outlet"] for document in found} == {"Calden News"}
    assert found[0].metadata["published_at"] == "2024-03-05T19:00:00+00:00"
    assert found[0].metadata["id"] == "2"


def test_cut_telegram_export_keeps_what_came_before(tmp_path):
    """Messages before the cut are read, the break is reported."""
    content = json.dumps(CHAT).encode()
    assert kinds(read_bytes(tmp_path, "result.json", content[: content.index(b"Port Watch")])) == [
        "text/plain",
        "broken_json",
    ]


def test_telegram_page(tmp_path):
    """messages.html holds the same: text, the moment with its zone, the channel that a message came from."""
    page = f"""<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="content">
     <div class="text bold"> Calden News </div></div></div><div class="page_body chat_page"><div class="history">
     <div class="message service" id="message-1"><div class="body details">1 March 2024</div></div>
     <div class="message default clearfix" id="message2"><div class="body">
      <div class="pull_right date details" title="05.03.2024 21:00:00 UTC+02:00">21:00</div>
      <div class="from_name">Calden News</div><div class="text">{FIRST}<br><br>More follows.</div></div></div>
     <div class="message default clearfix joined" id="message3"><div class="body">
      <div class="pull_right date details" title="05.03.2024 21:05:00 UTC+02:00">21:05</div>
      <div class="forwarded body"><div class="from_name">Port Watch <span class="date details"> 5.3.</span></div>
      <div class="text">{FIRST} Again.</div></div></div></div></div></div></div></body></html>"""
    found = read_bytes(tmp_path, "messages.html", page.encode())
    assert [document.content.decode() for document in found] == [
        f"{FIRST}\n\nMore follows.",
        f"{FIRST} Again.",
    ]
    assert [document.metadata.get("byline") for document in found] == [None, "Port Watch"]
    assert found[0].metadata["published_at"] == "2024-03-05T21:00:00+02:00"
    assert found[0].metadata["outlet"] == "Calden News"


POST = {
    "id_str": "17",
    "created_at": "Tue Mar 05 20:19:24 +0000 2024",
    "full_text": f"{FIRST} &amp; stayed",
    "lang": "en",
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tweets.js", b"window.YTD.tweets.part0 = " + json.dumps([{"tweet": POST}]).encode()),
        ("a.jsonl", json.dumps({**POST, "user": {"name": "Port", "screen_name": "port"}}).encode() + b"\n"),
        (
            "archive.zip",
            make_zip(
                {
                    "data/tweets.js": b"window.YTD.tweets.part0 = " + json.dumps([{"tweet": POST}]).encode(),
                    "data/account.js": b"window.YTD.account.part0 = []",
                    "data/profile.js": b"window.YTD.profile.part0 = []",
                    "Your archive.html": b"<html>viewer</html>",
                }
            ),
        ),
    ],
)
def test_posts_of_x(tmp_path, name, content):
    """An archive's posts are read, its other files are not; the moment and the escapes are X's own."""
    [document] = read_bytes(tmp_path, name, content)
    assert document.content.decode() == f"{FIRST} & stayed"
    assert document.metadata["published_at"] == "2024-03-05T20:19:24+00:00"
    assert (document.metadata["id"], document.metadata["url"].rsplit("/", 1)[1]) == ("17", "17")


def test_author_of_an_archive(tmp_path):
    """The posts of an archive are their account's, which a file beside them names."""
    account = [
        {"account": {"username": "port", "accountDisplayName": "Port of Calden", "email": "a@b.example"}}
    ]
    members = {
        "x/data/tweets.js": b"window.YTD.tweets.part0 = " + json.dumps([{"tweet": POST}]).encode(),
        "x/data/account.js": b"window.YTD.account.part0 = " + json.dumps(account).encode(),
    }
    [document] = read_bytes(tmp_path, "archive.zip", make_zip(members))
    assert document.metadata["outlet"] == "Port of Calden"
    assert document.metadata["url"] == "https://x.com/i/web/status/17"


def epub(**extra: bytes) -> bytes:
    """A book of a contents page and two chapters."""
    chapter = "<html><head><title>c</title></head><body><h1>{}</h1><p>{}</p></body></html>"
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b'<container><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>',
        "OEBPS/a.opf": b"""<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Weekly</dc:title>
          <dc:publisher>Calden Weekly</dc:publisher><dc:date>2024-03-05</dc:date></metadata><manifest>
          <item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="b.xhtml"/><item id="a" href="a.xhtml"/>
          </manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>""",
        "OEBPS/nav.xhtml": b"<html><body><a href='a.xhtml'>A</a></body></html>",
        "OEBPS/a.xhtml": chapter.format("Ferry", LONG).encode(),
        "OEBPS/b.xhtml": chapter.format("Mayor", LONG).encode(),
        **extra,
    }
    return make_zip(members)


def test_epub(tmp_path):
    """A chapter is an article, in the book's order; the contents page is none."""
    found = read_bytes(tmp_path, "a.epub", epub())
    assert [document.metadata["title"] for document in found] == ["Ferry", "Mayor"]
    assert {(d.metadata["outlet"], d.metadata["published_at"], d.content.decode()) for d in found} == {
        ("Calden Weekly", "2024-03-05", LONG)
    }
    assert kinds(read_bytes(tmp_path, "a.epub", epub(**{"META-INF/rights.xml": b"<r/>"}))) == ["encrypted"]


RIS = (
    "TY  - NEWS\nTI  - Ferry turns back\nAU  - Quill, Mara\nT2  - Calden Courier\nDA  - 2024/03/05/\n"
    f"N2  - {LONG}\nER  - \n"
)
BIBTEX = (
    "@article{quill2024, title = {Ferry {turns} back}, author = {Quill, Mara}, journal = {Calden Courier}, "
    f"year = 2024, month = mar, day = {{5}}, fulltext = {{{LONG}}} }}\n"
)
NITF = (
    '<nitf><head><title>x</title><docdata><date.issue norm="20240305T180000Z"/></docdata>'
    '<pubdata name="Calden Courier"/></head><body><body.head><hedline><hl1>Ferry turns back</hl1></hedline>'
    "<byline>By Mara Quill</byline></body.head><body.content>"
    f"<media><media-caption><p>A ferry.</p></media-caption></media><p>{LONG}</p></body.content></body></nitf>"
)
G2 = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:n:1"><itemMeta>'
    '<provider literal="Calden Courier"/><versionCreated>2024-03-05T18:00:00Z</versionCreated></itemMeta><contentMeta>'
    "<headline>Ferry turns back</headline><by>Mara Quill</by></contentMeta><contentSet><inlineXML><html><body>"
    f"<p>{LONG}</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"
)
ZOTERO = (
    '"Item Type","Publication Year","Author","Title","Publication Title","Date","Abstract Note","Notes"\n'
    f'"newspaperArticle","2024","Quill, Mara","Ferry turns back","Calden Courier","2024-03-05","Short.","{LONG}"\n'
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ris", RIS),
        ("export", RIS),
        ("a.bib", BIBTEX),
        ("a.xml", NITF),
        ("b.xml", G2),
        ("zotero.csv", ZOTERO),
    ],
)
def test_records_of_reference_managers_and_agencies(tmp_path, name, content):
    """The same article as a reference manager and as an agency writes it."""
    [document] = read_bytes(tmp_path, name, content.encode())
    metadata = document.metadata
    assert document.content.decode() == LONG
    assert (metadata["title"], metadata["outlet"]) == ("Ferry turns back", "Calden Courier")
    assert metadata["published_at"][:10] == "2024-03-05"
    assert "Mara" in metadata.get("byline", "") + metadata.get("authors", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.ris", RIS.replace(LONG, FIRST)), ("zotero.csv", ZOTERO.replace(LONG, "").replace("Short.", FIRST))],
)
def test_reference_without_full_text_is_reported(tmp_path, name, content):
    """A record with an abstract alone is not an article."""
    [outcome] = read_bytes(tmp_path, name, content.encode())
    assert (outcome.reason_code, outcome.metadata["title"]) == ("no_text", "Ferry turns back")


PAGE = (
    b"<!DOCTYPE html>\n<!-- saved from url=(0029)https://courier.example/ferry -->\n"
    b"<html><body><p>x</p></body></html>"
)


def test_folder_of_a_saved_page_is_not_read(tmp_path):
    """ "Story_files" beside "Story.html" holds the page's parts; the address is the one that it was saved from."""
    for name, content in (("Story.html", PAGE), ("Story_files/ad.html", PAGE), ("Other_files/b.html", PAGE)):
        path = tmp_path / "saved" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = read(tmp_path / "saved")
    assert sorted(document.uri.rsplit("/", 1)[1] for document in found) == ["Story.html", "b.html"]
    assert {document.metadata["url"] for document in found} == {"https://courier.example/ferry"}
    members = {"s/Story.html": PAGE, "s/Story_files/ad.html": PAGE}
    assert len(read_bytes(tmp_path, "a.zip", make_zip(members))) == 1


NOTE = """---
title: "Ferry turns back"
source: "https://courier.example/a/ferry"
author:
  - "[[Ann Lee]]"
published: 2024-03-05
created: 2024-03-08
tags: [clippings, ports]
---
"""


@pytest.mark.parametrize("name", ["clip.md", "clip.txt", "clip.markdown"])
def test_front_matter(tmp_path, name):
    """What a clipper writes above a note is its metadata and no text; the day of the clipping dates nothing."""
    [found] = read_bytes(tmp_path, name, f"{NOTE}{FIRST}\n".encode())
    assert found.content.decode() == f"{FIRST}\n"
    assert found.metadata["url"] == "https://courier.example/a/ferry"
    assert (found.metadata["title"], found.metadata["byline"]) == ("Ferry turns back", "Ann Lee")
    assert found.metadata["published_at"] == "2024-03-05"


def test_comments_in_front_matter(tmp_path):
    """What is behind "#" is not a value, except for a sign in quotes or in an address."""
    head = '---\n# clipped\ntitle: "Ferry #3" # short\nurl: https://a.example/#x  # live\ndate: 2024-03-05 # b\n---\n'
    [found] = read_bytes(tmp_path, "a.md", f"{head}{FIRST}\n".encode())
    facts = found.metadata
    assert (facts["title"], facts["url"]) == ("Ferry #3", "https://a.example/#x")
    assert facts["published_at"] == "2024-03-05"


@pytest.mark.parametrize(
    "head",
    [
        "---\nDate: a fruit\nIt is eaten dry.\n---\n",
        "---\nThe storm: a report\n---\n",
        "---\n\n",
        "title: Ferry\n---\n",
    ],
)
def test_rules_in_a_text_are_no_front_matter(tmp_path, head):
    """A text between rules stays as it is."""
    [found] = read_bytes(tmp_path, "a.txt", f"{head}{FIRST}\n".encode())
    assert found.content.decode() == f"{head}{FIRST}\n"


def webarchive(form: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    """A page as Safari saves it."""
    page = f"<html><body><h1>Ferry turns back</h1><p>{FIRST}</p></body></html>".encode()
    main = {"WebResourceData": page, "WebResourceURL": "https://courier.example/a"}
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": [main]}, fmt=form)


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_page_saved_by_safari(tmp_path, form):
    """The page and its address are read, and no other property list."""
    [found] = read_bytes(tmp_path, "a.webarchive", webarchive(form))
    assert FIRST in found.content.decode()
    assert found.metadata == {"url": "https://courier.example/a"}
    other = plistlib.dumps({"bookmarks": ["a" * 50]}, fmt=plistlib.FMT_BINARY)
    assert kinds(read_bytes(tmp_path, "b.plist", other)) == ["unknown_format"]
    assert kinds(read_bytes(tmp_path, "c.webarchive", webarchive()[:-40])) == ["unknown_format"]


def test_page_of_frames(tmp_path):
    """Of a page that only lays out frames, the frame with the text is read, under its own address."""
    parts = {
        "index": "<frameset><frame src=menu><frame src=story></frameset>",
        "menu": "<a>Home</a>",
        "story": f"<p>{LONG}",
    }
    body = "".join(
        f"--B\r\nContent-Type: text/html\r\nContent-Location: http://courier.example/{name}\r\n\r\n{page}\r\n"
        for name, page in parts.items()
    )
    content = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n{body}--B--\r\n'
    [found] = read_bytes(tmp_path, "old.mht", content.encode())
    assert LONG in found.content.decode()
    assert found.metadata == {"url": "http://courier.example/story"}


def test_references_of_zotero_in_rdf(tmp_path):
    """They are not a feed: the reason names the formats that are read."""
    content = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"/>'
    [found] = read_bytes(tmp_path, "a.rdf", content)
    assert "CSV or RIS" in found.detail


def test_archive_under_another_name(tmp_path):
    """A 7z archive that is called .zip is named as what it is."""
    [found] = read_bytes(tmp_path, "a.zip", bytes.fromhex("377abcaf271c0004") + bytes(300))
    assert found.reason_code == "unknown_format"
    assert "7z" in found.detail


def test_newspaper_made_by_calibre(tmp_path):
    """The paper is the outlet, not the program; menus are not a text, and the article's address is taken."""
    page = (
        "<html><body><p>| Next | Main menu |</p><h1>Ferry turns back</h1>"
        f"<p>{LONG}</p><p>This article was downloaded by calibre from https://courier.example/a</p></body></html>"
    )
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Courier [Tue, 05 Mar 2024]</dc:title>'
        "<dc:publisher>calibre</dc:publisher><dc:creator>calibre</dc:creator><dc:date>2024-03-05</dc:date></metadata>"
        '<manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    content = make_zip(
        {"mimetype": b"application/epub+zip", "c.opf": package.encode(), "a.xhtml": page.encode()}
    )
    [found] = read_bytes(tmp_path, "courier.epub", content)
    assert found.content.decode() == LONG
    assert found.metadata == {
        "outlet": "Courier",
        "published_at": "2024-03-05",
        "title": "Ferry turns back",
        "url": "https://courier.example/a",
    }


def test_wacz(tmp_path):
    """Of a web archive's package only the records are read, once."""
    from tests.inputs.test_web_archives import warc

    members = {
        "datapackage.json": b"{}",
        "archive/data.warc.gz": warc(("response", "text/html", PAGE)),
        "indexes/index.cdx.gz": b"x",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://courier.example/", "text": "Menu"}\n',
    }
    [document] = read_bytes(tmp_path, "a.wacz", make_zip(members))
    assert isinstance(document, RawDocument)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_as_powershell_writes_it(tmp_path, encoding):
    """UTF-16 with and without its mark, as a list and as lines."""
    records = [{"title": "Fähre", "text": f"{FIRST} {n}"} for n in range(3)]
    as_list = json.dumps(records, ensure_ascii=False)
    as_lines = "\r\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    for name, text in (("a.json", as_list), ("a.jsonl", as_lines)):
        found = read_bytes(tmp_path, name, text.encode(encoding))
        assert [document.metadata["title"] for document in found] == ["Fähre"] * 3


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.7z", b"7z\xbc\xaf'\x1c" + bytes(40), "7z"),
        ("a.txt", b"Rar!\x1a\x07\x01" + bytes(40), "RAR"),
        ("a", b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        ("a.csv", b"SQLite format 3\0" + bytes(40), "SQLite"),
    ],
)
def test_what_is_not_read_is_named(tmp_path, name, content, word):
    """The reason says what the file is, whatever its name says, and what its owner can do."""
    [outcome] = read_bytes(tmp_path, name, content)
    assert (outcome.reason_code, word in outcome.detail) == ("unknown_format", True)


def test_feed_with_a_control_character_and_a_false_declaration(tmp_path):
    """One control character costs no entry; UTF-8 under a declaration of US-ASCII is UTF-8."""
    entry = f"<item><title>Fähre</title><link>https://a.example/</link><content:encoded><![CDATA[<p>{FIRST}\x0b</p>]]>"
    feed = (
        '<?xml version="1.0" encoding="{}"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"{entry}</content:encoded></item></channel></rss>"
    )
    for encoding in ("utf-8", "us-ascii", "ISO-8859-1"):
        [document] = read_bytes(tmp_path, "a.xml", feed.format(encoding).encode())
        assert document.metadata["title"] == "Fähre"
        assert FIRST in document.content.decode()
