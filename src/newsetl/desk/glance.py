"""What the desk begins with: the report's three answers, of the same figures, places and sources, under the same rule.

The rule itself is a script that both run (`report/scripts/choosing.js`); this is what it chooses from.
"""

from typing import Any

from newsetl.desk.archive import Reading, Record
from newsetl.desk.listing import Listing
from newsetl.desk.lists import PLACES
from newsetl.desk.sources import LINKS
from newsetl.report.forces import MOST_FIGURES, adjectives
from newsetl.report.safety import visible
from newsetl.report.wording import doubtful_below
from newsetl.warehouse.macros import lend_macros, missing_macros

MOST_RANKED, MOST_FRESH = 6, 5
LENT = ("map_country", "map_country_name", "percent_sure")  # a database of an older version lacks some
LAST_RUN = "SELECT run_id FROM runs WHERE published > 0 ORDER BY started_at DESC, run_id DESC LIMIT 1"
# As the report has them: of the newest figures the sizes and plans in persons that are sure enough, of a known actor
# in a known place; days since 1970, per cent
FIGURES = """
SELECT
    force_level_id, article_id, dense_rank() OVER (ORDER BY claim_id) AS claim_id,
    dense_rank() OVER (ORDER BY story_id) AS story,
    article_id IN (SELECT article_id FROM articles WHERE is_current AND run_id = $run) AS "isFresh",
    coalesce(published_date, published_at::DATE) - DATE '1970-01-01' AS published,
    as_of_start - DATE '1970-01-01' AS as_of_start,
    coalesce(as_of_end, as_of_start) - DATE '1970-01-01' AS as_of_end, as_of_precision,
    actor_name, personnel_type, place_name, value, value_low, value_high, qualifier, unit, measure, modality, is_part,
    source_name, according_to AS source, via_name, weakest_field, percent_sure(confidence) AS confidence
FROM (
    FROM {rows}
    WHERE coalesce(published_at >= ({since}), true)
    ORDER BY published_at DESC NULLS LAST, story_id, article_id, start LIMIT {most}
)
WHERE unit = 'persons' AND percent_sure(confidence) >= $sure AND actor_name IS NOT NULL AND place_name IS NOT NULL
    AND (measure = 'level' AND modality = 'actual' OR modality = 'planned')
ORDER BY published_at DESC NULLS LAST, story_id, article_id, start
"""
# When the newest figures begin, which leads DuckDB to the part of the table that holds them; NULL where there are fewer
SINCE = """
SELECT CASE count(*) WHEN {most} THEN min(published_at) END
FROM (SELECT published_at FROM {rows} ORDER BY published_at DESC NULLS LAST LIMIT {most})
"""
COUNTRY = """
WITH named AS (
    SELECT
        map_country(country_iso3, disputed, held_by) AS iso3,
        country_name, country_iso3, article_id, story_id, confidence
    FROM region_mentions
    WHERE place_id IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
),
top AS (
    SELECT iso3, count(DISTINCT hash(story_id)) AS stories FROM named WHERE iso3 IS NOT NULL
    GROUP BY iso3 ORDER BY stories DESC, count(*) DESC, iso3 LIMIT 1
)
SELECT
    iso3, count(*) AS mentions,
    min_by(map_country_name(country_name, country_iso3, iso3), country_name) AS name,
    count(DISTINCT hash(article_id)) AS articles, any_value(stories) AS stories,
    percent_sure(avg(confidence)) AS sure
FROM named JOIN top USING (iso3) GROUP BY iso3
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
SELECT percent_sure(avg(confidence)) FROM attributions
WHERE anonymity = 'named' AND (
    list_contains($ids, source_id)
    OR (source_id IS NULL AND list_contains($ids, source_kind || ':' || lower(source_name)))
)
"""
TOTAL = """
SELECT
    count(*) AS articles, count(DISTINCT hash(story_id)) AS stories, count(DISTINCT outlet) AS outlets,
    min(day) - DATE '1970-01-01' AS first, max(day) - DATE '1970-01-01' AS latest
FROM (SELECT *, coalesce(published_date, published_at::DATE) AS day FROM articles WHERE is_current)
"""
FRESH = f"""
SELECT '/articles/' || url_encode(article_id) AS href, title, outlet, published_date - DATE '1970-01-01' AS day
FROM articles WHERE is_current AND run_id = $run ORDER BY published_at DESC NULLS LAST, article_id LIMIT {MOST_FRESH}
"""


def glance(reading: Reading, listing: Listing) -> dict[str, Any]:
    """What the first page draws, found once of a published state and of what people have said of its figures.

    Args:
        listing: the list of figures.

    Returns:
        figures (their columns, and rows in that order), adjectives of their states, country, places, sources, total,
        fresh (articles of the last run), doubtfulBelow in per cent; text that might hide or reorder made visible.
    """
    return reading.memory.of(("glance", listing.rows), lambda: _found(reading, listing))


def _found(reading: Reading, listing: Listing) -> dict[str, Any]:
    lend_macros(reading.connection, missing_macros(reading.connection, LENT))
    run = {"run": reading.value(LAST_RUN)}
    asked = {"rows": listing.rows, "most": MOST_FIGURES}
    sql = FIGURES.format(since=SINCE.format(**asked), **asked)
    figures = reading.records(sql, {**run, "sure": doubtful_below()})
    return {
        "figures": {
            "columns": list(figures[0]) if figures else [],
            "rows": [list(_shown(row).values()) for row in figures],
        },
        "adjectives": adjectives(reading.connection),
        "country": _shown(reading.record(COUNTRY)),
        "places": [_shown(row) for row in reading.records(PLACES_NAMED)],
        "sources": _sources(reading),
        "total": reading.record(TOTAL),
        "fresh": [_shown(row) for row in reading.records(FRESH, run)],
        "doubtfulBelow": doubtful_below(),
    }


def _sources(reading: Reading) -> list[Record]:
    """The sources that most stories cite by name; of the first how sure the program is of its statements."""
    cited = [_shown(row) for row in reading.records(SOURCES_CITED)]
    for row in cited[:1]:
        links = reading.records(LINKS, {"id": row["source_id"]})
        row["sure"] = reading.value(SURE, {"ids": [row["source_id"], *(link["local_id"] for link in links)]})
    return cited


def _shown(row: Record | None) -> Record:
    return {name: visible(value) if isinstance(value, str) else value for name, value in (row or {}).items()}
