"""The reported force levels of the report: the newest in full, as packed columns and shared words."""

from pathlib import Path
from typing import Any

import duckdb

from newsetl.gazetteer.countries import country_of_name
from newsetl.report.packing import UNKNOWN_DAY, dictionary, pack

MOST_FIGURES = 10_000
MOST_CONFLICTS = 2_000
SENTENCE_LENGTH = 320  # characters of a sentence that the report quotes
_WORDS = (
    "force_level_id", "surface", "qualifier", "unit", "measure", "modality", "actor_name", "actor_iso3",
    "personnel_type", "place_name", "place_iso3", "place_relation", "as_of_precision", "source_name", "via_name",
    "claim_id", "weakest_field", "sentence",
)  # fmt: skip
# The newest are chosen first: what is read out of sentences costs too much for all.
_FIGURES = f"""
WITH newest AS (
    SELECT f.force_level_id, a.position, a.published_at, a.most_words, f.start
    FROM force_levels AS f JOIN report_article AS a USING (article_id, revision)
    ORDER BY a.published_at DESC NULLS LAST, a.position, f.start, f.force_level_id
    LIMIT {MOST_FIGURES}
)

SELECT n.position, f.value_low, f.value_high, f.value, percent_sure(f.confidence) AS confidence,
    coalesce(f.as_of_start - DATE '1970-01-01', {UNKNOWN_DAY}) AS as_of_start,
    coalesce(f.as_of_end - DATE '1970-01-01', f.as_of_start - DATE '1970-01-01', {UNKNOWN_DAY}) AS as_of_end,
    (tells_a_part(f.sentence, f.surface, f.place_name) OR f.place_relation IS NOT DISTINCT FROM 'border')::INTEGER
        AS is_part,
    {", ".join(f"f.{name}" for name in _WORDS[:-1])},
    left(quotable(f.sentence, n.most_words), {SENTENCE_LENGTH}) AS sentence
FROM newest AS n JOIN force_levels AS f USING (force_level_id)
ORDER BY n.published_at DESC NULLS LAST, n.position, n.start, force_level_id
"""  # noqa: S608 — made of constants
_REFERENCE_COLUMNS = {"actor_iso3", "place_iso3", "as_of", "value"}


def figure_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The newest reported figures by column, and how many there are in all."""
    cursor = connection.execute(_FIGURES)
    names = [entry[0] for entry in cursor.description]
    columns = dict(zip(names, zip(*cursor.fetchall(), strict=True), strict=False))
    total = connection.execute(
        "SELECT count(*) FROM force_levels JOIN report_article USING (article_id, revision)"
    )
    packed: dict[str, Any] = {
        "total": _one(total),
        "count": len(columns.get("position", ())),
        "doubtful_below": float(_one(connection.execute("SELECT doubtful_below()"))),
    }
    for name in names:
        values = columns.get(name, ())
        if name in _WORDS:
            packed[name] = dictionary(values)
        elif name.startswith("value"):
            packed[name] = list(values)
        else:
            packed[name] = pack(list(values), signed=name.startswith("as_of"))
    return packed


def conflict_pairs(connection: duckdb.DuckDBPyConnection) -> list[list[str | None]]:
    """Of the pairs that force_level_conflicts holds both claim ids and the part of the place that they are on.

    The widest apart come first; there are none without the view, or where an older version made it.
    """
    columns = _columns(connection, "force_level_conflicts")
    if "smaller_claim_id" not in columns:
        return []
    part = "part" if "part" in columns else "NULL AS part"
    rows = connection.execute(
        f"""
        SELECT smaller_claim_id, larger_claim_id, {part} FROM force_level_conflicts
        ORDER BY disagreement_share DESC, smaller_claim_id, larger_claim_id LIMIT ?
        """,  # noqa: S608 — one of two constants
        [MOST_CONFLICTS],
    ).fetchall()
    return [list(row) for row in rows]


def adjectives(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Of the states whose forces are reported: name -> adjective, for "Russian troops"."""
    rows = connection.execute(
        "SELECT DISTINCT actor_name FROM force_levels ORDER BY actor_name NULLS LAST"
    ).fetchall()
    found = ((name, country_of_name(name)) for (name,) in rows if name)
    return {
        name: country.demonyms[0]
        for name, country in found
        if country is not None and country.name == name and country.demonyms
    }


def load_reference(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Load a CSV with the columns year, month (in words), iso3 and troops as the record of US forces abroad."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE reference_force_levels AS
        SELECT 'USA' AS actor_iso3, iso3 AS place_iso3, troops::DOUBLE AS value,
            last_day(strptime(concat(month, ' ', year), '%B %Y')) AS as_of
        FROM read_csv(?, header = true)
        """,
        [str(path)],
    )


def reference_rows(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The reference record where a table reference_force_levels is loaded, else nothing.

    It needs the columns actor_iso3, place_iso3, as_of (date) and value; others are left alone.
    """
    if not set(_columns(connection, "reference_force_levels")) >= _REFERENCE_COLUMNS:
        return []
    rows = connection.execute(
        """
        SELECT actor_iso3, place_iso3, as_of::DATE - DATE '1970-01-01', value::DOUBLE
        FROM reference_force_levels
        WHERE value IS NOT NULL
            AND (actor_iso3, place_iso3) IN (SELECT (actor_iso3, place_iso3) FROM force_levels)
        ORDER BY ALL LIMIT 20000
        """
    ).fetchall()
    return [dict(zip(("actor_iso3", "place_iso3", "day", "value"), row, strict=True)) for row in rows]


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position",
        [table],
    ).fetchall()
    return [name for (name,) in found]


def _one(cursor: duckdb.DuckDBPyConnection) -> Any:
    row = cursor.fetchone()
    assert row is not None, "an aggregate returns a row"
    return row[0]
