"""The day of publication in the outlet's own time: an evening story of New York is not of the next day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsetl.articles.found import FoundDate
from newsetl.lexicons import read_table


def local_day(published: FoundDate, domain: str | None) -> date:
    """Day of a moment of publication.

    By the offset in which it was given; where that is UTC, which machines write for any place, by the zone of a known
    outlet's newsroom; a time without a zone and a day alone are as they are.
    """
    return published.printed_day or local_time(published, domain).date()


def local_time(moment: FoundDate, domain: str | None) -> datetime:
    """A moment as the outlet's clocks show it, by the same rules."""
    zone = _zones().get(domain or "")
    is_utc = moment.offset == 0 and moment.precision in ("minute", "second")
    if is_utc and zone is not None:
        return moment.at.astimezone(ZoneInfo(zone))
    return moment.at + timedelta(minutes=moment.offset or 0)


def in_own_zone(found: FoundDate, domain: str | None) -> FoundDate:
    """The moment whose zone's name several zones have, in that of the outlet: "IST" at haaretz.co.il is no Indian time.

    Where the outlet is in none of them, what news writes most stays: IST is India's.
    """
    own, suffix = _zones().get(domain or ""), (domain or "").rsplit(".", 1)[-1]
    rows = (row for row in read_table("articles/shared_zone_names") if row["name"] == found.zone)
    row = next((row for row in rows if row["zone"] == own or row["suffix"] == suffix), None)
    if found.zone is None or row is None:
        return found
    clock = (found.at + timedelta(minutes=found.offset or 0)).replace(tzinfo=ZoneInfo(row["zone"]))
    offset = clock.utcoffset() or timedelta()
    return replace(found, at=clock.astimezone(UTC), offset=int(offset.total_seconds() // 60))


@lru_cache(maxsize=1)
def _zones() -> Mapping[str, str]:
    cities = {row["city"]: row["zone"] for row in read_table("articles/city_zones")}
    return {
        domain: cities[row["city"]]
        for row in read_table("articles/outlets")
        if row["city"] in cities
        for domain in row["domains"].split()
    }
