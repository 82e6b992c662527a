"""Names of months in the languages of `lexicons/inputs/months.csv`."""

from collections.abc import Mapping
from functools import cache

from newsetl.lexicons import read_table


@cache
def month_numbers() -> Mapping[str, int]:
    """Month by its name or short form, casefolded; one that means two months in two languages keeps the first."""
    numbers: dict[str, int] = {}
    for row in read_table("inputs/months"):
        for number in range(1, 13):
            for name in row[f"m{number}"].split():
                numbers.setdefault(name.casefold(), number)
    return numbers
