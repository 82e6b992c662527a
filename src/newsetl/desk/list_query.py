"""Queries behind a list: filters, order, pages, counts by facet, and the file to download."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newsetl.desk.archive import Reading, Record
from newsetl.desk.fields import UNKNOWN, Asked, Field, Narrowing, address, narrow, toggled

PAGE_ROWS, MOST_PAGES = 50, 200
FACET_VALUES = 8
# Of more rows than this the facets are counted in a request of their own, so that the rows do not wait for them
COUNTED_AT_ONCE = 20_000
SAVED_ROWS = 100_000
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
OF_HITS, OF_CHANGES = "desk_hits", "desk_changes"  # what is put by for one reading alone
# Hashes: to tell half a million strings apart takes three times as long, and two have one hash once in 10^8 archives
COUNTS = "count(*) AS total, count(DISTINCT hash(article_id)) AS articles, count(DISTINCT hash(story_id)) AS stories"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds.

    Args:
        path: address of the page.
        rows: the SQL behind FROM.
        columns: what is read of each row that is shown or saved: name -> SQL.
        fields: what it can be narrowed by.
        sorts: name in the address -> (label, ORDER BY in a total order); the first is the usual one.
        defaults: what is asked for where the address does not say.
        noun: what one row is, and many.
        views: ways to show the rows found; the first is the usual one.
    """

    path: str
    rows: str
    columns: Mapping[str, str]
    fields: Sequence[Field]
    sorts: Mapping[str, tuple[str, str]]
    noun: tuple[str, str]
    defaults: Mapping[str, str] = field(default_factory=dict)
    views: Sequence[str] = ("table",)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value with its count and the address that takes it in or out."""

    value: str
    shown: str
    count: int
    href: str
    is_chosen: bool


Facets = list[tuple[Field, list[FacetValue]]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list, as a template shows it; facets are None where they are counted in a request of their own."""

    listing: Listing
    asked: dict[str, list[str]]
    rows: list[Record]
    total: int
    counts: Record
    facets: Facets | None
    page: int
    sort: str
    view: str
    most: int = PAGE_ROWS

    @property
    def pages(self) -> int:
        """How many pages can be leafed through."""
        return max(1, min(MOST_PAGES, -(-self.total // self.most)))

    def to(self, path: str | None = None, **changes: str | None) -> str:
        """Address of this view with changes."""
        return address(path or self.listing.path, self.asked, **changes)

    def one(self, name: str) -> str:
        """The value asked for of a field that takes one, or the usual one; empty where there is none."""
        return next(iter(self.asked.get(name, ())), self.listing.defaults.get(name, ""))

    def chips(self) -> list[tuple[str, str, str]]:
        """What the list is narrowed by: label, value in words, address without it."""
        found = []
        for entry in self.listing.fields:
            for value in self.asked.get(entry.name, ()):
                if entry.kind in ("choice", "name"):
                    href = toggled(self.listing.path, self.asked, entry.name, value)
                    found.append((entry.label, in_words(entry, value), href))
        return found


def in_words(entry: Field, value: str) -> str:
    """A facet's value as a reader sees it."""
    return entry.values.get(value, value.replace("_", " ") if entry.kind == "choice" else value)


def understood(listing: Listing, asked: Asked) -> tuple[Narrowing, str]:
    """The narrowing and the sort that an address asks for, defaults put in."""
    given = {name: [value] for name, value in listing.defaults.items()} | {
        name: list(values) for name, values in asked.items() if any(values)
    }
    return narrow(listing.fields, given), _known("sort", asked, list(listing.sorts))


def show(
    reading: Reading,
    listing: Listing,
    asked: Asked,
    counts: str = "count(*) AS total",
    most: int = PAGE_ROWS,
    also: Asked | None = None,
) -> Shown:
    """The page of a list that an address asks for.

    Args:
        counts: aggregates over all rows found, `total` among them.
        most: rows on a page.
        also: what narrows the list besides its fields, to be kept in every address.
    """
    narrowing, sort = understood(listing, asked)
    page = _page(asked)
    found = f"FROM {listing.rows} WHERE {narrowing.where}"
    counted = remembered(reading, f"SELECT {counts} {found}", narrowing)[0]
    rows = remembered(
        reading,
        f"SELECT {_columns(listing)} {found} ORDER BY {listing.sorts[sort][1]} "
        f"LIMIT {most} OFFSET {most * (page - 1)}",
        narrowing,
    )
    kept, total = _kept(listing, narrowing, asked, also), int(counted["total"])
    is_quick = total <= COUNTED_AT_ONCE or bool(next(iter(asked.get("facets", ())), ""))
    facets = _facets(reading, listing, narrowing, kept) if is_quick else None
    view = _known("view", asked, listing.views)
    return Shown(listing, kept, rows, total, counted, facets, page, sort, view, most)


def facets_of(reading: Reading, listing: Listing, asked: Asked) -> Facets:
    """The facets of a list that an address asks for."""
    narrowing, _ = understood(listing, asked)
    return _facets(reading, listing, narrowing, _kept(listing, narrowing, asked, None))


def _kept(listing: Listing, narrowing: Narrowing, asked: Asked, also: Asked | None) -> dict[str, list[str]]:
    """What every address of a view holds: the filters that are not the default."""
    kept = {
        name: values for name, values in narrowing.asked.items() if values != [listing.defaults.get(name)]
    }
    view, sort = _known("view", asked, listing.views), _known("sort", asked, list(listing.sorts))
    kept |= {"sort": [sort]} if sort != next(iter(listing.sorts)) else {}
    kept |= {"view": [view]} if view != listing.views[0] else {}
    return kept | {name: list(values) for name, values in (also or {}).items()}


def all_rows(reading: Reading, listing: Listing, asked: Asked) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and all rows found, at most SAVED_ROWS of them."""
    narrowing, sort = understood(listing, asked)
    cursor = reading.connection.execute(
        f"SELECT {_columns(listing)} FROM {listing.rows} WHERE {narrowing.where} "
        f"ORDER BY {listing.sorts[sort][1]} LIMIT {SAVED_ROWS}",
        narrowing.params,
    )
    return [entry[0] for entry in cursor.description or ()], cursor.fetchall()


def all_rows_as_json(reading: Reading, listing: Listing, asked: Asked) -> str:
    """All rows found, at most SAVED_ROWS of them, as a JSON array of objects, each written by DuckDB.

    Days are as in ISO 8601, moments in UTC.
    """
    narrowing, sort = understood(listing, asked)
    found = f"SELECT {_columns(listing)} FROM {listing.rows} WHERE {narrowing.where}"
    kinds = reading.connection.execute(f"DESCRIBE {found}", narrowing.params).fetchall()
    moments = [name for name, kind, *_ in kinds if kind == "TIMESTAMP WITH TIME ZONE"]
    written = ", ".join(
        f"strftime(\"{name}\" AT TIME ZONE 'UTC', '{MOMENT}') AS \"{name}\"" for name in moments
    )
    rows = reading.connection.execute(
        f"SELECT to_json(saved)::VARCHAR FROM (SELECT *{f' REPLACE ({written})' if moments else ''} FROM ("
        f"{found} ORDER BY {listing.sorts[sort][1]} LIMIT {SAVED_ROWS})) AS saved",
        narrowing.params,
    ).fetchall()
    return f"[{','.join(row for (row,) in rows)}]"


def _known(name: str, asked: Asked, choices: Sequence[str]) -> str:
    """What is asked for where it is one of the choices, else the first of them."""
    given = next(iter(asked.get(name, ())), "")
    return given if given in choices else choices[0]


def _columns(listing: Listing) -> str:
    return ", ".join(f'{sql} AS "{name}"' for name, sql in listing.columns.items())


def _page(asked: Asked) -> int:
    given = next(iter(asked.get("page", ())), "1")
    is_number = given.isascii() and given.isdecimal() and len(given) < 6
    return min(max(int(given), 1), MOST_PAGES) if is_number else 1


def remembered(reading: Reading, sql: str, narrowing: Narrowing) -> list[Record]:
    """What an address finds: asked once of a published state; of what is put by for one answer, each time."""
    if OF_HITS in sql or OF_CHANGES in sql:
        return reading.records(sql, narrowing.params)
    key = sql, tuple((name, str(value)) for name, value in narrowing.params.items())
    return reading.memory.of(key, lambda: reading.records(sql, narrowing.params))


def _facets(reading: Reading, listing: Listing, narrowing: Narrowing, asked: Asked) -> Facets:
    """The most frequent values of each facet among the rows found, counted in one look at them."""
    fields = [entry for entry in listing.fields if entry.is_facet]
    if not fields:
        return []
    names = [f"f{number}" for number in range(len(fields))]
    values = ", ".join(
        f"coalesce({entry.sql}, '{UNKNOWN}') AS {name}" for name, entry in zip(names, fields, strict=True)
    )
    listed, sets = ", ".join(names), ", ".join(f"({name})" for name in names)
    sql = (
        f"SELECT GROUPING_ID({listed}) AS facet, coalesce({listed}) AS value, count(*) AS count "
        f"FROM (SELECT {values} FROM {listing.rows} WHERE {narrowing.where}) GROUP BY GROUPING SETS ({sets}) "
        f"QUALIFY row_number() OVER (PARTITION BY facet ORDER BY count DESC, value) <= {FACET_VALUES} "
        "ORDER BY facet, count DESC, value"
    )
    rows = remembered(reading, sql, narrowing)
    # A bit of the id stands for each column that is not grouped by, the first column's highest
    every = (1 << len(fields)) - 1
    ids = [every & ~(1 << (len(fields) - 1 - number)) for number in range(len(fields))]
    return [
        (entry, [_facet(listing, entry, row, asked) for row in rows if row["facet"] == facet])
        for entry, facet in zip(fields, ids, strict=True)
    ]


def _facet(listing: Listing, entry: Field, row: Record, asked: Asked) -> FacetValue:
    value = str(row["value"])
    chosen = {value.casefold() for value in asked.get(entry.name, ())}
    href = toggled(listing.path, asked, entry.name, value)
    return FacetValue(value, in_words(entry, value), int(row["count"]), href, value.casefold() in chosen)
