"""Whether a person of an article is a woman or a man, by titles, roles and given names."""

import re
from collections.abc import Sequence
from functools import cache

from newsetl.lexicons import read_table, read_words
from newsetl.tables.entity_mentions import EntityMention

# Our own short lists come first: they follow the use of names in English news.
GIVEN_NAMES = (
    (("f", "people/mostly_female"), ("m", "people/mostly_male")),
    (("f", "people/given_names_female"), ("m", "people/given_names_male")),
)
FEMALE = re.compile(
    r"woman\b|\bQueen\b|\bPrincess\b|\bDuchess\b|\bMrs\b|\bMs\b|\b(?:his|her) (?:wife|mother|sister|daughter)\b"
)
MALE = re.compile(
    r"(?:spokes|chair|congress|police|business)man\b|\bKing\b|\bPrince\b|\bDuke\b|\bMr\b|\bSir\b|\bSheikh\b"
)


def genders_of(text: str, mentions: Sequence[EntityMention]) -> dict[str, str]:
    """Id of a person -> "f" or "m"; without those whose gender is unknown."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.entity_type != "person" or mention.entity_id in found:
            continue
        gender = _gender(mention, text[max(0, mention.start - 8) : mention.start])
        if gender is not None:
            found[mention.entity_id] = gender
    return found


def _gender(mention: EntityMention, before: str) -> str | None:
    words = f"{mention.role_title or ''} {before}"
    if FEMALE.search(words):
        return "f"
    if MALE.search(words):
        return "m"
    known = _known().get(mention.entity_name)
    first = mention.entity_name.split()[0].rstrip(",")
    if known:
        return known
    for lists in GIVEN_NAMES:
        for gender, name in lists:
            if first in read_words(name):
                return gender
    return None


@cache
def _known() -> dict[str, str]:
    rows = read_table("people/named_people")
    return {name: row["gender"] for row in rows for name in (row["name"], *row["aliases"].split(";")) if name}
