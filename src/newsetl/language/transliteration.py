"""Names in one spelling: "Abdul-Rahman", "Abdurrahman" and "Abdel Rahman" become one key, as do "Lavrov" and "Ławrow".

The keys only compare: they are not a spelling of any language. What differs by the letters that transliterations differ
by — vowels' length, doubled letters, k and q, w and v, the Arabic article — is left out of them.
"""

import re
import unicodedata
from functools import lru_cache

# Capital letters of the Latin scripts of Europe, for a class in a pattern.
CAPITALS = "A-ZÀ-ÖØ-Þ" + "".join(chr(c) for c in range(0x100, 0x250) if chr(c).isupper()) + "Ḁ-ẞ"
NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
SMALL_WORDS = frozenset(("al", "el", "as", "ash", "ad", "ar", "an", "at", "az", "ul"))
ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|ar|an|at|az|ul)[-’'](?=\w)")
ABD = re.compile(r"\babd[aeiou]?(?:l|r(?=[\s-]*r))?[\s-]*(?:(?:al|el|ul|ar|ur|er|as|us)[\s-]+)?(?=\w{3})")
# In order: the longer first. Polish and German spellings of Slavic names, then what English spellings differ by.
FOLDED = (
    ("szcz", "sh"), ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("sz", "sh"), ("cz", "ch"), ("rz", "r"), ("dzh", "j"),
    ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("c", "k"),
    ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ij", "i"), ("iy", "i"), ("yi", "i"),
    ("y", "i"), ("j", "i"), ("x", "ks"), ("’", ""), ("'", ""), ("`", ""),
)  # fmt: skip
KEPT_C = re.compile(r"ch")
DOUBLED = re.compile(r"(.)\1+")


def plain(word: str) -> str:
    """Small letters without accents: "Błaszczak" -> "blaszczak"."""
    lowered = word.lower().translate(NOT_DECOMPOSED).replace("’", "'")
    return unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()


@lru_cache(maxsize=65536)
def spelling_key(name: str) -> tuple[str, ...]:
    """The words of a name in the one spelling; the Arabic article and full stops are left out."""
    text = ABD.sub("abd", plain(name).replace(".", " "))
    words = [ARTICLE.sub("", word) for word in text.split()]
    kept = [_folded(word) for word in words if word not in SMALL_WORDS]
    return tuple(word for word in kept if word) or (plain(name),)


def _folded(word: str) -> str:
    marked = KEPT_C.sub("%", word)  # "ch" is no "k"
    for spelled, one in FOLDED:
        marked = marked.replace(spelled, one if "ch" not in one else "%")
    marked = re.sub(r"[^a-z%]", "", marked).replace("e", "i").replace("o", "u")
    return DOUBLED.sub(r"\1", marked).replace("%", "ch")
