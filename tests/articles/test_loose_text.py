"""Text in no paragraph, as feeds and old pages have it."""

import pytest

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from tests.articles.pages import PARAGRAPHS

PAGE = "<!DOCTYPE html>\n<html><head></head><body><article>\n{}\n</article></body></html>"
IN_P = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MORE = '<a href="https://example.com/a">{}</a>'


@pytest.mark.parametrize(
    "fragment",
    [
        IN_P,
        "<br><br>".join(PARAGRAPHS),
        "<br/>\n<br/>\n".join(PARAGRAPHS),
        "<br><br>".join(f"<span>{paragraph}</span>" for paragraph in PARAGRAPHS),
        f"<div>{'<br><br>'.join(PARAGRAPHS)}</div>",
        f'<img src="a.jpg">{"<br><br>".join(PARAGRAPHS)}',
        f"{PARAGRAPHS[0]}<br><br>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS[1:])}",
        IN_P + MORE.format("Continue reading…"),
        f"{IN_P}<p>{MORE.format('Continue reading <b>Brigade leaves Calden for the border</b>')}</p>",
        "<br><br>".join(PARAGRAPHS) + " " + MORE.format("[Read more]"),
        f"{IN_P}<p>The post {MORE.format('Brigade leaves Calden')} appeared first on Calden Courier.</p>",
    ],
)
def test_fragment(fragment: str) -> None:
    """Every paragraph of a fragment is separate, and the link to the full text is none of them."""
    article = parse_article(RawDocument(PAGE.format(fragment).encode(), "text/html", "test"))
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_link_in_prose() -> None:
    """A link within a sentence stays, whatever it begins with."""
    said = f"He said that officers should {MORE.format('read more history')} before the brigade goes to the border."
    article = parse_article(RawDocument(PAGE.format(IN_P + f"<p>{said}</p>").encode(), "text/html", "test"))
    assert "should read more history before" in article.text
