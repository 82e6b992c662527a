"""Languages besides English that places are found in: `lexicons/places/other_languages.csv`, a line each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newsetl.lexicons import read_table


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """How a language writes names of places; the table's comments explain the columns."""

    letters: str
    apostrophe: str
    cue: frozenset[str]
    behind: frozenset[str]
    prefix: frozenset[str]
    joined: frozenset[str]
    link: frozenset[str]

    @property
    def has_capitals(self) -> bool:
        """True where names start with capitals and other words do not."""
        return self.letters in ("latin", "cyrillic")


@cache
def other_languages() -> Mapping[str, OtherLanguage]:
    """The languages by their ISO 639-1 codes, in the table's order."""
    roles = ("cue", "behind", "prefix", "joined", "link")
    return {
        row["language"]: OtherLanguage(
            row["letters"], row["apostrophe"], *(frozenset(row[role].split()) for role in roles)
        )
        for row in read_table("places/other_languages")
    }
