"""RSS, RDF, Atom and sitemaps as files."""

import tarfile

import pytest

from newsetl.inputs import ReadSettings, expand_inputs, read_documents
from tests.inputs.helpers import kinds, read_bytes

FULL = "The convoy left the base at dawn. " * 20
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Example Post</title><link>https://post.example/</link><language>en-gb</language>
<item>{}</item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://post.example/">
<title>Example Post</title><entry>{}</entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example Post</title></channel><item>{}</item></rdf:RDF>"""


def read_feed(tmp_path, content, name="feed.xml"):
    """Outcomes of a feed."""
    return read_bytes(tmp_path, name, content.encode() if isinstance(content, str) else content)


def test_entry_of_rss(tmp_path):
    """An item with its full content is a page of its own, with the feed's date and names."""
    item = f"""<title>Convoy &amp; base</title><media:title>Picture</media:title><link>https://post.example/1</link>
    <guid isPermaLink="false">g1</guid><pubDate>Fri, 20 Feb 2026 08:00:00 GMT</pubDate><dc:creator>A B</dc:creator>
    <dc:creator>C D</dc:creator><category>World</category><description>Short.</description>
    <content:encoded><![CDATA[<p>{FULL}</p><p>“End”</p>]]></content:encoded>"""
    [document] = read_feed(tmp_path, RSS.format(item))
    assert document.media_type == "text/html"
    assert f"<p>{FULL}</p><p>“End”</p>" in document.content.decode(document.encoding)
    assert document.uri.endswith("feed.xml#1")
    assert document.metadata == {
        "id": "g1",
        "url": "https://post.example/1",
        "title": "Convoy & base",
        "authors": "A B; C D",
        "published_at": "Fri, 20 Feb 2026 08:00:00 GMT",
        "published_source": "feed",
        "section": "World",
        "language": "en-gb",
        "outlet": "Example Post",
    }


def test_entry_of_atom(tmp_path):
    """Relative links are resolved, updated is not a date of publication, markup within is kept."""
    entry = """<id>tag:1</id><title type="html">Con&lt;b&gt;voy&lt;/b&gt;</title>
    <link rel="self" href="x"/><link href="news/1"/>
    <updated>2026-02-20T09:00:00Z</updated><author><name>A B</name><email>a@b</email></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It left<br/>at dawn.</p></div></content>"""
    [document] = read_feed(tmp_path, ATOM.format(entry))
    assert "<p>It left<br>at dawn.</p>" in document.content.decode().replace("<br></br>", "<br>")
    assert document.metadata == {
        "id": "tag:1",
        "url": "https://post.example/news/1",
        "title": "Con voy",
        "byline": "A B",
        "updated_at": "2026-02-20T09:00:00Z",
        "language": "en",
        "outlet": "Example Post",
    }


