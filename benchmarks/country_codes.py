"""Compare lexicons/country_codes.csv with two public lists: `pip install countrycode country-converter`, then run this.

`countrycode` holds the state numbers of the Correlates of War project and of Gleditsch and Ward, as the R package of
that name does; `country-converter` holds Gleditsch and Ward's. Both are under the GPL: nothing of them is shipped.
"""

import csv
from importlib.resources import files

import countrycode

from newsetl.lexicons import read_table


def main() -> None:
    """Print each code that differs, and how many agree."""
    ours = {row["iso3"]: row for row in read_table("country_codes")}
    lists = countrycode.codelist
    table = (files("country_converter") / "country_data.tsv").read_text("utf-8").splitlines()
    converter = {row["ISO3"]: row["GWcode"] for row in csv.DictReader(table, delimiter="\t")}
    compare("cow", ours, dict(zip(lists["iso3c"], lists["cown"], strict=True)), "countrycode")
    compare("gw", ours, dict(zip(lists["iso3c"], lists["gwn"], strict=True)), "countrycode")
    compare("m49", ours, dict(zip(lists["iso3c"], lists["iso3n"], strict=True)), "countrycode")
    compare("gw", ours, converter, "country-converter")


def compare(code: str, ours: dict[str, dict[str, str]], theirs: dict[str, object], name: str) -> None:
    """Print where a column differs from another's list."""
    known = {iso3: plain(value) for iso3, value in theirs.items() if iso3 in ours}
    differing = {
        iso3: (ours[iso3][code], value) for iso3, value in known.items() if plain(ours[iso3][code]) != value
    }
    print(f"{code} against {name}: {len(known) - len(differing)} of {len(known)} agree")
    for iso3, (mine, other) in sorted(differing.items()):
        print(f"  {iso3}: ours {mine or 'none'}, theirs {other or 'none'}")


def plain(value: object) -> str:
    """A code without leading zeros or decimals; empty where there is none."""
    text = "" if value is None else str(value).removesuffix(".0")
    return text.lstrip("0") if text.isdigit() else ""


if __name__ == "__main__":
    main()
