"""Posts of social networks, notes, blogs' exports, readers' JSON: one article each, dated by what they say."""

import json

import pytest

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from tests.inputs.helpers import kinds, read_bytes
from tests.inputs.test_archives import make_zip

FERRY = (
    "Forty recruits left the port of Calden on Monday as the ferry turned back in heavy seas, officials said."
)
MAYOR = (
    "The mayor told reporters that the town had not been warned. “We learned of it from the radio,” she said."
)
BRIGADE = (
    "Two battalions of the 3rd Brigade will stay in Amsel until the spring, the governor said on Tuesday."
)
MARKUP = f"<p>{FERRY}</p><p>{MAYOR}</p>"
TEXT = f"{FERRY}\n\n{MAYOR}"
HOST = "https://towns.example/users/calden"


def activity(number: int, content: str) -> dict[str, object]:
    """An item of a Mastodon archive's outbox."""
    note = {
        "id": f"{HOST}/statuses/{number}",
        "type": "Note",
        "published": "2024-03-05T19:00:00Z",
        "url": f"https://towns.example/@calden/{number}",
        "attributedTo": HOST,
        "content": content,
        "contentMap": {"en": content},
    }
    return {"type": "Create", "actor": HOST, "published": "2024-03-05T19:00:00Z", "object": note}


OUTBOX = {
    "id": "outbox.json",
    "type": "OrderedCollection",
    "orderedItems": [
        activity(1, MARKUP),
        {
            "type": "Announce",
            "published": "2024-03-06T08:00:00Z",
            "object": "https://other.example/statuses/9",
        },
    ],
}
STATUS = {
    "id": "104",
    "created_at": "2024-03-05T19:00:00.000Z",
    "url": "https://towns.example/@calden/1",
    "content": MARKUP,
    "reblog": None,
    "account": {"acct": "calden", "display_name": "Town of Calden"},
}
SKEET = {
    "uri": "at://did:plc:abc/app.bsky.feed.post/3k1",
    "author": {"handle": "courier.example", "displayName": "Calden Courier"},
    "record": {"createdAt": "2024-03-05T19:00:00.123Z", "langs": ["en"], "text": TEXT},
}
TELETHON = {
    "_": "Message",
    "id": 11,
    "date": "2024-03-05T19:00:00+00:00",
    "message": TEXT,
    "chat": {"title": "Calden News"},
}


@pytest.mark.parametrize(
    ("value", "outlet", "url"),
    [
        (OUTBOX, "@calden@towns.example", "https://towns.example/@calden/1"),
        ([STATUS, {**STATUS, "content": "", "reblog": STATUS}], "Town of Calden", STATUS["url"]),
        (
            {"feed": [{"post": SKEET}]},
            "Calden Courier",
            "https://bsky.app/profile/courier.example/post/3k1",
        ),
        ({"posts": [SKEET]}, "Calden Courier", "https://bsky.app/profile/courier.example/post/3k1"),
        ([TELETHON, {"_": "MessageService", "id": 12}], "Calden News", None),
        ([{"timestamp": 1709665200, "data": [{"post": TEXT.encode().decode("latin-1")}]}], None, None),
    ],
    ids=["outbox", "statuses", "bluesky feed", "bluesky search", "telethon", "facebook"],
)
def test_posts_of_social_networks(tmp_path, value, outlet, url):
    """A post's text without markup, its account, moment and address; what only shares another's post is none."""
    [document] = read_bytes(tmp_path, "posts.json", json.dumps(value).encode())
    assert document.content.decode() == TEXT
    article = parse_article(document)
    assert (article.outlet, document.metadata.get("url")) == (outlet, url)
    assert article.published_at.isoformat()[:16] == "2024-03-05T19:00"


def test_of_a_mastodon_archive_the_posts_are_read(tmp_path):
    """Likes, bookmarks and the account beside them are no documents."""
    members = {"outbox.json": OUTBOX, "actor.json": {"type": "Person", "summary": FERRY}, "likes.json": {}}
    archive = make_zip({name: json.dumps(value).encode() for name, value in members.items()})
    assert kinds(read_bytes(tmp_path, "archive.zip", archive)) == ["text/plain"]


