"""Force levels by the rules alone, before the reader and the weights judge them."""

from typing import TypeVar

from newsetl.extractors.force_levels.decision import Decision
from newsetl.extractors.force_levels.how_many.candidates import Candidate, noun_after
from newsetl.extractors.force_levels.how_many.find import find_figures
from newsetl.extractors.force_levels.rows import make_rows
from newsetl.extractors.force_levels.rule_answers import RuleAnswers, answer_by_rules
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.scoring import Choice, Option
from newsetl.tables.force_levels import ForceLevel

V = TypeVar("V")


def rows_by_rules(scene: Scene) -> list[ForceLevel]:
    """Rows of what the rules settle on, in text order; their confidence is always one and says nothing."""
    return make_rows(
        scene, [_certain(scene, by_rules) for by_rules in answer_by_rules(scene, find_figures(scene))]
    )


def _certain(scene: Scene, by_rules: RuleAnswers) -> Decision:
    figure = by_rules.figure
    return Decision(
        candidate=Candidate(figure, (), noun_after(scene, figure), None, None),
        exists=1.0,
        exists_evidence={},
        measure=_only(figure.measure),
        modality=_only(figure.modality),
        actor=_only(by_rules.actor),
        place=_only(by_rules.place),
        as_of=_only(by_rules.as_of),
        source=_only(by_rules.source),
        confidence=1.0,
    )


def _only(value: V) -> Choice[V]:
    return Choice((Option(value, {}),), (1.0,))
