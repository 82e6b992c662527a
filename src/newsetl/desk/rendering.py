"""Templates and assets of the desk, in the report's style: everything escaped, every hidden control made visible."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from newsetl.desk.figures import country_names
from newsetl.report.assets import GLANCE, closed, read_asset
from newsetl.report.safety import safe_link, visible
from newsetl.report.wording import (
    day,
    describe_as_of,
    describe_value,
    doubtful_below,
    percent_sure,
    place_in_words,
    where_in_words,
)

STYLES = ("styles/base.css", "styles/report.css", "styles/evidence.css")
SCRIPTS = ("desk.js", "map.js", "marking.js")  # in static/, as they are
SECTIONS = (
    ("/", "Answers"),
    ("/figures", "Figures"),
    ("/statements", "Statements"),
    ("/sources", "Sources"),
    ("/places", "Places"),
    ("/articles", "Articles"),
    ("/stories", "Stories"),
    ("/changes", "Changes"),
    ("/watch", "Watch"),
    ("/review", "Review"),
    ("/corrections", "Corrections"),
)
MEDIA_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the desk.

    Args:
        template: file in templates/.
        status: HTTP status.
        values: what the template shows; strings are made visible and escaped on their way.
    """
    shown = environment().get_template(template).render(request=request, path=request.url.path, **values)
    return HTMLResponse(shown, status)


@cache
def environment() -> Environment:
    """Jinja with the desk's and the report's templates."""
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters |= {"day": _day, "as_of": describe_as_of, "amount": describe_value, "link": safe_link}
    made.filters |= {"thousands": lambda number: f"{number:,.0f}", "per_cent": _per_cent, "plain": _plain}
    made.filters |= {"sure": _sure, "where": where_in_words, "place": place_in_words}
    made.globals |= {
        "sections": SECTIONS,
        "asset": asset_address,
        "doubtful_below": doubtful_below(),
        "country": _country,
    }
    return made


@cache
def assets() -> Mapping[str, bytes]:
    """What /static/ serves: name with the hash of its content -> bytes."""
    style = "".join(read_asset(name) for name in STYLES) + _own("static/desk.css")
    glance = closed([*(read_asset(f"scripts/{name}") for name in GLANCE), _own("static/glance.js")])
    found = {"desk.css": style, "glance.js": glance} | {name: _own(f"static/{name}") for name in SCRIPTS}
    return {_hashed(name, text.encode()): text.encode() for name, text in found.items()}


@cache
def asset_address(name: str) -> str:
    """'desk.css' -> '/static/desk.1a2b3c4d.css'."""
    stem, _, ending = name.rpartition(".")
    (found,) = (known for known in assets() if known.startswith(f"{stem}.") and known.endswith(f".{ending}"))
    return f"/static/{found}"


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def _template(name: str) -> str:
    own = files("newsetl.desk") / "templates" / name
    return own.read_text("utf-8") if own.is_file() else read_asset(f"templates/{name}")


def _own(name: str) -> str:
    return (files("newsetl.desk") / name).read_text("utf-8")


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _day(value: date | None) -> str:
    return "no date" if value is None else day(value)


def _per_cent(share: float | None) -> str:
    return "not scored" if share is None else f"{100 * share:.0f} %"


def _sure(confidence: float | None) -> str:
    return "not scored" if confidence is None else f"{percent_sure(confidence)} %"


def _plain(value: Any) -> str:
    """What a field of a form holds: 8892.0 -> '8892', True -> 'true'."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def _country(iso3: str | None) -> str:
    return country_names().get(iso3 or "", iso3 or "")
