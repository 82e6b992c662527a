"""Which language a text is in."""

import re

import py3langid

from newsetl.lexicons import read_words

SAMPLE = 4_000  # characters; more changes no verdict
FEW_WORDS = 60  # in Latin script; below, the model guesses from names alone
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENGLISH_SHARE = 0.2  # of words that are English function words; running English has about 0.45


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None where there are too few words to tell."""
    sample = text[:SAMPLE]
    words = WORD.findall(sample.lower())
    if len(words) < 5:
        return None
    common = read_words("articles/english_function_words")
    share = sum(word in common for word in words) / len(words)
    if share >= ENGLISH_SHARE:
        return "en"
    is_latin = sum(c.isascii() for word in words for c in word) > len("".join(words)) / 2
    if is_latin and len(words) < FEW_WORDS:
        return None  # lists of names and figures read as any language at all
    code: str = py3langid.classify(sample)[0]
    return code if len(code) == 2 else None
