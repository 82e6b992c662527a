"""Texts in capitals or in lower case throughout are read as if they had both: names are recognised by capitals.

Wire copy comes in capitals, some feeds and archives in lower case. The reading copy has the same length, so that
offsets count in the text as it came.
"""

import re
from functools import cache

from newsetl.language.calendar import full_names
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.given_names import is_common_given_name

MIN_LETTERS = 60  # fewer do not show a text's habit
MOSTLY = 0.85  # share of capitals among the letters of wire copy
HARDLY = 0.006  # share of capitals in a text in lower case
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENS = re.compile(r"(?:^|[.!?]['\"”]?\s+|\n\s*|--\s*)$")
LOOK_BACK = 6
ABBREVIATION = re.compile(r"(?:[a-z]\.){2,}")
# Months and days that are also words count as names only before or after a number.
AMBIGUOUS = frozenset(("may", "march", "us", "it", "who", "aid", "can"))
COUNTRIES = frozenset(("uk", "usa", "uae", "un", "eu", "nato"))
MONTHS_AND_DAYS = full_names("MONTH") | full_names("WEEKDAY")
# What an ending may have taken the place of.
ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("s", ("",)),
    ("es", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("men", ("", "man")),
    ("man", ("",)),
)
WORD_BEFORE = re.compile(r"(?<!\w)(?P<word>[^\W\d_]+) \Z")
WORD_BEHIND = re.compile(r" (?P<word>[^\W\d_]+)")
LONG_WORD = 30  # characters
FUNCTION_WORDS = read_words("articles/english_function_words")
NUMBER_BESIDE = re.compile(r"\s+\d{1,4}\b")


def with_case(text: str) -> str:
    """The text with capitals where English has them, if it has capitals or small letters only; else as it is.

    >>> with_case("DAMASCUS, 4 MAY -- THE ARMY SENT 300 SOLDIERS TO HOMS, A SPOKESMAN SAID ON THURSDAY.")
    'Damascus, 4 May -- The army sent 300 soldiers to Homs, a spokesman said on Thursday.'
    """
    letters = sum(map(str.isalpha, text))
    if letters < MIN_LETTERS:
        return text
    capitals = sum(map(str.isupper, text))
    if HARDLY * letters < capitals < MOSTLY * letters:
        return text
    lowered = _lowered(text)
    if len(lowered) != len(text):
        return text
    lowered = ABBREVIATION.sub(lambda found: found[0].upper(), lowered)
    return _with_names(WORD.sub(lambda found: _cased(lowered, found), lowered))


def _lowered(text: str) -> str:
    """Small letters, where they are as long as the capital."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _with_names(text: str) -> str:
    """The text with names of forces, bodies and countries as they are spelled: 'Port-au-Prince', 'the M-19'."""
    lowered, parts, end = _lowered(text), list[str](), 0
    for word in WORD.finditer(lowered):
        if word.start() < end:
            continue
        name = next((n for n in _listed_names().get(word[0], ()) if _stands(lowered, word.start(), n)), None)
        if name is not None:
            parts += [text[end : word.start()], name]
            end = word.start() + len(name)
    return "".join([*parts, text[end:]])


def _stands(lowered: str, start: int, name: str) -> bool:
    end = start + len(name)
    if not lowered.startswith(name.lower(), start) or lowered[end : end + 1].isalnum():
        return False
    return not lowered[start - 1 : start].isalnum()


def _cased(text: str, found: re.Match[str]) -> str:
    word = found[0]
    if word in _acronyms():
        return word.upper()
    opens = OPENS.search(text, max(0, found.start() - LOOK_BACK), found.start()) is not None
    if opens or word == "i" or _is_name(text, found):
        return word[0].upper() + word[1:]
    return word


def _is_name(text: str, found: re.Match[str]) -> bool:
    word = found[0].split("'")[0].split("’")[0]
    if word in AMBIGUOUS:
        return _is_beside_number(text, found) and word in MONTHS_AND_DAYS
    if word in _names():
        return True
    if len(word) > 2 and not _is_common(word):
        return True
    return is_common_given_name(word) and word not in FUNCTION_WORDS and _is_beside_name(text, found)


def _is_beside_name(text: str, found: re.Match[str]) -> bool:
    """True for the first of "grace mallo" and the last of "oya james"."""
    before = WORD_BEFORE.search(text, max(0, found.start() - LONG_WORD), found.start())
    beside = [match["word"] for match in (before, WORD_BEHIND.match(text, found.end())) if match is not None]
    return any(len(word) > 2 and not _is_common(word) for word in beside)


def _is_beside_number(text: str, found: re.Match[str]) -> bool:
    before = re.search(r"\d{1,2}\s+$", text[max(0, found.start() - 4) : found.start()])
    return before is not None or NUMBER_BESIDE.match(text, found.end()) is not None


def _is_common(word: str) -> bool:
    """True for a word of English prose, or one made of it: 'guerrillas', 'besieged', 'ambushes'."""
    words = read_words("common_words")
    if word in words or word in _roles_and_kinds():
        return True
    for ending, joins in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and any(stem + join in words for join in joins):
            return True
    return False


@cache
def _names() -> frozenset[str]:
    """Words that alone name a country or a capital, and all words of the names of peoples."""
    names: set[str] = set()
    for row in read_table("countries"):
        told = [name for cell in (row["name"], row["aliases"], row["capital"]) for name in cell.split(";")]
        names |= {name.lower() for name in told if " " not in name}  # "united states" is listed whole
        names |= {word.lower() for word in row["demonyms"].replace(";", " ").split()}
    return frozenset(n for n in names if len(n) > 2) - read_words("common_words") | MONTHS_AND_DAYS


@cache
def _listed_names() -> dict[str, tuple[str, ...]]:
    """Names of several words or with a number by their first word, the longest first; none that may be anybody's."""
    names: dict[str, set[str]] = {}
    tables = ("forces/named_forces", "organisations/named_organisations", "countries")
    for row in (row for table in tables for row in read_table(table)):
        for name in (row["name"], *row["aliases"].split(";"), row.get("capital", "")):
            lowered, first = name.lower(), WORD.match(name)
            is_told_apart = any(c in " -" or c.isdigit() for c in name) and len(lowered) == len(name)
            if first is not None and is_told_apart and lowered not in read_words("forces/names_of_many"):
                names.setdefault(first[0].lower(), set()).add(name)
    return {word: tuple(sorted(of, key=lambda n: (-len(n), n))) for word, of in names.items()}


@cache
def _roles_and_kinds() -> frozenset[str]:
    """Words for people and bodies, which are no names by themselves: 'abbot', 'ministry', 'broadcaster'."""
    roles = (name for row in read_table("people/roles") for name in (row["role"], row["plural"]))
    titles = (row["title"] for row in read_table("people/titles") if row["is_role"] == "yes")
    kinds = (row["noun"] for row in read_table("organisations/descriptions"))
    return frozenset(word for name in (*roles, *titles, *kinds) for word in name.lower().split())


@cache
def _acronyms() -> frozenset[str]:
    """Names of forces and bodies that are written in capitals and are not words: 'fmln', 'crpf', 'nato'."""
    found: set[str] = set()
    for table in ("forces/named_forces", "organisations/named_organisations"):
        for row in read_table(table):
            for name in (row["name"], *row.get("aliases", "").split(";")):
                if name.isupper() and name.isalpha() and len(name) > 1:
                    found.add(name.lower())
    return frozenset(found) - read_words("common_words") - AMBIGUOUS | COUNTRIES
