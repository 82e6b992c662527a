"""The same claim across articles."""

from datetime import date

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.when.as_of import AsOf
from newsetl.extractors.force_levels.where.place import Place
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.model import stable_id


def claim_id(figure: Figure, actor: Actor, place: Place, as_of: AsOf, published: date | None) -> str:
    """Id shared by reports that say the same of the same force at the same time.

    The same means: actor, country of the place (its name where it lies in no one country), measure, both bounds,
    unit, and the period: the month that the figure holds for (the year, where the text tells no month) or, where
    the text does not date it, the quarter of publication. Modality and source are left out: a plan and its
    denial are reports of one claim.
    """
    number = figure.number
    where = place.iso3 or (place.name or "").casefold()
    who = actor.iso3 or (actor.name or "").casefold()
    return stable_id(
        "clm",
        who,
        where,
        figure.measure,
        number.low,
        number.high,
        figure.counted.unit,
        _period(as_of, published),
    )


def _period(as_of: AsOf, published: date | None) -> str:
    if as_of.start is not None:
        return f"{as_of.start:%Y}" if as_of.precision == "year" else f"{as_of.start:%Y-%m}"
    if published is not None:
        return f"published {published.year}-Q{(published.month + 2) // 3}"
    return "undated"
