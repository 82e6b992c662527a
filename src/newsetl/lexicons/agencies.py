"""News agencies in credits: their names and how their copy ends, by `lexicons/articles/agencies.csv`."""

import re
from functools import lru_cache

from newsetl.lexicons import read_table
from newsetl.lexicons.given_names import is_common_given_name


def is_agency(name: str) -> bool:
    """True for a news agency's name alone."""
    return agency_named(name) is not None


def agency_named(name: str) -> str | None:
    """Usual name of the agency that a name is: "the Associated Press", and in odd case "reuters" and "Afp".

    In odd case a given name is a person's: "Ria" may sign a column.
    """
    name = name.strip()
    if not _agency_pattern().fullmatch(name):
        return None
    written = (agency for agency, pattern in _agency_names() if pattern.fullmatch(name))
    if (agency := next(written, None)) or is_common_given_name(name):
        return agency
    return next(agency for agency, pattern in _agency_names(re.IGNORECASE) if pattern.fullmatch(name))


def without_agency(name: str) -> str:
    """ "Ann Lee Reuters" -> "Ann Lee": at least two words stay."""
    match = _agency_tail().fullmatch(name)
    return match["name"] if match else name


def agency_of(credit: str) -> str | None:
    """Usual name of the agency that a credit names; None where it names none."""
    if not _any_agency().search(credit):  # one search spares most credits that for each agency
        return None
    return next((agency for agency, pattern in _agencies() if pattern.search(credit)), None)


def closing_agency(closing: str) -> str | None:
    """Usual name of the agency whose copy ends so; None where no agency's does."""
    if not _any_closing().search(closing):
        return None
    return next((agency for agency, pattern in _closings() if pattern.search(closing)), None)


@lru_cache(maxsize=1)
def _any_closing() -> re.Pattern[str]:
    """What each closing credit holds: one search spares most texts the search for each agency."""
    styles = "|".join(row["pattern"] for row in read_table("articles/agency_closings"))
    return re.compile(rf"(?<![\w-])(?:{_names()})(?![\w-])|{styles}", re.MULTILINE)


@lru_cache(maxsize=1)
def _any_agency() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_names()})(?![\w-])")


@lru_cache(maxsize=1)
def _agencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_table("articles/agencies")
    return tuple((row["agency"], re.compile(rf"(?<![\w-])(?:{row['pattern']})(?![\w-])")) for row in rows)


@lru_cache(maxsize=1)
def _closings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How copy ends that is an agency's: its name on a line of its own, as source, or as holder of the rights."""
    named = [
        (
            row["agency"],
            rf"^[^\S\n]*[-—–(\[/]*[^\S\n]*(?:{row['pattern']})[^\S\n]*[)\]/.]*[^\S\n]*$"
            rf"|^[^\S\n]*[Ss]ource:? (?:{row['pattern']})\b.{{0,20}}$"
            rf"|(?:©|\([Cc]\)|[Cc]opyright)\W{{0,4}}(?:\d{{4}})?,? ?(?:[Tt]he )?(?:{row['pattern']})\b",
        )
        for row in read_table("articles/agencies")
    ]
    styles = [(row["agency"], row["pattern"]) for row in read_table("articles/agency_closings")]
    return tuple((agency, re.compile(pattern, re.MULTILINE)) for agency, pattern in (*named, *styles))


@lru_cache(maxsize=1)
def _agency_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:the )?(?:{_names()})", re.IGNORECASE)


@lru_cache(maxsize=2)
def _agency_names(flags: int = 0) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_table("articles/agencies")
    return tuple((row["agency"], re.compile(rf"(?:[Tt]he )?(?:{row['pattern']})", flags)) for row in rows)


@lru_cache(maxsize=1)
def _agency_tail() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>\S+\s\S.*?)\s(?:for |of )?(?:[Tt]he )?(?:{_names()})")


def _names() -> str:
    """All names of all agencies as alternatives of a pattern."""
    return "|".join(row["pattern"] for row in read_table("articles/agencies"))
