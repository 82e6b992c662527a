"""Force figures as the desk lists them: who, where, how many, as of when, says who, and how sure that is."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import duckdb

from newsetl.desk.archive import Reading, Record
from newsetl.desk.fields import Asked, Field, narrow
from newsetl.desk.list_query import Listing, remembered, understood
from newsetl.gazetteer.countries import countries
from newsetl.report.wording import doubtful_below

PUBLISHED = "force_level_reports"
MOST_DRAWN = 600  # claims on one timeline: more marks hide each other, and cost a third of a second
MOST_PAIRS = 200
LAID_OUT = {
    "sure",
    "sort",
    "view",
    "page",
    "facets",
    "said",
}  # of an address: how figures are shown, not which
COLUMNS = (
    "force_level_id", "actor_name", "actor_iso3", "actor_group", "personnel_type", "place_name", "place_iso3",
    "place_country", "place_relation", "figure", "surface", "qualifier", "value", "value_low", "value_high", "unit",
    "measure", "modality", "as_of_start", "as_of_end", "as_of_precision", "as_of_text", "source_name", "according_to",
    "via_name", "sentence", "confidence", "weakest_field", "published_date", "outlet", "title", "url",
    "claim_id", "claim_stories", "article_id", "start", "end", "review", "reviewed_by", "reviewed_at",
)  # fmt: skip
SIZE = "measure = 'level' AND modality = 'actual' AND unit = 'persons'"
PAIRS = f"""
SELECT
    actor_group, place_country,
    max(place_iso3) AS place_iso3,
    count(*) AS figures,
    count(DISTINCT hash(claim_id)) AS claims,
    count(DISTINCT hash(story_id)) AS stories,
    count(DISTINCT hash(according_to)) AS sources,
    min(coalesce(value_low, value_high)) FILTER (WHERE {SIZE}) AS low,
    max(coalesce(value_high, value_low)) FILTER (WHERE {SIZE}) AS high,
    max(published_date) AS last_published
"""
TIMELINE = """
SELECT
    claim_id,
    min_by(force_level_id, (published_date, force_level_id)) AS force_level_id,
    min_by(article_id, (published_date, force_level_id)) AS article_id,
    min_by(figure, force_level_id) AS figure,
    min_by(actor_name, force_level_id) AS actor_name,
    min_by(place_name, force_level_id) AS place_name,
    min_by(measure, force_level_id) AS measure,
    min_by(modality, force_level_id) AS modality,
    min_by(according_to, force_level_id) AS according_to,
    min(value_low) AS low,
    max(value_high) AS high,
    max(coalesce(value, value_mid)) AS value,
    max(coalesce(as_of_end, as_of_start)) AS as_of,
    min(published_date) AS first_published,
    count(DISTINCT hash(story_id)) AS stories
"""


@cache
def country_names() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 code -> usual English name."""
    return {country.iso3: country.name for country in countries()}


@lru_cache(maxsize=8)
def figures(rows: str = PUBLISHED) -> Listing:
    """The list of force figures: the published ones, or with what people have said since (`Overlay.rows`)."""
    return Listing(
        path="/figures",
        rows=rows,
        columns={name: f'"{name}"' for name in COLUMNS},
        fields=_fields(),
        sorts={
            "newest": ("newest first", 'published_date DESC NULLS LAST, article_id, "start"'),
            "sure": ("surest first", "confidence DESC, force_level_id"),
            "doubtful": ("least sure first", "confidence, force_level_id"),
            "largest": ("largest first", "coalesce(value_high, value_low) DESC NULLS LAST, force_level_id"),
            "as_of": ("latest as of", "as_of_end DESC NULLS LAST, force_level_id"),
        },
        defaults={"sure": str(doubtful_below())},
        noun=("figure", "figures"),
        views=("table", "time", "countries"),
    )


