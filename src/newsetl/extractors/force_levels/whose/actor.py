"""An actor as it is published with a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.lexicon import NON_STATE
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.extractors.scoring import Choice
from newsetl.gazetteer.countries import country_of_iso3


@dataclass(frozen=True, slots=True)
class Actor:
    """Name and state code of an actor, and from how many sentences away it was carried (0: same sentence)."""

    name: str | None
    iso3: str | None
    distance: int = 0


ALLIES = "Allies"  # of the world wars, but an alliance's own word for its members
NOBODY = Actor(None, None)


def as_actor(scene: Scene, figure: Figure, mention: ActorMention) -> Actor:
    name = mention.name
    if name.kind == "demonym" and figure.counted.personnel_type in NON_STATE:
        noun = scene.analysis.doc[figure.counted.last].text.lower()
        return Actor(f"{mention.name.surface} {noun}", None)
    if name.actor == ALLIES and "NATO" in scene.analysis.text:
        return Actor("NATO", None)
    return Actor(name.actor, name.iso3)


def words_of_owner(scene: Scene, figure: Figure, choice: Choice[Actor]) -> tuple[int, int] | None:
    """The words that name the chosen actor: the nearest of the figure's sentence, else those it was proposed by."""
    actor, at = choice.value, figure.number.start
    named = [
        (m.start, m.end)
        for m in scene.actors_in(figure.sentence)
        if (actor.iso3 is not None and m.name.iso3 == actor.iso3)
        or (actor.name is not None and m.name.actor == actor.name)
    ]
    return min(named, key=lambda words: abs(words[0] - at), default=choice.words)


def is_fit(figure: Figure, mention: ActorMention) -> bool:
    """A state is not the actor of rebels unless its name is at their noun."""
    return (
        figure.counted.personnel_type not in NON_STATE
        or mention.name.kind == "group"
        or mention.name.iso3 is None
    )


def local_force(iso3: str, distance: int) -> Actor:
    """The state that police, or soldiers with a task at home, are in, where the text names no other."""
    country = country_of_iso3(iso3)
    return NOBODY if country is None else Actor(country.name, iso3, distance + 1)


def together(mentions: Sequence[ActorMention]) -> Actor:
    """Several actors as one: their names as a list."""
    return Actor(", ".join(dict.fromkeys(m.name.actor or m.name.iso3 or "" for m in mentions)), None)