def test_entry_of_rdf(tmp_path):
    """RSS 1.0 has its items beside the channel and its dates in Dublin Core."""
    item = f"<title>T</title><description>{FULL}</description><dc:date>2026-02-20</dc:date>"
    [document] = read_feed(tmp_path, RDF.format(item))
    assert document.media_type == "text/plain"
    assert document.content.decode() == FULL
    assert document.metadata["published_at"] == "2026-02-20"
    assert document.metadata["outlet"] == "Example Post"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<description>{FULL}</description>", "text/plain"),
        (f"<description>&lt;p&gt;{FULL}&lt;/p&gt;</description>", "text/html"),
        ("<description>A teaser.</description>", "no_text"),
        (f"<description>{FULL} …</description>", "no_text"),
        (f"<description>{FULL} Read more</description>", "no_text"),
        (f"<description>{FULL} [...]</description>", "no_text"),
        ("<title>T</title>", "no_text"),
        ("<content:encoded>Short and whole.</content:encoded>", "text/plain"),
        ("<content:encoded> </content:encoded><description>A teaser.</description>", "no_text"),
    ],
)
def test_teaser_is_no_article(tmp_path, body, expected):
    """Full content is taken at its word; a description alone only if it is long and does not break off."""
    outcomes = read_feed(tmp_path, RSS.format(f"<link>https://post.example/1</link>{body}"))
    assert kinds(outcomes) == [expected]
    assert outcomes[0].metadata["url"] == "https://post.example/1"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (RSS.replace("<item>{}</item>", ""), "not_an_article"),
        (
            "<rss><channel><item><content:encoded>Undeclared prefix.</content:encoded></item></channel></rss>",
            "text/plain",
        ),
        (
            "<rss><channel><item><description>caf&eacute; &nbsp;" + FULL + "</description></item>",
            "text/plain",
        ),
        ("<rss><channel><item><description>" + FULL + "</description></item><", "text/plain"),
        ("<rss><channel><item><description>" + FULL, "broken_xml"),
        ("<rss><channel><item><description>" + FULL + "</description>", "broken_xml"),
        ("<rss><channel><item/></channel></rss>", "no_text"),
        ('<!DOCTYPE rss [<!ENTITY a "x">]><rss><channel>&a;</channel></rss>', "forbidden_xml"),
        ('<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]><rss/>', "forbidden_xml"),
        ('<!DOCTYPE rss SYSTEM "http://127.0.0.1/rss.dtd"><rss><channel/></rss>', "not_an_article"),
        ("<rss><channel>" + "<a>" * 210 + "</a>" * 210 + "</channel></rss>", "too_deep"),
        ("<rss><channel>" + "<a>" * 100_000, "too_deep"),
        ("<urlset><url><loc>https://post.example/1</loc></url></urlset>", "not_an_article"),
        (
            "<sitemapindex><sitemap><loc>https://post.example/s.xml</loc></sitemap></sitemapindex>",
            "not_an_article",
        ),
        (
            "<?xml version='1.0' encoding='made-up'?><rss><channel><item><description>"
            + FULL
            + "</description></item>",
            "text/plain",
        ),
    ],
)
def test_odd_and_hostile_feeds(tmp_path, content, expected):
    """Broken XML is read as far as it goes; entities are never expanded and nothing is fetched."""
    assert kinds(read_feed(tmp_path, content)) == [expected]


def test_sitemap_says_how_many_addresses_wait(tmp_path):
    """A sitemap holds no text; its rejection points to collect."""
    [rejected] = read_feed(
        tmp_path, "<urlset><url><loc>https://a.example/1</loc></url><url><loc> </loc></url></urlset>"
    )
    assert "1 articles: collect them" in rejected.detail


@pytest.mark.parametrize(
    "declaration", ["", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='UTF-8'?>"]
)
def test_western_feed_that_says_utf_8_is_read(tmp_path, declaration):
    """Windows-1252 under a declaration of UTF-8, or under none, comes out right."""
    feed = f"{declaration}<rss><channel><item><description>“Café” {FULL}</description></item></channel></rss>"
    [document] = read_feed(tmp_path, feed.encode("cp1252"))
    assert document.content.decode().startswith("“Café” The convoy")


def test_feed_in_an_unnamed_code_page_is_rejected(tmp_path):
    """Cyrillic without a declared encoding is reported as such and not published as accents."""
    feed = f"<rss><channel><item><description>{'Войска покинули город. ' * 40}</description></item></channel></rss>"
    assert kinds(read_feed(tmp_path, feed.encode("koi8-r"))) == ["bad_encoding"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_declared_encoding_is_heeded(tmp_path, encoding):
    """A feed in the encoding that it declares comes out in UTF-8."""
    item = f"<item><description>Café {FULL}</description></item>"
    feed = f"<?xml version='1.0' encoding='{encoding}'?><rss><channel>{item}</channel></rss>"
    [document] = read_feed(tmp_path, feed.encode(encoding))
    assert document.content.decode().startswith("Café The convoy")


def test_every_feed_of_a_large_collection_goes_through(shared):
    """2,100 feeds written to trip parsers: each entry is a document or a rejection with its reason."""
    path = shared / "data" / "feeds" / "feedparser-tests.tar.gz"
    [file] = expand_inputs([str(path)])
    members = {outcome.uri.split("#")[0] for outcome in read_documents(file, ReadSettings())}
    with tarfile.open(path) as archive:
        assert len(members) == sum(member.isfile() for member in archive)
