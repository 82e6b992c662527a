"""From text to the tokens that number expressions are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.months import month_number

WORDS = {row["word"]: (row["kind"], float(row["value"])) for row in read_table("numbers/words")}
SUFFIXES = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "mil": 1e6,
}
UNITS = read_words("numbers/units")
PREFIXES = frozenset(
    {"sub", "mid", "pre", "post", "non", "plus", "minus", "to", "or", "and", "top", "under", "over"}
)
VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.333, "⅔": 0.667, "⅛": 0.125}
NO_BREAK = "\u00a0\u202f\u2009"
_FIRST = "[0-9½¼¾⅓⅔⅛]"
_CODES = "|".join(rf"(?<=(?<!\w){re.escape(code)}{_FIRST})" for code in read_words("numbers/currency_codes"))
_SPACED = r"\d{0,2}[ ](?!000)\d{3}"  # behind its first digit
_BY_SPACE = rf"{_SPACED}(?=[ ](?:[A-Za-z]|000(?!\d)))(?:[ ]000(?!\d))*"  # "2 500 men"
# Begins with a set of characters, so that the search skips fast. Nothing has to follow, so that a text of digits is
# read once; possessive groups would do the same, but Python before 3.11.5 misreads them (python/cpython#106052).
DIGITS = re.compile(
    rf"{_FIRST}(?:(?<!\w{_FIRST})|{_CODES})(?<!\d[.,:/]{_FIRST})(?<![A-Za-z]\.{_FIRST})"
    rf"(?P<rest>{_BY_SPACE}|\d*(?:[.,'’:/⁄{NO_BREAK}]\d+|[ ]000(?!\d))*[½¼¾⅓⅔⅛]?)(?P<suffix>[A-Za-z]+)?"
)
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d(?!\d)[T\d:.Z]*")
WORD = re.compile(r"[A-Za-z]{3,}")
GROUPED = re.compile(
    rf"\d{{1,3}}(?:(?:,\d{{3}})+|(?:[{NO_BREAK}]\d{{3}})+|(?:['’]\d{{3}})+|[ ]\d{{3}}(?:[ ]000)*)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?"
)
EUROPEAN_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d00")
DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
PLAIN = re.compile(r"\d+|\d*\.\d+")
VULGAR_BY_SLASH = re.compile(r"([1-9])[/⁄]([2-9]|10|12|16|32|64|100|128)")
MAGNITUDE_AFTER = re.compile(r"[ \u00a0-]?(?:million|billion|thousand|trillion|mln|bn)", re.IGNORECASE)
LENGTH_AFTER = re.compile(
    r"\s+(?:race|run|sprint|dash|final|long|wide|tall|high|deep|away|from|above|below|north|south|east|west)\b"
)
SPACED = re.compile(rf"\d{_SPACED}(?:[ ]000)*")
# Before a space within digits: a name that its own number follows ("May 12 300 soldiers"), or another number.
NUMBERED = re.compile(r"(?:\d[ ,]|(?<![.!?\n][ ])(?<!^)\b[A-Z][\w.]*\s)$")
MINUS = re.compile(r"(?:[A-Za-z)]\s([-−])|(?<!\w)(minus)[\s-])$", re.IGNORECASE)
LONGEST_WORD = 20  # characters before a number that are looked at
LONGEST = 18  # digits; a longer run is a serial number, and a float could not hold it


def number_words(*kinds: str) -> list[str]:
    """Words of lexicons/numbers/words.csv of the kinds asked for: small, ten, magnitude, plural, fraction, few."""
    return sorted(word for word, (kind, _) in WORDS.items() if kind in kinds)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a number expression; kind is that of lexicons/numbers/words.csv, or digits, ordinal, decade."""

    kind: str
    value: float
    start: int
    end: int
    word: str = ""
    is_scaled: bool = False  # a magnitude is part of it: "10k"


def scan(text: str, start: int, end: int) -> list[Token]:
    """Tokens of text[start:end] in order."""
    tokens = [*_words(text, start, end)]
    timestamp_end = start
    for match in DIGITS.finditer(text, start, end):
        timestamp = TIMESTAMP.match(text, match.start())
        timestamp_end = timestamp.end() if timestamp else timestamp_end
        if match.start() >= timestamp_end and not _is_name_part(text, match.start()):
            tokens += _digits(text, match)
    return sorted(tokens, key=lambda token: token.start)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in WORD.finditer(text, start, end):
        known = WORDS.get(match.group().lower())
        if known is not None and not _is_part_of_word(text, match.start(), match.end()):
            yield Token(*known, match.start(), match.end(), match.group().lower())


def _is_part_of_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or before in ("'", "’", "_") or after.isalnum() or after == "_"


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
    return before is not None and (before.group().lower() in WORDS or before.group().lower() in PREFIXES)


def _digits(text: str, match: re.Match[str]) -> Iterator[Token]:
    start, end, suffix = match.start(), match.end("rest"), match["suffix"] or ""
    if text[start - 1 : start] == "." and not text[max(0, start - 2) : start - 1].isalnum():  # .5
        start -= 1
    raw = text[start:end]
    if SPACED.fullmatch(raw) and not _is_one_number(text, start):
        middle = raw.index(" ")
        yield Token("digits", float(raw[:middle]), start, start + middle)
        start, raw = start + middle + 1, raw[middle + 1 :]
    value = read_digits(raw, text[end : end + 12])
    sign = MINUS.search(text, max(0, start - 8), start)
    if sign and value is not None:
        value, start = -value, sign.start(sign.lastindex or 1)
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
    elif suffix in UNITS:
        yield Token("digits", value, start, end)


def _is_one_number(text: str, start: int) -> bool:
    """True for "2 500 men", whose thousands a space tells apart; not for "May 12 300 men", "Battalion 12 300 men"."""
    before = text[max(0, start - LONGEST_WORD) : start]
    is_month = month_number(before.rstrip().rpartition(" ")[2]) is not None
    return not is_month and NUMBERED.search(before) is None


def _pieces(raw: str, start: int) -> Iterator[Token]:
    """Numbers of an enumeration without spaces ("12,34,5"); none of a date, a time or a version."""
    if len(raw) > 60 or not re.fullmatch(r"\d+(?:,\d+)+", raw):
        return
    for piece in re.finditer(r"\d+", raw):
        if len(piece.group()) <= LONGEST:
            yield Token("digits", float(piece.group()), start + piece.start(), start + piece.end())


def read_digits(raw: str, after: str = "") -> float | None:
    """Value of a number in digits, None if it is not a plain number.

    Args:
        raw: "8,892", "1.5", "1,00,000", "20 000", "2½", "1/2".
        after: what follows it, which shows a decimal comma ("1,5 million").
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
    if re.fullmatch(r"0\d+", raw):  # a telephone number, a time
        return None
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
