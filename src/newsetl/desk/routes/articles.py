"""Articles: found by their words, and each with its evidence marked."""

from fastapi import APIRouter, HTTPException, Request, Response

from newsetl.corrections.metadata import ARTICLES
from newsetl.desk.archive import Reading
from newsetl.desk.articles import article, snippets
from newsetl.desk.fields import Asked
from newsetl.desk.list_query import PAGE_ROWS, Listing, show, understood
from newsetl.desk.lists import articles
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import archive_of, asked, desk_of, first, notice, saved, waits
from newsetl.desk.searching import MOST_HITS, keep_hits
from newsetl.report.evidence import evidence_values
from newsetl.tables import ANNOTATION_TABLES

router = APIRouter()
LONGEST_QUESTION, WITH_SNIPPETS = 200, 20


@router.get("/articles")
def articles_page(request: Request) -> Response:
    """The articles that an address asks for."""
    given = asked(request)
    with archive_of(request).reading() as reading:
        listing = _found(request, reading, given)
        words = first(given, "words")[:LONGEST_QUESTION]
        # Texts lie far apart: each takes ten milliseconds in an archive of half a million
        also = {"words": [words]} if words else None
        shown = show(reading, listing, given, most=WITH_SNIPPETS if words else PAGE_ROWS, also=also)
        told = snippets(reading, [row["article_id"] for row in shown.rows], words) if words else {}
        waiting = waits(request, reading, ARTICLES)
    return page(
        request, "articles.html", shown=shown, words=words, snippets=told, most=MOST_HITS, waiting=waiting
    )


@router.get("/articles.{kind}")
def articles_file(request: Request, kind: str) -> Response:
    """The same articles as a file."""
    return saved(request, lambda reading: _found(request, reading, asked(request)), kind)


@router.get("/articles/{article_id}")
def article_page(request: Request, article_id: str) -> Response:
    """One article, with all extracted rows marked in its text."""
    with archive_of(request).reading() as reading:
        found = article(reading, article_id)
        if found is None:
            raise HTTPException(
                404, "There is no such article; a link of an older state may lead to one that is gone."
            )
        reviews = desk_of(request).reviews
        rows = {table: reviews.of_article(reading, found, table) for table in ANNOTATION_TABLES}
        found = reviews.article(reading, found)
        copies = reading.value(
            "SELECT articles FROM story_overview WHERE story_id = $story", {"story": found["story_id"]}
        )
    return page(
        request,
        "article.html",
        home=None,
        copies=copies or 1,
        said=notice(request),
        **evidence_values(found, rows),
    )


def _found(request: Request, reading: Reading, given: Asked) -> Listing:
    """The list of articles, narrowed to those that hold the words that are looked for."""
    words = first(given, "words")[:LONGEST_QUESTION]
    if words.strip(' "'):
        narrowing, _ = understood(articles(), given)
        keep_hits(reading, desk_of(request).searcher, words, narrowing)
    return articles(bool(words.strip(' "')))
