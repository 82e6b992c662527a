"""From a document's bytes to an article: body text, title, byline, dateline, dates, story, revision."""

from newsetl.articles.parse import PARSER_VERSION, parse_article

__all__ = ["PARSER_VERSION", "parse_article"]
