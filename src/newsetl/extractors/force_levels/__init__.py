"""force_levels: reported sizes of armed and security forces."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.decision import Decision, Refusal
from newsetl.extractors.force_levels.how_many.candidates import Candidate, Read, find_candidates
from newsetl.extractors.force_levels.how_many.find import find_figures
from newsetl.extractors.force_levels.how_many.sizes_of_groups import ends_of_group_is_at
from newsetl.extractors.force_levels.judge import Neighbours, decide, is_likely_force, take_or_refuse
from newsetl.extractors.force_levels.rows import make_refused, make_rows
from newsetl.extractors.force_levels.rule_answers import (
    MAX_FIGURES_BACK,
    RuleAnswers,
    answer_by_rules,
    nearby_offsets,
    starts_by_sentence,
)
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.extractors.force_levels.why import reason_of
from newsetl.extractors.reasons import Reason
from newsetl.extractors.versions import version_of
from newsetl.gazetteer.institutions import NON_STATE_KINDS
from newsetl.language import Analysis
from newsetl.language.numbers import number_words
from newsetl.number_reader import read_numbers
from newsetl.tables.articles import Article
from newsetl.tables.attributions import Attribution
from newsetl.tables.date_mentions import DateMention
from newsetl.tables.entity_mentions import EntityMention
from newsetl.tables.force_levels import ForceLevel
from newsetl.tables.refused_figures import RefusedFigure
from newsetl.tables.region_mentions import RegionMention

NAME = "force_levels"
VERSION = version_of(NAME)
LONGEST_NAME = 60  # characters
NUMBER_SIGN = re.compile(
    rf"\d|\b(?:{'|'.join(number_words('small', 'magnitude', 'plural'))}|\w+ty|\w+ty-\w+|half|thirds?|quarters?|score|"
    r"couple|few)\b",
    re.IGNORECASE,
)


# A figure that takes its noun from the sentence before: "About 1,000 are still there", "500 people will return".
CONTINUES = re.compile(
    r"\d\d\b[^.]{0,60}?\b(?:of them|remain\w*|stay\w*|left|there|return\w*|withdr\w+|deploy\w*|station\w*|who came|"
    r"pulled|in the country)\b|\b(?:strength|number|total|figure)s?\b[^.]{0,60}\d\d|"
    r"\b(?:sent|sends?|withdr\w+|gave|promised|pledged|has|have|keeps?) (?:\w+ ){0,2}\d+,\d{3}\b",
    re.IGNORECASE,
)
# "a 70-man gang", "the cartel's 800 armed members"
OF_A_BAND = re.compile(
    rf"\d[-‑ ](?:man|member|strong)\b.*\b(?:{lexicon.either('armed groups')})\b|"
    rf"\b(?:{lexicon.either('armed groups')})\b.*\d\s+(?:[a-z]+\s+)?members\b",
    re.IGNORECASE | re.DOTALL,
)
OF_A_SIZE = re.compile(r"\b(?:at|to)\s+(?:[a-z]+\s+){0,2}\d")  # "KFOR is down to 3,500"
ARRIVING = re.compile(rf"\b(?:{lexicon.either('arriving verbs')})\b", re.IGNORECASE)
# "42,000 Peshmerga", "thousands of Taliban": a number right before what may be an armed group's name.
BEFORE_NAME = re.compile(r"(?:\d|\bhundred|\bthousand|\bmillion|s of)\s+(?=[A-Z])|\d\s+[a-z]+\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Extracted:
    """Rows of both tables."""

    force_levels: list[ForceLevel]
    refused_figures: list[RefusedFigure]


def may_hold(sentence: str) -> bool:
    """True if a sentence may report a force level and needs a parse: it has signs of a number and of a force."""
    if NUMBER_SIGN.search(sentence) is None:
        return False
    signs = (lexicon.sign_words(), CONTINUES, OF_A_BAND)
    if any(sign.search(sentence) is not None for sign in signs):
        return True
    if any(_names_men(sentence, match.end()) for match in BEFORE_NAME.finditer(sentence)):
        return True
    return OF_A_SIZE.search(sentence) is not None and bool(ends_of_group_is_at(sentence))


def _names_men(sentence: str, start: int) -> bool:
    """True at the name of an armed group, or of a nation in a sentence about arriving, whose men a number counts."""
    named = find_actors(sentence, start, min(len(sentence), start + LONGEST_NAME))
    if not named or named[0].start != start:
        return False
    is_nation = named[0].name.kind == "demonym" and ARRIVING.search(sentence) is not None
    return is_nation or named[0].name.group_kind in NON_STATE_KINDS


def extract_force_levels(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    regions: Sequence[RegionMention],
    dates: Sequence[DateMention],
    entities: Sequence[EntityMention] = (),
) -> Extracted:
    """Reported force sizes of the article, and the numbers near force words that are none, each in text order.

    Args:
        attributions, regions, dates, entities: the article's other rows, each in text order: a figure takes its
            source, place, as-of date and actor from them.
    """
    scene = Scene(article, analysis, attributions, regions, dates, entities)
    judged = [take_or_refuse(scene, *one) for one in gather(scene)]
    taken = [one for one in judged if isinstance(one, Decision)]
    refused = [one for one in judged if isinstance(one, Refusal)]
    return Extracted(make_rows(scene, taken), make_refused(scene, refused))


def explain_force_levels(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    regions: Sequence[RegionMention],
    dates: Sequence[DateMention],
    entities: Sequence[EntityMention] = (),
) -> list[Reason]:
    """Why each figure is what it is, and why each refused number is none; arguments as for the rows."""
    scene = Scene(article, analysis, attributions, regions, dates, entities)
    return [reason_of(scene, take_or_refuse(scene, *one)) for one in gather(scene)]


def is_force_size(decision: Decision) -> bool:
    """True for a number that the decision takes for the size of a force."""
    return is_likely_force(decision.exists)


def decide_all(scene: Scene) -> list[Decision]:
    """The decision on every candidate, in text order, also on those that are not a force size."""
    return [decide(scene, *one) for one in gather(scene)]


def gather(scene: Scene, read: Read = read_numbers) -> list[tuple[Candidate, RuleAnswers | None, Neighbours]]:
    """Candidates with the answers of the rules and the figures around them, in text order."""
    found = find_figures(scene)
    settled = {by_rules.figure.number.start: by_rules for by_rules in answer_by_rules(scene, found)}
    known, starts = list(settled.values()), list(settled)
    beside = starts_by_sentence(found)
    gathered: list[tuple[Candidate, RuleAnswers | None, Neighbours]] = []
    for candidate in find_candidates(scene, found, read):
        start = candidate.number.start
        others = nearby_offsets(beside.get(candidate.figure.sentence.index, ()), start)
        before = known[: bisect_left(starts, start)][-MAX_FIGURES_BACK:]
        gathered.append((candidate, settled.get(start), Neighbours(before, others)))
    return gathered
