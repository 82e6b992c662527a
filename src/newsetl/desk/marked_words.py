"""Words that a visitor marked or typed: where they are in an article's text."""

import re
from collections.abc import Mapping

from newsetl.core.spans import Span
from newsetl.errors import UserError
from newsetl.report.safety import visible

LONGEST_WORDS = 20_000


def marked(text: str, asked: Mapping[str, str], prefix: str, near: int = 0) -> Span | None:
    """The words of a form's field; None where none are given.

    Args:
        text: the article's text.
        asked: the form: the words, and where they begin if they were marked in the text.
        prefix: of its names, such as "cue": cue_words, cue_start, cue_end.
        near: picks, of words that are in the text more than once, those nearest to this offset.

    Raises:
        UserError: the text does not hold them.
    """
    start, end = (_offset(asked.get(f"{prefix}_{name}" if prefix else name, "")) for name in ("start", "end"))
    words = asked.get(f"{prefix}_words" if prefix else "words")
    if start is not None and end is not None:
        span = _trimmed(text, start, min(end, len(text)))
        if span and (words is None or _bare(visible(text[span.start : span.end])) == _bare(words)):
            return span
    if not words or not words.strip():
        return None
    spelled = r"\s+".join(map(re.escape, words[:LONGEST_WORDS].split()))
    found = [Span(*match.span()) for match in re.finditer(spelled, text)]
    if not found:
        raise UserError(f"the article does not hold the words {words.strip()[:80]!r}")
    return min(found, key=lambda span: (abs(span.start - near), span.start))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Without the white space around; None where nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _bare(words: str) -> str:
    """What an input field keeps of words: no line ends."""
    return "".join(words.split())


def _offset(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else None