SLACK = [{"type": "message", "user": "U01", "text": FERRY, "ts": "1709665200.000200"}]
DISCORD = {"guild": {"name": "x"}, "channel": {"name": "general"}, "messages": [{"content": FERRY}]}


@pytest.mark.parametrize(
    ("name", "content", "reason", "words"),
    [
        ("2024-03-05.json", json.dumps(SLACK * 2).encode(), "not_an_article", "Slack"),
        (
            "slack.zip",
            make_zip(
                {"channels.json": b"[]", "users.json": b"[]", "general/1.json": json.dumps(SLACK).encode()}
            ),
            "not_an_article",
            "Slack",
        ),
        ("a.json", json.dumps(DISCORD).encode(), "not_an_article", "Discord"),
        (
            "a.opml",
            b"<opml version='1.0'><body><outline xmlUrl='https://a.example/rss'/></body></opml>",
            "addresses_only",
            "newsetl collect",
        ),
        (
            "story.pages",
            make_zip({"Index/Document.iwa": b"\0\1", "preview.jpg": b"\xff\xd8\xff"}),
            "unknown_format",
            "export it as Word or PDF",
        ),
        (
            "bookmarks.html",
            b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF='https://a.example/1'>Ferry</A></DL>",
            "addresses_only",
            "--urls",
        ),
        (
            "gdelt.json",
            json.dumps({"articles": [{"url": "https://a.example/1", "title": "Ferry"}]}).encode(),
            "addresses_only",
            "--urls",
        ),
        (
            "eikon.csv",
            b",versionCreated,text,storyId,sourceCode\n1,2024-03-05,Ferry turns back in heavy seas,urn:1,NS:RTRS\n",
            "no_text",
            "storyId",
        ),
        (
            "bing.json",
            json.dumps(
                {"_type": "News", "value": [{"name": "Ferry", "url": "https://a.example/1"}]}
            ).encode(),
            "addresses_only",
            "--urls",
        ),
        (
            "newsdata.json",
            json.dumps({"results": [{"title": "Ferry", "content": "ONLY AVAILABLE IN PAID PLANS"}]}).encode(),
            "no_text",
            "content",
        ),
        (
            "error.json",
            json.dumps({"status": "error", "message": f"Your key is not valid. {FERRY}"}).encode(),
            "missing_field",
            "message",
        ),
        (
            "archive.olm",
            make_zip({"Accounts/a/com.microsoft.__Messages/Inbox/1.xml": b"<emails/>", "b.xml": b"<a/>"}),
            "unknown_format",
            "Outlook",
        ),
        ("weekly.mobi", b"Weekly".ljust(60, b"\0") + b"BOOKMOBI", "unknown_format", "calibre"),
        ("a.rds", b"X\n" + bytes(100), "unknown_format", "Parquet"),
        ("a.pkl", b"(dp0\nS'text'\np1\n", "unknown_format", "may run code"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:04,000\nForty recruits\n", "unknown_format", "subtitles"),
        (
            "ProQuest.csv",
            b"Title,Abstract,StoreId,pubdate,pubtitle,DocumentURL\nFerry,Forty left.,1,2024,Courier,https://a.example/1\n",
            "no_text",
            "full text",
        ),
    ],
)
def test_what_is_refused_whole_says_what_to_do(tmp_path, name, content, reason, words):
    """One line for the file, and no article."""
    [refused] = read_bytes(tmp_path, name, content)
    assert refused.reason_code == reason
    assert words in refused.detail


def test_a_record_with_a_long_unknown_field_is_no_address(tmp_path):
    """Its text may be under a name that [fields] can tell."""
    record = {"url": "https://a.example/1", "prose": TEXT * 3}
    assert kinds(read_bytes(tmp_path, "a.json", json.dumps(record).encode())) == ["missing_field"]


SCRAPED = {
    "_type": "snscrape.modules.twitter.Tweet",
    "url": "https://x.com/courier/status/17",
    "date": "2024-03-05T19:00:00+00:00",
    "rawContent": TEXT,
    "user": {"username": "courier", "displayname": "Calden Courier"},
}
SECOND_INTERFACE = {
    "data": [{"id": "17", "text": TEXT, "created_at": "2024-03-05T19:00:00.000Z", "author_id": "9"}],
    "includes": {"users": [{"id": "9", "name": "Calden Courier", "username": "courier"}]},
}
DIFFBOT = {
    "objects": [
        {
            "type": "article",
            "text": TEXT,
            "date": "Tue, 05 Mar 2024 19:00:00 GMT",
            "siteName": "Calden Courier",
        }
    ]
}
AYLIEN = {
    "stories": [
        {
            "body": TEXT,
            "published_at": "2024-03-05T19:00:00Z",
            "source": {"name": "Calden Courier"},
            "links": {"permalink": "https://courier.example/1"},
        }
    ]
}
TROVE_PAPER = {"id": "35", "title": "Calden Courier"}
TROVE_RECORD = {"heading": "FERRY", "title": TROVE_PAPER, "date": "2024-03-05", "articleText": MARKUP}
TROVE = {"category": [{"code": "newspaper", "records": {"total": 1, "article": [TROVE_RECORD]}}]}
MESSAGE = {"id": 11, "date": "2024-03-05 19:00:00", "message": TEXT, "channel": "Calden Courier"}


@pytest.mark.parametrize(
    "value",
    [SCRAPED, SECOND_INTERFACE, DIFFBOT, AYLIEN, TROVE, MESSAGE],
    ids=["snscrape", "X", "Diffbot", "Aylien", "Trove", "scraped channel"],
)
def test_records_of_scrapers_and_interfaces(tmp_path, value):
    """Text, outlet and day are found in each."""
    [document] = read_bytes(tmp_path, "a.json", json.dumps(value).encode())
    article = parse_article(document)
    assert FERRY in article.text
    assert (article.outlet, str(article.published_date)) == ("Calden Courier", "2024-03-05")


READER_ITEM = {
    "id": "tag:google.com,2005:reader/item/1",
    "title": "Ferry turns back",
    "published": 1709665200,
    "updated": 0,
    "canonical": [{"href": "https://courier.example/1"}, {"href": "https://courier.example/2"}],
    "summary": {"direction": "ltr", "content": MARKUP},
    "author": "Mara Quill",
    "origin": {"streamId": "feed/https://courier.example/rss", "title": "Calden Courier"},
}
GHOST = {
    "db": [
        {
            "meta": {"version": "5"},
            "data": {
                "posts": [
                    {"title": "Ferry turns back", "html": MARKUP, "status": "published"},
                    {"title": "Not yet", "html": MARKUP, "status": "draft"},
                ]
            },
        }
    ]
}
SNAPSHOT = {
    "an": "CALDC00020240305ek35000a1",
    "title": "Ferry turns back",
    "snippet": FERRY,
    "body": f"\n{MAYOR}",
    "publication_date": 1709596800000,
    "publication_datetime": 1709665200000,
    "source_name": "Calden Courier",
}
BLOCKS = {
    "headline": {"main": {"text": "Ferry turns back"}},
    "content_elements": [
        {"type": "text", "content": f"<p>{FERRY}</p>"},
        {"type": "image", "caption": "The ferry"},
        {"type": "Paragraph", "content": [{"text": "The mayor told"}, {"text": MAYOR[14:]}]},
    ],
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            {"items": [READER_ITEM]},
            {
                "outlet": "Calden Courier",
                "url": "https://courier.example/1",
                "published_at": "2024-03-05T19:00:00+00:00",
            },
        ),
        (
            {"items": [{**READER_ITEM, "summary": None, "content": {"content": MARKUP, "direction": "ltr"}}]},
            {"byline": "Mara Quill"},
        ),
        (
            SNAPSHOT,
            {
                "id": SNAPSHOT["an"],
                "outlet": "Calden Courier",
                "published_at": "2024-03-05T19:00:00+00:00",
            },
        ),
        (BLOCKS, {}),
    ],
    ids=["Inoreader", "Feedly", "Dow Jones", "blocks"],
)
def test_records_of_readers_and_publishers(tmp_path, value, expected):
    """The text is found where they keep it, whole, and the fields are ours."""
    [document] = read_bytes(tmp_path, "a.json", json.dumps(value).encode())
    metadata = document.metadata
    assert metadata["title"] == "Ferry turns back"
    assert {name: metadata[name] for name in expected} == expected
    for sentence in (FERRY, MAYOR):
        assert sentence in document.content.decode()


