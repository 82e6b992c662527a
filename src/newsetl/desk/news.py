"""What is new: figures that differ from an earlier state, and alerts of the watch list, as lists."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import cache, partial
from pathlib import Path

import duckdb
import pyarrow as pa

from newsetl.desk.archive import Reading
from newsetl.desk.fields import Field
from newsetl.desk.list_query import OF_CHANGES, Listing
from newsetl.desk.lists import DAYS
from newsetl.errors import UserError
from newsetl.lake import Lake
from newsetl.watching import Alert
from newsetl.watching.changes import Changed, changes_since, kept_states
from newsetl.watching.rising import Rising, rising

CAUSES = {"news": "the news", "correction": "a correction", "newsetl": "another version of newsetl"}
DAY = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class State:
    """A kept state of the archive.

    Args:
        name: its snapshot's id.
        published: when its run began, UTC; None where the name does not say.
    """

    name: str
    published: datetime | None


def states(data_dir: Path) -> list[State]:
    """The kept states, newest first.

    Raises:
        UserError: nothing was published yet.
    """
    return [State(kept.snapshot_id, _when(kept.snapshot_id)) for kept in kept_states(Lake(data_dir / "lake"))]


def keep_changes(reading: Reading, data_dir: Path, since: str) -> Changed:
    """Puts what changed since a state where a list can read it: `desk_changes` of this reading.

    Raises:
        UserError: there is no such state, or a run dropped it just now.
    """
    lake = Lake(data_dir / "lake")
    key = "changes", lake.manifest().snapshot_id, since
    try:
        found = reading.memory.of(key, lambda: changes_since(lake, since, reading.connection))
    except (FileNotFoundError, duckdb.IOException) as error:
        raise UserError("a run has just published, and dropped that state: ask again") from error
    reading.connection.register(OF_CHANGES, found.table)
    return found


def keep_alerts(reading: Reading, alerts: Sequence[Alert]) -> None:
    """Puts alerts where a list can read them: `desk_changes` of this reading."""
    columns = pa.schema([(field.name, pa.string()) for field in fields(Alert)])
    table = pa.Table.from_pylist([asdict(alert) for alert in alerts], schema=columns)
    reading.connection.register(OF_CHANGES, table)


def all_rising(reading: Reading) -> dict[str, list[Rising]]:
    """Places and sources that rise, found once of a published state."""
    return {
        what: reading.memory.of(("rising", what), partial(rising, reading.connection, what))
        for what in ("places", "sources")
    }


@cache
def changes() -> Listing:
    """The figures that differ from an earlier state, each with its cause."""
    return Listing(
        path="/changes",
        rows=OF_CHANGES,
        columns=_columns(
            "change cause was is_now surface actor_name place_name sentence confidence published_date outlet "
            "article_id force_level_id"
        ),
        fields=(
            Field("q", "Words of the sentence", "words", "sentence"),
            Field("change", "What happened", "choice", "change", is_facet=True),
            Field("cause", "Because of", "choice", "cause", is_facet=True, values=CAUSES),
            Field("actor", "Whose force", "choice", "actor_name", is_facet=True),
            Field("place", "Where", "choice", "place_name", is_facet=True),
            Field("outlet", "Outlet", "choice", "outlet", is_facet=True),
            *DAYS,
        ),
        sorts={
            "newest": ("newest first", "published_date DESC NULLS LAST, article_id, force_level_id"),
            "sure": ("surest first", "confidence DESC NULLS LAST, force_level_id"),
        },
        noun=("change", "changes"),
        views=("figures", "rising"),
    )


@cache
def alerts() -> Listing:
    """The alerts that runs have raised."""
    return Listing(
        path="/watch",
        rows=OF_CHANGES,
        columns=_columns("at watch kind title text outlet published url article_id force_level_id alert_id"),
        fields=(
            Field("q", "Words of the alert", "words", "concat_ws(' ', title, text)"),
            Field("watch", "Watch", "choice", "watch", is_facet=True),
            Field("kind", "Kind of alert", "choice", "kind", is_facet=True),
            Field("outlet", "Outlet", "choice", "outlet", is_facet=True),
            Field("from", "Raised from", "since", '"at"::TIMESTAMPTZ::DATE'),
            Field("to", "to", "until", '"at"::TIMESTAMPTZ::DATE'),
        ),
        sorts={
            "newest": ("newest first", '"at" DESC, alert_id'),
            "oldest": ("oldest first", '"at", alert_id'),
        },
        noun=("alert", "alerts"),
    )


def _columns(names: str) -> dict[str, str]:
    return {name: f'"{name}"' for name in names.split()}


def _when(snapshot_id: str) -> datetime | None:
    try:
        return datetime.strptime(snapshot_id[:15], DAY)  # noqa: DTZ007 - the name is in UTC, and so it is shown
    except ValueError:
        return None
