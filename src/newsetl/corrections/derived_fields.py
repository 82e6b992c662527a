"""Fields that follow from a change: a reviewer gives a name, and its codes, bounds and coordinates are filled in."""

from collections.abc import Mapping
from typing import Any

from newsetl.gazetteer import Place, load_gazetteer
from newsetl.gazetteer.countries import country_of_name
from newsetl.gazetteer.disputes import dispute_of
from newsetl.gazetteer.forces import states_of_forces
from newsetl.gazetteer.gazetteer import Gazetteer

POINT = ("latitude", "longitude", "is_centroid", "is_approximate")


def completed(table: str, row: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes with those that follow from them; what the reviewer gives is never replaced.

    Args:
        table: the row's table.
        row: the row as it is.
        changes: column -> what it is to hold.
    """
    found: dict[str, Any] = {}
    if table == "force_levels":
        parts = (_actor, _period, _place_of_figure, _source)
        found = _figure(row, changes) | {
            name: value for part in parts for name, value in part(changes).items()
        }
    if table == "attributions":
        found = _speaker(changes)
    if table == "region_mentions" and {"place_id", "place_name"} & changes.keys():
        found = _place_of_mention(changes)
    return {**found, **changes}


def _figure(row: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The bounds of a changed value: the same, unless the text gives a range or leaves one side open."""
    if "value" not in changes or {"value_low", "value_high"} & changes.keys():
        return {}
    value, qualifier = changes["value"], changes.get("qualifier", row.get("qualifier"))
    if value is None:
        return {}
    low = None if qualifier == "up_to" else value
    high = None if qualifier == "at_least" else value
    return {"value_low": low, "value_high": high} if qualifier != "range" else {}


def _actor(changes: Mapping[str, Any]) -> dict[str, Any]:
    name = changes.get("actor_name")
    if "actor_name" not in changes or "actor_iso3" in changes:
        return {}
    if name is None:
        return {"actor_iso3": None}
    country = country_of_name(str(name))
    return {"actor_iso3": country.iso3 if country else states_of_forces().get(str(name).casefold())}


def _period(changes: Mapping[str, Any]) -> dict[str, Any]:
    """A day alone is a period of one day."""
    if "as_of_start" not in changes or "as_of_end" in changes:
        return {}
    start = changes["as_of_start"]
    return {"as_of_end": start, "as_of_precision": None if start is None else "day"}


def _source(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Another source is not the one of the statement that the machine found."""
    return {"attribution_id": None} if "source_name" in changes else {}


def _speaker(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Another name is another source, named, of which only the name is known; a state that it speaks for has a code."""
    found: dict[str, Any] = {}
    if "source_name" in changes:
        is_named = changes["source_name"] is not None
        found = {"source_id": None, "name_confidence": 1.0 if is_named else None}
        found |= {} if "anonymity" in changes else {"anonymity": "named" if is_named else "anonymous"}
    if "affiliation" in changes:
        country = country_of_name(str(changes["affiliation"])) if changes["affiliation"] else None
        found["affiliation_iso3"] = country.iso3 if country else None
    return found


def _place_of_figure(changes: Mapping[str, Any]) -> dict[str, Any]:
    if not {"place_id", "place_name"} & changes.keys():
        return {}
    place = _place(changes)
    if place is None:
        return {"place_id": None, "place_iso3": None}
    return {"place_id": place.place_id, "place_name": place.name, "place_iso3": place.iso3}


def _place_of_mention(changes: Mapping[str, Any]) -> dict[str, Any]:
    place = _place(changes)
    columns = (
        "place_id",
        "place_name",
        "place_type",
        "country_iso3",
        "country_name",
        "admin1_name",
        "admin1_code",
    )
    nowhere: dict[str, Any] = dict.fromkeys(
        (*columns, "subregion", *POINT, "disputed", "claimed_by", "held_by")
    )
    if place is None:
        return nowhere
    gazetteer = load_gazetteer()
    country, dispute = gazetteer.country(place.index), dispute_of(place.index, gazetteer)
    division = (
        place
        if place.type == "admin1"
        else gazetteer.place(place.admin1)
        if place.admin1 is not None
        else None
    )
    told: dict[str, Any] = {"place_id": place.place_id, "place_name": place.name, "place_type": place.type}
    told |= {name: getattr(place, name) for name in POINT}
    if country is not None:
        told |= {"country_iso3": country.iso3, "country_name": country.name, "subregion": country.subregion}
    if division is not None:
        told |= {"admin1_name": division.name, "admin1_code": division.code}
    if dispute is not None:
        told |= {"disputed": dispute.area, "claimed_by": dispute.claimed_by, "held_by": dispute.held_by}
    return nowhere | told


def _place(changes: Mapping[str, Any]) -> Place | None:
    """The place of a name or an id: a country of that name, else the most populous place that has it."""
    gazetteer = load_gazetteer()
    if changes.get("place_id") is not None:
        return _place_of_id(gazetteer, str(changes["place_id"]))
    name = changes.get("place_name")
    country = country_of_name(str(name)) if name else None
    if country is not None:
        return gazetteer.place(gazetteer.country_places[country.iso3])
    found = gazetteer.lookup([str(name)])[0] if name else None
    numbers = [int(number) for number in found.places] if found else []
    return max(
        map(gazetteer.place, numbers), key=lambda place: (place.population, place.place_id), default=None
    )


def _place_of_id(gazetteer: Gazetteer, place_id: str) -> Place | None:
    """The place of an id: looked for in the text of all places, as reviewers rarely need it."""
    text = gazetteer.arrays["text"].tobytes()
    at = text.find(f"{place_id}\t".encode())
    starts = gazetteer.arrays["text_start"]
    if at < 0:
        return None
    index = int(starts.searchsorted(at, side="right")) - 1
    place = gazetteer.place(index)
    return place if place.place_id == place_id else None
