"""The same claim across articles."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from newsetl.core.ids import stable_id
from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.when.as_of import AsOf
from newsetl.extractors.force_levels.where.place import Place
from newsetl.extractors.force_levels.whose.actor import Actor


def claim_id(figure: Figure, actor: Actor, place: Place, as_of: AsOf, published: date | None) -> str:
    """Id shared by reports that say the same of the same force at the same time.

    The same means: actor, country of the place (its name where it lies in no one country), measure, both bounds,
    unit, and the period: the month that the figure holds for (the year, where the text gives no month) or, where
    the text does not date it, the quarter of publication. Modality and source are left out: a plan and its
    denial are reports of one claim.
    """
    number = figure.number
    said = (figure.measure, number.low, number.high, figure.counted.unit)
    period = _period(as_of.start, as_of.precision, published)
    return stable_id("clm", _known(actor.iso3, actor.name), _known(place.iso3, place.name), *said, period)


def claim_id_of_row(row: Mapping[str, Any]) -> str:
    """The same of a row of force_levels, by column: of one that a person corrected or added."""
    who = _known(row["actor_iso3"], row["actor_name"])
    where = _known(row["place_iso3"], row["place_name"])
    said = (row["measure"], row["value_low"], row["value_high"], row["unit"])
    period = _period(row["as_of_start"], row["as_of_precision"], row["published_date"])
    return stable_id("clm", who, where, *said, period)


def _known(iso3: str | None, name: str | None) -> str:
    return iso3 or (name or "").casefold()


def _period(start: date | None, precision: str | None, published: date | None) -> str:
    if start is not None:
        return f"{start:%Y}" if precision == "year" else f"{start:%Y-%m}"
    if published is not None:
        return f"published {published.year}-Q{(published.month + 2) // 3}"
    return "undated"
