"""The desk as a FastAPI application: pages behind the guard, and what is said where something goes wrong."""

import logging
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from newsetl.desk.archive import TooSlow
from newsetl.desk.desk import Desk
from newsetl.desk.guard import Door, Guard, Refused
from newsetl.desk.rendering import page
from newsetl.desk.routes import (
    adding,
    articles,
    assets,
    bulk_corrections,
    facets,
    figures,
    glance,
    news,
    places,
    review,
    statements,
    stories,
)
from newsetl.errors import UserError
from newsetl.warehouse.sandbox import LACKING, OF_OLDER

PAGES = (
    assets,
    glance,
    facets,
    figures,
    statements,
    places,
    adding,
    articles,
    stories,
    news,
    review,
    bulk_corrections,
)
Handler = Callable[[Request, Exception], Awaitable[Response]]
log = logging.getLogger(__name__)


def make_app(desk: Desk, door: Door) -> Guard:
    """The application that a server runs."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    for module in PAGES:
        app.include_router(module.router)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(TimeoutError, _said(408, "The request did not arrive in time."))
    app.add_exception_handler(
        TooSlow, _said(503, "That took too long: ask for less, such as a shorter period.")
    )
    for kind in LACKING:
        app.add_exception_handler(kind, _of_older)
    app.add_exception_handler(UserError, _user_error)
    app.add_exception_handler(HTTPException, _not_there)
    return Guard(app, door)


async def _refused(_: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n", getattr(error, "status", 400))


async def _user_error(request: Request, error: Exception) -> Response:
    is_asked = request.method == "POST"  # what was said does not fit; else there is no database
    title = "Not taken" if is_asked else "Not now"
    told = f"{str(error)[:1].upper()}{str(error)[1:]}"
    return page(
        request,
        "message.html",
        status=400 if is_asked else 503,
        title=title,
        message=told,
        back=getattr(request.state, "back", None),
    )


async def _of_older(request: Request, error: Exception) -> Response:
    log.error("%s: %s", request.url.path, error, exc_info=error)  # may be a bug of ours
    return page(
        request, "message.html", status=503, title="Not now", message=f"{OF_OLDER[0].upper()}{OF_OLDER[1:]}."
    )


async def _not_there(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    told = getattr(error, "detail", "")
    return page(request, "message.html", status=status, title="Not here", message=told)


def _said(status: int, message: str) -> Handler:
    async def handler(request: Request, _: Exception) -> Response:
        return page(request, "message.html", status=status, title="Not now", message=message)

    return handler
