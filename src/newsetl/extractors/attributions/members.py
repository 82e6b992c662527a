"""One or several of those just cited: "one of them", "another of the officials", "the second diplomat"."""

import re
from functools import cache

from newsetl.extractors.attributions.source import Source
from newsetl.extractors.attributions.withheld import COUNTED
from newsetl.gazetteer.descriptions import find_role
from newsetl.lexicons import read_table

OF_THEM = re.compile(
    r"(?:(?P<one>one|another|(?:a|the)\s(?:first|second|third|fourth|other))|\w+)\sof\s(?:them\b|(?:these|those)(?=,|\Z))",
    re.IGNORECASE,
)
ONE_OF = re.compile(r"(?:[Oo]ne|[Aa]nother)\sof\s(?:the|these|those|its|his|her|their)\s(?=[a-z])")


def of_them(phrase: str, group: Source | None, is_withheld: bool) -> Source | None:
    """Who "one of them" is, of a group without a name; None for another phrase, and for one of bodies or of nobody.

    Args:
        phrase: the source as written.
        group: whom "them" means.
        is_withheld: whether the sentence says that the name is withheld.
    """
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


def _uncounted(name: str) -> str:
    """The words behind the number of "at least three officers"."""
    count = COUNTED.match(name)
    return name[count.end() :].lstrip() if count is not None else name


def one_of(phrase: str) -> str:
    """The phrase for one alone: "a diplomat" for "one of the diplomats"; other phrases as they are."""
    match = ONE_OF.match(phrase)
    rest = phrase[match.end() :] if match is not None else ""
    return f"a {singular(rest)}" if rest and singular(rest) != rest else phrase


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
    return {row["plural"] or f"{row['role']}s": row["role"] for row in read_table("roles")}
