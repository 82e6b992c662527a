"""Dates that stand above or before whole paragraphs: a timeline's, and a heading's 'as of 1 March 2003'."""

import re
from bisect import bisect_right

from newsetl.extractors.force_levels.scene import Scene
from newsetl.tables.date_mentions import DateMention

# "February 2003" alone in its line, or before a dash or colon: "June 1992 -- first peacekeepers land"
HEADS = re.compile(r"[ \t]*(?:$|:|[–—]|--?[ \t])", re.MULTILINE)
MARKUP = re.compile(r"[ \t]*(?:[-*•#]+[ \t]*)?(?:\*\*)?(?:(?:in|on)[ \t]+)?", re.IGNORECASE)
AS_OF = re.compile(
    r"\b(?:as[ \t]+of|as[ \t]+at|status:?|situation[ \t]+on)[ \t]+(?:the[ \t]+)?$", re.IGNORECASE
)
HEADING_WORDS = 14  # at most, in a line that is a heading
MIN_ENTRIES = 3  # dates at the start of paragraphs that make a timeline
MAX_BELOW = 1500  # characters from an entry's date, or a heading's, to a figure


def dated_above(scene: Scene, offset: int) -> DateMention | None:
    """The date of the timeline's entry that an offset stands in, or of the heading above it; None without one."""
    entries = scene.once(("dated lines",), lambda: _dated_lines(scene))
    above = bisect_right(entries, offset, key=lambda mention: mention.end)
    mention = entries[above - 1] if above else None
    return None if mention is None or offset - mention.end > MAX_BELOW else mention


def _dated_lines(scene: Scene) -> list[DateMention]:
    """Dates that hold for what stands below them, in text order."""
    told = [m for m in scene.dates if m.start_date is not None and m.kind == "date"]
    entries = [m for m in told if _is_entry(scene, m)]
    days = {m.start_date for m in entries}
    is_timeline = len(days - {scene.article.day}) >= MIN_ENTRIES
    return [m for m in told if (is_timeline and m in entries) or _is_heading(scene, m)]


def _is_entry(scene: Scene, mention: DateMention) -> bool:
    text = scene.analysis.text
    start = text.rfind("\n", 0, mention.start) + 1
    opens = MARKUP.fullmatch(text, start, mention.start) is not None
    return opens and HEADS.match(text, mention.end) is not None


def _is_heading(scene: Scene, mention: DateMention) -> bool:
    """'Forces in the Gulf as of 1 March 2003' in a line of its own."""
    text = scene.analysis.text
    start, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    line = text[start : len(text) if end < 0 else end].strip()
    is_line = end >= 0 and len(line.split()) <= HEADING_WORDS and not line.endswith((".", "!", "?", '"'))
    return is_line and AS_OF.search(text, start, mention.start) is not None
