"""Who a headline introduces: "Remarks by President Lee at the Harbour" names the speaker that the text only labels."""

import re
from collections.abc import Sequence

from newsetl.extractors.entity_mentions.names import PersonName
from newsetl.gazetteer.descriptions import Description, describe, find_role
from newsetl.lexicons.given_names import given_names

# Headlines out of Markdown keep its marks: "Remarks by President\_Lee\".
MARKS = re.compile(r"[\\_\u2060*]+")
INTRODUCED = re.compile(
    r"\b(?:by|from|with|and)\s+(?P<phrase>[A-Z][^,;:|()]*?)"
    r"(?=\s+(?:by|from|with|and|on|at|in|before|after|during|for|to|about|announcing|regarding|aboard|as|upon)\b|"
    r"[,;:|()]|\s*$)",
    re.IGNORECASE,
)
# What follows the office: "of Defense Anna Lee", "Marc Roy of France".
NAME = re.compile(
    r"(?:of\s+(?:the\s+)?[A-Z]\w+(?:\s+and\s+[A-Z]\w+)?\s+)?"
    r"(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2})(?:\s+of\s+.*)?"
)

FIRST_AND_LAST = re.compile(r"\b(?P<first>[A-Z][a-z]+)\s(?P<last>[A-Z][\w-]*[a-z])\b")
COMMON_WORD = re.compile(r"\b[a-z]{4,}\b")


def introduced_in(headline: str | None) -> list[tuple[PersonName, Description]]:
    """Persons that a headline gives with their office, with what it says of them; offsets are not the text's."""
    found = []
    for match in INTRODUCED.finditer(MARKS.sub(" ", headline or "")):
        phrase = match["phrase"].strip()
        role = find_role(phrase)
        if role is None or role.kind != "person":
            continue
        name = NAME.fullmatch(phrase[role.end :].strip())
        if name is not None:
            office = phrase[: role.end] + phrase[role.end :][: name.start("name")].rstrip()
            found.append((PersonName(-1, -1, tuple(name["name"].split()), (office,), -1), describe(office)))
    return found


def full_names_in(headline: str | None, names: Sequence[PersonName]) -> list[tuple[PersonName, Description]]:
    """Full names in a headline, of people whom the text calls by their first names: "Liz Holm and her boat".

    A headline that prints every word with a capital does not say where a name ends.
    """
    if not headline or not COMMON_WORD.search(headline):
        return []
    alone = {n.words[0] for n in names if len(n.words) == 1 and not n.titles}
    firsts = alone & given_names()
    full = [match.groups() for match in FIRST_AND_LAST.finditer(headline) if match["first"] in firsts]
    return [(PersonName(-1, -1, words, (), -1), Description()) for words in full]
