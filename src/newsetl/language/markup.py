"""Texts that carry Markdown or HTML are read as if they did not: marks are blanked, characters stay where they are.

Feeds and scrapers pass bodies with emphasis, links and left-over tags. An address is not a sentence and a place named
in it is not a place written about, yet offsets must count in the text as it came.
"""

import html
import re
from collections.abc import Callable
from typing import TypeAlias

# Elements whose tags are left over in scraped bodies; any other word in angle brackets may be the writer's own.
ELEMENTS = (
    "a|abbr|article|aside|b|blockquote|br|button|caption|center|cite|code|col|colgroup|div|em|figcaption|figure|font"
    "|footer|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|main|mark|nav|noscript|ol|p|picture|pre|q|s|section|small"
    "|source|span|strong|sub|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|u|ul|video"
)
ADDRESS = r"(?:https?:|mailto:|www\.|[/#])[^()\s]{0,3000}(?:\([^()\s]{0,300}\)[^()\s]{0,300}){0,9}"
TARGET = rf'\(\s*{ADDRESS}(?:\s+"[^"\n]{{0,300}}")?\s*\)'
LINK_TEXT = r"(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,1000}"

# "Chapter one ........ 5", "((((((((": tokenising and splitting take the square of their length, and they say nothing.
PUNCTUATION_RUN = re.compile(r"(?:[^\w\s]|_){8,}")
KEPT_MARKS = 3
UNBROKEN = re.compile(r"\S{200,}")  # no word is that long: encoded data, or a table whose blanks were lost

Replace: TypeAlias = Callable[[re.Match[str]], str]
NOT_BREAK = re.compile(r"[^\n]")
HINTS = ("*", "](", "<", "\\", "&", "_", "#", "> ", "://")


def without_markup(text: str) -> str:
    """The text with marks, tags and addresses blanked; as long as the text, with the same line breaks.

    >>> without_markup("**Gen. Ode** [said](https://example.org/kabul) so.")
    '  Gen. Ode    said                             so.'
    """
    text = PUNCTUATION_RUN.sub(lambda run: run[0][:KEPT_MARKS].ljust(len(run[0])), text)
    if any(hint in text for hint in HINTS):
        for pattern, replace in STEPS:
            text = pattern.sub(replace, text)
    return UNBROKEN.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return _spaces(found[0])


def _link(found: re.Match[str]) -> str:
    return f" {found['text']}{_spaces(found['target'])}"


def _character(found: re.Match[str]) -> str:
    character = html.unescape(found[0])
    return (character if character.isprintable() else " ").ljust(len(found[0]))  # "&#10;" breaks no line


def _spaces(part: str) -> str:
    return NOT_BREAK.sub(" ", part)


def _step(pattern: str, replace: Replace = _blank) -> tuple[re.Pattern[str], Replace]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE), replace


STEPS = (
    _step(r"<!--(?s:(?!<!--|-->).){0,5000}-->"),
    _step(rf"</?(?:{ELEMENTS})(?:\s[^<>]{{0,20000}})?/?>"),
    _step(r"\\(?=[\[\]#()*._`+'\"$~|>-])"),  # what escapes a mark
    _step(rf"!\[{LINK_TEXT}\]{TARGET}"),  # an image with its description
    _step(rf"\[(?P<text>{LINK_TEXT})(?P<target>\]{TARGET})", _link),
    _step(r"https?://[^\s<>\"”’)\]]*[^\s<>\"”’)\].,;:!?]"),
    _step(r"\*{2,3}|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])"),
    _step(r"(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])"),
    _step(r"^#{1,6}(?= )|^>(?= )"),  # headings and quoted lines
    _step(r"&(?:amp|nbsp|quot|apos|lt|gt|#\d{1,6}|#x[\da-f]{1,5});", _character),
)
