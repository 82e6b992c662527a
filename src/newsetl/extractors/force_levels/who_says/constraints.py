"""Hard constraints on who says so: see lexicons/forces/constraints.csv."""

import re
from typing import Any

from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.who_says.estimates import source_of_number
from newsetl.extractors.force_levels.who_says.sources import WRITER, name_of
from newsetl.extractors.scoring import Option
from newsetl.tables.attributions import Attribution

# "The front itself, they estimate, has 3,000": others say it of the subject.
INSERTED = re.compile(rf"\s+(?:{either('inserted verbs')})\s*,\s")
GIVES_NEXT = re.compile(
    rf"\s+(?:(?:has|had|have|only)\s+)?(?:{either('giving a number', 'giving')})\s+(?:[a-z]+\s+){{0,3}}\d"
)
SURE = 0.9  # confidence from which an attribution is certain
# Classes of cues that report a fact, not a plan.
TOLD_AS_SO = frozenset(("say", "claim", "allege", "estimate", "write", "warn"))
FIRST_PERSON = frozenset(("i", "we", "me", "us"))  # an interview's speaker counts where the passage names him
SUBJECT = re.compile(r"(?:\s+(?:itself|themselves|alone))?,\s+")


def passing_agency(_: Scene, __: Candidate, option: Option[Any]) -> bool:
    """'AP also quoted an official as saying': the figure came through the agency."""
    return bool(option.features.get("agency_of_another"))


def attributed(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'There are 5,300 soldiers in the country, the ministry said': the writer does not say so himself.

    Nor what a quotation of several sentences goes on to say.
    """
    if option.value != WRITER:
        return False
    at = candidate.number.start
    sentence = candidate.figure.sentence
    near = scene.attributions_from(sentence.start, sentence.end)
    quoted = (row for row in scene.attributions_holding(at) if _quotes(scene, row, at))
    return any(row.content_start <= at < row.content_end and _is_sure(row) for row in (*near, *quoted))


def _is_sure(row: Attribution) -> bool:
    return (
        row.cue_class in TOLD_AS_SO
        and row.confidence >= SURE
        and (row.source_text or "i").casefold() not in FIRST_PERSON
        and (name_of(row) or row.via_name) is not None
    )


def _quotes(scene: Scene, row: Attribution, at: int) -> bool:
    """True if a statement holds a figure in quotation marks: '"They are finished," he said. "They have 800 men."'"""
    before = scene.analysis.text[row.content_start : at]
    if not row.content_start <= at < row.content_end or "\n" in before:
        return False
    opened = max(before.rfind("“"), before.rfind('"'))
    is_open = before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")
    return opened >= 0 and is_open


def counted_by_other(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'is estimated at 4,000 to 6,000 by the Union', 'the junta spoke of 400': nobody else, nor the writer."""
    told = source_of_number(scene, candidate.number)
    return told is not None and option.value.name != scene.analysis.text[slice(*told)]


def teller_of_next(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The rebels say they have 6,000 men, but an official spoke of 2,500': the official is not the source of 6,000."""
    if option.words is None or option.words[0] < candidate.number.end:
        return False
    return GIVES_NEXT.match(scene.analysis.text, option.words[1]) is not None


def spoken_of(scene: Scene, candidate: Candidate, option: Option[Any]) -> bool:
    """'The front itself, they estimate, has 3,000 fighters': 'they' is not the front."""
    text, sentence = scene.analysis.text, candidate.figure.sentence
    if option.words is None or INSERTED.match(text, option.words[1], sentence.end) is None:
        return False
    subjects = [
        m.name.actor for m in scene.actors_in(sentence) if SUBJECT.fullmatch(text, m.end, option.words[0])
    ]
    return option.value.name in subjects
