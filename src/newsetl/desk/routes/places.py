"""Places on a map and as a list, and a page for each."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from newsetl.corrections.metadata import ARTICLES
from newsetl.desk.archive import Reading
from newsetl.desk.bulk_corrections import PLACE_MENTIONS
from newsetl.desk.list_query import show
from newsetl.desk.lists import places
from newsetl.desk.places import MOST_ON_MAP, by_month, place, points
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import archive_of, asked, current, saved, waits
from newsetl.desk.worldmap import View, disputed, shapes, spots, view_of
from newsetl.report.world import borders_in_words

router = APIRouter()


@router.get("/places")
def places_page(request: Request) -> Response:
    """The places that an address asks for, and the map of the most named among them."""
    given = asked(request)
    with archive_of(request).reading() as reading:
        shown = show(reading, places(), given, most=MOST_ON_MAP)
        known = points(reading, [row["place_id"] for row in shown.rows])
        waiting = waits(request, reading, PLACE_MENTIONS, ARTICLES)
        borders = _borders(reading)
    on_map = spots(((row, known.get(row["place_id"], {})) for row in shown.rows), MOST_ON_MAP)
    values: dict[str, Any] = {
        "view": view_of(given),
        "spots": on_map,
        "shapes": shapes(),
        "disputed": disputed(),
        "borders": borders,
    }
    return page(request, "places.html", shown=shown, waiting=waiting, **values)


def _borders(reading: Reading) -> str:
    reading.add_missing_macros(("map_country",))
    return borders_in_words(reading.connection)


@router.get("/places.{kind}")
def places_file(request: Request, kind: str) -> Response:
    """The same places as a file."""
    return saved(request, lambda _: places(), kind)


@router.get("/places/{place_id}")
def place_page(request: Request, place_id: str) -> Response:
    """One place: where it is, who writes of it, which forces are said to be there."""
    with archive_of(request).reading() as reading:
        found = place(reading, place_id)
        if found is None:
            raise HTTPException(404, "No article names such a place.")
        there = show(reading, current(request, reading), {"at": [place_id]})
    point = found.place
    has_point = point["latitude"] is not None
    view = View(point["longitude"], point["latitude"], 8).bounded() if has_point else View()
    values: dict[str, Any] = {
        "view": view,
        "spots": spots([(point, point)], 1),
        "shapes": shapes(),
        "disputed": disputed(),
    }
    return page(request, "place.html", found=found, months=by_month(found.months), there=there, **values)
