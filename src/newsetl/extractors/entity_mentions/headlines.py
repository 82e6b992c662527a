"""Whom a headline introduces: "Remarks by President Lee at the Harbour" names the speaker whom the text only labels."""

import re

from newsetl.extractors.entity_mentions.names import PersonName
from newsetl.gazetteer.descriptions import Description, describe, find_role

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


def introduced_in(headline: str | None) -> list[tuple[PersonName, Description]]:
    """Persons whom a headline gives with their office, with what it says of them; offsets are not the text's."""
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
