"""The facets of long lists, which their pages ask for once the rows are shown."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, HTTPException, Request, Response

from newsetl.desk.archive import Reading
from newsetl.desk.list_query import Listing, facets_of
from newsetl.desk.lists import articles, places, sources, stories
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import archive_of, asked, current, current_statements

router = APIRouter()
LISTS: Mapping[str, Callable[[Request, Reading], Listing]] = {
    "figures": current,
    "statements": current_statements,
    "sources": lambda *_: sources(),
    "places": lambda *_: places(),
    "articles": lambda *_: articles(),  # those that hold some words are few enough to be counted at once
    "stories": lambda *_: stories(),
}


@router.get("/facets/{name}")
def facets(request: Request, name: str) -> Response:
    """A part of a page: the facets of what an address of the list asks for."""
    if name not in LISTS:
        raise HTTPException(404, "There is no such list.")
    with archive_of(request).reading() as reading:
        listing = LISTS[name](request, reading)
        found = facets_of(reading, listing, asked(request))
    return page(request, "facets.html", facets=found, counted=listing.noun[1])
