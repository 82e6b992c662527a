"""Stories that several articles tell, and how the copies of each differ."""

from fastapi import APIRouter, HTTPException, Request, Response

from newsetl.corrections.metadata import ARTICLES
from newsetl.desk.list_query import show
from newsetl.desk.lists import stories
from newsetl.desk.rendering import page
from newsetl.desk.routes.common import archive_of, asked, current, saved, waits
from newsetl.desk.stories import story

router = APIRouter()


@router.get("/stories")
def stories_page(request: Request) -> Response:
    """The stories that an address asks for."""
    with archive_of(request).reading() as reading:
        shown = show(reading, stories(), asked(request))
        waiting = waits(request, reading, ARTICLES)
    return page(request, "stories.html", shown=shown, waiting=waiting)


@router.get("/stories.{kind}")
def stories_file(request: Request, kind: str) -> Response:
    """The same stories as a file."""
    return saved(request, lambda _: stories(), kind)


@router.get("/stories/{story_id}")
def story_page(request: Request, story_id: str) -> Response:
    """One story: who ran it, and what each copy says that the first does not."""
    with archive_of(request).reading() as reading:
        found = story(reading, story_id, current(request, reading).rows)
    if found is None:
        raise HTTPException(
            404, "There is no such story; copies that come later may have joined it to another."
        )
    return page(request, "story.html", story=found)
