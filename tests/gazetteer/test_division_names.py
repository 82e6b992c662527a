"""Names of divisions that towns have too."""

import pytest

from newsetl.gazetteer.division_names import without_division_names
from newsetl.gazetteer.places import RawPlace
from tests.extractors.texts import rows_of

STATE = RawPlace("gn:1", "admin1", "Norvik", 0.0, 0.0, iso3="IND")


def town(name: str, people: int, *aliases: str, division: str = "gn:1") -> RawPlace:
    """A town of the division, or of another one."""
    return RawPlace(name, "city", name, 0.0, 0.0, people, iso3="IND", admin1=division, aliases=aliases)


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        (town("Norvik Sharif", 20_000, "Norvik", "Sharif"), ("Sharif",)),
        (town("Patnam", 900_000, "Norvik"), ("Norvik",)),
        (town("Norvik City", 20_000, "Norvik"), ("Norvik",)),
        (town("Nórvik", 20_000, "Norvik"), ("Norvik",)),
        (town("Elsewhere", 900_000, "Norvik", division="gn:2"), ()),
    ],
    ids=lambda value: value.name if isinstance(value, RawPlace) else "",
)
def test_small_towns_lose_the_name_of_a_division(place: RawPlace, kept: tuple[str, ...]) -> None:
    """Towns that are called alike and the division's large ones keep it."""
    places = without_division_names([STATE, town("Largest", 1_000_000), place])
    assert places[-1].aliases == kept


def test_the_state_is_meant() -> None:
    """No town of a longer name is put in the place of its state."""
    names = [("Bihar", "India"), ("Sinaloa", "Mexico"), ("Chiapas", "Mexico"), ("Selangor", "Malaysia")]
    texts = [
        f"Police in {name}, {country}, said on Monday that the road was open." for name, country in names
    ]
    found = [
        {row.surface: row.place_type for row in rows}
        for rows in rows_of(texts, "region_mentions", "2024-03-03")
    ]
    assert [rows[name] for rows, (name, _) in zip(found, names, strict=True)] == ["admin1"] * len(names)
