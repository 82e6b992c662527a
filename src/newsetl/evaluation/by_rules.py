"""Force levels as the rules alone tell them: what they settle on, before the reader and the weights judge it."""

from typing import TypeVar

from newsetl.extractors.force_levels.evidence import Decision
from newsetl.extractors.force_levels.how_many.candidates import Candidate, noun_after
from newsetl.extractors.force_levels.how_many.find import find_figures
from newsetl.extractors.force_levels.records import make_rows
from newsetl.extractors.force_levels.rule_answers import Ruled, rule
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.scoring import Choice, Option
from newsetl.tables.force_levels import ForceLevel

V = TypeVar("V")


def rows_by_rules(scene: Scene) -> list[ForceLevel]:
    """Rows of what the rules settle on, in text order; their confidence is always one and says nothing."""
    return make_rows(scene, [_certain(scene, ruled) for ruled in rule(scene, find_figures(scene))])


def _certain(scene: Scene, ruled: Ruled) -> Decision:
    figure = ruled.figure
    return Decision(
        candidate=Candidate(figure, (), noun_after(scene, figure), None, None),
        exists=1.0,
        exists_evidence={},
        measure=_only(figure.measure),
        modality=_only(figure.modality),
        actor=_only(ruled.actor),
        place=_only(ruled.place),
        as_of=_only(ruled.as_of),
        source=_only(ruled.source),
        confidence=1.0,
    )


def _only(value: V) -> Choice[V]:
    return Choice((Option(value, {}),), (1.0,))
