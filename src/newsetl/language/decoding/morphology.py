"""Parts of speech, features and lemmas of parsed tokens, remembered by form, tag and relation.

The model finds them by rules that look at one token (its form, tag and relation), so that a form met before needs no
rule. The one rule on two tokens that news meets, "there is", is kept by remembering what follows an expletive apart.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

Key: TypeAlias = tuple[int, int, int, bool]
Token: TypeAlias = tuple[int, int, int]
Value: TypeAlias = tuple[int, int, int]
RULES = ("attribute_ruler", "lemmatizer")
COLUMNS = (POS, MORPH, LEMMA)
# How the first words of the model's other rules on two tokens begin ("gon na"); nothing stands right behind them.
BEGINNINGS = ("ai", "gon", "got", "let", "c'm", "y")
MOST_REMEMBERED = 500_000  # forms; about 100 MB

_remembered: dict[Key, Value] = {}


def morphology_of(nlp: Language, docs: Sequence[Doc]) -> list[np.ndarray]:
    """For each tagged and parsed document, an array of its tokens' POS, MORPH and LEMMA (uint64, tokens × 3)."""
    expletive = nlp.vocab.strings["expl"]
    keys = [_keys(doc, expletive) for doc in docs]
    if len(_remembered) > MOST_REMEMBERED:
        _remembered.clear()
    _learn(nlp, {key for row in keys for key in row if key not in _remembered})
    return [
        np.array([_remembered[key] for key in row], dtype=np.uint64).reshape(len(row), len(COLUMNS))
        for row in keys
    ]


def _keys(doc: Doc, expletive: int) -> list[Key]:
    rows = doc.to_array([ORTH, TAG, DEP]).tolist()
    follows = [False, *(dep == expletive for _, _, dep in rows[:-1])]
    return [(orth, tag, dep, after) for (orth, tag, dep), after in zip(rows, follows, strict=True)]


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
