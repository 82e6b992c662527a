"""Suggestions as forms are filled in: actors, places and sources that the archive or the lists know."""

from newsetl.desk.archive import Reading

MOST = 12
KNOWN = {
    "actors": """
        SELECT name FROM (
            SELECT actor_name AS name, count(*) AS n FROM force_level_reports GROUP BY ALL
            UNION ALL SELECT actor_name, 0 FROM actors
        ) WHERE contains(lower(name), $asked)
        GROUP BY name ORDER BY starts_with(lower(name), $asked) DESC, sum(n) DESC, name LIMIT $most
    """,
    "places": """
        SELECT place_name AS name FROM place_months WHERE contains(lower(place_name), $asked)
        GROUP BY place_name ORDER BY starts_with(lower(place_name), $asked) DESC, sum(stories) DESC, name LIMIT $most
    """,
    "sources": """
        SELECT source_name AS name FROM source_profile WHERE contains(lower(source_name), $asked)
        GROUP BY source_name ORDER BY starts_with(lower(source_name), $asked) DESC, sum(stories) DESC, name LIMIT $most
    """,
}


def known(reading: Reading, what: str, asked: str) -> list[str]:
    """Names that hold what was typed, those that begin with it first."""
    rows = reading.records(KNOWN[what], {"asked": asked.casefold(), "most": MOST})
    return [str(row["name"]) for row in rows]
