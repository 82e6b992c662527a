"""What a number is when it is no count: a year, a time of day, money, a label."""

import re

from newsetl.lexicons import read_words

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{0,6}\b|\.)"
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|of|until|till|during|from|before|after|between|early|late|mid|around|circa|year|for|and|"
    rf"through|to|spring|summer|autumn|fall|winter|the|than)[\s\-–]+(?:early[\s-]|late[\s-]|mid[\s-]?)?|"
    rf"{MONTH}\s?(?:\d{{1,2}}(?:st|nd|rd|th)?)?,?\s|\d{{4}}[\-–/]|[(’'‘])$",
    re.IGNORECASE,
)
FUNCTION_WORDS = "|".join(read_words("numbers_function_words"))
COUNTED = re.compile(rf"[\s-](?!(?:{FUNCTION_WORDS})\b)[a-z]")
TIME_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|GMT\b|UTC\b|EST\b|EDT\b|hrs\b|hours (?:GMT|local))", re.IGNORECASE
)
DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}")
DATE_BEFORE = re.compile(rf"\b{MONTH}\s$")
DATE_RANGE_BEFORE = re.compile(rf"\b{MONTH}\s\d{{1,2}}\s?[\-–]\s?$")
MONEY_BEFORE = re.compile(r"(?:[$€£¥₹₽₪]|\b(?:USD|EUR|GBP|US|Rs\.?|INR|AUD|CAD|NZD|CHF))\s?$")
MONEY_AFTER = re.compile(
    r"[\s-]?(?:[$€£¥₹]|(?:US |Canadian |Australian )?(?:dollars?|euros?|pounds? sterling|cents?|yen|"
    r"yuan|rubles?|roubles?|rupees?|pesos?|francs?|dinars?|riyals?|shekels?|lira|hryvnias?|rials?|dirhams?|kronor|won|marks)\b)",
    re.IGNORECASE,
)
LABELS = "|".join(re.escape(word) for word in sorted(read_words("numbers_labels"), key=len, reverse=True))
LABEL_BEFORE = re.compile(rf"(?:(?<!\w)(?:{LABELS})\s|#|№\s?)$")
LIST_MARKER = re.compile(r"[.)](?=\s|$)|\s?[-–]\s(?=[A-Z])")
ONE_IS_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|any|every|this|that|which|the|each|some|another|only)[\s-]$", re.IGNORECASE
)
ONE_IS_NUMERAL_BEFORE = re.compile(r"\b(?:only|just|than|least|to|about)\s$", re.IGNORECASE)
ONE_COUNTS = re.compile(rf"[\s-](?!(?:{FUNCTION_WORDS})\b)[a-zA-Z]")


def is_year(text: str, start: int, end: int) -> bool:
    """True for four digits that may be a year, unless they count what follows and nothing dates them."""
    if not YEAR.fullmatch(text, start, end):
        return False
    if COUNTED.match(text, end):
        return YEAR_BEFORE.search(text, max(0, start - 30), start) is not None and not _counts(text, end)
    return True


def _counts(text: str, end: int) -> bool:
    """True if a plural noun follows directly: "in 2000 villages", but not "in 2003 troops entered"."""
    return re.match(r"\s[a-z]+s\b(?!\s+(?:were|had|have|[a-z]+ed)\b)", text[end : end + 40]) is not None


def is_time(text: str, end: int) -> bool:
    """True before "a.m.", "o'clock", "GMT"."""
    return TIME_AFTER.match(text, end) is not None


def is_date(text: str, start: int, end: int) -> bool:
    """True for the day beside its month."""
    if end - start > 4 or not text[start:end].rstrip("stndrh").isdigit():
        return False
    before = text[max(0, start - 20) : start]
    return bool(DATE_BEFORE.search(before) or DATE_RANGE_BEFORE.search(before) or DATE_AFTER.match(text, end))


def is_money(text: str, start: int, end: int) -> bool:
    """True beside a currency's sign, code or name."""
    return bool(MONEY_BEFORE.search(text, max(0, start - 6), start) or MONEY_AFTER.match(text, end))


def is_label(text: str, start: int) -> bool:
    """True after a word whose bearer is numbered."""
    return LABEL_BEFORE.search(text, max(0, start - 30), start) is not None


def is_list_marker(text: str, start: int, end: int) -> bool:
    """True for "1." or "2)" at the start of a line."""
    line_start = text.rfind("\n", max(0, start - 4), start) + 1 if start > 4 else 0
    at_line_start = (line_start > 0 or start <= 4) and not text[line_start:start].strip(" \t(#")
    return at_line_start and end - start <= 3 and LIST_MARKER.match(text, end) is not None


def is_pronoun(text: str, start: int, end: int) -> bool:
    """True for "one" that stands for something rather than counts it."""
    if text[start:end].lower() != "one":
        return False
    before = text[max(0, start - 10) : start]
    if ONE_IS_PRONOUN_BEFORE.search(before) and not ONE_IS_NUMERAL_BEFORE.search(before):
        return True
    return ONE_COUNTS.match(text, end) is None
