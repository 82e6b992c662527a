"""Hard constraints: answers that no evidence can outweigh, listed in lexicons/forces/constraints.csv."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.wordings import meaning_of_wording
from newsetl.extractors.force_levels.when import constraints as when
from newsetl.extractors.force_levels.where import constraints as where
from newsetl.extractors.force_levels.who_says import constraints as who_says
from newsetl.extractors.force_levels.who_says.estimates import subject_of_telling_verb
from newsetl.extractors.force_levels.whose import constraints as whose
from newsetl.extractors.force_levels.whose import owner_constraints
from newsetl.extractors.scoring import Option
from newsetl.language.numbers import find_numbers
from newsetl.lexicons import read_table

V = TypeVar("V")
Constraint: TypeAlias = Callable[[Scene, Candidate, Option[Any]], bool]
YEAR = re.compile(r"(?:19\d\d|20[0-3]\d)")
YEAR_BEFORE = re.compile(r"\b(?:since|until|till|before|after|during|in)\s+$", re.IGNORECASE)
POSSESSION = re.compile(rf"\s+(?:{lexicon.either('possessions')})\b", re.IGNORECASE)
GAVE_UP = re.compile(
    rf"(?:\s+(?!(?:{lexicon.either('openers of a clause')})\b)[\w’'-]+){{0,7}}?"
    r"\s+(?:gave|given|give|giving) (?:themselves|itself|himself) up\b"
)
# "spends millions on soldiers", "paid 4,000 a month"
SPENT = re.compile(rf"\b(?:{lexicon.either('spending verbs')})\b[^.;:]{{0,40}}$", re.IGNORECASE)
SPENT_ON = re.compile(r"\s+(?:more\s+)?(?:on|into|for|per|an?|to)\b")
# "millions in military aid", "thousands more in bribes"; no "1,200 in aid convoys"
IN_MONEY = re.compile(
    rf"\s+(?:more\s+|worth\s+)?(?:in|of)\s+(?:(?!(?:the|an?)\b)[\w’'.-]+\s+){{0,3}}?(?:{lexicon.either('money')})"
    r"(?=\W*$|[.,;:)]|\s+(?:to|for|from|by|since|over|each|every|an?|this|last)\b)",
    re.IGNORECASE,
)
RATE = re.compile(r"\b(?:for every|per|in every|out of every)\s+$", re.IGNORECASE)
MAKE_UP = re.compile(rf"\b(?:{lexicon.either('verbs of composition')})\s+$", re.IGNORECASE)
CIVIL = re.compile(rf"[-\s](?:{lexicon.either('civil bodies')})\s+(?:[\w-]+\s+)?[\w-]+$", re.IGNORECASE)
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
NAMED_UNIT = re.compile(rf"\s+(?:[A-Z][\w.]+\s+){{0,2}}(?:{lexicon.either('names of a unit')})\b")
OTHER_SIZE = re.compile(rf"[-‑](?:{lexicon.either('other measures')})\b", re.IGNORECASE)
CIVILIANS = re.compile(
    rf"\s+(?:(?:foreign|local|other|unarmed)\s+)?(?:{lexicon.either('people of peace')})\b"
)
TO_PRISON = re.compile(rf"\s+(?:[\w’'-]+\s+){{1,4}}?to\s+(?:{lexicon.either('prisons')})\b")
WORD = re.compile(r"[\w-]+")


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


def _in_date(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    number, sentence = candidate.number, candidate.figure.sentence
    return any(
        date.start <= number.start and number.end <= date.end and date.kind in ("date", "time")
        for date in scene.dates_in(sentence.start, sentence.end)
    )


def _year_head(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    number, text = candidate.number, scene.analysis.text
    is_year = YEAR.fullmatch(number.surface) is not None
    return is_year and YEAR_BEFORE.search(text, max(0, number.start - 12), number.start) is not None


def _other_cell(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    return candidate.number.hedge_start in scene.other_cells


def _possession(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'183 police departments', '100 posts of the army'."""
    text, number = scene.analysis.text, candidate.number
    return any(POSSESSION.match(text, end) is not None for end in (candidate.noun.end, number.end))