def _fields() -> tuple[Field, ...]:
    actor = Field(
        "actor", "Whose force", "name", "actor_group", ("actor_iso3", "actor_name"), True, country_names()
    )
    places = ("place_iso3", "place_name", "place_admin1")
    return (
        Field("q", "Words of the sentence", "words", "sentence"),
        actor,
        Field("place", "Where", "name", "place_country", places, True, country_names()),
        Field("source", "According to", "name", "according_to", ("source_name",), True),
        Field("via", "Through", "name", "via_name"),
        Field("outlet", "Outlet", "choice", "outlet", is_facet=True),
        Field("measure", "Measure", "choice", "measure", is_facet=True),
        Field("modality", "Reported as", "choice", "modality", is_facet=True),
        Field("people", "Kind of people", "choice", "personnel_type", is_facet=True),
        Field("unit", "Unit", "choice", "unit"),
        Field("check", "Least sure of", "choice", "weakest_field", is_facet=True, values={"as_of": "date"}),
        Field("review", "Reviewed", "choice", "review", is_facet=True, values={"machine": "not yet"}),
        Field("claim", "The claim", "choice", "claim_id"),
        Field("at", "The place", "choice", "place_id"),
        Field("from", "Published from", "since", "published_date"),
        Field("to", "to", "until", "published_date"),
        Field("sure", "At least so sure, in %", "least", "confidence"),
    )


def answer(reading: Reading, listing: Listing, asked: Asked) -> str | None:
    """How many of an actor's forces are in a place, in one sentence: that of force_levels_in, of the rows of the list.

    Returns:
        None where not one actor and one place are asked for and nothing else, or one that the archive does not know.
    """
    given = {name: values for name, values in asked.items() if name not in LAID_OUT and any(values)}
    if set(given) != {"actor", "place"} or any(len(values) != 1 for values in given.values()):
        return None
    asked_of = {name: values[0] for name, values in given.items()}
    key = "answer", listing.rows, asked_of["actor"], asked_of["place"]
    return reading.memory.of(key, lambda: _answer(reading, listing, asked_of))


def _answer(reading: Reading, listing: Listing, asked_of: Mapping[str, str]) -> str | None:
    if reading.missing_macros(["force_levels_in"]):  # a database of an older newsetl
        return None
    sql = (
        # Materialized, a whole table with all columns is copied first
        f"WITH force_level_reports AS NOT MATERIALIZED (SELECT * FROM {listing.rows}) "
        "SELECT figure FROM force_levels_in($actor, $place) WHERE told_as = 'answer'"
    )
    try:
        said = reading.value(sql, asked_of)
    except duckdb.InvalidInputException:  # no such actor or place
        return None
    return None if said is None else str(said)


def hidden_as_doubtful(reading: Reading, listing: Listing, asked: Asked, shown: int) -> int:
    """How many more figures there would be without a least confidence."""
    narrowing = narrow([entry for entry in _fields() if entry.kind != "least"], asked)
    sql = f"SELECT count(*) AS total FROM {listing.rows} WHERE {narrowing.where}"
    return int(remembered(reading, sql, narrowing)[0]["total"]) - shown


def pairs(reading: Reading, listing: Listing, asked: Asked) -> list[Record]:
    """Whose forces are said to be in which country: one row a pair, units counted with the state they belong to."""
    narrowing, _ = understood(listing, asked)
    found = remembered(
        reading,
        f"{PAIRS} FROM {listing.rows} WHERE {narrowing.where} GROUP BY actor_group, place_country "
        f"ORDER BY stories DESC, figures DESC, actor_group NULLS LAST, place_country NULLS LAST LIMIT {MOST_PAIRS}",
        narrowing,
    )
    names = country_names()
    return [{**row, "actor": names.get(row["actor_group"] or "", row["actor_group"])} for row in found]


def claims_over_time(reading: Reading, listing: Listing, asked: Asked) -> list[dict[str, Any]]:
    """Claims in persons by the date that they hold for, else by their publication; those without either left out.

    Returns:
        Those in most stories first; one more than MOST_DRAWN where there are more.
    """
    narrowing, _ = understood(listing, asked)
    return remembered(
        reading,
        f"{TIMELINE} FROM {listing.rows} WHERE {narrowing.where} AND unit = 'persons' GROUP BY claim_id "
        f"HAVING coalesce(as_of, first_published) IS NOT NULL AND coalesce(low, high) IS NOT NULL "
        f"ORDER BY stories DESC, claim_id LIMIT {MOST_DRAWN + 1}",
        narrowing,
    )
