"""What the desk begins with: the report's three answers, of the same figures, places and sources, under the same rule.

The rule itself is a script that both run (`report/scripts/choosing.js`); this is what it chooses from.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from newsetl.desk.archive import Reading, Record
from newsetl.desk.list_query import Listing
from newsetl.desk.lists import PLACES
from newsetl.desk.published_corrections import has, mart
from newsetl.desk.sources import LINKS
from newsetl.report.forces import MOST_FIGURES, adjectives
from newsetl.report.safety import visible
from newsetl.report.wording import doubtful_below

MOST_RANKED, MOST_FRESH = 6, 5
MACROS_OF_THIS_VERSION = (
    "map_country",
    "map_country_name",
    "percent_sure",
)  # a database of an older version lacks some
LAST_RUN = "SELECT run_id FROM runs WHERE published > 0 ORDER BY started_at DESC, run_id DESC LIMIT 1"
# As the report has them: of the newest figures the sizes and plans in persons that are sure enough, of a known actor
# in a known place; days since 1970, per cent
FIGURES = """
SELECT
    force_level_id, article_id, claim_id, story_id AS story,
    article_id IN (SELECT article_id FROM articles WHERE is_current AND run_id = $run) AS "isFresh",
    coalesce(published_date, published_at::DATE) - DATE '1970-01-01' AS published,
    as_of_start - DATE '1970-01-01' AS as_of_start,
    coalesce(as_of_end, as_of_start) - DATE '1970-01-01' AS as_of_end, as_of_precision,
    actor_name, personnel_type, place_name, place_relation, value, value_low, value_high, qualifier, unit, measure,
    modality, is_part,
    source_name, according_to AS source, via_name, weakest_field, percent_sure(confidence) AS confidence
FROM (
    FROM {rows}
    WHERE {recent}
    ORDER BY published_at DESC NULLS LAST, story_id, article_id, start LIMIT {most}
)
WHERE unit = 'persons' AND percent_sure(confidence) >= $sure AND actor_name IS NOT NULL AND place_name IS NOT NULL
    AND (measure = 'level' AND modality = 'actual' OR modality = 'planned')
ORDER BY published_at DESC NULLS LAST, story_id, article_id, start
"""
# When the newest figures begin; NULL where there are fewer, or where some of them have no day
SINCE = """
SELECT CASE count(published_at) WHEN {most} THEN min(published_at) END
FROM (SELECT published_at FROM {rows} ORDER BY published_at DESC NULLS LAST LIMIT {most})
"""
COUNTRY = """
SELECT
    country_iso3 AS iso3, sum(mentions)::BIGINT AS mentions, min(country_name) AS name,
    sum(articles)::BIGINT AS articles, sum(stories)::BIGINT AS stories,
    percent_sure(sum(confidence * mentions) / sum(mentions)) AS sure
FROM {country_months} GROUP BY country_iso3 ORDER BY stories DESC, mentions DESC, iso3 LIMIT 1
"""
PLACES_NAMED = f"""
SELECT '/places/' || url_encode(place_id) AS href, place_name AS name, stories
FROM {PLACES} ORDER BY stories DESC, mentions DESC, place_id LIMIT {MOST_RANKED}
"""
SOURCES_CITED = f"""
WITH cited AS (
    SELECT
        source_key AS source_id, sum(named_mentions)::BIGINT AS mentions, sum(named_articles)::BIGINT AS articles,
        sum(named_stories)::BIGINT AS stories
    FROM source_months WHERE level = 'source' AND named_mentions > 0
    GROUP BY source_key ORDER BY stories DESC, mentions DESC, source_id LIMIT {MOST_RANKED}
)
SELECT '/sources/' || url_encode(source_id) AS href, source_name AS name, c.*
FROM cited AS c JOIN (SELECT source_id, source_name FROM source_profile) USING (source_id)
ORDER BY c.stories DESC, c.mentions DESC, source_id
"""
SURE = """
SELECT percent_sure(sum(named_confidence * named_mentions) / sum(named_mentions))
FROM source_months WHERE level = 'source' AND source_key = $id
"""
# The same of a database of an older newsetl, which reads all statements
SURE_OF_STATEMENTS = """
SELECT percent_sure(avg(confidence)) FROM attributions
WHERE anonymity = 'named' AND (
    list_contains($ids, source_id)
    OR (source_id IS NULL AND list_contains($ids, source_kind || ':' || lower(source_name)))
)
"""
TOTAL = """
SELECT s.*, o.* FROM
    (SELECT coalesce(sum(articles), 0)::BIGINT AS articles, count(*) AS stories FROM story_overview) AS s,
    (
        SELECT
            count(DISTINCT outlet) AS outlets, min(day) - DATE '1970-01-01' AS first,
            max(day) - DATE '1970-01-01' AS latest
        FROM outlet_activity
    ) AS o
