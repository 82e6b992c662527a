"""Statements, and the sources that make them."""

from fastapi import APIRouter, HTTPException, Request, Response

from newsetl.corrections.metadata import ARTICLES, SOURCES
from newsetl.desk.list_query import COUNTS, show
from newsetl.desk.lists import sources
from newsetl.desk.places import by_month
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import archive_of, asked, current_statements, notice, saved, waits
from newsetl.desk.sources import source
from newsetl.tables import ATTRIBUTIONS

router = APIRouter()


@router.get("/statements")
def statements_page(request: Request) -> Response:
    """The statements that an address asks for."""
    with archive_of(request).reading() as reading:
        shown = show(reading, current_statements(request, reading), asked(request), COUNTS)
        waiting = waits(request, reading, SOURCES)
    return page(request, "statements.html", shown=shown, waiting=waiting, said=notice(request))


@router.get("/statements.{kind}")
def statements_file(request: Request, kind: str) -> Response:
    """The same statements as a file."""
    return saved(request, lambda reading: current_statements(request, reading), kind)


@router.get("/sources")
def sources_page(request: Request) -> Response:
    """The sources that an address asks for."""
    with archive_of(request).reading() as reading:
        shown = show(reading, sources(), asked(request))
        waiting = waits(request, reading, SOURCES, ATTRIBUTIONS, ARTICLES)
    return page(request, "sources.html", shown=shown, waiting=waiting, said=notice(request))


@router.get("/sources.{kind}")
def sources_file(request: Request, kind: str) -> Response:
    """The same sources as a file."""
    return saved(request, lambda _: sources(), kind)


@router.get("/sources/{source_id}")
def source_page(request: Request, source_id: str) -> Response:
    """One source: who it is, and what it said."""
    with archive_of(request).reading() as reading:
        found = source(reading, source_id)
        waiting = waits(request, reading, SOURCES, ATTRIBUTIONS, ARTICLES)
    if found is None:
        raise HTTPException(404, "There is no such source; a newer state may know it under another name.")
    return page(request, "source.html", source=found, months=by_month(found.months), waiting=waiting)