def test_what_was_not_published_is_refused(tmp_path):
    """Drafts in the exports of Ghost and WordPress."""
    found = read_bytes(tmp_path, "ghost.json", json.dumps(GHOST).encode())
    assert kinds(found) == ["text/html", "not_an_article"]
    encoded = f"<content:encoded><![CDATA[{MARKUP}]]></content:encoded>"
    item = f"<item><title>x</title>{encoded}<wp:status>{{}}</wp:status></item>"
    feed = (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel>{item.format('publish')}{item.format('draft')}</channel></rss>"
    )
    assert kinds(read_bytes(tmp_path, "wp.xml", feed.encode())) == ["text/html", "not_an_article"]


KIND = (
    "<category scheme='http://schemas.google.com/g/2005#kind' "
    "term='http://schemas.google.com/blogger/2008/kind#{}'/><category term='Harbour'/>"
)
TYPE = "<b:type xmlns:b='http://schemas.google.com/blogger/2018'>{}</b:type><category term='Harbour'/>"


@pytest.mark.parametrize(
    ("mark", "kind_names"),
    [
        (KIND, ("settings", "template", "post", "comment")),
        (TYPE, ("PAGE_SETTINGS", "THEME", "POST", "COMMENT")),
    ],
)
def test_blogger_backup(tmp_path, mark, kind_names):
    """Only posts are articles, and their kind is no section."""
    entries = "".join(
        f"<entry><id>{name}</id><title>x</title>{mark.format(name)}<content type='html'>{FERRY}</content></entry>"
        for name in kind_names
    )
    content = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Calden Notes</title>{entries}</feed>"
    found = read_bytes(tmp_path, "blog.xml", content.encode())
    refused = "not_an_article"
    assert [getattr(one, "reason_code", None) for one in found] == [refused, refused, None, refused]
    assert found[2].metadata["section"] == "Harbour"


