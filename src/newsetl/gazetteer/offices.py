"""Offices that persons of world news are known to hold or to have held."""

from functools import cache

from newsetl.lexicons import read_table


def offices_of(name: str) -> tuple[str, ...]:
    """Offices of a full name, from lexicons/people/offices.csv and office_holders.csv; empty for whom neither holds.

    The name is as printed: "Volodymyr Zelensky" is known as "Volodymyr Zelenskyy".
    """
    return _offices().get(_usual_names().get(name, name), ())


@cache
def _usual_names() -> dict[str, str]:
    """Spellings of a name -> the name of named_people.csv."""
    rows = read_table("people/named_people")
    return {alias: row["name"] for row in rows for alias in row["aliases"].split(";") if alias}


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in (*read_table("people/offices"), *read_table("people/office_holders")):
        held = tuple(filter(None, row["office"].split(";")))
        found[row["name"]] = tuple(dict.fromkeys((*found.get(row["name"], ()), *held)))
    return found
