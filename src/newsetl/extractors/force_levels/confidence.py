"""How sure a record is, from how it was found and how far its slots were carried."""

from newsetl.extractors.force_levels.actor import Actor
from newsetl.extractors.force_levels.as_of import AsOf
from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.places import Place

# Share of full records that are right, by how the number was tied to its noun.
BASE = {"noun": 0.9, "strong": 0.85, "list": 0.92, "total": 0.8, "share": 0.65, "ellipsis": 0.6}
CARRIED = 0.93  # per sentence of distance of the actor and of the place
FLOOR = 0.2


def confidence(figure: Figure, actor: Actor, place: Place, as_of: AsOf) -> float:
    """Probability that value, unit, measure, modality, actor and place are all right, 0 to 1."""
    value = BASE[figure.counted.how]
    value *= CARRIED ** min(8, actor.distance + place.distance + as_of.distance)
    if actor.name is None:
        value *= 0.8
    if figure.modality in ("possible", "denied"):
        value *= 0.9
    if figure.measure in ("target", "cap", "trained"):
        value *= 0.9
    return round(max(FLOOR, value), 3)