def test_draft_of_an_atom_feed_is_refused(tmp_path):
    """As Blogger's older backups and blogs' programs mark it."""
    draft = "<a:control xmlns:a='http://purl.org/atom/app#'><a:draft>yes</a:draft></a:control>"
    entry = f"<entry><title>x</title>{{}}<content type='html'>{FERRY}</content></entry>"
    content = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry.format('')}{entry.format(draft)}</feed>"
    found = read_bytes(tmp_path, "blog.xml", content.encode())
    assert [getattr(one, "reason_code", None) for one in found] == [None, "not_an_article"]


def test_substack_export(tmp_path):
    """posts.csv tells title and day of the pages; drafts and the readers' list are no articles."""
    catalogue = (
        "post_id,post_date,is_published,title\n1.ferry,2024-03-05T19:00:00.000Z,true,Ferry turns back\n"
        "2.notes,,false,Not yet\n"
    )
    members = {
        "posts.csv": catalogue.encode(),
        "posts/1.ferry.html": MARKUP.encode(),
        "posts/2.notes.html": MARKUP.encode(),
        "posts/1.ferry.opens.csv": b"post_id,email\n1,a@b.example\n",
        "email_list.csv": b"email\na@b.example\n",
    }
    post, draft = read_bytes(tmp_path, "export.zip", make_zip(members))
    assert (post.metadata["title"], post.metadata["published_at"]) == (
        "Ferry turns back",
        "2024-03-05T19:00:00.000Z",
    )
    assert draft.reason_code == "not_an_article"


