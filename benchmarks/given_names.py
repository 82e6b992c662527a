"""Writes lexicons/people/given_names_{male,female}.txt from Faker's lists (MIT): `pip install faker` first.

A name that some language gives to men and another to women is in neither list.
"""

import importlib
import pkgutil
import re
import unicodedata
from pathlib import Path

from faker.providers import person

from newsetl.gazetteer.countries import country_of_demonym, country_of_name

FOLDER = Path(__file__).parent.parent / "src/newsetl/lexicons/people"
NAME = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)?")
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"})


# Given names somewhere, but cities to readers of the news.
CITIES = {
    "Abha",
    "Amol",
    "Artemisa",
    "Bari",
    "Braga",
    "Breda",
    "Chita",
    "Delmas",
    "Dijon",
    "Esna",
    "Goa",
    "Goma",
    "Hobart",
    "Kaya",
    "Kiel",
    "Oran",
    "Tula",
    "Tuva",
    "Valencia",
}


def plain(name: str) -> str:
    """The name without accents."""
    return unicodedata.normalize("NFKD", name.translate(PLAIN)).encode("ascii", "ignore").decode()


def names_of(attribute: str) -> set[str]:
    """Given names in Latin letters of all of Faker's languages, with and without accents."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for name in getattr(provider, attribute, ()):
            is_latin = all(c == "-" or "LATIN" in unicodedata.name(c, "") for c in name)
            if NAME.fullmatch(name) and is_latin and name[0].isupper() and not name.isupper():
                found |= {name, plain(name)}
    return {name for name in found if country_of_name(name) is None and country_of_demonym(name) is None}


def main() -> None:
    """Writes both lists."""
    male, female = names_of("people/mostly_male"), names_of("people/mostly_female")
    for sex, names in (("male", male - female), ("female", female - male)):
        head = f"# Given names of {'men' if sex == 'male' else 'women'}, from Faker (MIT)"
        lines = [f"{head}, but for those that are better known as cities.", *sorted(names - CITIES)]
        (FOLDER / f"given_names_{sex}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
