"""Places and sources that are in the news more than they usually are."""

from dataclasses import dataclass

import duckdb

from newsetl.core.resources import folder
from newsetl.warehouse.sql_files import read_script

MOST = 10
LAST_DAY = "SELECT max(day) FROM outlet_activity WHERE day <= current_date"


@dataclass(frozen=True, slots=True)
class Rising:
    """A place or source that more stories name in the last seven days than in a usual week.

    Args:
        id: its place_id or source_id.
        name: as it is shown.
        stories: of the last seven days.
        usual: stories a week in the four weeks before.
    """

    id: str
    name: str
    stories: int
    usual: float


def rising(connection: duckdb.DuckDBPyConnection, what: str) -> list[Rising]:
    """Those that rose most, up to the last day that an article was published on.

    Args:
        connection: to the published database.
        what: places or sources.
    """
    row = connection.execute(LAST_DAY).fetchone()
    if row is None or row[0] is None:
        return []
    script = read_script(folder("sql") / "changes" / f"rising_{what}.sql")
    found = connection.execute(script.sql, {"day": row[0], "most": MOST}).fetchall()
    return [Rising(*entry) for entry in found]