"""
FRESH = f"""
SELECT '/articles/' || url_encode(article_id) AS href, title, outlet, published_date - DATE '1970-01-01' AS day
FROM articles WHERE is_current AND run_id = $run ORDER BY published_at DESC NULLS LAST, article_id LIMIT {MOST_FRESH}
"""


def glance(reading: Reading, listing: Listing) -> bytes:
    """What the first page draws, as JSON, found once of a published state and of what people have said of its figures.

    Args:
        listing: the list of figures.

    Returns:
        An object with figures (their columns, and rows in that order), adjectives of their states, country, places,
        sources, total, fresh (articles of the last run), doubtfulBelow in per cent; text that might hide or reorder
        made visible.
    """
    return reading.memory.of(("glance", listing.rows), lambda: json.dumps(_found(reading, listing)).encode())


def _found(reading: Reading, listing: Listing) -> dict[str, Any]:
    reading.add_missing_macros(MACROS_OF_THIS_VERSION)
    run = {"run": reading.value(LAST_RUN)}
    return {
        "figures": _figures(reading, listing, run),
        "adjectives": adjectives(reading.connection),
        "country": _shown(reading.record(COUNTRY.format(country_months=mart(reading, "country_months")))),
        "places": [_shown(row) for row in reading.records(PLACES_NAMED)],
        "sources": _sources(reading),
        "total": reading.record(TOTAL),
        "fresh": [_shown(row) for row in reading.records(FRESH, run)],
        "doubtfulBelow": doubtful_below(),
    }


def _figures(reading: Reading, listing: Listing, run: Mapping[str, Any]) -> dict[str, Any]:
    """Columns and rows of FIGURES; claims and stories, which are only told apart, as numbers."""
    asked = {"rows": listing.rows, "most": MOST_FIGURES}
    params = {**run, "sure": doubtful_below()}
    since = reading.value(SINCE.format(**asked))
    if since is not None:  # leads DuckDB to the part of the table that holds them
        params["since"] = since
    cursor = reading.connection.execute(
        FIGURES.format(recent="true" if since is None else "published_at >= $since", **asked), params
    )
    names = [entry[0] for entry in cursor.description or ()]
    columns = [
        _drawn(name, values)
        for name, values in zip(names, zip(*cursor.fetchall(), strict=True), strict=False)
    ]
    return {"columns": names, "rows": list(zip(*columns, strict=True))}


def _drawn(name: str, values: Sequence[Any]) -> Sequence[Any]:
    """A column as the page gets it; most of its values are in many rows."""
    if name in ("claim_id", "story"):
        numbers: dict[Any, int] = {}
        return [numbers.setdefault(value, len(numbers)) for value in values]
    seen = {value: visible(value) for value in set(values) if isinstance(value, str)}
    return [seen.get(value, value) for value in values] if seen else values


def _sources(reading: Reading) -> list[Record]:
    """The sources that most stories cite by name; of the first how sure the program is of its statements."""
    cited = [_shown(row) for row in reading.records(SOURCES_CITED)]
    for row in cited[:1]:
        row["sure"] = _sure(reading, row["source_id"])
    return cited


def _sure(reading: Reading, source_id: str) -> int | None:
    """How sure the program is of a source's statements, in per cent, on average of those that name it."""
    asked = {"id": source_id}
    if has(reading, "source_months", "named_confidence"):
        return cast(int | None, reading.value(SURE, asked))
    links = [link["local_id"] for link in reading.records(LINKS, asked)]
    return cast(int | None, reading.value(SURE_OF_STATEMENTS, {"ids": [source_id, *links]}))


def _shown(row: Record | None) -> Record:
    return {name: visible(value) if isinstance(value, str) else value for name, value in (row or {}).items()}
