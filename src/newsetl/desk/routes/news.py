"""What is new: changes since an earlier state, and the alerts of the watch list."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from newsetl.desk.archive import Reading
from newsetl.desk.fields import Asked
from newsetl.desk.list_query import Listing, show
from newsetl.desk.news import State, alerts, all_rising, changes, keep_alerts, keep_changes, states
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import archive_of, asked, desk_of, first, saved
from newsetl.errors import UserError
from newsetl.watching import Watches, read_alerts, read_watches
from newsetl.watching.pages import SHOWN, feed
from newsetl.watching.watch_list import WATCH_FILE

router = APIRouter()
ATOM = "application/atom+xml; charset=utf-8"


@router.get("/changes")
def changes_page(request: Request) -> Response:
    """Figures new, withdrawn and revised since a state; places and sources rising."""
    given = asked(request)
    data_dir = desk_of(request).data_dir
    kept = states(data_dir)
    with archive_of(request).reading() as reading:
        since = _since(kept, given)
        found = keep_changes(reading, data_dir, since)
        shown = show(reading, changes(), given, also={"since": [since]} if first(given, "since") else None)
        rises = all_rising(reading) if shown.view == "rising" else {}
    return page(
        request,
        "changes.html",
        shown=shown,
        states=kept,
        since=found.since,
        asked_since=since,
        is_later=found.is_later,
        rising=rises,
    )


@router.get("/changes.{kind}")
def changes_file(request: Request, kind: str) -> Response:
    """The same changes as a file."""

    def listing(reading: Reading) -> Listing:
        data_dir = desk_of(request).data_dir
        keep_changes(reading, data_dir, _since(states(data_dir), asked(request)))
        return changes()

    return saved(request, listing, kind)


@router.get("/watch")
def watch_page(request: Request) -> Response:
    """The watch list, and the alerts that runs have raised for it."""
    data_dir = desk_of(request).data_dir
    try:
        watches, complaint = read_watches(data_dir), None
    except UserError as error:
        watches, complaint = None, str(error)
    with archive_of(request).reading() as reading:
        keep_alerts(reading, read_alerts(data_dir))
        shown = show(reading, alerts(), asked(request))
    return page(
        request,
        "watch.html",
        shown=shown,
        watches=(watches or Watches()).watches,
        file=data_dir / WATCH_FILE,
        has_list=watches is not None,
        complaint=complaint,
    )


@router.get("/watch.xml")
def watch_feed(request: Request) -> Response:
    """The latest alerts as an Atom feed."""
    return Response(feed(read_alerts(desk_of(request).data_dir)[: -SHOWN - 1 : -1]), media_type=ATOM)


@router.get("/watch.{kind}")
def watch_file(request: Request, kind: str) -> Response:
    """The alerts as a file."""

    def listing(reading: Reading) -> Listing:
        keep_alerts(reading, read_alerts(desk_of(request).data_dir))
        return alerts()

    return saved(request, listing, kind)


def _since(kept: Sequence[State], given: Asked) -> str:
    """The state that an address names; else the one before the published one, or that where it is alone."""
    return first(given, "since").strip() or kept[min(1, len(kept) - 1)].name
