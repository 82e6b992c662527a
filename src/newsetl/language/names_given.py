"""Where somebody gives his name himself: "a doorman who gave his name as Sjors", "an officer, call sign Bear"."""

import re
from functools import cache

from newsetl.language.transliteration import CAPITALS
from newsetl.lexicons import read_words

THEIR = r"(?:his|her|their)"
NAME = rf"(?P<name>[{CAPITALS}][\w’'-]*\w(?:\s(?:al-|el-)?[{CAPITALS}][\w’'-]*\w){{0,2}})"


@cache
def name_given() -> re.Pattern[str]:
    """The words with which somebody names himself, and the group `name`; quotation marks may be around it."""
    words = sorted(read_words("people/self_naming"), key=len, reverse=True)
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s").replace("their", THEIR) for w in words)
    return re.compile(rf"\b(?:{alternatives})\s[\"“'‘]?{NAME}(?=\W|\Z)")
