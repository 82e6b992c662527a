"""Whether a person of an article is a woman or a man, by titles, roles and given names."""

import re
from collections.abc import Sequence
from functools import cache

from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.titles import title_genders
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

# Our own short lists come first: they follow the use of names in English news.
GIVEN_NAMES = ("people/mostly_", "people/given_names_")
SEXES = {"f": "female", "m": "male"}
KIN = {"f": "female kin", "m": "male kin"}  # sets of lexicons/people/word_sets.csv
_KIN = {gender: alternatives(word_set("people/word_sets", name)) for gender, name in KIN.items()}
CALLED = {
    "f": rf"\w*woman|(?:his|her|their) (?:{_KIN['f']})",
    "m": rf"(?:spokes|chair|congress|police|business)man|(?:his|her|their) (?:{_KIN['m']})",
}
LONGEST_TITLE = 30  # characters, the space behind it included


def genders_of(text: str, mentions: Sequence[EntityMention]) -> dict[str, str]:
    """Id of a person -> "f" or "m"; without those whose gender is unknown."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.entity_type != "person" or mention.entity_id in found:
            continue
        gender = _gender(mention, text[max(0, mention.start - LONGEST_TITLE) : mention.start])
        if gender is not None:
            found[mention.entity_id] = gender
    return found


def _gender(mention: EntityMention, before: str) -> str | None:
    name = mention.entity_name
    return (
        _by_words(before, r"\s*$")
        or _by_words(mention.role_title or "", r"(?=$|\s(?:of|de|for|at|and)\b|,)")
        or title_genders().get(name.split()[0])
        or _known().get(name)
        or _by_given_name(name.split()[0].rstrip(","))
    )


def _by_words(words: str, behind: str) -> str | None:
    """By what the person is called: a title, an office, a relation."""
    return next((gender for gender in CALLED if _called(gender, behind).search(words)), None)


def _by_given_name(first: str) -> str | None:
    lists = ((gender, f"{source}{sex}") for source in GIVEN_NAMES for gender, sex in SEXES.items())
    return next((gender for gender, name in lists if first in read_words(name)), None)


@cache
def _called(gender: str, behind: str) -> re.Pattern[str]:
    titles = alternatives(title for title, of_title in title_genders().items() if of_title == gender)
    return re.compile(rf"(?<![\w-])(?:{titles}|{CALLED[gender]}){behind}")


@cache
def _known() -> dict[str, str]:
    rows = read_table("people/named_people")
    return {name: row["gender"] for row in rows for name in (row["name"], *row["aliases"].split(";")) if name}
