"""The words around a number that make it a bound or an estimate."""

import re
from typing import NamedTuple

from newsetl.lexicons import read_table
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.force_levels import Qualifier

LONGEST = 40  # characters of the longest chain of hedges that is looked for


class Hedge(NamedTuple):
    """What the hedges make of a number, and the span that they and the number take."""

    qualifier: Qualifier
    start: int
    end: int


def _phrases(side: str) -> dict[str, Qualifier]:
    return {row["phrase"]: row["qualifier"] for row in read_table("numbers/hedges") if row["side"] == side}  # type: ignore[misc]


def _alternatives(phrases: dict[str, Qualifier]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


def _words(name: str) -> frozenset[str]:
    return word_set("numbers/word_sets", name)


def _either(name: str) -> str:
    return alternatives(_words(name))


BEFORE, AFTER, LATER = _phrases("before"), _phrases("after"), _phrases("later")
BEFORE_PATTERN = re.compile(
    rf"(?:(?<![\w])|(?=[<>~≤≥]))(?P<phrase>{_alternatives(BEFORE)})\s*"
    r"(?:(?:only|just|even|a|an|the|another|an additional|additional|further|extra)\s+)?"
    r"(?:(?:US|C|A|NZ)?[$€£¥]\s?)?$",
    re.IGNORECASE,
)
AFTER_PATTERN = re.compile(rf"\s?(?P<phrase>{_alternatives(AFTER)})(?!\w)", re.IGNORECASE)
LATER_PATTERN = re.compile(
    rf"\s[a-z]+(?:\s[a-z]+)?,?\s(?P<phrase>{_alternatives(LATER)})(?=\s*[.,;:)\n]|\s+(?:in|to|by|from)\b|\s*$)"
)
SPREAD_OVER = re.compile(
    r"\b(?:spread|divided|stretched|scattered|split|across|all|distributed|turned|control|rule)\s+over$",
    re.IGNORECASE,
)
# "will not be able to spare more than 40", "has never had more than 500": at most. But "could not stop more than 500".
ABOVE = _words("turned bounds")
NEGATED = re.compile(
    rf"(?:\b(?:{_either('not before a bound')})|n['’]t)\s+(?:(?:{_either('between not and a verb')})\s+){{0,2}}"
    rf"(?:(?:{_either('having and sending')})\s+)?$",
    re.IGNORECASE,
)
NUMBER_FOLLOWS = re.compile(r"\s*[$€£]?\d")


def hedge_phrases() -> str:
    """The hedges that are before a number, as the alternatives of an expression."""
    return _alternatives(BEFORE)


def read_hedge(text: str, start: int, end: int, floor: int) -> Hedge | None:
    """The hedge of the number at text[start:end], None if there is none.

    Args:
        text: the text.
        start: start of the number, a currency sign before it not counted.
        end: end of the number.
        floor: where the number before it ends; hedges are not looked for behind it.
    """
    qualifiers: list[Qualifier] = []
    hedge_start = start
    while match := BEFORE_PATTERN.search(text, max(floor, hedge_start - LONGEST), hedge_start):
        if SPREAD_OVER.search(text, max(floor, match.start() - 20), match.end("phrase")):
            break
        phrase = " ".join(match["phrase"].lower().split())
        hedge_start = match.start("phrase")
        is_bound = BEFORE[phrase] == "at_least" and phrase in ABOVE
        is_negated = is_bound and NEGATED.search(text, max(floor, hedge_start - LONGEST), hedge_start)
        qualifiers.append("up_to" if is_negated else BEFORE[phrase])
    hedge_end = end
    after = AFTER_PATTERN.match(text, end, end + LONGEST)
    if after and not NUMBER_FOLLOWS.match(text, after.end()):
        qualifiers.append(AFTER[" ".join(after["phrase"].lower().split())])
        hedge_end = after.end()
    elif later := LATER_PATTERN.match(text, end, end + 2 * LONGEST):
        qualifiers.append(LATER[" ".join(later["phrase"].lower().split())])
    if not qualifiers:
        return None
    # A bound says more than an estimate: "up to about 500" is at most 500.
    bounds = [qualifier for qualifier in qualifiers if qualifier != "about"]
    return Hedge(bounds[0] if bounds else "about", hedge_start, hedge_end)
