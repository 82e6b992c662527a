"""Places: on a map, and each with the articles that name it and the forces said to be there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsetl.desk.archive import Params, Reading, Record
from newsetl.desk.published_corrections import has

MOST_ON_MAP = 400
LATEST = 2_000  # mentions that spellings and articles are taken from: the most named place has a tenth of all
TOTALS = """
SELECT sum(mentions)::BIGINT AS mentions, sum(articles)::BIGINT AS articles, sum(stories)::BIGINT AS stories
FROM place_months WHERE place_id = $id
"""
PLACE = """
SELECT
    place_id,
    any_value(place_name ORDER BY place_name) AS place_name,
    any_value(place_type ORDER BY place_type) AS place_type,
    any_value(country_iso3 ORDER BY country_iso3) AS country_iso3,
    any_value(country_name ORDER BY country_name) AS country_name,
    any_value(admin1_name ORDER BY admin1_name) AS admin1_name,
    any_value(latitude ORDER BY latitude) AS latitude,
    any_value(longitude ORDER BY longitude) AS longitude,
    bool_or(is_centroid) AS is_centroid,
    count(*) AS counted
FROM desk_named GROUP BY place_id
"""
NAMED = """
CREATE OR REPLACE TEMP TABLE desk_named AS
SELECT
    place_id, place_name, place_type, country_iso3, country_name, admin1_name, latitude, longitude, is_centroid,
    article_id, revision, published_date, surface, region_mention_id, start
FROM region_mentions
WHERE place_id = $id AND mention_type NOT IN ('demonym', 'dateline') AND {recent}
ORDER BY published_date DESC NULLS LAST, article_id, start, region_mention_id
LIMIT {most}
"""
MONTHS = """
SELECT month, sum(mentions)::BIGINT AS mentions, sum(stories)::BIGINT AS stories
FROM place_months WHERE place_id = $id AND month IS NOT NULL GROUP BY month ORDER BY month
"""
ARTICLES = """
SELECT a.article_id, a.title, a.outlet, a.published_date, n.mentions, n.region_mention_id
FROM (
    SELECT
        article_id, revision, published_date, count(*) AS mentions,
        min_by(region_mention_id, (start, region_mention_id)) AS region_mention_id
    FROM desk_named GROUP BY ALL ORDER BY published_date DESC NULLS LAST, article_id LIMIT 40
) AS n JOIN articles AS a ON a.article_id = n.article_id AND a.revision = n.revision
ORDER BY a.published_date DESC NULLS LAST, a.article_id
"""
WRITTEN = """
SELECT surface, count(*) AS mentions FROM desk_named GROUP BY ALL ORDER BY mentions DESC, surface LIMIT 12
"""
POINTS = """
SELECT place_id, min(place_type) AS place_type, min(latitude) AS latitude, min(longitude) AS longitude
FROM {rows} SEMI JOIN (SELECT unnest($ids::VARCHAR[]) AS place_id) USING (place_id)
WHERE latitude IS NOT NULL
GROUP BY place_id
"""
# What knows the points in a database of an older newsetl
COUNTS = "(SELECT region_id AS place_id, * FROM region_mention_counts WHERE level = 'place')"
# The first week of the latest mentions, which leads DuckDB to the part of the table that holds them
SINCE = """
SELECT max(week) FROM (
    SELECT week, sum(mentions) OVER (ORDER BY week DESC) AS named
    FROM region_weeks WHERE level = 'place' AND region_id = $id
) WHERE named >= $most
"""


@dataclass(frozen=True, slots=True)
class Place:
    """What the page of a place shows."""

    place: Record
    months: list[Record]
    articles: list[Record]
    written: list[Record]


def place(reading: Reading, place_id: str) -> Place | None:
    """A place by its id, or None where no article names it."""
    asked = {"id": place_id}
    _keep_named(reading, asked)
    found = reading.record(PLACE)
    if found is None:
        return None
    found |= reading.record(TOTALS, asked) or {}
    months = reading.records(MONTHS, asked)
    return Place(found, months, reading.records(ARTICLES), reading.records(WRITTEN))


def _keep_named(reading: Reading, asked: Params) -> None:
    """Puts the latest mentions of a place where the other questions find them: the temporary table desk_named."""
    since = reading.value(SINCE, {**asked, "most": LATEST})
    recent = "true" if since is None else "published_date >= $since"
    params = {**asked, "since": since} if since is not None else asked
    reading.connection.execute(NAMED.format(recent=recent, most=LATEST), dict(params))


def points(reading: Reading, ids: Sequence[str]) -> dict[str, Record]:
    """Where some places lie: place_id -> latitude, longitude, place_type; those without a point left out."""
    rows = "place_months" if has(reading, "place_months", "latitude") else COUNTS
    return {row["place_id"]: row for row in reading.records(POINTS.format(rows=rows), {"ids": list(ids)})}


def by_month(rows: list[Record]) -> list[tuple[date, int]]:
    """Every month from the first to the last with its stories, those without any too."""
    known = {row["month"]: int(row["stories"]) for row in rows}
    if not known:
        return []
    first, last = min(known), max(known)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    months = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return [(month, known.get(month, 0)) for month in months]
