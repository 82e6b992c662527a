"""Code pages of Cyrillic, told by a text's bytes alone."""

import re

_NO_LETTERS = re.compile(rb"[^A-Za-z\xc0-\xff]+")
_MARKUP = re.compile(rb"<[^<>]*>")
_MIN_LETTERS = 40  # beyond ASCII, before they tell a code page
_MOST, _MOST_SMALL = 0.6, 0.8


def cyrillic_code_page(content: bytes) -> str | None:
    """The code page of a text most of whose letters are beyond ASCII; None for any other text.

    Capitals are rare in any language: Windows-1251 has its small letters where KOI8-R has its capitals.
    """
    letters = _NO_LETTERS.sub(b"", _MARKUP.sub(b"", content))
    high = len(letters.translate(None, bytes(range(0x80))))
    if high < _MIN_LETTERS or high < _MOST * len(letters):
        return None
    small_in_1251 = len(letters.translate(None, bytes(range(0xE0)))) / high
    if small_in_1251 > _MOST_SMALL and letters.count(0xE0) > letters.count(0xE1):  # Greek has its alpha at E1
        return "cp1251"
    return "koi8-r" if small_in_1251 < 1 - _MOST_SMALL else None
