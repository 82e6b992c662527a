"""The day of publication in the outlet's own time: an evening story of New York is not of the next day."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsetl.articles.found import FoundDate
from newsetl.lexicons import read_table


def local_day(published: FoundDate, domain: str | None) -> date:
    """Day of a moment of publication.

    By the offset in which it was told; where that is UTC, which machines write for any place, by the zone of a known
    outlet's newsroom; a time without a zone and a day alone are as they stand.
    """
    zone = _zones().get(domain or "")
    is_utc = published.offset == 0 and published.precision in ("minute", "second")
    if is_utc and zone is not None and published.printed_day is None:
        return published.at.astimezone(ZoneInfo(zone)).date()
    return published.day


@lru_cache(maxsize=1)
def _zones() -> Mapping[str, str]:
    cities = {row["city"]: row["zone"] for row in read_table("articles/city_zones")}
    return {
        domain: cities[row["city"]]
        for row in read_table("articles/outlets")
        if row["city"] in cities
        for domain in row["domains"].split()
    }
