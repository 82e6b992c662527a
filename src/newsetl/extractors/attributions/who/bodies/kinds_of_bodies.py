"""Which bodies a description may mean by their kind: by a word of their name, by our lists."""

import re
from functools import cache

from newsetl.gazetteer.countries import country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import country_of_capital
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.lexicons import Row, read_table
from newsetl.lexicons.word_sets import word_set
from newsetl.tables.entity_mentions import EntityMention

WORD = re.compile(r"[\w-]+")
PARTS_OF_UNIONS = word_set("statements/word_sets", "parts of unions")


def shares_a_word(mention: EntityMention, row: Row) -> bool:
    """True for a body whose own name has a word of the description."""
    words = frozenset(WORD.findall(mention.entity_name))
    return not words.isdisjoint((*split_cell(row["name_words"]), row["noun"], row["noun"].capitalize()))


def is_of_kind(mention: EntityMention, row: Row) -> bool:
    """True for a body that our lists have with a kind of the description."""
    institution = institution_of_name(mention.entity_name)
    return institution is not None and institution.kind in split_cell(row["kinds"])


def _is_any(_mention: EntityMention, _row: Row) -> bool:
    return True


# Of several bodies that a description fits, those that fit best are asked alone.
SUREST = (shares_a_word, is_of_kind, _is_any)


def is_part_of_union(name: str, noun: str) -> bool:
    """True for the agency of "the UN agency": one of several bodies of a union, and not the union."""
    institution = institution_of_name(name)
    return institution is not None and institution.kind == "international" and noun in PARTS_OF_UNIONS


def names_itself(word: str) -> bool:
    """True for a word before the noun that is the body's own name: "the Maariv newspaper", "the 33rd front"."""
    if word[:1].isdigit():
        return True
    is_place = country_of_demonym(word) or country_of_name(word) or country_of_capital(word)
    return word[:1].isupper() and "-" not in word and not is_place


@cache
def descriptions() -> dict[str, Row]:
    """What bodies are called by their kind, by the noun: rows of organisations/descriptions.csv."""
    return {row["noun"]: row for row in read_table("organisations/descriptions")}


@cache
def split_cell(cell: str) -> frozenset[str]:
    """The values of a cell, which semicolons part."""
    return frozenset(cell.split(";")) - {""}


def is_open(row: Row) -> bool:
    """True for a description that a body of which nothing is known may have as well: "the company"."""
    return bool(row["is_open"])


def nouns_of(row: Row) -> tuple[str, ...]:
    """The noun of a description, and those by which an article introduces such a body."""
    return row["noun"], *split_cell(row["introduced_as"])
