"""Our own places."""

from collections import Counter

from newsetl.gazetteer.countries import country_of_iso3
from newsetl.gazetteer.curated import curated_places
from newsetl.lexicons import read_table


def test_there_are_enough_and_each_is_whole() -> None:
    """At least 600 places of our own, each with a point on earth, a source, and a known country where it has one."""
    places = list(curated_places())
    assert len(places) >= 600
    assert all(-90 <= p.latitude <= 90 and -180 <= p.longitude <= 180 for p in places)
    assert all(country_of_iso3(p.iso3) is not None for p in places if p.iso3 is not None)
    rows = [
        row for name in ("regions", "waters", "bases", "localities") for row in read_table(f"places/{name}")
    ]
    assert all(row["source"] for row in rows)


def test_ids_are_unique() -> None:
    """No two places share an id."""
    counts = Counter(place.place_id for place in curated_places())
    assert [place_id for place_id, count in counts.items() if count > 1] == []
