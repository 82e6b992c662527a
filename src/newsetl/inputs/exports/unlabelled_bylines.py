"""Whether a line of a head without a label is the byline or the headline."""

import re

from newsetl import lexicons
from newsetl.lexicons.agencies import is_agency
from newsetl.lexicons.given_names import is_common_given_name

_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?:\s+[^\W\d_][\w.'’\-]*){1,4}")
_BETWEEN = re.compile(r"\s*(?:[;,&]|\band\b|\bund\b|\bet\b|\by\b)\s*")


def is_signature(line: str, has_headline: bool) -> bool:
    """True for "James Roe ; Ann Lee" and "Reuters", False for "Failed Policy" and "A lady of letters".

    Args:
        has_headline: section and headline are above already; else only known given names make a byline.
    """
    parts = [part for part in _BETWEEN.split(line) if part]
    return bool(parts) and all(is_agency(part) or _is_person(part, has_headline) for part in parts)


def _is_person(part: str, has_headline: bool) -> bool:
    words = part.split()
    if not _NAME.fullmatch(part) or not all(word[0].isupper() for word in (words[0], words[-1])):
        return False
    if is_common_given_name(words[0]):
        return True
    common = lexicons.read_words("common_words")
    return has_headline and not any(word.lower().strip(".") in common for word in words)
