"""Who a figure is ascribed to."""

from dataclasses import dataclass

from newsetl.extractors.force_levels.estimates import putting, quoted_by
from newsetl.extractors.force_levels.names import find_actors
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.speakers import speaker_of
from newsetl.language.numbers import NumberExpression
from newsetl.lexicons import read_words
from newsetl.tables.attributions import Attribution


@dataclass(frozen=True, slots=True)
class Source:
    """The attribution that a figure stands in, its source's name, and the agency that it came through."""

    attribution_id: str | None
    name: str | None
    via: str | None


PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who", "me", "us", "him", "her", "them"))
WRITER = Source(None, None, None)


def resolve_source(scene: Scene, number: NumberExpression, head: int) -> Source:
    """The innermost attribution whose content holds the figure; else a transcript's speaker, else the writer.

    Args:
        head: token that the figure hangs by in the parse.
    """
    holding = [row for row in scene.attributions if _holds(row, number)]
    if not holding:
        return Source(None, putting(scene, number, head) or speaker_of(scene, number.start), None)
    innermost = min(holding, key=lambda row: (-row.depth, row.content_end - row.content_start))
    quoted = quoted_by(scene, innermost, number)
    if quoted is not None:  # "the agency quoted an official as saying": the official says it
        return Source(innermost.attribution_id, quoted, innermost.via_name or innermost.source_name)
    return Source(innermost.attribution_id, _name(innermost), innermost.via_name)


def _name(row: Attribution) -> str | None:
    """The resolved name, but 'Islamabad' as written: the figure is a government's, not a country's."""
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


def _holds(row: Attribution, number: NumberExpression) -> bool:
    if row.content_start > number.start or number.end > row.content_end:
        return False
    if _is_no_speaker(row.source_text or "") or (row.source_name or "").lower() == "questioner":
        return False
    cues = (row.cue_text or "").lower().split()
    if row.cue_class != "say" and any(
        cue.startswith(tuple(read_words("forces/deciding_cues"))) for cue in cues
    ):
        return False
    return bool(row.source_name or row.source_text or row.via_name)
