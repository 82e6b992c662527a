"""From a feed over the network and the archive to the article."""

from datetime import UTC, datetime

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from newsetl.inputs import ReadSettings, expand_inputs, read_documents
from newsetl.inputs.collect import CollectSettings, collect
from newsetl.tables.articles import Article
from tests.articles.pages import BODY, PARAGRAPHS, page

BYLINE = '<p class="byline">By Ann Lee</p>'


def articles_of(site, tmp_path, *links: str) -> list[Article]:
    """The articles that come of a feed with these links."""
    toml = tmp_path / "feeds.toml"
    toml.write_text(f'[[feeds]]\nurl = "{site.feed(*links)}"\noutlet = "Calden Courier"')
    settings = CollectSettings(
        tmp_path / "data", allowed_hosts=("127.0.0.1",), delay_seconds=0.0, sleep=lambda _: None
    )
    collect(toml, settings)
    files = expand_inputs([str(tmp_path / "data" / "raw" / "collected")])
    documents = [document for file in files for document in read_documents(file, ReadSettings())]
    return [parse_article(document) for document in documents if isinstance(document, RawDocument)]


def test_collected_page_is_an_article(site, tmp_path):
    """What the page says and what the feed says of it come together in one article."""
    [article] = articles_of(site, tmp_path, site.page("/2026/a", page(BYLINE + BODY)))
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert (article.byline, article.authors) == ("By Ann Lee", "Ann Lee")
    assert article.outlet == "Calden Courier"
    assert article.published_at == datetime(2026, 2, 20, 8, tzinfo=UTC)
    assert article.published_source == "feed"
    assert article.url == site.root.replace("http:", "https:") + "/2026/a"
    assert article.fetched_at is not None
    assert article.language == "en"


def test_collected_pages_have_their_own_ids(site, tmp_path):
    """Two pages with one text are two articles; a page in Latin-1 reads like the same page in UTF-8."""
    wide = page(BODY + "<p>“Señor Müller’s café stays open,” the council of the old town said on Friday.</p>")
    latin = wide.replace("utf-8", "windows-1252").encode("cp1252")
    links = (
        site.page("/a", wide),
        site.page("/b", latin, content_type="text/html; charset=windows-1252"),
    )
    first, second = articles_of(site, tmp_path, *links)
    assert first.article_id != second.article_id
    assert first.text == second.text
    assert "“Señor Müller’s café" in first.text
