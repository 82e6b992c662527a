"""Names of months in the languages of `lexicons/months.csv`."""

from collections.abc import Iterable, Mapping
from functools import cache

from newsetl.lexicons import read_table
from newsetl.lexicons.word_sets import alternatives

EAST_ASIAN_DATE = (
    r"(?P<y>(?:1[89]|20)\d\d)\s*[年년]\s*(?P<m>\d\d?)\s*[月월]\s*(?P<d>\d\d?)\s*[日일]"  # "2024年3月5日"
)
# Turkish has İ and I as capitals of i and ı; patterns take all four for one
_ONE_I = str.maketrans("ı", "i", "\u0307")


@cache
def month_numbers() -> Mapping[str, int]:
    """Month by its name or short form, folded; one that means two months in two languages keeps the first."""
    return _numbers(read_table("months"))


def month_number(name: str, *, has_dot: bool = False) -> int | None:
    """1 to 12 for a month's name or its short form in a known language, in any case: "Sept.", "NİSAN", "KASIM".

    `has_dot` says that the day before it is written "5.": "5. listopada" is Croatian, "5 listopada" Polish.
    """
    folded = _folded(name.strip("."))
    return (_after_dot().get(folded) if has_dot else None) or month_numbers().get(folded)


@cache
def month_names() -> str:
    """The names of months in all languages, folded, as the alternatives of an expression."""
    return alternatives(month_numbers())


@cache
def _after_dot() -> Mapping[str, int]:
    return _numbers(row for row in read_table("months") if row["day_dot"] == "yes")


def _numbers(rows: Iterable[Mapping[str, str]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for row in rows:
        for number in range(1, 13):
            for name in row[f"m{number}"].split():
                numbers.setdefault(_folded(name), number)
    return numbers


@cache
def english_months() -> str:
    """English names of months and their short forms, in lower case, as the alternatives of an expression."""
    english = next(row for row in read_table("months") if row["language"] == "en")
    return alternatives(name for number in range(1, 13) for name in english[f"m{number}"].split())


def _folded(name: str) -> str:
    return " ".join(name.casefold().translate(_ONE_I).replace("_", " ").split())
