"""Who a figure is ascribed to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.who_says.estimates import putting
from newsetl.extractors.force_levels.who_says.speakers import speaker_of
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.language.numbers import NumberExpression
from newsetl.lexicons import read_words
from newsetl.tables.attributions import Attribution


@dataclass(frozen=True, slots=True)
class Source:
    """The attribution that a figure stands in, its source's name, and the agency that it came through."""

    attribution_id: str | None
    name: str | None
    via: str | None


NOBODY = frozenset(("no one", "nobody", "none"))
# "and according to the paper, the army …": what follows is ascribed, though something stands before.
OPENS_CLAUSE = re.compile(r"(?:--|—|;|,|\b(?:and|but|while|that))\s*$")
SETTING = re.compile(r"\b(?:after|before|since|when|until)\s+(?:(?:the|then)\s+)?$", re.IGNORECASE)
THAT = re.compile(r"\bthat\b|[\"“:]")
PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who", "me", "us", "him", "her", "them"))
WRITER = Source(None, None, None)


def resolve_source(scene: Scene, number: NumberExpression, head: int) -> Source:
    """The innermost attribution whose content holds the figure; else a transcript's speaker, else the writer.

    Args:
        head: token that heads the figure in the parse.
    """
    return next((source for _, source in propose_sources(scene, number, head)), WRITER)


def propose_sources(scene: Scene, number: NumberExpression, head: int) -> Iterator[tuple[str, Source]]:
    """What each rule proposes, the surest first: (rule, source)."""
    near = [row for row in scene.attributions_holding(number.start) if _may_hold(row, number)]
    holding = [row for row in near if _holds(scene, row, number)]
    if holding:
        innermost = min(holding, key=lambda row: (-row.depth, row.content_end - row.content_start))
        yield "attribution", Source(innermost.attribution_id, name_of(innermost), innermost.via_name)
    put_by, speaker = putting(scene, number, head), speaker_of(scene, number.start)
    if put_by is not None:
        yield "putting", Source(None, put_by, None)
    if speaker is not None:
        yield "speaker", _of_turn(near, speaker)


def _of_turn(near: Iterable[Attribution], label: str) -> Source:
    """Who a transcript's label stands for: the source of the turn that it opens, else the label as written."""
    turn = next((row for row in near if row.source_text == label), None)
    if turn is None:
        return Source(None, label, None)
    return Source(turn.attribution_id, name_of(turn) or label, turn.via_name)


def name_of(row: Attribution) -> str | None:
    """The resolved name; none for a "he" that nothing identifies.

    But 'Islamabad' as written: the figure is a government's, not a country's.
    """
    text, name = row.source_text, row.source_name
    if text and name and text[0].isupper() and " " not in text and not set(text.split()) & set(name.split()):
        return name if text.lower() in PRONOUNS else text
    found = name or text
    return None if found is not None and found.lower() in PRONOUNS else found


def _is_no_speaker(label: str) -> bool:
    """'POLAND: 10,500' and 'INVASION OF UKRAINE: UPDATES' head what follows; 'Q' is nobody that is named."""
    if label.lower().rstrip(".") in read_words("forces/questioners"):
        return True
    named = find_actors(label, 0, len(label)) if label.isupper() else []
    return any(mention.name.kind == "country" for mention in named)


def _may_hold(row: Attribution, number: NumberExpression) -> bool:
    """The content is around the figure, or may be what follows its source (see `_content`)."""
    if row.content_start <= number.start and number.end <= row.content_end:
        return True
    return row.cue_text is not None and row.cue_text.lower() == "according to"


def _holds(scene: Scene, row: Attribution, number: NumberExpression) -> bool:
    start, end = _content(scene, row)
    if start > number.start or number.end > end or _is_nobody(row):
        return False
    cue = row.cue_text or ""
    is_act = row.cue_class == "other" and not _begins(cue, "proposing")
    if is_act or (_begins(cue, "opinion") and not _is_clause(scene, row)):
        return False
    if row.cue_class != "say" and _begins(cue, "deciding"):
        is_person = row.source_kind == "person" and row.anonymity == "named"
        return is_person and _begins(cue, "proposing") and not _is_setting(scene, row)
    return bool(row.source_name or row.source_text or row.via_name)


def _is_setting(scene: Scene, row: Attribution) -> bool:
    """'the day after the president proposed 900': a time that is told, not a statement."""
    start = row.source_start or row.content_start
    return SETTING.search(scene.analysis.text, max(0, start - 40), start) is not None


def _is_nobody(row: Attribution) -> bool:
    name = (row.source_name or "").lower()
    return name == "questioner" or name in NOBODY or _is_no_speaker(row.source_text or "")


def _begins(cue: str, kind: str) -> bool:
    beginnings = tuple(read_words(f"forces/{kind}_cues"))
    return any(word.startswith(beginnings) for word in cue.lower().split())


def _content(scene: Scene, row: Attribution) -> tuple[int, int]:
    """What a row ascribes; what follows, where a clause of its own begins with 'according to the paper,'."""
    if row.cue_start is None or row.source_end is None or (row.cue_text or "").lower() != "according to":
        return row.content_start, row.content_end
    text, sentence = scene.analysis.text, scene.analysis.sentence_at(row.cue_start)
    is_before = row.content_end <= row.cue_start and text[row.source_end : row.source_end + 1] == ","
    if is_before and OPENS_CLAUSE.search(text, sentence.start, row.cue_start):
        return row.source_end, sentence.end
    return row.content_start, row.content_end


def _is_clause(scene: Scene, row: Attribution) -> bool:
    """'complained that …', 'boasted: "…"': something is stated, not only felt."""
    words = scene.analysis.text[row.cue_end or row.content_start : row.content_start + 6]
    return THAT.search(words) is not None
