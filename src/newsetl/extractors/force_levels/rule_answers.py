"""The rules' answers for each figure that they find: for each question, the first rule that has one."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsetl.extractors.force_levels import list_entries
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.how_many.find import FoundFigure
from newsetl.extractors.force_levels.how_many.list_headings import read_heading
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.when.as_of import AsOf, resolve_as_of
from newsetl.extractors.force_levels.where.hosts import home_place
from newsetl.extractors.force_levels.where.place import Place
from newsetl.extractors.force_levels.where.proposers import resolve_place
from newsetl.extractors.force_levels.who_says.sources import WRITER, Source, resolve_source
from newsetl.extractors.force_levels.whose.actor import NOBODY, Actor, local_force
from newsetl.extractors.force_levels.whose.proposers import resolve_actor

MAX_FIGURES_BACK = 40  # figures before one that its rules look at


@dataclass(frozen=True, slots=True)
class RuleAnswers:
    """The rules' answers for a figure that they find."""

    figure: Figure
    actor: Actor
    place: Place
    as_of: AsOf
    source: Source


def answer_by_rules(scene: Scene, found: Sequence[FoundFigure]) -> list[RuleAnswers]:
    """The rules' answers for each figure that they find, in text order."""
    settled: list[RuleAnswers] = []
    beside = starts_by_sentence(found)
    for one in found:
        others = nearby_offsets(beside[one.figure.sentence.index], one.figure.number.start)
        settled.append(_resolve(scene, one, settled[-MAX_FIGURES_BACK:], others))
    return settled


def starts_by_sentence(found: Sequence[FoundFigure]) -> dict[int, list[int]]:
    """Offsets of the figures by the index of their sentence."""
    starts: dict[int, list[int]] = {}
    for one in found:
        starts.setdefault(one.figure.sentence.index, []).append(one.figure.number.start)
    return starts


def nearby_offsets(starts: Sequence[int], start: int) -> list[int]:
    """Offsets of the nearest figures on either side of one in its sentence, in text order."""
    before, after = bisect_left(starts, start), bisect_right(starts, start)
    return [
        *starts[max(0, before - MAX_FIGURES_BACK // 2) : before],
        *starts[after : after + MAX_FIGURES_BACK // 2],
    ]


def _resolve(
    scene: Scene,
    one: FoundFigure,
    before: Sequence[RuleAnswers],
    others: Sequence[int],
) -> RuleAnswers:
    figure = one.figure
    actor = resolve_actor(
        scene, figure, one.steps, [(r.figure, r.actor) for r in before if r.actor != NOBODY]
    )
    if one.item is not None:
        actor = list_entries.owner(scene, one.item)
    elif one.entry is not None:
        actor = list_entries.further_owner(scene, one.entry, actor, figure.number.end)
    place = resolve_place(scene, figure, one.steps, [(r.figure, r.place) for r in before], others, actor)
    if figure.counted.personnel_type == "police" and actor.iso3 is None and actor.distance > 0:
        actor = NOBODY  # police are rarely an alliance's that some other sentence names
    if actor == NOBODY and place.iso3 is not None and _is_used_at_home(scene, figure, place.iso3):
        actor = local_force(place.iso3, place.distance)
    as_of = resolve_as_of(scene, figure, one.steps, [(r.figure, r.as_of) for r in before], others)
    source = resolve_source(scene, figure.number, figure.counted.head)
    if one.item is not None:
        heading = read_heading(scene, one.item.heading)
        place = list_entries.place(scene, one.item, place, heading, figure.number.end)
        as_of = list_entries.as_of(scene, one.item, as_of, heading)
        is_inline = one.item.is_inline and heading.source == WRITER
        source = source if is_inline else heading.source
    elif one.entry is not None:
        heading = read_heading(scene, one.entry.heading)
        place = list_entries.place(scene, one.entry, place, heading, figure.number.end)
        source = heading.source if source == WRITER else source
    return RuleAnswers(_settled(scene, one, as_of), actor, place, as_of, source)


def _settled(scene: Scene, one: FoundFigure, as_of: AsOf) -> Figure:
    """The figure, planned where its date is in the future."""
    figure, published = one.figure, scene.article.day
    is_ahead = published is not None and as_of.start is not None and as_of.start > published
    is_own = (
        as_of.text is not None and as_of.text in scene.analysis.text[figure.number.end : figure.sentence.end]
    )
    is_past = bool(one.steps) and is_verb(one.steps[0].token) and one.steps[0].token.tag_ in ("VBD", "VBN")
    if figure.modality == "actual" and is_ahead and is_own and not is_past:
        figure = replace(figure, modality="planned")
    return figure


def _is_used_at_home(scene: Scene, figure: Figure, iso3: str) -> bool:
    """True for police, and for soldiers against rebels or strikers of the only country that is mentioned."""
    if figure.counted.personnel_type == "police":
        return True
    return figure.counted.personnel_type == "troops" and home_place(scene, figure, iso3) is not None
