"""The table of countries and its lookups."""

import pytest

from newsetl.gazetteer.countries import countries, country_of_demonym, country_of_iso3, country_of_name


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("the U.S.", "USA"),
        ("US", "USA"),
        ("us", None),
        ("Burma", "MMR"),
        ("Ivory Coast", "CIV"),
        ("DR Congo", "COD"),
        ("IRAQ", "IRQ"),
        ("Kosovo", "XKX"),
        ("Britain", "GBR"),
        ("Baghdad", None),
    ],
)
def test_country_of_name(name: str, iso3: str | None) -> None:
    """A country is found by its usual names, and the pronoun 'us' is none."""
    country = country_of_name(name)
    assert (country.iso3 if country else None) == iso3


@pytest.mark.parametrize(
    ("word", "iso3"),
    [
        ("Iraqi", "IRQ"),
        ("Iraqis", "IRQ"),
        ("Briton’s", "GBR"),
        ("Afghans", "AFG"),
        ("Dutch", "NLD"),
        ("Texan", None),
    ],
)
def test_country_of_demonym(word: str, iso3: str | None) -> None:
    """Adjectives and people lead to their country."""
    country = country_of_demonym(word)
    assert (country.iso3 if country else None) == iso3


def test_table_is_sound() -> None:
    """Codes are unique, points lie on earth, and every sovereign state of some size has its demonyms."""
    rows = countries()
    assert len(rows) == 250
    assert (
        len({c.iso3 for c in rows}) == len({c.iso2 for c in rows}) == len({c.geonameid for c in rows}) == 250
    )
    assert all(-90 <= c.latitude <= 90 and -180 <= c.longitude <= 180 for c in rows)
    demonyms = [d for c in rows for d in c.demonyms]
    assert len(demonyms) == len(set(demonyms)) > 400
    iraq = country_of_iso3("IRQ")
    assert iraq is not None
    assert (iraq.capital, iraq.subregion, iraq.demonyms[0]) == ("Baghdad", "Western Asia", "Iraqi")
