"""What the report says about its own data: runs, refused documents, checks, and how much is unknown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

import duckdb

from newsetl.report.packing import UNKNOWN_DAY
from newsetl.report.safety import visible

CheckResult: TypeAlias = tuple[str, str, int]

# Each share: its label, the table, and the condition under which a row counts as unknown.
_UNKNOWNS = (
    ("Articles without publication date", "articles", "published_at IS NULL"),
    ("Articles without outlet", "articles", "outlet IS NULL"),
    ("Articles without title", "articles", "title IS NULL"),
    ("Place names not resolved", "region_mentions", "place_id IS NULL"),
    ("Statements whose source has no name", "attributions", "source_name IS NULL"),
    ("Time expressions not resolved", "date_mentions", "start_date IS NULL AND kind = 'date'"),
    ("Force figures without actor", "force_levels", "actor_name IS NULL"),
    ("Force figures without place", "force_levels", "place_name IS NULL"),
    ("Force figures without as-of date", "force_levels", "as_of_start IS NULL"),
    ("Force figures without source", "force_levels", "source_name IS NULL"),
)


def overview(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Totals of the current articles and the period they cover."""
    return _records(
        connection,
        f"""
        SELECT count(*) AS articles, count(DISTINCT story) AS stories, count(DISTINCT outlet) AS outlets,
            DATE '1970-01-01' + (min(day) FILTER (day <> {UNKNOWN_DAY}))::INTEGER AS first_day,
            DATE '1970-01-01' + (max(day) FILTER (day <> {UNKNOWN_DAY}))::INTEGER AS last_day,
            (SELECT count(*) FROM report_statement) AS statements,
            (SELECT count(*) FROM report_mention) AS places,
            (SELECT count(*) FROM force_levels JOIN report_article USING (article_id, revision)) AS figures
        FROM report_article
        """,  # noqa: S608 — made of a constant
    )[0]


def last_run(connection: duckdb.DuckDBPyConnection) -> dict[str, Any] | None:
    """The newest run that published something, or None."""
    found = _records(
        connection,
        """
        SELECT run_id, started_at, finished_at FROM runs WHERE published > 0
        ORDER BY started_at DESC, run_id DESC LIMIT 1
        """,
    )
    return found[0] if found else None


def quality(connection: duckdb.DuckDBPyConnection, checks: Sequence[CheckResult] | None) -> dict[str, Any]:
    """Runs, quarantine, unknown shares, and the checks that the caller ran (None: not known)."""
    runs = _records(
        connection,
        """
        SELECT run_id, started_at, finished_at, status, "read", published, duplicate, quarantined,
            code_version, model_name
        FROM runs ORDER BY started_at DESC, run_id DESC LIMIT 24
        """,
    )
    reasons = _records(
        connection,
        """
        SELECT reason_code AS reason, stage, count(*) AS documents FROM quarantine
        GROUP BY ALL ORDER BY documents DESC, reason, stage
        """,
    )
    refused = _records(
        connection,
        """
        SELECT raw_uri, stage, reason_code AS reason, detail, quarantined_at FROM quarantine
        ORDER BY quarantined_at DESC, document_id LIMIT 100
        """,
    )
    return {
        "runs": runs,
        "reasons": reasons,
        "refused": refused,
        "unknowns": [_unknown(connection, *entry) for entry in _UNKNOWNS],
        "checks": None if checks is None else [list(check) for check in checks],
        "failed": [list(check) for check in checks or () if check[2]],
        "passed": sum(not count for _, _, count in checks or ()),
    }


def _unknown(connection: duckdb.DuckDBPyConnection, label: str, table: str, condition: str) -> dict[str, Any]:
    current = "WHERE is_current" if table == "articles" else ""
    row = connection.execute(
        f"SELECT count(*), count(*) FILTER ({condition}) FROM {table} {current}"  # noqa: S608 — no input in it
    ).fetchone()
    assert row is not None, "an aggregate returns a row"
    return {"label": label, "total": row[0], "unknown": row[1]}


def _records(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [entry[0] for entry in cursor.description]
    return [{n: _plain(v) for n, v in zip(names, row, strict=True)} for row in cursor.fetchall()]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value
