"""Borders: ISO codes stay, claims are beside them, states that are no more have codes of their own."""

import duckdb
import pytest

from newsetl.lexicons import read_table
from newsetl.tables.region_mentions import RegionMention
from newsetl.warehouse.sql_files import read_scripts
from tests.extractors.texts import regions_of
from tests.warehouse.views import create_views


def first_mention(text: str) -> RegionMention:
    """The first region mention of a text."""
    return regions_of([text])[0][0]


@pytest.mark.parametrize(
    ("text", "iso3", "disputed", "claimed_by", "held_by"),
    [
        ("Sevastopol was shelled, officials in Ukraine said.", "UKR", "Crimea", "RUS", "RUS"),
        ("Taiwan said it would wait.", "TWN", "Taiwan", "CHN", None),
        ("Kosovo said it would wait.", "XKX", "Kosovo", "SRB", None),
        ("Western Sahara was quiet on Monday.", "ESH", "Western Sahara", "MAR", "MAR"),
        ("The Golan Heights were quiet on Monday.", "SYR", "Golan Heights", "ISR", "ISR"),
        ("Abkhazia was quiet on Monday.", "GEO", "Abkhazia", None, None),
        ("Soviet troops left Afghanistan in 1989.", "SUN", None, None, None),
        ("Mosul was quiet on Monday.", "IRQ", None, None, None),
    ],
)
def test_borders(
    text: str, iso3: str, disputed: str | None, claimed_by: str | None, held_by: str | None
) -> None:
    """No code is folded into a claimant's; the area, its claimants and its holder are reported."""
    mention = first_mention(text)
    assert (mention.country_iso3, mention.disputed) == (iso3, disputed)
    assert (mention.claimed_by, mention.held_by) == (claimed_by, held_by)


@pytest.mark.parametrize(("borders", "expected"), [("un", "UKR"), ("control", "RUS"), ("none", None)])
def test_maps_follow_the_borders_that_are_asked_for(borders: str, expected: str | None) -> None:
    """The macro counts Crimea to Ukraine by default, to who holds it or to nobody on demand."""
    with duckdb.connect() as database:
        database.execute(
            "CREATE TABLE region_mentions AS "
            "SELECT 'UKR' AS country_iso3, 'Crimea' AS disputed, 'RUS' AS claimed_by, 'RUS' AS held_by"
        )
        create_views(database, "mentions_by_border")
        query = "SELECT map_country_iso3 FROM mentions_by_border(borders := ?)"
        assert database.execute(query, [borders]).fetchall() == [(expected,)]
        assert database.execute("SELECT map_country_iso3 FROM mentions_by_border()").fetchall() == [("UKR",)]


@pytest.mark.parametrize(
    ("borders", "expected"),
    [("un", ("UKR", "Ukraine")), ("control", ("RUS", "Russia")), ("none", (None, None))],
)
def test_the_setting_is_the_default_of_the_macros(
    borders: str, expected: tuple[str | None, str | None]
) -> None:
    """With another setting the same SQL counts Crimea elsewhere; what is not disputed stays."""
    mapped = "map_country(iso3, disputed, held_by)"
    query = (
        f"SELECT {mapped}, map_country_name(name, iso3, {mapped}) FROM mention ORDER BY disputed NULLS LAST"
    )
    with duckdb.connect() as database:
        for script in read_scripts("macros", borders):
            if script.name.startswith("map_country"):
                database.execute(script.sql)
        database.execute(
            "CREATE TABLE mention AS FROM (VALUES ('UKR', 'Ukraine', 'Crimea', 'RUS'), ('PER', 'Peru', NULL, NULL)) "
            "AS rows (iso3, name, disputed, held_by)"
        )
        assert database.execute(query).fetchall() == [expected, ("PER", "Peru")]


def test_each_state_that_holds_a_disputed_area_has_a_name() -> None:
    """The names in map_country_name are those of all states in disputed.csv that hold what is another's."""
    (script,) = (s for s in read_scripts("macros") if s.name == "map_country_name")
    holders = {row["held_by"] for row in read_table("places/disputed")} - {""}
    assert all(f"'{iso3}' THEN" in script.sql for iso3 in holders)
