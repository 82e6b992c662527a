"""Names of outlets that no list has, recognised by their words: "El Heraldo", "Harbour Times"."""

import re
from functools import cache

from newsetl.lexicons import read_words

ARTICLES = r"(?:El|La|Las|Los|Le|O)"


def is_outlet_name(name: str) -> bool:
    """True for a name that ends as outlets' names in English do, with a number too, or has a Romance one's form."""
    return _pattern().search(name) is not None


@cache
def _pattern() -> re.Pattern[str]:
    last, romance = (
        "|".join(map(re.escape, sorted(read_words(f"organisations/{name}"))))
        for name in ("outlet_last_words", "outlet_words_romance")
    )
    return re.compile(rf"\b(?:{last})\Z|\b(?:Channel|Kanal|Canal)\s\d+\Z|\A{ARTICLES}\s(?:{romance})\b")
