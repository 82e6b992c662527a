"""Who a surname alone means in the news of some years: "President Bush" of 1990 and of 2005 are two."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from newsetl.lexicons import Row, read_table

OFFICES = ";"


@dataclass(frozen=True, slots=True)
class Holder:
    """A row of lexicons/people/office_holders.csv; an empty `offices` holds for the surname alone."""

    name: str
    offices: tuple[str, ...]
    first: date
    last: date


def office_holder(surname: str, role_title: str | None, on: date | None) -> str | None:
    """The full name of the person that a surname with an office means on a day.

    Where the day is unknown, he must be the only one who ever held it; None where nobody or more than one fits.
    """
    role = (role_title or "").casefold()
    holding = [h for h in _by_surname().get(surname, ()) if any(_is_office(o, role) for o in h.offices)]
    return _only(holding, on)


def surname_alone(surname: str, on: date | None) -> str | None:
    """The full name of the person that the surname alone means in the news of a day; None where it can mean many."""
    return _only([h for h in _by_surname().get(surname, ()) if not h.offices], on) if on else None


def _only(holders: list[Holder], on: date | None) -> str | None:
    names = {h.name for h in holders if on is None or h.first <= on <= h.last}
    return names.pop() if len(names) == 1 else None


def _is_office(office: str, role: str) -> bool:
    """True for the office itself: a vice president is not a president, nor is a former one."""
    words = role.replace(".", "").replace(",", " ").split()
    wanted = office.split()
    at = [i for i in range(len(words)) if words[i : i + len(wanted)] == wanted]
    return any(i == 0 or words[i - 1] not in ("vice", "former", "deputy", "assistant") for i in at)


@cache
def _by_surname() -> dict[str, list[Holder]]:
    holders: dict[str, list[Holder]] = {}
    for row in read_table("people/office_holders"):
        holders.setdefault(row["surname"], []).append(_holder(row))
    return holders


def _holder(row: Row) -> Holder:
    last = date.fromisoformat(row["to"]) if row["to"] else date.max
    offices = tuple(filter(None, row["office"].split(OFFICES)))
    return Holder(row["name"], offices, date.fromisoformat(row["from"]), last)
