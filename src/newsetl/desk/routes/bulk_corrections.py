"""Corrects an article's data, who a source is, and which place a name is, with a preview of the rows concerned."""

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from newsetl.corrections import Correction
from newsetl.desk.archive import Reading, Record
from newsetl.desk.articles import around, article
from newsetl.desk.bulk_corrections import (
    ALONE,
    NO_PLACE,
    alike,
    corrected_mention,
    correction_scope,
    mention_of,
    same_source,
    write_article_correction,
    write_place_correction,
    write_source_link,
)
from newsetl.desk.form_defaults import places_named
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import (
    LONGEST_NAME,
    archive_of,
    asked,
    back_to,
    desk_of,
    first,
    form_of,
    reviewer,
)
from newsetl.errors import UserError

router = APIRouter()
LONGEST = 2 * LONGEST_NAME
SCOPES = {
    "mention": "only here",
    "article": "everywhere in this article",
    "story": "in all copies of the story",
    "archive": "in the whole archive, where it is the same place now",
}


@router.get("/articles/{article_id}/data")
def data_page(request: Request, article_id: str) -> Response:
    """Outlet, authors, day and story of an article, to be changed."""
    with archive_of(request).reading() as reading:
        published = article(reading, article_id)
        if published is None:
            raise HTTPException(404, "There is no such article.")
        of_it = correction_scope(reading, published)
        found = desk_of(request).reviews.article(reading, published)
    return page(
        request, "data.html", article=found, correction_scope=of_it, alone=ALONE, reviewer=reviewer(request)
    )


@router.get("/articles/{article_id}/place")
def place_page(request: Request, article_id: str) -> Response:
    """Which place a name in an article is, and how many other mentions of the name should be the same."""
    given, reviews = asked(request), desk_of(request).reviews
    with archive_of(request).reading() as reading:
        try:
            mention = mention_of(reading, reviews, first(given, "mention"))
        except UserError as error:
            raise HTTPException(404, f"{str(error).capitalize()}.") from error
        counts, context = alike(reading, reviews, mention), around(reading, mention)
        shown = corrected_mention(reading, reviews, mention)
    name = first(given, "name")[:LONGEST] or mention["surface"]
    return page(
        request, "place_name.html", m=shown, counts=counts, scopes=SCOPES, context=context, name=name,
        places=_choices(shown, name), no_place=NO_PLACE, article_id=article_id, reviewer=reviewer(request),
    )  # fmt: skip


def _choices(mention: Record, name: str) -> list[tuple[str, str]]:
    """The places that have a name, and the one that is read now: of "European" no place of that name is known."""
    found, now = places_named(name), mention["place_id"]
    if now is None or any(place_id == now for place_id, _ in found):
        return found
    parts = dict.fromkeys(filter(None, (mention["place_name"], mention["country_name"])))
    return [(now, f"{', '.join(parts)} ({mention['place_type']})"), *found]


@router.get("/same-source")
def same_source_page(request: Request) -> Response:
    """Two names of one source, with how many statements each has."""
    given = asked(request)
    alias, name = (first(given, key).strip()[:LONGEST] for key in ("alias", "name"))
    with archive_of(request).reading() as reading:
        counts = same_source(reading, alias, name) if alias and name else []
    return page(
        request, "same_source.html", alias=alias, name=name, counts=counts, reviewer=reviewer(request)
    )


@router.post("/corrections/article")
async def correct_article(request: Request) -> Response:
    """Writes what a visitor says of an article."""

    def say(reading: Reading, form: dict[str, str]) -> list[Correction]:
        return write_article_correction(
            reading, desk_of(request).reviews, form.get("article", ""), form, reviewer(request)
        )

    return await _said(request, say)


@router.post("/corrections/place")
async def correct_place(request: Request) -> Response:
    """Writes which place a name is."""

    def say(reading: Reading, form: dict[str, str]) -> list[Correction]:
        mention, place, scope, why = (
            form.get(name, "").strip() for name in ("mention", "place_id", "scope", "why")
        )
        return write_place_correction(
            reading, desk_of(request).reviews, mention, place, scope, reviewer(request), why
        )

    return await _said(request, say)


@router.post("/corrections/source")
async def correct_source(request: Request) -> Response:
    """Writes that two names are one source's."""

    def say(_: Reading, form: dict[str, str]) -> list[Correction]:
        alias, name = (form.get(key, "")[:LONGEST] for key in ("alias", "name"))
        return write_source_link(
            desk_of(request).reviews, alias, name, reviewer(request), form.get("why", "").strip()
        )

    return await _said(request, say)


async def _said(request: Request, say: Callable[[Reading, dict[str, str]], list[Correction]]) -> Response:
    form = await form_of(request)

    def write() -> list[Correction]:
        with archive_of(request).reading() as reading:
            return say(reading, form)

    made = await run_in_threadpool(write)
    return back_to(form.get("back", ""), made[0].correction_id if made else None)