def _gave_up(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'12 soldiers gave themselves up': they surrendered, where no other number is between."""
    text, end = scene.analysis.text, candidate.number.end
    match = GAVE_UP.match(text, end, candidate.figure.sentence.end)
    return match is not None and next(iter(find_numbers(text, end, match.end())), None) is None


def _money(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'The city spends millions on police', 'billions in military aid': an amount that names no currency."""
    text, sentence, number = scene.analysis.text, candidate.figure.sentence, candidate.number
    if candidate.noun.word is not None:
        return False
    if IN_MONEY.match(text, number.end, sentence.end):
        return True
    is_spent = scene.ending(SPENT, sentence.start, number.hedge_start) is not None
    return is_spent and SPENT_ON.match(text, number.end) is not None


def _rate(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'12 complaints for every 1,000 policemen': what something is counted by."""
    sentence, number = candidate.figure.sentence, candidate.number
    return scene.ending(RATE, sentence.start, number.start) is not None


def _composition(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'Reservists make up 40 percent of the troops': of whom a force consists."""
    sentence, number = candidate.figure.sentence, candidate.number
    return number.is_percent and scene.ending(MAKE_UP, sentence.start, number.hedge_start) is not None


def _civil_body(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'a 600-member sales force', '300 medical personnel'."""
    text, noun, number = scene.analysis.text, candidate.noun, candidate.number
    kinds = lexicon.force_nouns().get(noun.word or "", {}).keys()
    if kinds & {"unit", "strong"} and noun.word not in lexicon.word_set("collectives"):  # "medical troops"
        return False
    civil = CIVIL.search(text, number.end, noun.end)
    if civil is None:
        return False
    before = WORD.findall(text[number.end : civil.start()].lower())
    return lexicon.context_words("military").isdisjoint(before)


def _unit_name(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'men of 174 Battalion', 'the 81st and 114th brigades': a number that only names a unit."""
    number = candidate.number
    is_ordinal = ORDINAL.search(number.surface) is not None
    return is_ordinal or NAMED_UNIT.match(scene.analysis.text, number.end) is not None


def _size_of_other(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'a 23-nation army': what the number measures is written with it."""
    return OTHER_SIZE.match(scene.analysis.text, candidate.number.end) is not None


def _civilians(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'75,000 civilians in eight camps'."""
    return CIVILIANS.match(scene.analysis.text, candidate.number.end) is not None


def _to_prison(scene: Scene, candidate: Candidate, _: Option[Any]) -> bool:
    """'has sent 63 soldiers to prison'."""
    sentence, number = candidate.figure.sentence, candidate.number
    return TO_PRISON.match(scene.analysis.text, number.end, sentence.end) is not None


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
    "in_date": _in_date,
    "year_head": _year_head,
    "other_cell": _other_cell,
    "possession": _possession,
    "civil_body": _civil_body,
    "gave_up": _gave_up,
    "money": _money,
    "rate": _rate,
    "composition": _composition,
    "unit_name": _unit_name,
    "size_of_other": _size_of_other,
    "civilians": _civilians,
    "to_prison": _to_prison,
    "worded_measure": _worded("measure"),
    "told_number": _told_number,
    "worded_modality": _worded("modality"),
    "of_target": _of_target,
    "state_of_rebels": whose.state_of_rebels,
    "another_group": whose.another_group,
    "counter": whose.counter,
    "own_unit": owner_constraints.own_unit,
    "own_service": owner_constraints.own_service,
    "own_men": owner_constraints.own_men,
    "own_contributors": whose.own_contributors,
    "land_of_peacekeepers": whose.land_of_peacekeepers,
    "left_land": whose.left_land,
    "plain_kind": whose.plain_kind,
    "group_has": whose.group_has,
    "state_police": whose.state_police,
    "private_guards": whose.private_guards,
    "own_holder": whose.own_holder,
    "own_leader": whose.own_leader,
    "antecedent_of_them": whose.antecedent_of_them,
    "denied_existence": whose.denied_existence,
    "hearer": whose.hearer,
    "across_heading": whose.across_heading,
    "gapped_owner": where.gapped_owner,
    "placed_before": where.placed_before,
    "of_next": where.of_next,
    "subject_place": where.subject_place,
    "right_after": where.right_after,
    "of_bare_number": where.of_bare_number,
    "bare_name": where.bare_name,
    "called_up": where.called_up,
    "doubtful_place": where.doubtful_place,
    "other_clause": when.other_clause,
    "beyond_figure": when.beyond_figure,
    "plainly_dated": when.plainly_dated,
    "since_then": when.since_then,
    "until_then": when.until_then,
    "number_of_date": when.number_of_date,
    "passing_agency": who_says.passing_agency,
    "attributed": who_says.attributed,
    "counted_by_other": who_says.counted_by_other,
    "teller_of_next": who_says.teller_of_next,
    "spoken_of": who_says.spoken_of,
}
