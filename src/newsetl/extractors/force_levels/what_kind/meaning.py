"""Measure and modality of a figure together: a size to come is a target, a target that was reached is a size."""

import re

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Counted, Figure
from newsetl.extractors.force_levels.how_many.without_noun import MORE
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.what_kind.measures import HAVING, Reading, as_measure
from newsetl.extractors.force_levels.what_kind.modalities import read_modality
from newsetl.language import Sentence
from newsetl.language.numbers import NumberExpression
from newsetl.lexicons.months import month_numbers
from newsetl.tables.force_levels import Measure, Modality

MONTHS = "|".join(month_numbers())
BY = re.compile(r"\bby\s+$", re.IGNORECASE)
TO_REMAIN = frozenset(
    ("leave", "see")
)  # with a force to come: the size it is to have; "keep" changes nothing
ADDED = re.compile(r"\b(?:additional|another|extra|from|further|more)\b(?! than)", re.IGNORECASE)
DEADLINE = re.compile(
    rf"\bby (?:the )?(?:[a-z]+[- ])?(?:{lexicon.either('ends of a period')}|{MONTHS}|(?:19|20)\d\d)\b|"
    rf"\b(?:{lexicon.either('at last')})\b",
    re.IGNORECASE,
)
INVADING = lexicon.word_set("invading")
DEFINITE = re.compile(r"\bthe(?:\s+(?:more|than|over|about|some|nearly|almost|roughly))*\s*$", re.IGNORECASE)
LOCATED = lexicon.word_set("located words")


def read_meaning(
    scene: Scene,
    sentence: Sentence,
    number: NumberExpression,
    counted: Counted,
    reading: Reading,
    steps: list[Step],
    previous: Figure | None,
) -> tuple[Measure, Modality]:
    """What kind of figure it is and whether it is reported as fact.

    Args:
        reading: what the governors make of the figure.
        previous: the figure before, in text order.
    """
    doc = scene.analysis.doc
    before = scene.analysis.text[sentence.start : number.hedge_start]
    is_more = counted.how == "ellipsis" and _is_more(scene, number, counted)
    if previous is not None and previous.sentence.index == sentence.index and not is_more:
        shared = _shared(previous, counted, reading, BY.search(before) is not None)
        if shared is not None:
            return shared
    modality = read_modality(doc, steps, reading.token, counted.first, counted.last)
    is_had = reading.token is not None and reading.token.lemma_.lower() in HAVING
    measure = "increase" if is_more and not is_had and reading.measure == "level" else as_measure(reading)
    return _fitted(scene, sentence, counted, reading, measure, modality)


def _shared(
    previous: Figure, counted: Counted, reading: Reading, is_by: bool
) -> tuple[Measure, Modality] | None:
    """What a figure without a noun or verb of its own shares with the one before: 'and the marines by 3,000'."""
    is_without_verb = counted.how == "ellipsis" and reading.token is None
    is_by = is_by and counted.how in ("ellipsis", "total") and previous.measure in ("increase", "decrease")
    return (previous.measure, previous.modality) if is_without_verb or is_by else None


def _fitted(
    scene: Scene, sentence: Sentence, counted: Counted, reading: Reading, measure: Measure, modality: Modality
) -> tuple[Measure, Modality]:
    if measure == "cap" and modality == "planned":
        return measure, "actual"  # what is authorised is in force
    if measure == "target" and modality == "actual":
        return "level", modality
    is_to_come = modality in ("planned", "possible") and measure == "level"
    if is_to_come and _is_there(scene, counted, reading):
        return measure, "actual"
    if is_to_come and _is_to_invade(counted, reading):
        return "increase", modality
    is_aim = _sets_size(counted, reading) or _has_deadline(scene, sentence, counted)
    return ("target" if is_to_come and is_aim else measure), modality


def _has_deadline(scene: Scene, sentence: Sentence, counted: Counted) -> bool:
    """'1,500 soldiers were to be in Cyprus by Easter': a size that is to be reached; not '1,500 more'."""
    phrase = scene.analysis.doc[max(sentence.token_start, counted.first - 2) : counted.last + 1].text
    if ADDED.search(phrase) is not None:
        return False
    return scene.search(DEADLINE, sentence.start, sentence.end) is not None


def _is_to_invade(counted: Counted, reading: Reading) -> bool:
    """'threatens to invade with 900 soldiers': they are to be sent."""
    word = reading.token
    return word is not None and word.lemma_.lower() in INVADING and word.i < counted.first


def _is_there(scene: Scene, counted: Counted, reading: Reading) -> bool:
    """'the 700 troops in Chad might face attacks': whatever may happen to them, they are there."""
    if reading.token is None:
        return False
    doc = scene.analysis.doc
    before = doc[max(0, counted.first - 4) : counted.first].text
    return DEFINITE.search(before) is not None and doc[min(counted.last + 1, len(doc) - 1)].lower_ in LOCATED


def _is_more(scene: Scene, number: NumberExpression, counted: Counted) -> bool:
    """'calls for 3,000 more', but not the stock of '37,000 there and 65,000 more in Japan'."""
    return (
        MORE.match(scene.analysis.text, number.end) is not None
        and scene.analysis.doc[counted.first].dep_ != "conj"
    )


def _sets_size(counted: Counted, reading: Reading) -> bool:
    """'will leave 2,500', 'plans an army of 42,000'."""
    is_kept = reading.token is not None and reading.token.lemma_ in TO_REMAIN
    return is_kept or counted.how == "total"
