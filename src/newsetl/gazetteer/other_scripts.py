"""Names in other scripts and languages: the key that a name and its forms in a text share.

Russian and Ukrainian words lose their case endings, Arabic and Persian words their vowel marks and variants of
letters, Chinese ones are read in either script.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from babel import Locale

from newsetl.gazetteer.normalise import name_key
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.other_languages import other_languages

SCRIPT = re.compile(r"[\u0400-\u04ff\u0590-\u05ff\u0600-\u06ff\u4e00-\u9fff]")
CYRILLIC, ARABIC = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[\u0600-\u06ff]")
HAN = re.compile(r"[\u4e00-\u9fff]")
ARABIC_LETTERS = {ord(a): b for a, b in zip("أإآٱىیةکؤئ", "ااااييهكوي", strict=True)}
MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640\u200c\u200d]")
UKRAINIAN_LETTERS = str.maketrans("іїєґё", "оееге", "'’ʼ")  # Харків, Харкова
ENDING = re.compile(
    r"(?:ского|скому|ским|ском|ская|ской|скую|ський|ського|ському|ська|ської|ську|ский|"
    r"ами|ями|ого|его|ому|ему|ої|ей|ой|ою|ею|ом|ем|ам|ям|ах|ях|ии|ию|ия|ий|ый|ая|ое|а|я|о|е|у|ю|ы|и|ь|й)$"
)
LEAST_STEM = 3


@lru_cache(maxsize=65536)
def script_key(name: str) -> str:
    """Key of a name in any script; words of other scripts than ours as in normalise.name_key."""
    if ARABIC.search(name):
        return " ".join(MARKS.sub("", name).translate(ARABIC_LETTERS).split())
    if CYRILLIC.search(name):
        return " ".join(map(_stem, re.split(r"[\s\-–]+", name.casefold().strip())))
    if HAN.search(name):
        return name_key(name.translate(_simplified()))
    return name_key(name)


@cache
def _simplified() -> dict[int, str]:
    """Traditional Chinese letters -> simplified ones: GeoNames has many names in one script alone."""
    return {ord(pair[0]): pair[1] for pair in read_words("places/han_letters")}


def _stem(word: str) -> str:
    stem = word.translate(UKRAINIAN_LETTERS)
    for _ in range(2):  # Китая, Китай: both end in what may be an ending
        shorter = ENDING.sub("", stem)
        stem = shorter if len(shorter) >= LEAST_STEM else stem
    return stem


def script_names(names: Iterable[str]) -> tuple[str, ...]:
    """Those in Cyrillic, Arabic, Hebrew or Chinese letters that a text may hold."""
    return tuple(name for name in names if len(name) > 1 and SCRIPT.search(name))


def country_names() -> Iterator[tuple[str, str]]:
    """ISO 3166-1 alpha-2 code and name of each country in each of the other languages (Unicode CLDR)."""
    for language in sorted(other_languages()):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                yield code, unicodedata.normalize("NFC", str(name))
    for row in read_table("places/countries_other_languages"):
        yield row["iso2"], row["name"]
