"""Blanks the parts of a text that state no facts of the story: correction notes, and a sentence that an API cut off."""

import re

from newsetl.articles.cut_text import without_cut_end

KIND = r"(?:article|story|report|piece|post|headline|dispatch|item|page|version|interview|analysis|caption)"
SAID = r"(?:mis\w+|\w+ly \w+|said|stated|gave|put)"
HINTS = (
    "orrect",
    "CORRECT",
    "larif",
    "CLARIF",
    "arlier version",
    "revious version",
    "mended",
    "riginal version",
)
# "Correction: an earlier version said 12,000" quotes a figure that is wrong.
NOTE = re.compile(
    rf"^[^\S\n]*(?:[*_\[(]{{0,3}}(?:correction|clarification|corrected)s?\b[^\n]{{0,60}}?[:.—–-][^\n]*"
    rf"|[^\n]{{0,40}}\ban? (?:earlier|previous|original|prior) version of (?:this|the) {KIND}\b[^\n]*"
    rf"|[^\n]{{0,20}}\ban? (?:earlier|previous|original|prior) version (?:{SAID})\b[^\n]*"
    rf"|(?:correction|clarification)[^\S\n]*\n[^\S\n]*[^\n]+"  # under a heading of its own
    rf"|[^\n]{{0,40}}\bthis {KIND} (?:has been|was|is) (?:amended|corrected|changed|revised)\b[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
NOT_BREAK = re.compile(r"[^\n]")


def without_notes(text: str) -> str:
    """The text with correction notes and a cut-off end blanked: its length and all offsets stay."""
    if any(hint in text for hint in HINTS):
        text = NOTE.sub(lambda match: NOT_BREAK.sub(" ", match[0]), text)
    return without_cut_end(text)
