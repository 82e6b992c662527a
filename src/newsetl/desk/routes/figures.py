"""Force figures: as a table, over time, and rolled up to countries."""

from fastapi import APIRouter, Request, Response

from newsetl.desk.figures import MOST_DRAWN, answer, claims_over_time, hidden_as_doubtful, pairs
from newsetl.desk.list_query import COUNTS, show
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import archive_of, asked, current, notice, saved
from newsetl.desk.timeline import draw

router = APIRouter()
WIDTHS = (940, 350)  # pixels: of a desk and of a phone


@router.get("/figures")
def figures_page(request: Request) -> Response:
    """The figures that an address asks for."""
    given = asked(request)
    with archive_of(request).reading() as reading:
        listing = current(request, reading)
        shown = show(reading, listing, given, COUNTS)
        answered = answer(reading, listing, given)
        hidden = hidden_as_doubtful(reading, listing, given, shown.total)
        claims = claims_over_time(reading, listing, given) if shown.view == "time" else []
        rolled = pairs(reading, listing, given) if shown.view == "countries" else []
    drawings = [draw(claims[:MOST_DRAWN], width) for width in WIDTHS] if claims else []
    return page(
        request,
        "figures.html",
        shown=shown,
        hidden=hidden,
        answer=answered,
        drawings=drawings,
        most_drawn=MOST_DRAWN if len(claims) > MOST_DRAWN else None,
        pairs=rolled,
        said=notice(request),
    )


@router.get("/figures.{kind}")
def figures_file(request: Request, kind: str) -> Response:
    """The same figures as a file."""
    return saved(request, lambda reading: current(request, reading), kind)
