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
MACROS = {
    "UNIT": "(UNIT|YEAR_WORD|WEEK_WORD|QUARTER_WORD|CENTURY_WORD)",
    "MOD": "(EARLY|LATE|MID)",
    "WD": "(WEEKDAY|DOW)",
    "NUM": "(DAY|SMALL|NUMBER|NUMWORD (HYPHEN? NUMWORD)* (AND NUMWORD (HYPHEN? NUMWORD)*)?)",
    "QTY": "(_NUM|A|A? FEW (OF A?)? |A? FEW NUMWORD|HALF A|A HALF)",
    "MILITARY": "(MILITARY|YEAR)",
    "YEAR_END_WORD": "EDGE",
}
HEADS = read_words("time/heads")
NAME = re.compile(r"[A-Z_]+")


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
        names.update(name for name in NAME.findall(pattern) if not name.startswith("_"))
    names -= {"OTHER"}
    return {name: chr(0x4E00 + number) for number, name in enumerate(sorted(names))}


def _expanded(pattern: str) -> str:
    for name, macro in MACROS.items():
        pattern = re.sub(rf"(?<![A-Z_]){name}(?![A-Z_])", macro.replace("_NUM", MACROS["NUM"]), pattern)
    return pattern


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by the character that they may start with."""
    symbols = _symbols()
    rules = []
    for row in read_table("time/grammar"):
        pattern = NAME.sub(lambda found: symbols[found.group()], _expanded(row["pattern"])).replace(" ", "")
        rules.append(Rule(row["rule"], re.compile(pattern.replace("(", "(?:"))))
    return {char: tuple(rule for rule in rules if _may_start(rule, char)) for char in symbols.values()}


def _may_start(rule: Rule, char: str) -> bool:
    """True unless the pattern cannot begin with the character: its text must hold it before anything required."""
    return char in rule.pattern.pattern


@cache
def _head_symbols() -> frozenset[str]:
    return frozenset(_symbols()[name] for name in HEADS)


def encode(tokens: list[TimeToken]) -> str:
    """The tokens' classes as a string."""
    return "".join(symbol(token) for token in tokens)


def matches_at(classes: str, position: int) -> list[Match]:
    """Matches that start at a token, longest first, equals in the grammar's order."""
    found = []
    for rule in _rules().get(classes[position], ()):
        match = rule.pattern.match(classes, position)
        if match is not None and match.end() > position:
            found.append(Match(rule.name, position, match.end()))
    return sorted(found, key=lambda match: -match.last)


def has_head(classes: str) -> bool:
    """True if one of the tokens can be the core of a time expression."""
    return not _head_symbols().isdisjoint(classes)
