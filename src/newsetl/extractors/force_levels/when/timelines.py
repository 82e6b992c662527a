"""Dates that stand before whole paragraphs: those of a timeline's entries."""

import re
from bisect import bisect_right

from newsetl.extractors.force_levels.scene import Scene
from newsetl.tables.date_mentions import DateMention

# "February 2003" alone in its line, or before a dash or colon: "June 1992 -- first peacekeepers land"
HEADS = re.compile(r"[ \t]*(?:$|:|[–—]|--?[ \t])", re.MULTILINE)
MARKUP = re.compile(r"[ \t]*(?:[-*•#]+[ \t]*)?(?:\*\*)?(?:(?:in|on)[ \t]+)?", re.IGNORECASE)
# A short line alone that no stop ends: "Background"
NEXT_HEADING = re.compile(r"\n[ \t]*\n[ \t]*(?![-*•#\d])[^\s.!?\":]+(?:[ \t]+[^\s.!?\":]+){0,7}[ \t]*\n")
# … or an empty line behind an entry's words
ENTRY_ENDS = re.compile(r"(?<=[^\s])[ \t]*\n[ \t]*\n")
MIN_ENTRIES = 3  # dates at the start of paragraphs that make a timeline
MAX_BELOW = 1500  # characters from an entry's date, to a figure


def dated_above(scene: Scene, offset: int) -> DateMention | None:
    """The date of the timeline's entry that an offset stands in; None without one."""
    lines = scene.once(("dated lines",), lambda: _dated_lines(scene))
    above = bisect_right(lines, offset, key=lambda line: line[0].end)
    mention, end = lines[above - 1] if above else (None, 0)
    return mention if offset < end else None


def _dated_lines(scene: Scene) -> list[tuple[DateMention, int]]:
    """The dates of a timeline's entries, each with the offset up to which it holds, in text order."""
    told = (m for m in scene.dates if m.start_date is not None and m.kind == "date")
    entries = [m for m in told if _is_entry(scene, m)]
    is_timeline = len({m.start_date for m in entries} - {scene.article.day}) >= MIN_ENTRIES
    return [(m, _end(scene, m, m is entries[-1])) for m in entries] if is_timeline else []


def _end(scene: Scene, mention: DateMention, is_last: bool) -> int:
    """Up to where a date holds: an entry's to the next heading, the last entry's to the end of its paragraph."""
    text, reach = scene.analysis.text, mention.end + MAX_BELOW
    body = next((i for i in range(mention.end, min(reach, len(text))) if not text[i].isspace()), reach)
    match = (ENTRY_ENDS if is_last else NEXT_HEADING).search(text, body, reach)
    return reach if match is None else match.start()


def _is_entry(scene: Scene, mention: DateMention) -> bool:
    text = scene.analysis.text
    start = text.rfind("\n", 0, mention.start) + 1
    opens = MARKUP.fullmatch(text, start, mention.start) is not None
    return opens and HEADS.match(text, mention.end) is not None
