"""What the columns of an export mean: a Frictionless Data Package for programs, and a page for people."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LICENCE = (
    "The rows are facts and short quotations drawn from news; the articles remain their publishers'. "
    "Place names and coordinates: GeoNames, CC BY 4.0."
)
HABITS = {
    "claims": (
        "A row is what a source is reported to have said, not what is so.",
        "Keep measure, told_as and unit apart before you add up anything; is_part rows are inside others.",
        "Filter by confidence, and read the quote before you use a figure.",
        "as_of_* is when a figure holds, first_reported and last_reported when it was reported.",
    ),
    "places": (
        "A row counts how often a place is named, not what happens there.",
        "Country, region and town are rows each: those of a country do not hold those of its towns.",
        "A point with is_centroid stands for an area: do not measure distances from it.",
        "Countries of disputed areas follow the practice of the United Nations; held_by says who holds them.",
        "In GeoJSON the point is the feature's geometry, longitude first.",
    ),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export: its name, Frictionless type, unit ('' for none) and what it means."""

    name: str
    type: str
    unit: str
    description: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an export comes from, as a citation needs it.

    Args:
        articles: number of articles in the archive.
        outlets: number of outlets.
        first: first day of publication, ISO 8601; None where nothing is dated.
        last: last day.
        snapshot: id of the published state.
        version: of newsetl.
    """

    articles: int
    outlets: int
    first: str | None
    last: str | None
    snapshot: str
    version: str

    @property
    def citation(self) -> str:
        """A sentence to cite the export by."""
        period = f" published {self.first} to {self.last}" if self.first else ""
        return (
            f"Extracted from {self.articles:,} news articles of {self.outlets:,} outlets{period}, "
            f"with newsetl {self.version}, snapshot {self.snapshot}."
        )


@cache
def columns_of(export: str) -> tuple[Column, ...]:
    """The columns of 'claims' or 'places', in order."""
    text = files(__package__).joinpath("columns.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Column(row["name"], row["type"], row["unit"], row["description"])
        for row in rows
        if row["export"] == export
    )


def data_package(export: str, file_name: str, media_type: str, origin: Origin) -> dict[str, Any]:
    """A descriptor after the Frictionless Data Package and Table Schema specifications, version 1."""
    fields = [
        {"name": c.name, "type": c.type, "description": c.description} | ({"unit": c.unit} if c.unit else {})
        for c in columns_of(export)
    ]
    resource: dict[str, Any] = {
        "name": export,
        "path": file_name,
        "mediatype": media_type,
        "encoding": "utf-8",
    }
    if media_type != "application/geo+json":
        resource |= {"profile": "tabular-data-resource", "schema": {"fields": fields, "missingValues": [""]}}
    else:
        resource["schema"] = {"fields": fields}
    return {
        "profile": "data-package",
        "name": f"newsetl-{export}",
        "title": f"newsetl: {export} from news",
        "description": " ".join((origin.citation, LICENCE)),
        "version": origin.snapshot,
        "resources": [resource],
    }


def codebook_page(export: str, file_name: str, origin: Origin) -> str:
    """The codebook as Markdown."""
    lines = [f"# Codebook of {file_name}", "", f"Cite as: {origin.citation}", "", LICENCE, ""]
    lines += [f"- {habit}" for habit in HABITS[export]]
    lines += ["", "| column | type | unit | meaning |", "|---|---|---|---|"]
    lines += [f"| {c.name} | {c.type} | {c.unit} | {c.description} |" for c in columns_of(export)]
    return "\n".join(lines) + "\n"
