"""Parts of speech, features and lemmas of parsed tokens, remembered by form, tag and relation.

The model finds them by rules that look at one token (its form, tag and relation), so that a form met before needs no
rule. The one rule on two tokens that news meets, "there is", is kept by remembering what follows an expletive apart.
"""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from newsetl.language.decoding.vectors import distinct

Key: TypeAlias = tuple[int, int, int, bool]
Token: TypeAlias = tuple[int, int, int]
Value: TypeAlias = tuple[int, int, int]
RULES = ("attribute_ruler", "lemmatizer")
COLUMNS = (POS, MORPH, LEMMA)
# How the first words of the model's other rules on two tokens begin ("gon na"); nothing stands right behind them.
BEGINNINGS = ("ai", "gon", "got", "let", "c'm", "y")
MOST_REMEMBERED = 500_000  # forms; about 100 MB

_remembered: dict[Key, Value] = {}


def morphology_of(nlp: Language, tokens: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The POS, MORPH and LEMMA (uint64, tokens × 3) of the tokens of sentences.

    Args:
        tokens: form, tag and relation of each (uint64, tokens × 3).
        ends: by sentence, the token behind its last one.
    """
    follows = np.zeros(len(tokens), dtype=np.uint64)
    follows[1:] = tokens[:-1, 2] == nlp.vocab.strings["expl"]
    follows[ends[:-1]] = 0
    entries = np.column_stack([tokens, follows])
    first, number = distinct(entries)
    keys = [(orth, tag, dep, bool(after)) for orth, tag, dep, after in entries[first].tolist()]
    if len(_remembered) > MOST_REMEMBERED:
        _remembered.clear()
    _learn(nlp, {key for key in keys if key not in _remembered})
    found: np.ndarray = np.array([_remembered[key] for key in keys], dtype=np.uint64)[number]
    return found


def _learn(nlp: Language, keys: Iterable[Key]) -> None:
    """Asks the model's rules about forms not met before, all in one made-up document."""
    wanted = sorted(keys)
    if not wanted:
        return
    strings = nlp.vocab.strings
    neutral = (strings.add("."), strings.add("."), strings.add("punct"))
    expletive = (strings.add("there"), strings.add("EX"), strings.add("expl"))
    rows: list[Token] = [neutral]
    places = []
    for key in wanted:
        if key[3]:
            rows.append(expletive)
        elif rows[-1][2] == expletive[2] or strings[rows[-1][0]].lower().startswith(BEGINNINGS):
            rows.append(neutral)
        places.append(len(rows))
        rows.append(key[:3])
    doc = Doc(nlp.vocab, words=[strings[orth] for orth, _, _ in rows], spaces=[True] * len(rows))
    doc.from_array([TAG, DEP], np.array([row[1:] for row in rows], dtype=np.uint64))  # type: ignore[arg-type]
    for rule in RULES:
        doc = nlp.get_pipe(rule)(doc)
    found = doc.to_array(list(COLUMNS))[places].tolist()
    _remembered.update({key: tuple(value) for key, value in zip(wanted, found, strict=True)})
