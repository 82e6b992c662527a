"""Hard constraints: answers that no evidence can outweigh, listed in lexicons/forces/constraints.csv."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from newsetl.extractors.force_levels.how_many import constraints as how_many
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.wordings import meaning_of_wording
from newsetl.extractors.force_levels.when import constraints as when
from newsetl.extractors.force_levels.where import constraints as where
from newsetl.extractors.force_levels.who_says import constraints as who_says
from newsetl.extractors.force_levels.who_says.estimates import subject_of_telling_verb
from newsetl.extractors.force_levels.whose import constraints as whose
from newsetl.extractors.force_levels.whose import owner_constraints, teller_constraints
from newsetl.extractors.scoring import Option
from newsetl.lexicons import read_table

V = TypeVar("V")
Constraint: TypeAlias = Callable[[Scene, Candidate, Option[Any]], bool]


def allowed(
    question: str, scene: Scene, candidate: Candidate, options: Sequence[Option[V]]
) -> list[Option[V]]:
    """The options that no constraint bars; all of them where it would bar every one."""
    bars = [CONSTRAINTS[name] for name in _named(question)]
    free = [option for option in options if not any(bar(scene, candidate, option) for bar in bars)]
    return free or list(options)


def is_barred(scene: Scene, candidate: Candidate) -> bool:
    """True for a number that cannot be a force size."""
    nothing: Option[None] = Option(None, {})
    return any(CONSTRAINTS[name](scene, candidate, nothing) for name in _named("exists"))


@cache
def _named(question: str) -> tuple[str, ...]:
    return tuple(row["constraint"] for row in read_table("forces/constraints") if row["question"] == question)


def _worded(question: str) -> Constraint:
    def bar(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
        sentence = candidate.figure.sentence
        value = meaning_of_wording(
            question, scene.analysis.text, candidate.number, (sentence.start, sentence.end)
        )
        return value is not None and option.value != value

    return bar


def _of_target(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'By May the mission will have 900 men': a size that is aimed at is none that is there."""
    sentence, text = candidate.figure.sentence, scene.analysis.text
    aim = meaning_of_wording("measure", text, candidate.number, (sentence.start, sentence.end))
    return aim == "target" and option.value == "actual"


def _told_number(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'the Pentagon had given 500': a number that is stated, and nothing sent."""
    number = candidate.number
    is_bare = candidate.noun.word is None and not number.is_percent
    return is_bare and option.value != "level" and subject_of_telling_verb(scene, number) is not None


CONSTRAINTS: Mapping[str, Constraint] = {
    "in_date": how_many.in_date,
    "year_head": how_many.year_head,
    "other_cell": how_many.other_cell,
    "possession": how_many.possession,
    "civil_body": how_many.civil_body,
    "gave_up": how_many.gave_up,
    "money": how_many.money,
    "rate": how_many.rate,
    "composition": how_many.composition,
    "unit_name": how_many.unit_name,
    "size_of_other": how_many.size_of_other,
    "civilians": how_many.civilians,
    "age": how_many.age,
    "difference": how_many.difference,
    "to_prison": how_many.to_prison,
    "worded_measure": _worded("measure"),
    "told_number": _told_number,
    "worded_modality": _worded("modality"),
    "of_target": _of_target,
    "state_of_rebels": whose.state_of_rebels,
    "another_group": whose.another_group,
    "counter": teller_constraints.counter,
    "observer": teller_constraints.observer,
    "own_unit": owner_constraints.own_unit,
    "own_service": owner_constraints.own_service,
    "own_men": owner_constraints.own_men,
    "own_part_of_sentence": owner_constraints.own_part_of_sentence,
    "own_sharers": owner_constraints.own_sharers,
    "other_side": owner_constraints.other_side,
    "own_contributors": whose.own_contributors,
    "land_of_peacekeepers": whose.land_of_peacekeepers,
    "left_land": whose.left_land,
    "plain_kind": whose.plain_kind,
    "group_has": whose.group_has,
    "state_police": whose.state_police,
    "private_guards": whose.private_guards,
    "own_holder": whose.own_holder,
    "own_leader": owner_constraints.own_leader,
    "antecedent_of_them": owner_constraints.antecedent_of_them,
    "denied_existence": whose.denied_existence,
    "hearer": teller_constraints.hearer,
    "backer": whose.backer,
    "foreign_men": whose.foreign_men,
    "across_heading": whose.across_heading,
    "gapped_owner": where.gapped_owner,
    "placed_before": where.placed_before,
    "of_next": where.of_next,
    "subject_place": where.subject_place,
    "right_after": where.right_after,
    "of_bare_number": where.of_bare_number,
    "bare_name": where.bare_name,
    "called_up": where.called_up,
    "people": where.people,
    "doubtful_place": where.doubtful_place,
    "other_clause": when.other_clause,
    "before_change": when.before_change,
    "beyond_figure": when.beyond_figure,
    "plainly_dated": when.plainly_dated,
    "since_then": when.since_then,
    "until_then": when.until_then,
    "number_of_date": when.number_of_date,
    "holds_now": when.holds_now,
    "compared_with": when.compared_with,
    "beside_present": when.beside_present,
    "passing_agency": who_says.passing_agency,
    "attributed": who_says.attributed,
    "counted_by_other": who_says.counted_by_other,
    "teller_of_next": who_says.teller_of_next,
    "spoken_of": who_says.spoken_of,
}
