"""Whether a text seen again under the same id is a new revision or the same article in other wrapping."""

import re

from newsetl.articles.boilerplate import is_boilerplate

# What stands between two digits is part of a figure: 1.5 is not 15.
NOT_WORD = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")


def same_content(old_text: str, new_text: str) -> bool:
    """True if two texts differ in no word that the article says.

    White space, typography, letter case, boilerplate lines ("Read more: …") and lines that tell when the page
    was updated are no content. A correction note is.
    """
    return old_text == new_text or _content(old_text) == _content(new_text)


def _content(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return NOT_WORD.sub("", " ".join(line for line in lines if not is_boilerplate(line)).lower())
