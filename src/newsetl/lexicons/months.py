"""Names of months in the languages of `lexicons/months.csv`."""

from collections.abc import Mapping
from functools import cache

from newsetl.lexicons import read_table
from newsetl.lexicons.word_sets import alternatives

# Turkish has İ and I as capitals of i and ı; patterns take all four for one
_ONE_I = str.maketrans("ı", "i", "\u0307")


@cache
def month_numbers() -> Mapping[str, int]:
    """Month by its name or short form, folded; one that means two months in two languages keeps the first."""
    numbers: dict[str, int] = {}
    for row in read_table("months"):
        for number in range(1, 13):
            for name in row[f"m{number}"].split():
                numbers.setdefault(_folded(name), number)
    return numbers


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name or its short form in a known language, in any case: "Sept.", "NİSAN", "KASIM"."""
    return month_numbers().get(_folded(name.strip(".")))


@cache
def english_months() -> str:
    """English names of months and their short forms, in small letters, as the alternatives of an expression."""
    english = next(row for row in read_table("months") if row["language"] == "en")
    return alternatives(name for number in range(1, 13) for name in english[f"m{number}"].split())


def _folded(name: str) -> str:
    return name.casefold().translate(_ONE_I)
