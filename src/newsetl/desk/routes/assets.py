"""Styles and scripts, under names that change with their content."""

from fastapi import APIRouter, HTTPException, Response

from newsetl.desk.rendering import MEDIA_TYPES, assets

router = APIRouter()
FOR_A_YEAR = {"cache-control": "public, max-age=31536000, immutable"}


@router.get("/static/{name}")
def asset(name: str) -> Response:
    """A style sheet or script."""
    content = assets().get(name)
    if content is None:
        raise HTTPException(404, "There is no such file.")
    return Response(content, media_type=MEDIA_TYPES[name.rpartition(".")[2]], headers=FOR_A_YEAR)


@router.get("/favicon.ico")
def icon() -> Response:
    """None: the address is asked for by every browser."""
    return Response(status_code=204, headers=FOR_A_YEAR)
