"""Reviewing: one figure to judge and change, the queue, what was said until now, and what forms complete."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from newsetl.corrections import corrections_of_one_action, live, read_corrections, undo_corrections
from newsetl.desk.archive import Reading, Record
from newsetl.desk.articles import around
from newsetl.desk.autocomplete import KNOWN, known
from newsetl.desk.fields import address
from newsetl.desk.figures import PUBLISHED
from newsetl.desk.forms import choices_of
from newsetl.desk.judgements import CHANGEABLE, copies_of, judge_row
from newsetl.desk.published_corrections import machine_row
from newsetl.desk.queue import NOTHING_WATCHED, blind, progress, to_check_again, waiting
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import (
    LONGEST_NAME,
    REVIEWER,
    archive_of,
    asked,
    back_to,
    desk_of,
    first,
    form_of,
    local,
    notice,
    reviewer,
)
from newsetl.errors import UserError
from newsetl.tables import ATTRIBUTIONS, FORCE_LEVELS
from newsetl.watching import Watches, read_watches

router = APIRouter()
MOST_SKIPPED, MOST_SHOWN = 60, 300
JUDGEMENTS = ("confirm", "remove", "change")
COMPLETED = {
    "actor_name": "actors", "place_name": "places", "source_name": "sources", "via_name": "sources",
    "affiliation": "sources",
}  # fmt: skip
LACKING = {"title": None, "review": "machine", "reviewed_by": None}  # in a row that a publish has taken out
FOR_A_YEAR = 365 * 24 * 3600


@router.get("/figures/{row_id}")
def figure_page(request: Request, row_id: str) -> Response:
    """One figure: its sentence, its fields to change, and what was said of it."""
    desk, is_blind = desk_of(request), bool(request.query_params.get("blind"))
    with desk.archive.reading() as reading:
        overlay = desk.reviews.overlay(reading)
        figure = (
            desk.reviews.as_machine(reading, row_id) if is_blind else _figure(reading, overlay.rows, row_id)
        )
        machine = None if is_blind else machine_row(reading, row_id)
        if figure is None and machine is None:
            raise HTTPException(404, "There is no such figure; a newer state may know it under another id.")
        row = figure or _figure(reading, PUBLISHED, row_id) or {**LACKING, **(machine or {})}
        copies, context = copies_of(reading, row), around(reading, row)
    verdict = None if is_blind else overlay.known.by_row_id.get((FORCE_LEVELS, row_id))
    return page(
        request, "figure.html", f=row, is_removed=figure is None, verdict=verdict, context=context,
        form=_form(FORCE_LEVELS, machine, 0 if is_blind else len(copies), is_blind), said=notice(request),
        reviewer=reviewer(request),
    )  # fmt: skip


@router.get("/statements/{row_id}")
def statement_page(request: Request, row_id: str) -> Response:
    """One statement: its words in the text, its fields to change, and what was said of it."""
    desk = desk_of(request)
    with desk.archive.reading() as reading:
        overlay = desk.reviews.overlay(reading)
        found = desk.reviews.rows(reading, [row_id], ATTRIBUTIONS)
        machine = machine_row(reading, row_id, ATTRIBUTIONS)
        row = found[0] if found else machine
        if row is None:
            raise HTTPException(
                404, "There is no such statement; a newer state may know it under another id."
            )
        copies = copies_of(reading, row, ATTRIBUTIONS)
        words = {name: row[f"content_{name}"] for name in ("start", "end")} | {"surface": row["content_text"]}
        context = around(reading, row | words)
    return page(
        request, "statement.html", s=row, is_removed=not found, context=context,
        verdict=overlay.known.by_row_id.get((ATTRIBUTIONS, row_id)), form=_form(ATTRIBUTIONS, machine, len(copies)),
        said=notice(request), reviewer=reviewer(request),
    )  # fmt: skip


def _form(table: str, machine: Record | None, copies: int, is_blind: bool = False) -> dict[str, Any]:
    """What the form of a row needs: its fields with their choices, what the machine said, how many copies there are."""
    fields = CHANGEABLE[table]
    return {
        "machine": machine, "changeable": fields, "choices": {name: choices_of(table, name) for name in fields},
        "completed": COMPLETED, "copies": copies, "is_blind": is_blind,
    }  # fmt: skip


@router.get("/review")
def review_page(request: Request) -> Response:
    """The next figure of the queue; blind=1 asks for a second opinion on what others have judged."""
    desk, given, name = desk_of(request), asked(request), reviewer(request)
    skipped = list(given.get("skip", ()))[-MOST_SKIPPED:]
    is_blind = bool(first(given, "blind"))
    corrections = read_corrections(desk.data_dir)
    with desk.archive.reading() as reading:
        overlay = desk.reviews.overlay(reading)
        found = (
            blind(reading, desk.reviews, name, skipped)
            if is_blind
            else waiting(reading, overlay, skipped, _watches(desk.data_dir))
        )
        done = progress(reading, overlay.rows, corrections)
        row = found[0] if found else None
        copies = len(copies_of(reading, row)) if row and not is_blind else 0
        context = around(reading, row) if row else None
    kept = {"blind": ["1"]} if is_blind else {}
    after = [*skipped, row["force_level_id"]][-MOST_SKIPPED:] if row else skipped
    return page(
        request, "review.html", f=row, context=context, copies=copies, progress=done, is_blind=is_blind,
        here=address("/review", {**kept, "skip": skipped}), following=address("/review", {**kept, "skip": after}),
        said=notice(request), reviewer=name,
    )  # fmt: skip


def _watches(data_dir: Path) -> Watches:
    """What is watched; nothing where the list is not understood, which the page of the watch list says."""
    try:
        return read_watches(data_dir) or NOTHING_WATCHED
    except UserError:
        return NOTHING_WATCHED


@router.get("/corrections")
def corrections_page(request: Request) -> Response:
    """What was said until now, newest first."""
    corrections = read_corrections(desk_of(request).data_dir)
    standing = {said.correction_id for said in live(corrections)}
    shown = sorted(corrections, key=lambda said: (said.at, said.correction_id), reverse=True)[:MOST_SHOWN]
    with archive_of(request).reading() as reading:
        overlay = desk_of(request).reviews.overlay(reading)
        lost = [row for row in to_check_again(reading) if row["correction_id"] in standing]
    disputed = [verdict for verdict in overlay.known.verdicts.values() if verdict.contradictions]
    disputed.sort(key=lambda verdict: (verdict.at, verdict.key), reverse=True)
    return page(
        request, "corrections.html", corrections=shown, total=len(corrections), standing=standing, disputed=disputed,
        lost=lost,
        said=notice(request), reviewer=reviewer(request),
    )  # fmt: skip


@router.post("/corrections")
async def correct(request: Request) -> Response:
    """Writes what a visitor says of a figure or a statement."""
    form = await form_of(request)
    return await run_in_threadpool(_correct, request, form)


@router.post("/corrections/undo")
async def undo(request: Request) -> Response:
    """Takes back what was said; several at once where they were said at once."""
    form = await form_of(request)
    return await run_in_threadpool(_undo, request, form)


@router.post("/reviewer")
async def name_reviewer(request: Request) -> Response:
    """Keeps who the visitor is."""
    form = await form_of(request)
    answer = RedirectResponse(local(form.get("back", "")), 303)
    name = quote(form.get("name", "").strip()[:LONGEST_NAME])
    answer.set_cookie(REVIEWER, name, max_age=FOR_A_YEAR, httponly=True, samesite="lax")
    return answer


@router.get("/known/{what}")
def known_names(request: Request, what: str, q: str = "") -> list[str]:
    """Names that hold what was typed."""
    if what not in KNOWN:
        raise HTTPException(404, f"Known are {', '.join(KNOWN)}.")
    with archive_of(request).reading() as reading:
        return known(reading, what, q.strip()[:LONGEST_NAME])


def _correct(request: Request, form: dict[str, str]) -> Response:
    kind = form.get("kind", "")
    if kind not in JUDGEMENTS:
        raise HTTPException(400, f"A row is judged by {', '.join(JUDGEMENTS)}.")
    table = form.get("table", FORCE_LEVELS)
    changes = {name: form[name].strip() or None for name in CHANGEABLE.get(table, ()) if name in form}
    desk = desk_of(request)
    with desk.archive.reading() as reading:
        made = judge_row(
            reading, desk.reviews, form.get("row", ""), kind, reviewer(request),  # type: ignore[arg-type]
            table=table, changes=changes, why=form.get("why", "").strip(),
            with_copies=bool(form.get("copies")), is_blind=bool(form.get("blind")),
        )  # fmt: skip
    return back_to(form.get("back", ""), made[0].correction_id if made else None)


def _undo(request: Request, form: dict[str, str]) -> Response:
    data_dir = desk_of(request).data_dir
    ids = form.get("ids", "").split()
    ids += [said.correction_id for said in corrections_of_one_action(data_dir, form.get("together", ""))]
    made = undo_corrections(data_dir, ids, reviewer(request))
    return back_to(form.get("back", ""), made[0].correction_id if made else None)


def _figure(reading: Reading, rows: str, row_id: str) -> Record | None:
    return reading.record(f"SELECT * FROM {rows} WHERE force_level_id = $id LIMIT 1", {"id": row_id})
