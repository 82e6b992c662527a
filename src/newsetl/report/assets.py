"""The report's own files: vendored libraries, styles, scripts and templates."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from newsetl.report.wording import day

LIBRARIES = ("vendor/d3.min.js", "vendor/plot.min.js", "vendor/topojson-client.min.js")
# The first screen: what the desk's first page is drawn by, too
GLANCE = ("words.js", "choosing.js", "answers.js")
SCRIPTS = (
    "words.js",
    "reading.js",
    "data.js",
    "dom.js",
    "captions.js",
    "charts.js",
    "forces.js",
    "timeline.js",
    "places.js",
    "tables.js",
    "choosing.js",
    "answers.js",
    "overview.js",
    "address.js",
    "outlets.js",
    "main.js",
)


@cache
def read_asset(name: str) -> str:
    """Text of a file of this package, such as 'styles/report.css'."""
    return (files("newsetl.report") / name).read_text("utf-8")


@cache
def libraries() -> tuple[str, ...]:
    """The vendored chart libraries, each as one script."""
    return tuple(read_asset(name) for name in LIBRARIES)


@cache
def report_script() -> str:
    """The report's own script, so closed that nothing leaks or is leaked to."""
    return closed(read_asset(f"scripts/{name}") for name in SCRIPTS)


def closed(parts: Iterable[str]) -> str:
    """Scripts in one strict function."""
    body = "\n".join(parts)
    return f'(() => {{\n"use strict";\n{body}\n}})();'


@cache
def measured_accuracy() -> tuple[dict[str, str], ...]:
    """What was measured on news that nobody tuned on: rows of measured_accuracy.csv."""
    return tuple(csv.DictReader(read_asset("measured_accuracy.csv").splitlines()))


@cache
def environment() -> Environment:
    """Jinja with everything escaped and unknown names an error."""
    made = Environment(
        loader=FunctionLoader(lambda name: read_asset(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = day
    return made
