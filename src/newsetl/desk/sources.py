"""One source: who it is, under which names and in which roles, what it said, through whom, of what and against whom."""

from dataclasses import dataclass

from newsetl.desk.archive import Reading, Record

LATEST = 400  # statements that topics are counted in
MOST = 12
ALIASES = """
SELECT alias, mentions, how FROM source_aliases WHERE source_id = $id ORDER BY mentions DESC, alias LIMIT 30
"""
ROLES = """
SELECT role_title, affiliation, first, last FROM source_roles WHERE source_id = $id
ORDER BY last DESC NULLS LAST, first DESC NULLS LAST, role_title, affiliation NULLS LAST LIMIT 30
"""
MONTHS = """
SELECT month, mentions, stories FROM source_months
WHERE level = 'source' AND source_key = $id AND month IS NOT NULL ORDER BY month
"""
# A source's own ids, and the bare names that are known to be its
LINKS = "SELECT local_id FROM source_links WHERE source_id = $id ORDER BY local_id"
SAID = """
CREATE OR REPLACE TEMP TABLE desk_said AS
SELECT
    attribution_id, article_id, revision, published_date, sentence_index, content_start, content_end, cue_class,
    outlet, via_name
FROM attributions
WHERE list_contains($ids, source_id)
    OR (source_id IS NULL AND len($names) > 0 AND list_contains($names, source_kind || ':' || lower(source_name)))
ORDER BY published_date DESC NULLS LAST, attribution_id
LIMIT $most
"""
SINCE = """
SELECT min(published_date)
FROM (FROM desk_said ORDER BY published_date DESC NULLS LAST, attribution_id LIMIT 40)
"""
STATEMENTS = """
SELECT a.*
FROM (FROM desk_said ORDER BY published_date DESC NULLS LAST, attribution_id LIMIT 40) AS s
JOIN attributions AS a ON a.attribution_id = s.attribution_id AND a.article_id = s.article_id
-- leads DuckDB to the part of the table that holds them
WHERE a.published_date >= $since OR (a.published_date IS NULL AND s.published_date IS NULL)
ORDER BY a.published_date DESC NULLS LAST, a.attribution_id
"""
PART = """
    {table} AS m JOIN desk_said AS s
        ON m.article_id = s.article_id AND m.revision = s.revision
        AND m.start >= s.content_start AND m."end" <= s.content_end
    WHERE (m.published_date BETWEEN $first AND $last OR m.published_date IS NULL)
"""
TOPICS = f"""
SELECT
    '/places/' || m.place_id AS href, NULL AS does, any_value(m.place_name ORDER BY m.place_name) AS name,
    count(DISTINCT s.attribution_id) AS statements
FROM {PART.format(table="region_mentions")} AND m.place_id IS NOT NULL
GROUP BY m.place_id ORDER BY statements DESC, m.place_id LIMIT {MOST}
"""
AGAINST = f"""
SELECT NULL AS href, m.entity_name AS name, s.cue_class AS does, count(DISTINCT s.attribution_id) AS statements
FROM {PART.format(table="entity_mentions")} AND s.cue_class IN ('deny', 'allege', 'warn', 'claim')
GROUP BY ALL ORDER BY statements DESC, name, does LIMIT {MOST}
"""
BY_OUTLET = f"""
SELECT NULL AS href, NULL AS does, coalesce(outlet, 'outlet unknown') AS name, count(*) AS statements
FROM desk_said GROUP BY ALL ORDER BY statements DESC, name LIMIT {MOST}
"""
THROUGH = f"""
SELECT NULL AS href, NULL AS does, via_name AS name, count(*) AS statements
FROM desk_said WHERE via_name IS NOT NULL GROUP BY ALL ORDER BY statements DESC, name LIMIT {MOST}
"""


@dataclass(frozen=True, slots=True)
class Source:
    """What the page of a source shows; topics, outlets and agencies are counted in its latest statements."""

    profile: Record
    aliases: list[Record]
    roles: list[Record]
    months: list[Record]
    statements: list[Record]
    counted: int
    topics: list[Record]
    against: list[Record]
    outlets: list[Record]
    through: list[Record]


def source(reading: Reading, source_id: str) -> Source | None:
    """A source by its id, or None."""
    asked = {"id": source_id}
    profile = reading.record("SELECT * FROM source_profile WHERE source_id = $id", asked)
    if profile is None:
        return None
    links = [source_id, *(str(row["local_id"]) for row in reading.records(LINKS, asked))]
    names = [link for link in links if ":" in link]
    reading.connection.execute(SAID, {"ids": links, "names": names, "most": LATEST})
    span = reading.record(
        "SELECT count(*) AS n, min(published_date) AS first, max(published_date) AS last FROM desk_said"
    )
    assert span is not None
    days = {"first": span["first"], "last": span["last"]}
    since = reading.value(SINCE)
    return Source(
        profile,
        reading.records(ALIASES, asked),
        reading.records(ROLES, asked),
        reading.records(MONTHS, asked),
        reading.records(STATEMENTS, {"since": since}),
        int(span["n"]),
        reading.records(TOPICS, days),
        reading.records(AGAINST, days),
        reading.records(BY_OUTLET),
        reading.records(THROUGH),
    )
