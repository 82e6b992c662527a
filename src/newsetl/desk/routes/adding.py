"""Adding a row that the machine missed: its words are marked in the article, the rest is filled in a form."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from newsetl.core.spans import Span
from newsetl.desk.adding import add_row, copies_of_sentence, spans_of
from newsetl.desk.archive import Reading, Record
from newsetl.desk.articles import article
from newsetl.desk.form_defaults import places_named, proposed
from newsetl.desk.forms import FORMS, Form, choices_of
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import (
    archive_of,
    asked,
    back_to,
    desk_of,
    first,
    form_of,
    local,
    reviewer,
)
from newsetl.errors import UserError
from newsetl.report.safety import visible
from newsetl.report.spans import Kind, Mark, segments

router = APIRouter()
KINDS: dict[str, Kind] = {"force_levels": "figure", "region_mentions": "place"}


@router.get("/articles/{article_id}/add")
def add_page(request: Request, article_id: str) -> Response:
    """The form for a row of the table that the address names, with the words that it says are marked."""
    given = asked(request)
    table = first(given, "table") or "force_levels"
    with archive_of(request).reading() as reading:
        found = article(reading, article_id)
        if found is None or table not in FORMS:
            raise HTTPException(404, "There is no such article, or no such kind of row.")
        try:
            spans = spans_of(table, found["text"], {name: values[0] for name, values in given.items()})
        except UserError as error:
            raise HTTPException(404, f"{str(error).capitalize()}.") from error
        begun = _begun(reading, request, table, found, spans)
        main = next(iter(FORMS[table].spans))
        copies = len(copies_of_sentence(reading, found, spans[main])) if main in spans else 0
    values = _values(table, FORMS[table], found, spans, begun)
    return page(
        request, "add.html", table=table, form=FORMS[table], forms=FORMS, article=found, copies=copies,
        reviewer=reviewer(request), **values,
    )  # fmt: skip


@router.post("/corrections/add")
async def add(request: Request) -> Response:
    """Writes the row of a form."""
    form = await form_of(request)
    return await run_in_threadpool(_add, request, form)


def _add(request: Request, form: dict[str, str]) -> Response:
    table = form.get("table", "")
    if table not in FORMS:
        raise HTTPException(400, f"What can be added are {', '.join(FORMS)}.")
    desk = desk_of(request)
    with desk.archive.reading() as reading:
        made = add_row(reading, desk.reviews, table, form.get("article", ""), form, reviewer(request))
    back = local(form.get("back", ""))
    return back_to(f"{back}#row-{made[0].row_id}", made[0].correction_id)


def _begun(
    reading: Reading, request: Request, table: str, found: Record, spans: dict[str, Span]
) -> dict[str, Any]:
    """What the form begins with; where the machine reads a number wider or narrower, its words are taken."""
    main = next(iter(FORMS[table].spans))
    if main not in spans:
        return {}
    reviews = desk_of(request).reviews
    rows = {name: reviews.of_article(reading, found, name) for name in ("attributions", "region_mentions")}
    begun = proposed(table, found["text"], spans[main], rows)
    if begun.get("start") is not None:
        spans[main] = Span(begun["start"], begun["end"])
    return begun


def _values(
    table: str, form: Form, found: Record, spans: dict[str, Span], begun: dict[str, Any]
) -> dict[str, Any]:
    """What the template shows: the text with the marked words, and the choices of each field."""
    text = found["text"]
    marks = [
        Mark(span.start, span.end, KINDS.get(table, prefix), f"marked-{prefix}")  # type: ignore[arg-type]
        for prefix, span in spans.items()
    ]
    choices = {name: choices_of(table, name) for name in form.fields}
    if "place_id" in choices and "" in spans:
        choices["place_id"] = places_named(text[spans[""].start : spans[""].end])
    shown = [(visible(part.text), part.classes) for part in segments(text, marks)]
    words = {prefix: visible(text[span.start : span.end]) for prefix, span in spans.items()}
    return {"segments": shown, "words": words, "spans": spans, "begun": begun, "choices": choices}
