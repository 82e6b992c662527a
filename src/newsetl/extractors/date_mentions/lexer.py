"""From characters to the classes of time words that the grammar is written in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsetl.lexicons import read_table, read_words

WORDS: dict[str, tuple[str, str]] = {}
PHRASES: dict[str, list[tuple[str, ...]]] = {}


def _learn(phrase: str, kind: str, value: str) -> None:
    WORDS[phrase] = (kind, value)
    words = tuple(re.findall(r"\w+(?:['’]\w+)*|-", phrase))
    if len(words) > 1:
        PHRASES.setdefault(words[0], []).append(words)
        PHRASES[words[0]].sort(key=len, reverse=True)


for _row in read_table("time/words"):
    _learn(_row["phrase"], _row["class"], _row["value"])
for _row in read_table("time/holidays"):
    _learn(_row["phrase"], "HOLIDAY", _row["rule"])
for _row in read_table("numbers/words"):
    if _row["kind"] in ("small", "ten"):
        _learn(_row["word"], "NUMWORD", _row["value"])
    elif _row["word"] in ("hundred", "thousand", "dozen"):
        _learn(_row["word"], "HUNDRED", _row["value"])

VOCABULARY = frozenset(WORDS) | {word for phrases in PHRASES.values() for words in phrases for word in words}
UNKNOWN_GROUPS = ("word", "plain", "mark", "link")
TOKEN = re.compile(
    r"(?P<plain>[b-egi-or-vx-z]\w*(?:['’](?:clock(?!\w)|s(?=\s(?:Day|Eve)\b)))?)"  # starts only words
    r"|(?P<link>(?:https?://|www\.)\S+)"
    r"|(?<![\w.])(?P<iso>\d{4}-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)"
    r"|(?<![\w./])(?P<slashed>\d{1,2}(?P<by>[/.])\d{1,2}(?P=by)(?:\d{4}|\d\d)|\d{4}(?P<with>[/.])\d\d(?P=with)\d\d)(?![\w/]|\.\d)"
    r"|(?<![\w:])(?P<clock>[0-2]?\d:[0-5]\d(?::[0-5]\d)?|[01]?\d\.[0-5]\d(?=\s?[ap]\.?m\b))(?![\w:])"
    r"|(?<!\w)(?P<decade>['’`]?\d0['’]?s|1[0-9]\d0['’]?s|20\d0['’]?s)(?!\w)"
    r"|(?<!\w)(?P<ordinal>\d{1,2}(?:st|nd|rd|th))(?!\w)"
    r"|(?<!\w)(?P<qcode>Q[1-4])(?!\w)|(?<!\w)(?P<fycode>FY\s?(?:20)?\d\d|FY\s?19\d\d)(?!\w)"
    r"|(?<!\w)(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\s\d/\d|\.\d+|[½¼¾])?)(?!\w)"
    r"|(?<!\w)(?P<ampm>[ap]\.m\.|[ap]\.m(?!\w)|[ap]m(?!\w))|(?<=\d)(?P<glued>[ap]\.?m\.?)(?!\w)"
    r"|(?<!\w)(?P<short>['’`]\d\d)(?![\w'’])"
    r"|(?P<poss>['’]s(?!\w))"
    r"|(?P<word>\w+(?:['’](?:clock(?!\w)|s(?=\s(?:Day|Eve)\b)))?)"
    r"|(?P<hyphen>[-–—‑])|(?P<comma>,)|(?P<mark>\S)",
    re.IGNORECASE,
)
NOT_A_DAY = {"%", "percent", "per", "pct", "million", "billion", "trillion", "degrees", "dollars", "points"}
MONEY = "$€£¥#"
DAY_BEFORE = re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)?\s$")  # "on 8 May", "the 8th May"
MARCH_FOR = re.compile(r"\s(?:on|for|of|to)\b")
SHORT_MONTH = 4  # letters; of longer ones a full stop is not part
MAY_PREPOSITIONS = read_words("time/month_prepositions")
BEFORE_MONTHS = MAY_PREPOSITIONS - {"and", "or"}  # "April Smith and August Wilson"


class TimeToken(NamedTuple):
    """A token with its class in the grammar; OTHER is anything that the grammar does not know."""

    kind: str
    value: str
    start: int
    end: int
    word: str


OTHER = TimeToken("OTHER", "", 0, 0, "")


def lex(text: str, start: int, end: int) -> list[TimeToken]:
    """Time tokens of text[start:end]; what is between them is one OTHER, however long."""
    raw: list[TimeToken] = []
    reached = start
    for match in TOKEN.finditer(text, start, end):
        if match.start() < reached:  # the full stop of "Sept."
            continue
        if match.lastgroup in UNKNOWN_GROUPS and match.group().lower() not in VOCABULARY:
            if not raw or raw[-1] is not OTHER:
                raw.append(OTHER)
            continue
        raw.append(_token(text, match))
        reached = raw[-1].end
    return list(_years_in_words(_joined(raw)))


def _token(text: str, match: re.Match[str]) -> TimeToken:
    group, surface = match.lastgroup or "mark", match.group()
    start, end, lowered = match.start(), match.end(), surface.lower()
    if group in ("word", "plain"):
        kind, value = WORDS.get(lowered, ("OTHER", ""))
        if kind == "MONTH":
            return _month(text, start, end, surface, value)
        if kind in ("WEEKDAY", "WEEKDAYS", "DOW", "HOLIDAY") and not surface[0].isupper():
            kind = "OTHER"
        if kind == "DOW" and text[end : end + 1] == ".":
            end += 1
        return TimeToken(kind, value, start, end, lowered)
    if group == "number":
        return _number(text, match)
    kinds = {"glued": "AMPM", "short": "SHORTYEAR", "iso": "ISO", "slashed": "SLASHED", "mark": "OTHER"}
    return TimeToken(kinds.get(group, group.upper()), lowered, start, end, lowered)


def _month(text: str, start: int, end: int, surface: str, value: str) -> TimeToken:
    if (
        len(surface) <= SHORT_MONTH
        and surface.lower() not in ("may", "june", "july")
        and text[end : end + 1] == "."
    ):
        end += 1
    kind = "MONTH" if surface[0].isupper() and _is_month(text, start, end, surface) else "OTHER"
    return TimeToken(kind, value, start, end, surface.lower())


def _is_month(text: str, start: int, end: int, surface: str) -> bool:
    """False for names and verbs that are spelled like months: Theresa May, March on Rome, Jan Smit."""
    following = text[end : end + 12].lstrip(" ,\u00a0\n")
    if following[:1].isdigit() or (following[:1] in "'’" and following[1:3].isdigit()):
        return True
    before = re.findall(r"[\w-]+", text[max(0, start - 15) : start])
    previous = before[-1].lower() if before else ""
    if surface.lower() in ("may", "mar", "jan", "dec", "jun") and "." not in text[end - 1 : end]:
        is_determined = previous in ("the", "a", "its", "his", "her", "their") and following[:1].islower()
        return (
            previous in MAY_PREPOSITIONS
            or is_determined
            or DAY_BEFORE.search(text, max(0, start - 12), start) is not None
            or following.startswith(("this year", "last year"))
        )
    is_after_name = previous[:1].isalpha() and before[-1][0].isupper() and text[start - 1 : start] == " "
    if surface == "March" and previous not in MAY_PREPOSITIONS and MARCH_FOR.match(text, end):
        return False
    if surface in ("April", "June", "August", "March"):
        is_name = following[:1].isupper() and following[1:2].islower() and previous not in BEFORE_MONTHS
        return not (
            is_name or (is_after_name and previous not in MAY_PREPOSITIONS and not _opens(start, before))
        )
    return True


def _opens(start: int, before: list[str]) -> bool:
    """True if the word before opens the sentence: "Last June", "In April"."""
    return before[-1].lower() in WORDS or start - len(before[-1]) < 3


def _number(text: str, match: re.Match[str]) -> TimeToken:
    surface, start, end = match.group(), match.start(), match.end()
    kind = "NUMBER"
    following = re.match(r"\s?([%\w]+)", text[end : end + 14])
    if (start and text[start - 1] in MONEY) or (following and following[1].lower() in NOT_A_DAY):
        kind = "OTHER"
    elif surface.isdigit():
        number = int(surface[:5])
        if len(surface) <= 2 and 1 <= number <= 31:
            kind = "DAY"
        elif len(surface) == 2:
            kind = "SMALL"
        elif len(surface) == 4:
            kind = "YEAR" if 1000 <= number <= 2199 else "MILITARY" if number <= 2359 else "NUMBER"
    return TimeToken(kind, surface.replace(",", ""), start, end, surface)


def _joined(raw: list[TimeToken]) -> Iterator[TimeToken]:
    """Tokens with phrases of several words made one: "at least", "new year's day"."""
    i = 0
    while i < len(raw):
        token = raw[i]
        for words in PHRASES.get(token.word, ()):
            part = raw[i : i + len(words)]
            if tuple(piece.word for piece in part) == words:
                phrase = " ".join(words).replace(" - ", "-")
                kind, value = WORDS[phrase]
                token = TimeToken(kind, value, token.start, part[-1].end, phrase)
                i += len(words) - 1
                break
        yield token
        i += 1


def _years_in_words(tokens: Iterator[TimeToken]) -> Iterator[TimeToken]:
    """ "nineteen ninety-six" as one token."""
    held = list(tokens)
    i = 0
    while i < len(held):
        token = held[i]
        if token.word in ("eighteen", "nineteen", "twenty") and i + 1 < len(held):
            tens, last = held[i + 1], i + 1
            if tens.kind == "NUMWORD" and 10 <= float(tens.value) < 100 and held[i].end + 1 == tens.start:
                number = int(float(token.value)) * 100 + int(float(tens.value))
                ones = next((t for t in held[i + 2 : i + 4] if t.kind != "HYPHEN"), None)
                if ones and ones.kind == "NUMWORD" and 1 <= float(ones.value) <= 9 and number % 10 == 0:
                    number, last = number + int(float(ones.value)), held.index(ones)
                token = token._replace(kind="YEAR_WORDS", value=str(number), end=held[last].end)
                i = last
        yield token
        i += 1
