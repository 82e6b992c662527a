"""A name as written -> the key that it is looked up by; and a coarser key that transliterations share."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
    | dict.fromkeys("'’‘`´ʼʻʿʾ′ˈʹ.,", "")
    | dict.fromkeys("-‐‑–—/_()", " ")
    | {"&": " and "}
)
WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
ACRONYM = re.compile(r"(?:[Tt]he )?((?:[A-Z]\. ?){1,4}[A-Z]\.?|[A-Z]{2,3})")
ARTICLE = re.compile(r"\b(?:al|el|ul|ad|an|ar|as|ash|at|az|ed|en|er|es|esh|ez|il|ol)\b ?")
# Applied in order; each pair is one way in which transliterations of a name differ.
FOLDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?:aw|ow|au|ou|oo|w)(?![aeiouy])", "u"),
        (r"(?<=[kgd])h", ""),
        (r"ph", "f"),
        (r"[qc](?!h)", "k"),
        (r"j", "g"),
        (r"w", "v"),
        (r"[aeiy]+", "a"),
        (r"[ou]+", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=\w\w)(?:ah|at|a|h)\b", ""),
    )
)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Key of a name: no case, marks, points or apostrophes; "St. Mary's" and "Saint Marys" have one key.

    Acronyms keep their case behind a "=", so that "us" is not "U.S.".
    """
    if acronym := ACRONYM.fullmatch(name):
        return "=" + re.sub(r"[.\s]", "", acronym[1])
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(LETTERS)
    words = [WORDS.get(word, word) for word in plain.split()]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


@lru_cache(maxsize=65536)
def folded_key(name: str) -> str:
    """Key that spellings such as "Hawija", "Al-Hawijah" and "el Haweeja" share; empty if too little is left."""
    key = ARTICLE.sub("", name_key(name))
    for pattern, replacement in FOLDS:
        key = pattern.sub(replacement, key)
    key = " ".join(key.split())
    return key if len(key) >= 3 else ""
