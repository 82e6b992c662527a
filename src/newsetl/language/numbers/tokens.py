"""From text to the tokens that number expressions are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsetl.lexicons import read_table

WORDS = {row["word"]: (row["kind"], float(row["value"])) for row in read_table("numbers")}
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "t": 1e12, "tn": 1e12}
VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.333, "⅔": 0.667, "⅛": 0.125}
NO_BREAK = "\u00a0\u202f\u2009"
# Possessive throughout, so that a text of digits alone is read once.
TOKEN = re.compile(
    rf"(?P<digits>(?<![\w])(?<!\d[.,:/])\.?\d++(?:[.,'’:/{NO_BREAK}]\d++|[ ]000(?!\d))*+[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛])"
    rf"(?P<suffix>[A-Za-z]++)?+"
    rf"|(?<![\w'’])(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
GROUPED = re.compile(
    rf"\d{{1,3}}(?:(?:,\d{{3}})+|(?:[{NO_BREAK}]\d{{3}})+|(?:['’]\d{{3}})+|(?:[ ]000)+)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?"
)
EUROPEAN_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d00")
DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
PLAIN = re.compile(r"\d+|\d*\.\d+")
VULGAR_BY_SLASH = re.compile(r"([1-9])/([2-9]|10)")
MAGNITUDE_AFTER = re.compile(r"[ \u00a0-]?(?:million|billion|thousand|trillion|mln|bn)", re.IGNORECASE)
LENGTH_AFTER = re.compile(
    r"\s+(?:race|run|sprint|dash|final|long|wide|tall|high|deep|away|from|above|below|north|south|east|west)\b"
)
LONGEST = 18  # digits; a longer run is a serial number, and floats could not tell it


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a number expression; kind is that of lexicons/numbers.csv, or digits, ordinal, decade."""

    kind: str
    value: float
    start: int
    end: int
    word: str = ""
    is_scaled: bool = False  # a magnitude is part of it: "10k"


def scan(text: str, start: int, end: int) -> Iterator[Token]:
    """Tokens of text[start:end] in order."""
    for match in TOKEN.finditer(text, start, end):
        word = match["word"]
        if word is not None:
            kind, value = WORDS[word.lower()]
            yield Token(kind, value, match.start(), match.end(), word.lower())
        elif not _is_name_part(text, match.start()):
            yield from _digits(text, match)


def _is_name_part(text: str, start: int) -> bool:
    """True after a letter and a hyphen: F-16, COVID-19, but not for the second half of a range."""
    return (
        start > 1
        and text[start - 1] in "-‑"
        and text[start - 2].isalpha()
        and not _follows_number_word(text, start)
    )


def _follows_number_word(text: str, start: int) -> bool:
    before = re.search(r"[A-Za-z]+(?=[-‑]$)", text[max(0, start - 15) : start])
    return before is not None and before.group().lower() in WORDS


def _digits(text: str, match: re.Match[str]) -> Iterator[Token]:
    raw, suffix, start = match["digits"], match["suffix"] or "", match.start()
    value = read_digits(raw, text[match.end("digits") : match.end("digits") + 12])
    end = match.end("digits")
    lowered = suffix.lower()
    if value is None:
        if not suffix:
            yield from _pieces(raw, start)
    elif not suffix:
        yield Token("digits", value, start, end)
    elif lowered in ("st", "nd", "rd", "th"):
        yield Token("ordinal", value, start, match.end())
    elif suffix == "s":
        yield Token("decade", value, start, match.end())
    elif lowered in SUFFIXES and not (suffix == "m" and LENGTH_AFTER.match(text, match.end())):
        yield Token("digits", value * SUFFIXES[lowered], start, match.end(), is_scaled=True)
    elif lowered in WORDS and WORDS[lowered][0] == "magnitude":
        yield Token("digits", value * WORDS[lowered][1], start, match.end(), is_scaled=True)
    elif len(suffix) > 1 and suffix[0].islower():  # a unit: 30mph
        yield Token("digits", value, start, end)


def _pieces(raw: str, start: int) -> Iterator[Token]:
    """Numbers of an enumeration without spaces ("12,34,5"); none of a date, a time or a version."""
    if len(raw) > 60 or not re.fullmatch(r"\d+(?:,\d+)+", raw):
        return
    for piece in re.finditer(r"\d+", raw):
        if len(piece.group()) <= LONGEST:
            yield Token("digits", float(piece.group()), start + piece.start(), start + piece.end())


def read_digits(raw: str, after: str = "") -> float | None:
    """Value of a number in digits, None if it is no plain number.

    Args:
        raw: "8,892", "1.5", "1,00,000", "20 000", "2½", "1/2".
        after: what follows it, which tells a decimal comma ("1,5 million").
    """
    extra = VULGAR.get(raw[-1], 0.0)
    raw = raw[:-1] if extra else raw
    if not raw or len(raw) > LONGEST + 8:
        return extra or None
    is_scaled = MAGNITUDE_AFTER.match(after) is not None
    if DECIMAL_COMMA.fullmatch(raw) and is_scaled:
        raw = raw.replace(",", ".")
    elif EUROPEAN_THOUSANDS.fullmatch(raw) and not is_scaled and "%" not in after[:2]:
        raw = raw.replace(".", "")
    if PLAIN.fullmatch(raw) and len(raw) <= LONGEST:
        return float(raw) + extra
    if GROUPED.fullmatch(raw):
        return _ungrouped(raw) + extra
    return _slashed(raw)


def _slashed(raw: str) -> float | None:
    """ "1/2" -> 0.5; None for "9/11"."""
    slash = VULGAR_BY_SLASH.fullmatch(raw)
    if slash is None or int(slash[1]) >= int(slash[2]):
        return None
    return round(int(slash[1]) / int(slash[2]), 3)


def _ungrouped(raw: str) -> float:
    if raw.count(".") > 1:
        raw = raw.replace(".", "").replace(",", ".")
    return float(re.sub(rf"[,'’ {NO_BREAK}]", "", raw))
