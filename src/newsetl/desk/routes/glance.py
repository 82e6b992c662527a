"""The first page: how many troops are said to be where, which places are written about, and who is cited."""

from fastapi import APIRouter, Request, Response

from newsetl.corrections.metadata import ARTICLES, SOURCES
from newsetl.desk.bulk_corrections import PLACE_MENTIONS
from newsetl.desk.glance import glance
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import archive_of, current, waits
from newsetl.report.assets import measured_accuracy
from newsetl.report.wording import doubtful_below
from newsetl.tables import ATTRIBUTIONS

router = APIRouter()


@router.get("/")
def start(request: Request) -> Response:
    """The page, whose answers its script asks for."""
    with archive_of(request).reading() as reading:
        waiting = waits(request, reading, PLACE_MENTIONS, ATTRIBUTIONS, SOURCES, ARTICLES)
    return page(
        request,
        "glance.html",
        waiting=waiting,
        doubtful=doubtful_below(),
        measured_accuracy=measured_accuracy(),
    )


@router.get("/glance.json")
def answers(request: Request) -> Response:
    """What the answers are drawn from."""
    with archive_of(request).reading() as reading:
        return Response(glance(reading, current(request, reading)), media_type="application/json")
