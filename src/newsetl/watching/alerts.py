"""Alerts: what the last load brought that a watch is for, and outlets that fell silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from newsetl.core.ids import stable_id
from newsetl.core.resources import folder
from newsetl.report.wording import where_in_words
from newsetl.warehouse.sql_files import read_script
from newsetl.watching.watch_list import LISTS, Watch, Watches

LONGEST = 600  # characters of a sentence in an alert


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to look at.

    Args:
        alert_id: the same for the same claim, watch and kind, so that nothing is reported twice.
        at: when it was raised, ISO 8601, UTC.
        watch: name of the watch; "outlets" for one that fell silent.
        kind: new figure, new high, new low, source contradicts itself, source contradicts another, first mention,
            silent outlet.
        title: in one line.
        text: the sentence, or what is known.
        outlet, url, published: of the article, where there is one.
        article_id, force_level_id: the row.
    """

    alert_id: str
    at: str
    watch: str
    kind: str
    title: str
    text: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    article_id: str | None = None
    force_level_id: str | None = None


def find_alerts(
    connection: duckdb.DuckDBPyConnection, watches: Watches, now: datetime, *, has_news: bool = True
) -> Iterator[Alert]:
    """The alerts of the last load, watch by watch.

    Args:
        connection: to the published database.
        watches: the watch list.
        now: when they are raised; an outlet is silent up to this day.
        has_news: False where the last load was reported before.
    """
    for each in watches.watches if has_news else ():
        figures = f"WITH watched AS ({_sql('watched')}) FROM ({_sql('figures')})"
        for row in _rows(connection, figures, _what_fits(each)):
            yield _figure(each, row, now)
    if watches.silent_outlets:
        for row in _rows(connection, _sql("silent_outlets"), {"today": now.date()}):
            yield _silence(row, now)


def _figure(watch: Watch, row: dict[str, Any], now: datetime) -> Alert:
    told = [row["modality"] if row["modality"] != "actual" else None, row["figure"], row["unit"]]
    whose = [row["actor_name"], where_in_words(row)]
    said = f"({row['according_to']})" if row["according_to"] else None
    words = [part for part in (*told, *whose, said) if part]
    return Alert(
        stable_id("alr", watch.name, row["kind"], row["claim_id"]),
        now.isoformat(),
        watch.name,
        row["kind"],
        " ".join(f"{row['kind']}: {' '.join(words)}".split()),
        row["sentence"][:LONGEST],
        row["outlet"],
        row["url"],
        _iso(row["published_date"]),
        row["article_id"],
        row["force_level_id"],
    )


def _silence(row: dict[str, Any], now: datetime) -> Alert:
    title = f"silent outlet: {row['outlet']} for {row['silent_days']} days"
    text = (
        f"The last article is of {row['last_day']}; before, no gap was longer than {row['longest_gap']} days."
    )
    key = stable_id("alr", "silent", row["outlet"], row["last_day"])
    return Alert(key, now.isoformat(), "outlets", "silent outlet", title, text, row["outlet"])


def watched_figures(connection: duckdb.DuckDBPyConnection, watches: Watches) -> set[str]:
    """The force_level_ids of all published figures that some watch is for, however sure they are."""
    sql = f"SELECT force_level_id FROM ({_sql('watched')})"  # noqa: S608 - a file of ours
    return {
        row["force_level_id"] for each in watches.watches for row in _rows(connection, sql, _what_fits(each))
    }


def _what_fits(watch: Watch) -> dict[str, Any]:
    """What watched.sql asks for."""
    return {name: list(getattr(watch, name)) for name in LISTS} | {"at_least": watch.at_least}


def _sql(name: str) -> str:
    return read_script(folder("sql") / "alerts" / f"{name}.sql").sql


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, values)
    names = [entry[0] for entry in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
