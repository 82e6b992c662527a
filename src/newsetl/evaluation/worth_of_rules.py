"""What each rule of force levels is worth: how often it fired, won and was right on gold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsetl import pipeline
from newsetl.evaluation.corpora import Corpus
from newsetl.evaluation.evaluate import analyser_of
from newsetl.evaluation.scorers.force_levels import SLOT_RULES
from newsetl.extractors.force_levels import decide_all, is_force_size
from newsetl.extractors.force_levels.decision import FIELDS, Decision
from newsetl.extractors.force_levels.when.as_of import AsOf
from newsetl.extractors.force_levels.where.place import Place
from newsetl.extractors.force_levels.who_says.sources import Source
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.scoring import Choice, Option

QUESTIONS = FIELDS[1:]
# Features that name who proposed an option; the others describe it.
PROPOSERS = ("rule=", "no_rule=", "ruled", "listed", "named_", "mention_", "outlet", "kind")
UNTOLD = ("nobody", "nowhere", "undated", "writer", "untold_listed")
Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule of one question on gold: proposals, proposals that were right, those that won, those that did both."""

    question: str
    rule: str
    fired: int
    right: int
    won: int
    won_right: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an option says, by the names of a row's columns, so that the scorer's rules judge it."""

    measure: str | None = None
    modality: str | None = None
    actor_name: str | None = None
    actor_iso3: str | None = None
    place_name: str | None = None
    place_iso3: str | None = None
    as_of_start: Any = None
    source_name: str | None = None
    via_name: str | None = None


def rule_uses(corpus: Corpus, parse_cache: Path | None = None) -> list[RuleUse]:
    """Each rule by question and by how often it fired, the busiest first.

    The rules for "exists" are the ways in which a number is taken for a force size; it is right where gold has one
    there. The other questions are counted on numbers that gold has.
    """
    tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    articles = [document.as_article() for document in corpus.documents]
    seen = pipeline.scenes(articles, analyser_of(parse_cache))
    for document, scene in zip(corpus.documents, seen, strict=True):
        for decision in decide_all(scene):
            gold = _gold_of(decision, document.labels["force_levels"])
            for question, rule, is_right, has_won in _uses(decision, gold):
                for i, happened in enumerate((True, is_right, has_won, is_right and has_won)):
                    tally[question, rule][i] += happened
    order = ("exists", *QUESTIONS)
    uses = [RuleUse(question, rule, *counts) for (question, rule), counts in tally.items()]
    return sorted(uses, key=lambda use: (order.index(use.question), -use.fired, use.rule))


def _uses(decision: Decision, gold: Gold | None) -> Iterator[tuple[str, str, bool, bool]]:
    """(question, rule, is right, has won) for each proposal on one number."""
    found = decision.candidate.found
    way = "none" if found is None else found.figure.counted.how
    yield "exists", way, gold is not None, is_force_size(decision)
    if gold is None:
        return
    for question in QUESTIONS:
        choice: Choice[Any] = getattr(decision, question)
        for i, option in enumerate(choice.options):
            is_right = SLOT_RULES[question](gold, _answer(option.value))
            for rule in _rules(option):
                yield question, rule, is_right, i == choice.best


def _rules(option: Option[Any]) -> Iterator[str]:
    """Who proposed an option; measures and modalities are always options, and the rules name theirs."""
    for name, value in option.features.items():
        if not value or ">" in name:
            continue
        if name in UNTOLD:
            yield "not given"
        elif name == "ruled" and isinstance(option.value, str):
            yield f"ruled={option.value}"
        elif name.startswith(PROPOSERS):
            yield name


def _answer(value: Any) -> _Answer:
    match value:
        case Actor():
            return _Answer(actor_name=value.name, actor_iso3=value.iso3)
        case Place():
            return _Answer(place_name=value.name, place_iso3=value.iso3)
        case AsOf():
            return _Answer(as_of_start=value.start)
        case Source():
            return _Answer(source_name=value.name, via_name=value.via)
    return _Answer(measure=value, modality=value)


def _gold_of(decision: Decision, gold: Sequence[Gold]) -> Gold | None:
    number = decision.candidate.number
    return next((g for g in gold if g["start"] < number.end and number.start < g["end"]), None)
