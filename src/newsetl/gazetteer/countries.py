"""Countries by name and by the name of their people: lookups that need no gazetteer."""

from dataclasses import dataclass
from functools import cache

from newsetl.gazetteer.normalise import name_key
from newsetl.lexicons import Row, read_table

LIST_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1 (or Kosovo) with GeoNames' own point for it."""

    iso3: str
    iso2: str
    geonameid: int
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    latitude: float
    longitude: float
    subregion: str | None


@cache
def countries() -> tuple[Country, ...]:
    """All countries of lexicons/countries.csv."""
    return tuple(_country(row) for row in read_table("countries"))


@cache
def country_of_iso3(iso3: str) -> Country | None:
    """The country with that ISO 3166-1 alpha-3 code."""
    return next((country for country in countries() if country.iso3 == iso3), None)


def country_of_name(name: str) -> Country | None:
    """The country with that name: 'the U.S.', 'Burma', 'IRAQ'; None if there is none ('us').

    A name that two countries share ("Congo") is taken for the first in the table.
    """
    return _by_name().get(name_key(name))


def country_of_demonym(word: str) -> Country | None:
    """The country whose people or whose adjective this is: 'Iraqi', 'Afghans', 'Briton's'."""
    return _by_demonym().get(_word(word))


@cache
def _by_name() -> dict[str, Country]:
    return _index([(name_key(name), c) for c in countries() for name in (c.name, *c.aliases)])


@cache
def _by_demonym() -> dict[str, Country]:
    return _index([(_word(demonym), c) for c in countries() for demonym in c.demonyms])


def _index(pairs: list[tuple[str, Country]]) -> dict[str, Country]:
    index: dict[str, Country] = {}
    for key, country in pairs:
        index.setdefault(key, country)
    return index


def _word(demonym: str) -> str:
    return " ".join(demonym.replace("’", "'").casefold().split()).removesuffix("'s")


def _country(row: Row) -> Country:
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        geonameid=int(row["geonameid"]),
        name=row["name"],
        aliases=_split(row["aliases"]),
        demonyms=_split(row["demonyms"]),
        capital=row["capital"] or None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        subregion=row["subregion"] or None,
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split(LIST_SEPARATOR) if item)
