"""The grammar of lexicons/time/grammar.csv over strings in which each token is one character, its class."""

import re
from dataclasses import dataclass
from functools import cache

from newsetl.extractors.date_mentions.lexer import WORDS, TimeToken
from newsetl.lexicons import read_table, read_words

UNIT_CLASSES = {
    "year": "YEAR_WORD",
    "week": "WEEK_WORD",
    "quarter": "QUARTER_WORD",
    "century": "CENTURY_WORD",
}
NUMERAL = "(NUMWORD|HUNDRED)"
MORE = " ".join([f"((HYPHEN|AND)? {NUMERAL})?"] * 6)  # bounded: a text of numerals alone is read in one pass
NUM = f"(DAY|SMALL|NUMBER|{NUMERAL} {MORE})"
MACROS = {
    "UNIT": "(UNIT|YEAR_WORD|WEEK_WORD|QUARTER_WORD|CENTURY_WORD)",
    "MOD": "(EARLY|LATE|MID)",
    "WD": "(WEEKDAY|DOW)",
    "NUM": NUM,
    "QTY": f"({NUM}|A|A HUNDRED|A? FEW (OF A?)? |A? FEW HUNDRED|HALF A|A HALF)",
    "MILITARY": "(MILITARY|YEAR)",
    "YEAR_END_WORD": "EDGE",
}
HEADS = read_words("time/required_classes")
NAME = re.compile(r"[A-Z_]+")
PART = re.compile(r"[A-Z_]+|[()|?*]")
CENTURY_NUMERALS = {"eighteen", "nineteen", "twenty"}
PIECE = re.compile(r"[a-z]+")
FIGURES = re.compile(r"\d{4}|\d[:/.]\d|\d(?:st|nd|rd|th)|['’]\d\d|Q\d|FY|\d0s|\d\s?[ap]\.?m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A sequence of classes and the name of what it means."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens [first, last) that a rule covers."""

    name: str
    first: int
    last: int


def symbol(token: TimeToken) -> str:
    """The character that stands for the token's class."""
    kind = UNIT_CLASSES.get(token.value, "UNIT") if token.kind == "UNIT" else token.kind
    return _symbols().get(kind, "?")


@cache
def _symbols() -> dict[str, str]:
    names = {kind for kind, _ in WORDS.values()} | HEADS | set(UNIT_CLASSES.values())
    for row in read_table("time/grammar"):
        names.update(NAME.findall(row["pattern"]))
    for pattern in MACROS.values():
        names.update(NAME.findall(pattern))
    names -= {"OTHER"}
    return {name: chr(0x4E00 + number) for number, name in enumerate(sorted(names))}


def _expanded(pattern: str) -> str:
    for name, macro in MACROS.items():
        pattern = re.sub(rf"(?<![A-Z_]){name}(?![A-Z_])", macro, pattern)
    return pattern


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by the character that they may start with."""
    symbols = _symbols()
    rules: dict[str, list[Rule]] = {}
    for row in read_table("time/grammar"):
        expanded = _expanded(row["pattern"])
        pattern = NAME.sub(lambda found: symbols[found.group()], expanded).replace(" ", "")
        rule = Rule(row["rule"], re.compile(pattern.replace("(", "(?:")))
        for name in _first_classes(expanded):
            rules.setdefault(symbols[name], []).append(rule)
    return {char: tuple(starting) for char, starting in rules.items()}


def _first_classes(pattern: str) -> frozenset[str]:
    """Names of the classes that a sequence may begin with."""
    return _first(list(PART.findall(pattern)))[0]


def _first(parts: list[str]) -> tuple[frozenset[str], bool]:
    """First classes of an alternation, consumed up to its closing bracket, and whether it may be empty."""
    names: frozenset[str] = frozenset()
    branch_is_open, may_be_empty = True, False
    while parts:
        part = parts.pop(0)
        if part == ")":
            break
        if part == "|":
            may_be_empty, branch_is_open = may_be_empty or branch_is_open, True
            continue
        found, is_empty = _first(parts) if part == "(" else (frozenset([part]), False)
        if parts and parts[0] in "?*":
            parts.pop(0)
            is_empty = True
        names, branch_is_open = names | found if branch_is_open else names, branch_is_open and is_empty
    return names, may_be_empty or branch_is_open


@cache
def _head_symbols() -> frozenset[str]:
    return frozenset(_symbols()[name] for name in HEADS)


@cache
def _head_words() -> frozenset[str]:
    """Words that only time expressions are built around, single or first of their phrase."""
    heads = {phrase.split()[0] for phrase, (kind, _) in WORDS.items() if kind in HEADS - {"ORDINAL"}}
    return frozenset(heads | CENTURY_NUMERALS)


def may_hold(sentence: str) -> bool:
    """False if the sentence surely holds no time expression: a look that spares most sentences the lexer."""
    return (
        not _head_words().isdisjoint(PIECE.findall(sentence.lower())) or FIGURES.search(sentence) is not None
    )


def encode(tokens: list[TimeToken]) -> str:
    """The tokens' classes as a string."""
    return "".join(symbol(token) for token in tokens)


def matches_at(classes: str, position: int) -> list[Match]:
    """Matches that start at a token, longest first, equals in the grammar's order."""
    rules = _rules().get(classes[position])
    if rules is None:
        return []
    found = []
    for rule in rules:
        match = rule.pattern.match(classes, position)
        if match is not None:
            found.append(Match(rule.name, position, match.end()))
    return sorted(found, key=lambda match: -match.last)


def has_head(classes: str) -> bool:
    """True if one of the tokens can be the core of a time expression."""
    return not _head_symbols().isdisjoint(classes)
