"""What the pages share: what an address asks for, and lists saved as files."""

import getpass
import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl, unquote

from fastapi import HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from newsetl.core.writing_spreadsheets import write_csv, write_excel
from newsetl.corrections import Correction, corrections_of_one_action
from newsetl.desk.archive import Archive, Reading
from newsetl.desk.desk import Desk
from newsetl.desk.fields import Asked
from newsetl.desk.figures import figures
from newsetl.desk.list_query import Listing, all_rows, all_rows_as_json
from newsetl.desk.lists import statements

CSV = "text/csv; charset=utf-8"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PARAMETERS = 60
REVIEWER, LONGEST_NAME = "newsetl_reviewer", 80
LOCAL = re.compile(r"/[A-Za-z0-9_.~!$&'()*+,;=:@/?%#-]*")
FORMATS = ("csv", "xlsx", "json")


def desk_of(request: Request) -> Desk:
    """The desk that answers a request."""
    return cast(Desk, request.app.state.desk)


def archive_of(request: Request) -> Archive:
    """Its database."""
    return desk_of(request).archive


def current(request: Request, reading: Reading) -> Listing:
    """The list of force figures with what people have said of them until now."""
    return figures(desk_of(request).reviews.overlay(reading).rows)


def current_statements(request: Request, reading: Reading) -> Listing:
    """The list of statements with what people have said of them until now."""
    return statements(desk_of(request).reviews.overlay(reading).statements)


def waits(request: Request, reading: Reading, *tables: str) -> int:
    """How many things that were said of some tables a page does not show yet, as no publish has put them in."""
    return desk_of(request).reviews.overlay(reading).waits(*tables)


def notice(request: Request) -> list[Correction]:
    """What the visitor has just corrected, shown with a way to undo it: the corrections that the address names."""
    named = request.query_params.get("said")
    return corrections_of_one_action(desk_of(request).data_dir, named) if named else []


def reviewer(request: Request) -> str:
    """Who the visitor is: the name that they gave, else that of the account that runs the desk."""
    given = unquote(request.cookies.get(REVIEWER, "")).strip()[:LONGEST_NAME]
    try:
        return given or getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "reviewer"


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, the first value of each."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError as error:
        raise HTTPException(400, f"More than {MOST_PARAMETERS} fields are not taken here.") from error
    form = dict(reversed(pairs))
    request.state.back = local(form.get("back", ""))  # where a page that refuses it leads back to
    return form


def local(address: str) -> str:
    """An address of the desk itself; the figures where it is none."""
    is_ours = LOCAL.fullmatch(address) is not None and not address.startswith("//")
    return address if is_ours else "/figures"


def back_to(address: str, said: str | None) -> Response:
    """To where the visitor came from, with what they said in the address, so that it can be taken back."""
    path, _, anchor = local(address).partition("#")
    if said:
        path += f"{'&' if '?' in path else '?'}said={said}"
    return RedirectResponse(f"{path}#{anchor}" if anchor else path, 303)


def first(given: Asked, name: str) -> str:
    """The first value that an address gives a name; empty where it gives none."""
    return next(iter(given.get(name, ())), "")


def asked(request: Request) -> dict[str, list[str]]:
    """What an address asks for: name -> values."""
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items()[:MOST_PARAMETERS]:
        found.setdefault(name, []).append(value)
    return found


def saved(request: Request, listing_of: Callable[[Reading], Listing], kind: str) -> Response:
    """What a list holds, all pages of it, as a file."""
    if kind not in FORMATS:
        raise HTTPException(404, f"A list is saved as {', '.join(FORMATS)}.")
    with archive_of(request).reading() as reading:
        listing = listing_of(reading)
        content, media_type = _file(reading, listing, asked(request), kind)
    name = f"newsetl-{listing.path.strip('/')}.{kind}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _file(reading: Reading, listing: Listing, given: Asked, kind: str) -> tuple[bytes | str, str]:
    """A list as a file, and its media type."""
    if kind == "json":
        return all_rows_as_json(reading, listing, given), "application/json"
    columns, rows = all_rows(reading, listing, given)
    return (_csv(columns, rows), CSV) if kind == "csv" else (_excel(columns, rows), EXCEL)


def _csv(columns: list[str], rows: list[tuple[Any, ...]]) -> bytes:
    written = io.StringIO(newline="")
    write_csv(columns, rows, written)
    return written.getvalue().encode("utf-8-sig")  # Excel takes a CSV without the mark for another encoding


def _excel(columns: list[str], rows: list[tuple[Any, ...]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_excel(columns, rows, path)
        return path.read_bytes()
