"""Sources whose names are withheld: those who asked not to be named, and insiders that nothing identifies."""

import re

from spacy.tokens import Token

from newsetl.extractors.attributions.who.phrase_names import DEFINITE, SOMEBODY_ELSE
from newsetl.gazetteer.descriptions import Description
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.attributions import Anonymity

INDEFINITE = re.compile(
    r"^(?:an?|An?|one|One|another|Another|some|Some|several|Several|two|Two|three|many|Many)\s"
)
WORDS = alternatives(read_words("statements/names_withheld")).replace("their", "(?:his|her|their)")
WITHHELD = re.compile(rf"\b(?:{WORDS})\b")
PLACES = alternatives(word_set("statements/word_sets", "places of residents"))
OF_PLACE = re.compile(
    rf"[Pp]eople\s(?:who\s)?(?:liv(?:e|ed|ing)\b|there\b|(?:in|from|near|of|around)\s(?:[\w’'-]+\s){{0,3}}(?:{PLACES})\b)"
)
COUNTED = re.compile(r"(?:at least\s|some\s)?(?:one|two|three|four|five|six|several|\d+)\b", re.I)


def anonymity_of(text: str, description: Description, head: Token) -> Anonymity:
    """Whether a description without a name has a role that can be checked, or withholds the name."""
    if WITHHELD.search(text) or head.lemma_.lower() in ("source", "insider", "whistleblower"):
        return "anonymous"
    is_other = SOMEBODY_ELSE.match(text) is not None
    if description.kind != "person" or (DEFINITE.match(text) and not is_other):
        return "role_only"
    if head.lower_ == "officials" and not COUNTED.match(text):
        return "role_only"  # the voice of a state, as "the authorities" are
    if head.lower_ == "people" and OF_PLACE.match(text):
        return "role_only"  # as residents are
    is_indefinite = is_other or INDEFINITE.match(text) is not None or head.tag_ in ("NNS", "NNPS")
    return "anonymous" if description.unnamed == "anonymous" and is_indefinite else "role_only"
