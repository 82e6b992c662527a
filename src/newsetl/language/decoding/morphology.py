"""Parts of speech, features and lemmas of parsed tokens, remembered by form, tag and relation.

The model finds them by rules that look at one token (its form, tag and relation), so that a form met before needs no
rule. The one rule on two tokens that news meets, "there is", is kept by remembering what follows an expletive apart.
Most forms are in no rule: of these, the rules are asked once for each tag and relation, and a lemma once for each
part of speech.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from newsetl.language.decoding.vectors import distinct

Key: TypeAlias = tuple[int, int, int, bool]
Token: TypeAlias = tuple[int, int, int]
Value: TypeAlias = tuple[int, int, int]
COLUMNS = (POS, MORPH, LEMMA)
# How the first words of the model's other rules on two tokens begin ("gon na"); nothing is right behind them.
BEGINNINGS = ("ai", "gon", "got", "let", "c'm", "y")
MOST_REMEMBERED = 500_000  # forms; about 100 MB

UNNAMED = "word"
_remembered: dict[Key, Value] = {}
_ruled: dict[Key, Value] = {}  # the lemma 0 where no rule has one
_lemmas: dict[Token, int] = {}


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
        for memory in (_remembered, _ruled, _lemmas):
            memory.clear()
    _learn(nlp, {key for key in keys if key not in _remembered})
    found: np.ndarray = np.array([_remembered[key] for key in keys], dtype=np.uint64)[number]
    return found


def _learn(nlp: Language, keys: Iterable[Key]) -> None:
    """Asks the model's rules about tokens not met before."""
    wanted = [(key, _ruled_as(nlp, key)) for key in sorted(keys)]
    _ask_rules(nlp, sorted({asked for _, asked in wanted} - _ruled.keys()))
    told = {key: _ruled[asked] for key, asked in wanted}
    _ask_lemmas(
        nlp,
        sorted(
            {(key[0], pos, morph) for key, (pos, morph, lemma) in told.items() if not lemma} - _lemmas.keys()
        ),
    )
    for key, (pos, morph, lemma) in told.items():
        _remembered[key] = (pos, morph, lemma or _lemmas[key[0], pos, morph])


def _ruled_as(nlp: Language, key: Key) -> Key:
    """What rules are asked about: the token itself, or a word that stands for all forms that no rule names."""
    lexeme = nlp.vocab[key[0]]
    if lexeme.is_space or is_named(nlp, lexeme.lower_):
        return key
    return nlp.vocab.strings.add(UNNAMED), key[1], key[2], False


@lru_cache(maxsize=2**16)
def is_named(nlp: Language, form: str) -> bool:
    """True for a form in lower case that a rule asks for, or where rules need more than is known here."""
    forms, patterns, is_known = _named_forms(nlp)
    return not is_known or form in forms or any(pattern.search(form) for pattern in patterns)


@lru_cache(maxsize=4)
def _named_forms(nlp: Language) -> tuple[frozenset[str], tuple[re.Pattern[str], ...], bool]:
    """Forms that rules ask for, patterns of forms, and False where a rule asks for an attribute not known here."""
    entries = nlp.get_pipe("attribute_ruler").patterns  # type: ignore[attr-defined]
    tokens = [token for entry in entries for rule in entry["patterns"] for token in rule]
    asked = [token["LOWER"] for token in tokens if "LOWER" in token]
    single = {form for form in asked if isinstance(form, str)}
    listed = {form for entry in asked if isinstance(entry, dict) for form in entry.get("IN", ())}
    patterns = [re.compile(entry["REGEX"]) for entry in asked if isinstance(entry, dict) and "REGEX" in entry]
    is_known = {attribute for token in tokens for attribute in token} <= {"TAG", "DEP", "LOWER", "IS_SPACE"}
    is_known &= all(isinstance(entry, str) or entry.keys() <= {"IN", "REGEX"} for entry in asked)
    return frozenset(single | listed), tuple(patterns), is_known


def _ask_rules(nlp: Language, keys: Sequence[Key]) -> None:
    """Asks the rules on single tokens, all in one made-up document; they yield few lemmas."""
    if not keys:
        return
    strings = nlp.vocab.strings
    neutral = (strings.add("."), strings.add("."), strings.add("punct"))
    expletive = (strings.add("there"), strings.add("EX"), strings.add("expl"))
    rows: list[Token] = [neutral]
    places = []
    for key in keys:
        if key[3]:
            rows.append(expletive)
        elif rows[-1][2] == expletive[2] or strings[rows[-1][0]].lower().startswith(BEGINNINGS):
            rows.append(neutral)
        places.append(len(rows))
        rows.append(key[:3])
    doc = nlp.get_pipe("attribute_ruler")(_made_up(nlp, rows, (TAG, DEP)))
    found = doc.to_array(list(COLUMNS))[places].tolist()
    _ruled.update({key: tuple(value) for key, value in zip(keys, found, strict=True)})


def _ask_lemmas(nlp: Language, forms: Sequence[Token]) -> None:
    """Asks for the lemmas of forms with part of speech and features."""
    if forms:
        doc = nlp.get_pipe("lemmatizer")(_made_up(nlp, forms, (POS, MORPH)))
        _lemmas.update(zip(forms, doc.to_array([LEMMA]).tolist(), strict=True))


def _made_up(nlp: Language, rows: Sequence[Token], columns: tuple[int, int]) -> Doc:
    """A document of words with two attributes each."""
    words = [nlp.vocab.strings[orth] for orth, _, _ in rows]
    doc = Doc(nlp.vocab, words=words, spaces=[True] * len(rows))
    return doc.from_array(list(columns), np.array([row[1:] for row in rows], dtype=np.uint64))  # type: ignore[arg-type]