NOTE = """<note><title>{}</title><created>20240309T190000Z</created><note-attributes>
 <author>ann@mail.example</author>{}</note-attributes><content><![CDATA[<?xml version="1.0" encoding="UTF-8"?>
 <!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>{}<en-media type="image/png"/></en-note>]]>
 </content><resource><data encoding="base64">iVBORw0KGgo=</data></resource></note>"""
LINK = "<source-url>https://courier.example/2024/03/05/ferry</source-url>"


def enex() -> bytes:
    """An export of three notes, of which one is empty."""
    notes = (
        '<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd"><en-export>'
        + NOTE.format("Ferry turns back", LINK, f"<div>{FERRY}</div><div>{MAYOR}</div>")
        + NOTE.format("Brigade stays", "", f"<div>{BRIGADE}</div>")
        + NOTE.format("Empty", "", "")
        + "</en-export>"
    )
    return notes.encode()


def test_evernote(tmp_path):
    """A note is an article, dated by its address or not at all; when it was clipped is the time of the fetch."""
    first, second, empty = read_bytes(tmp_path, "notes.enex", enex())
    assert first.content.decode() == TEXT
    assert first.fetched_at.isoformat() == "2024-03-09T19:00:00+00:00"
    assert str(parse_article(first).published_date) == "2024-03-05"
    assert (second.metadata["title"], parse_article(second).published_at) == ("Brigade stays", None)
    assert empty.reason_code == "no_text"


def joplin(kind: int) -> str:
    """A file of Joplin's raw export."""
    return (
        f"Ferry turns back\n\n{TEXT}\n\nid: {'a' * 32}\nparent_id: {'b' * 32}\ncreated_time: 2024-03-09T19:00:00.000Z\n"
        f"updated_time: 2024-03-09T19:00:00.000Z\nsource_url: https://courier.example/2024/03/05/ferry\ntype_: {kind}"
    )


def test_joplin(tmp_path):
    """The metadata below a note are not its text; notebooks and tags are no notes."""
    [note] = read_bytes(tmp_path, "note.md", joplin(1).encode())
    assert note.content.decode() == TEXT
    assert note.metadata["title"] == "Ferry turns back"
    assert str(parse_article(note).published_date) == "2024-03-05"
    assert kinds(read_bytes(tmp_path, "tag.md", joplin(5).encode())) == ["not_an_article"]


def test_a_day_in_the_address_dates_a_plain_text():
    """Where the input names no date, as in a crawl's texts."""
    raw = RawDocument(TEXT.encode(), "text/plain", "x", {"url": "https://courier.example/2024/03/05/ferry"})
    article = parse_article(raw)
    assert (str(article.published_date), article.published_source) == ("2024-03-05", "url")


def test_medium_export(tmp_path):
    """The pages of posts are read; drafts, the account and the contents page are not."""
    post = f"<html><body><article><h1 class=p-name>Ferry turns back</h1>{MARKUP}</article></body></html>"
    members = {
        "README.html": f"<p>{FERRY}</p>",
        "posts/2024-03-05_Ferry-turns-back-a1b2.html": post,
        "posts/draft_Notes-c3d4.html": post,
        "profile/about.html": f"<p>{FERRY}</p>",
    }
    archive = make_zip({name: content.encode() for name, content in members.items()})
    [document] = read_bytes(tmp_path, "medium.zip", archive)
    assert "Ferry-turns-back" in document.uri


def test_notion_page(tmp_path):
    """Title and properties above a page of Notion are its metadata."""
    page = f"# Ferry turns back\n\nURL: https://courier.example/2024/03/05/ferry\nTags: port\n\n{TEXT}"
    [document] = read_bytes(tmp_path, f"Ferry turns back {'1a' * 16}.md", page.encode())
    assert (document.content.decode(), document.metadata["title"]) == (TEXT, "Ferry turns back")
    assert str(parse_article(document).published_date) == "2024-03-05"


def test_a_heading_of_markdown_is_a_title_without_its_mark():
    """ "# Ferry turns back" in a note that names no title."""
    article = parse_article(RawDocument(f"# Ferry turns back\n\n{TEXT}".encode(), "text/plain", "x"))
    assert article.title == "Ferry turns back"
