"""Who a figure is ascribed to."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsetl.extractors.force_levels.scene import INTRODUCED, Scene
from newsetl.extractors.force_levels.who_says.estimates import stated_source
from newsetl.language.numbers import NumberExpression
from newsetl.lexicons import read_words
from newsetl.tables.attributions import Attribution

# A label of capitals at the start of a line; "Q" alone asks and is nobody.
LABEL = re.compile(
    r"^[ \t]*(?P<label>Q\b|[A-Z][A-Z.'’\-]*(?: [A-Z][A-Z.'’\-]*){0,5})(?: \([^)\n]{1,60}\))?(?::|[^\S\n]{2,})",
    re.M,
)
INITIALS = re.compile(r"(?<![\w.(])(?P<initials>[A-Z]{2,4}):\s")
LOOK_BACK = 6000  # characters: a long answer


def speaker_of(scene: Scene, offset: int) -> str | None:
    """The speaker named by the last label before an offset; None where a question, or nobody with a title, speaks."""
    start = max(0, offset - LOOK_BACK)
    by_initials = _by_initials(scene, start, offset)
    if by_initials is not None:
        return by_initials
    labels = scene.once(
        ("labels",), lambda: [(m.start(), m.end(), m["label"]) for m in LABEL.finditer(scene.analysis.text)]
    )
    before = bisect_right(labels, offset, key=lambda label: label[1])
    if before == 0 or labels[before - 1][0] < start:
        return None
    last = labels[before - 1][2]
    words = {word.strip(".") for word in last.split()}
    return last if words & read_words("forces/speaker_titles") else None


def _by_initials(scene: Scene, start: int, offset: int) -> str | None:
    """'Ada Lind (AL): Yes. HP: How many? AL: About 900': the speaker is introduced by initials."""
    if not scene.introduced:
        return None
    text = scene.analysis.text
    said = [*INITIALS.finditer(text, start, offset), *INTRODUCED.finditer(text, start, offset)]
    last = max(said, key=lambda match: match.end(), default=None)
    introduced = [] if last is None else scene.introduced.get(last["initials"], [])
    before = bisect_right(introduced, offset, key=lambda one: one[0])
    return introduced[before - 1][1] if before else None


@dataclass(frozen=True, slots=True)
class Source:
    """The attribution that a figure is in, its source's name, and the agency that it came through."""

    attribution_id: str | None
    name: str | None
    via: str | None


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
    near = [
        row
        for row in scene.attributions_holding(number.start)
        if row.content_start <= number.start and number.end <= row.content_end
    ]
    holding = [row for row in near if _tells(scene, row)]
    if holding:
        innermost = min(holding, key=lambda row: (-row.depth, row.content_end - row.content_start))
        yield "attribution", Source(innermost.attribution_id, name_of(innermost), innermost.via_name)
    put_by, speaker = stated_source(scene, number, head), speaker_of(scene, number.start)
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
    """The resolved name; None for a "he" that is not resolved.

    But 'Islamabad' as written: the figure is a government's, not a country's; the "A" of a transcript is no name.
    """
    text, name = row.source_text, row.source_name
    if text and name and len(text) == 1:
        return name
    if text and name and text[0].isupper() and " " not in text and not set(text.split()) & set(name.split()):
        return name if text.lower() in PRONOUNS else text
    found = name or text
    return None if found is not None and found.lower() in PRONOUNS else found


def _tells(scene: Scene, row: Attribution) -> bool:
    """True for a statement of somebody, and not a plan, an act or a feeling."""
    cue = row.cue_text or ""
    is_act = row.cue_class == "other" and not _begins(cue, "proposing")
    is_felt = _begins(cue, "opinion") and not _is_clause(scene, row)
    if is_act or is_felt or row.source_name == "questioner":
        return False
    if row.cue_class != "say" and _begins(cue, "deciding"):
        is_person = row.source_kind == "person" and row.anonymity == "named"
        return is_person and _begins(cue, "proposing")
    return bool(row.source_name or row.source_text or row.via_name)


def _begins(cue: str, kind: str) -> bool:
    beginnings = tuple(read_words(f"forces/{kind}_cues"))
    return any(word.startswith(beginnings) for word in cue.lower().split())


def _is_clause(scene: Scene, row: Attribution) -> bool:
    """'complained that …', 'boasted: "…"': something is stated, not only felt."""
    words = scene.analysis.text[row.cue_end or row.content_start : row.content_start + 6]
    return THAT.search(words) is not None
