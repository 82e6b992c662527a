"""One or several of those just cited: "one of them", "another of the officials", "the second diplomat"."""

import re
from collections.abc import Sequence
from functools import cache

from newsetl.extractors.attributions.who.anonymity import COUNTED
from newsetl.extractors.attributions.who.people.pronouns import VAGUE
from newsetl.extractors.attributions.who.people.salience import NEXT, SalientMention
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.descriptions import find_role
from newsetl.lexicons import read_table

OF_THEM = re.compile(
    r"(?:(?P<one>one|another|(?:a|the)\s(?:first|second|third|fourth|other))|\w+)\sof\s(?:them\b|(?:these|those)(?=,|\Z))",
    re.IGNORECASE,
)
# "One said it was late, another that it was early": of those just cited, or beside him.
ONE = re.compile(r"(?:one|another|(?:a|the)\s(?:first|second|third|fourth|other))", re.IGNORECASE)
ONE_OF = re.compile(r"(?:[Oo]ne|[Aa]nother)\sof\s(?:the|these|those|its|his|her|their)\s(?=[a-z])")

COLLECTIVES = frozenset(("accused", "deceased", "detained", "injured", "wounded"))  # "one of the accused"


def of_them(phrase: str, group: Source | None, is_withheld: bool) -> Source | None:
    """Who "one of them" or "another" is, of a group without a name; None for another phrase, and for one of nobody.

    Args:
        phrase: the source as written.
        group: whom "them" means; beside "another" it may be one person.
        is_withheld: whether the sentence says that the name is withheld.
    """
    if ONE.fullmatch(phrase) is not None:
        return _one(group, is_withheld)
    match = OF_THEM.match(phrase)
    if match is None:
        return None
    is_one, label = match["one"] is not None, None
    if group is not None and group.kind == "group" and group.anonymity != "named" and group.name:
        label = singular(group.name) if is_one else _uncounted(group.name)
    anonymity = "anonymous" if is_withheld or label is None or group is None else group.anonymity
    return Source(
        label, None, "person" if is_one else "group", anonymity, label, iso3=group.iso3 if group else None
    )


def unnamed_before(spoken: Sequence[SalientMention], at: int, sentence: int) -> Source | None:
    """The people without a name, or the one, who spoke last: of them or beside him "another" speaks."""
    near = [s for s in spoken if s.start < at and s.is_subject and sentence - s.sentence <= NEXT]
    fits = [s.source for s in near if s.source.kind in ("group", "person")]
    fits = [source for source in fits if source.name is not None and source.name.lower() not in VAGUE]
    if not fits or fits[-1].anonymity == "named":
        return None
    groups = [source for source in fits if source.kind == "group" and source.anonymity != "named"]
    return (groups or fits)[-1]


def _one(group: Source | None, is_withheld: bool) -> Source | None:
    """One of a group, or another one like somebody, without a name."""
    if group is None or group.name is None:
        return None
    label = singular(group.name)
    anonymity = "anonymous" if is_withheld else group.anonymity
    return Source(label, None, "person", anonymity, label, group.affiliation, group.iso3)


def _uncounted(name: str) -> str:
    """The words behind the number of "at least three officers"."""
    count = COUNTED.match(name)
    return name[count.end() :].lstrip() if count is not None else name


def one_of(phrase: str) -> str:
    """The phrase for one alone: "a diplomat" for "one of the diplomats"; other phrases as they are."""
    match = ONE_OF.match(phrase)
    rest = phrase[match.end() :] if match is not None else ""
    is_one_alone = rest and (singular(rest) != rest or rest in COLLECTIVES)
    return f"a {singular(rest)}" if is_one_alone else phrase


def singular(name: str) -> str:
    """One of the people of a plural without a name: "Western diplomat" of "Two Western diplomats"."""
    name = _uncounted(name)
    role = find_role(name)
    if role is None or not role.is_plural:
        return name
    word = name[role.start : role.end]
    return name[: role.start] + _singulars().get(word.lower(), word.removesuffix("s")) + name[role.end :]


@cache
def _singulars() -> dict[str, str]:
    return {row["plural"] or f"{row['role']}s": row["role"] for row in read_table("people/roles")}
