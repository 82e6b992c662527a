"""Wordings that settle measure or modality by themselves: 'the ceiling is 15,000', 'there are no 3,000 men'."""

import re
from functools import cache, lru_cache

from newsetl.extractors.force_levels import lexicon
from newsetl.language.numbers import NumberExpression, hedge_phrases
from newsetl.lexicons import read_table

MAX_AROUND = 120  # characters
NUMBER = "#"  # stands for the number in the words that are searched
SET = re.compile(r"\{([a-z][a-z ]+)\}")  # {claims}: any word of that set
NEXT = " .¶ "  # between a sentence and the first words of the next: "3,000 men are there. Untrue."
MAX_NEXT = 70  # characters
HEDGES = rf"(?:(?:{hedge_phrases()}|only|just|an?|the)\s+)*{NUMBER}"


def meaning_of_wording(
    question: str, text: str, number: NumberExpression, sentence: tuple[int, int]
) -> str | None:
    """The measure or modality by the words around a number in its sentence; None if they settle none."""
    end = min(sentence[1], number.end + MAX_AROUND)
    before = text[max(sentence[0], number.start - MAX_AROUND) : number.start].replace(NUMBER, " ")
    after = text[number.end : end].replace(NUMBER, " ")
    behind = text[end : end + MAX_NEXT].strip().replace(NUMBER, " ") if end == sentence[1] else ""
    return _told(question, f"{before}{NUMBER}{after.rstrip()}{NEXT}{behind}")


@lru_cache(maxsize=64)  # asked for every measure and modality that is proposed
def _told(question: str, words: str) -> str | None:
    return next((value for value, pattern in _wordings(question) if pattern.search(words)), None)


@cache
def _wordings(question: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["value"], re.compile(_pattern(row["words"]), re.IGNORECASE))
        for row in read_table("forces/wordings")
        if row["question"] == question
    )


def _pattern(words: str) -> str:
    """The expression of a line: {n} is the number with its hedges, {claims} a word of that set."""
    if words.startswith("{n}"):  # hedges before it would be tried at each place, and change nothing
        words = words.replace("{n}", NUMBER, 1)
    return SET.sub(lambda match: f"(?:{lexicon.either(match[1])})", words.replace("{n}", HEDGES))
