"""The built gazetteer."""

import pytest

from newsetl.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The gazetteer that the pipeline uses."""
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Erbil", "gn:95446"),
        ("Hewlêr", "gn:95446"),
        ("Iraq", "gn:99237"),
        ("the United States", "gn:6252001"),
        ("U.S.", "gn:6252001"),
        ("Texas", "gn:4736286"),
        ("Travis County", "gn:4737316"),
        ("Kurdistan Region of Iraq", "nx:kurdistan-region"),
        ("Bab al-Mandab", "nx:bab-el-mandeb"),
        ("Al Udeid Air Base", "nx:icao-otbh"),
        ("Sulaimani", "gn:98463"),
    ],
)
def test_lookup(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    """Names of every kind of source are found."""
    hit = gazetteer.lookup([name])[0]
    assert hit is not None
    assert place_id in {gazetteer.place(int(n)).place_id for n in hit.places}


@pytest.mark.parametrize("name", ["Qwertyville", "rthlp", ""])
def test_lookup_of_what_is_no_name(gazetteer: Gazetteer, name: str) -> None:
    """Words that name no place are not found."""
    assert gazetteer.lookup([name])[0] is None


def test_transliterations(gazetteer: Gazetteer) -> None:
    """A spelling that no source has leads to the place all the same."""
    hits = gazetteer.lookup_transliterated(["Haweeja", "Dayr az-Zour"])
    names = [{gazetteer.place(int(n)).name for n in hit.places} if hit else set() for hit in hits]
    assert "Hawija" in names[0]
    assert "Deir ez-Zor" in names[1]


@pytest.mark.parametrize(
    ("name", "iso3", "place_type", "division"),
    [
        ("Erbil", "IRQ", "city", "Erbil Governorate"),
        ("Kirkuk", "IRQ", "city", "Kirkuk"),
        ("Houston", "USA", "city", "Texas"),
    ],
)
def test_divisions(gazetteer: Gazetteer, name: str, iso3: str, place_type: str, division: str) -> None:
    """A city knows its first-order division."""
    number = gazetteer.find(name, iso3, place_type)
    assert number is not None
    admin1 = gazetteer.place(number).admin1
    assert admin1 is not None
    assert gazetteer.place(admin1).name == division


def test_every_place_is_on_earth_and_countries_have_geonames_points(gazetteer: Gazetteer) -> None:
    """No place is off the map, and a country's point is GeoNames' own."""
    latitude, longitude = gazetteer.arrays["latitude"], gazetteer.arrays["longitude"]
    assert (abs(latitude) <= 90).all()
    assert (abs(longitude) <= 180).all()
    usa = gazetteer.place(gazetteer.country_places["USA"])
    assert (usa.latitude, usa.longitude) == (39.76, -98.5)
    assert len(gazetteer) > 250_000
