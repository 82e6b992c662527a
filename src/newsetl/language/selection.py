"""Which sentences the model is asked about."""

import string

from spacy.lang.en.stop_words import STOP_WORDS

MARKS = string.punctuation + "“”‘’«»—–"


def may_name(sentence: str) -> bool:
    """True if the sentence may name someone or somewhere: a capital, beyond that of a common first word."""
    first, _, rest = sentence.partition(" ")
    if any(character.isupper() for character in rest):
        return True
    bare = first.strip(MARKS)
    return any(character.isupper() for character in bare) and bare.lower() not in STOP_WORDS
