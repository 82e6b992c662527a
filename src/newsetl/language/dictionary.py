"""English words as the language model's dictionary knows them."""

from functools import cache, lru_cache
from typing import Any

from newsetl.language.model import load_model


@lru_cache(maxsize=32768)
def is_english_word(word: str) -> bool:
    """True for the base form of an English noun, verb, adjective or adverb, in any case ("Earth", "deploy")."""
    known = word.casefold()
    return any(known in words for words in _words())


@cache
def _words() -> tuple[frozenset[str], ...]:
    lemmatizer: Any = load_model().get_pipe("lemmatizer")
    return tuple(frozenset(words) for words in lemmatizer.lookups.get_table("lemma_index").values())
