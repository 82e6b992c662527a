"""Code pages of Cyrillic and of Central Europe, recognised by a text's bytes alone."""

import re

_NO_LETTERS = re.compile(rb"[^A-Za-z\xc0-\xff]+")
_SCRIPTS = re.compile(rb"<(?:script|style)\b.*?(?:</(?:script|style)\b|\Z)", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(rb"<[^<>]*>")
_MAX_BYTES = 200_000  # of text that are counted
_MIN_LETTERS = 40  # beyond ASCII, needed to recognise a code page
_MOST, _MOST_SMALL = 0.6, 0.8
_MACINTOSH = re.compile(rb"[\xe0-\xfe]\xdf")  # its "я" behind another small letter
_WITHIN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]{1,2}(?=[A-Za-z])")
_MIN_WITHIN = 2
_MISSING_IN_1252 = tuple(bytes([byte]) for byte in (0x8D, 0x8F, 0x9D))  # Ť, Ź, ť
_MISSING_IN_1250 = tuple(bytes([byte]) for byte in (0x81, 0x83, 0x88, 0x90, 0x98))
_VOWELS = frozenset("аеиоу")
_MIN_VOWELS = 0.3  # of the letters; Russian has 0.38, what is another script's some 0.1 to 0.25
_SIGNS_OF_1251 = "‚„…‹›‘’“”•–—™€\xa0¤¦§©«¬\xad®°±µ¶·№»"
_LETTERS_OF_1251 = "ЁёЎўҐґЄєІіЇїЈјђљњћџѓќѕ"  # outside of the alphabet's block
_OUTSIDE = bytes(set(range(0x80, 0xC0)) - set((_SIGNS_OF_1251 + _LETTERS_OF_1251).encode("cp1251")))
# Capitals of Serbian and Macedonian have the places of a Macintosh's, which has no "ј" at its place
_CAPITALS_BESIDE_J, _J = "ЂЉЊЋЏЃЌЅ".encode("cp1251"), "ј".encode("cp1251")
_OUTSIDE_BESIDE_J = _OUTSIDE.translate(None, _CAPITALS_BESIDE_J)
_MIN_J = 0.01  # of the letters of the alphabet's block; Serbian has 0.05


def cyrillic_code_page(content: bytes) -> str | None:
    """The code page of a text most of whose letters are beyond ASCII; None for any other text.

    Capitals are rare in any language: Windows-1251 has its small letters where KOI8-R has its capitals. A text in
    capitals shows no code page, nor does one in another script or in the Cyrillic of DOS or of old Macintoshes.
    """
    shown = _MARKUP.sub(b"", _SCRIPTS.sub(b"", content))[:_MAX_BYTES]
    letters = _NO_LETTERS.sub(b"", shown)
    high = letters.translate(None, bytes(range(0x80)))
    if len(high) < _MIN_LETTERS or len(high) < _MOST * len(letters):
        return None
    small_in_1251 = len(high.translate(None, bytes(range(0xE0)))) / len(high)
    if small_in_1251 > _MOST_SMALL and _is_1251(shown, high):
        return "cp1251"
    return "koi8-r" if small_in_1251 < 1 - _MOST_SMALL and _is_koi8(high) else None


def _is_1251(shown: bytes, high: bytes) -> bool:
    """False for Greek, which has its alpha at E1, for DOS's page and for the Macintosh's, which has its "я" at DF."""
    is_block = high.count(0xE0) > high.count(0xE1) and len(_MACINTOSH.findall(shown)) <= high.count(0xFF)
    outside = _OUTSIDE_BESIDE_J if shown.count(_J) > _MIN_J * len(high) else _OUTSIDE
    is_whole = len(shown.translate(None, outside)) == len(shown)
    return is_block and is_whole and _has_vowels(high, "cp1251")


def _is_koi8(high: bytes) -> bool:
    """More "о" than "я": in Windows-1251's capitals these are П and С; and "р", where Greek has no capital."""
    return high.count(0xCF) > high.count(0xD1) and high.count(0xD2) > 0 and _has_vowels(high, "koi8-r")


def _has_vowels(high: bytes, page: str) -> bool:
    text = high.decode(page).lower()
    return sum(map(text.count, _VOWELS)) >= _MIN_VOWELS * len(text)


def is_central_european(content: bytes) -> bool:
    """True for Windows-1250: signs within words, as Windows-1252 has them, are letters there ("Ża³oga" for "Żałoga").

    A byte that Windows-1252 does not have counts anywhere.
    """
    words = _WITHIN_WORD.findall(content[:_MAX_BYTES])
    found = sum(_is_letter_of_1250(bytes([byte])) for word in words for byte in word)
    missing = sum(content.count(byte) for byte in _MISSING_IN_1252)
    return found + missing >= _MIN_WITHIN and all(byte not in content for byte in _MISSING_IN_1250)


def _is_letter_of_1250(byte: bytes) -> bool:
    is_sign = not byte.decode("cp1252", "replace").isalpha()
    return is_sign and byte.decode("cp1250", "replace").isalpha()
