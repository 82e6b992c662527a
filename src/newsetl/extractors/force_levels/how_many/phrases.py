"""What stands to the right of a number: the noun that it counts, if that is a force."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import lower
from newsetl.extractors.force_levels.lexicon import MAX_WORDS, ForceNoun
from newsetl.extractors.force_levels.whose.names import ActorMention

MAX_TOKENS = 11
# Singular in form: only the noun of the phrase if no other noun follows ("20 police stations").
ATTRIBUTIVE = lexicon.word_set("attributive nouns")
SKIPPED = frozenset(
    ('"', "'", "“", "”", "‘", "’", "``", "''", "-", "–", "/", "strong", "plus", "+", "odd", "*")
)
PARTITIVE = frozenset(("of", "from", "among"))
DETERMINERS = frozenset(
    (
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "those",
        "these",
        "such",
        "more",
        "additional",
        "extra",
        "other",
    )
)
STOP_POS = frozenset(("AUX", "SCONJ", "PRON", "PUNCT", "INTJ", "X", "SYM"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words after a number up to the noun: their tokens, the force noun if one, a group's name if one."""

    first: int
    last: int
    noun: ForceNoun | None
    group: ActorMention | None
    modifiers: tuple[str, ...]
    is_partitive: bool


def read_phrase(doc: Doc, start: int, end: int, actors: dict[int, ActorMention]) -> Phrase | None:
    """The noun phrase from token `start` on, or None if it counts something that is not a force.

    Args:
        doc: the article's tokens; those of [start, end) are parsed.
        actors: actors named there, by the index of their first token.
    """
    modifiers: list[str] = []
    i, group, partitive = start, None, False
    while i < min(end, start + MAX_TOKENS):
        token, word = doc[i], lower(doc, i)
        noun, width = noun_at(doc, i, end)
        if noun is not None and not _is_modifier(doc, i + width, end, noun):
            return Phrase(start, i + width - 1, noun, group, tuple(modifiers), partitive)
        if i in actors:
            mention = actors[i]
            group = mention if mention.name.kind == "group" else group
            width = _width(doc, i, mention)
            if width > 1 and noun_at(doc, i + width - 1, end)[0] is not None:
                width -= 1  # "900 Allied troops" are troops, however they are named
            modifiers.append(mention.name.surface)
            i += width
            continue
        if word == "of" and not modifiers and not partitive:
            partitive = True
        elif partitive and token.tag_ == "CD" and not modifiers:  # "10,000 of its 30,000 men"
            pass
        elif _ends_phrase(token, word, modifiers):
            break
        elif token.tag_ in ("NNS", "NNPS") and word not in SKIPPED and not _goes_on(doc, i, end):
            return None
        elif word not in DETERMINERS and word not in SKIPPED and not token.is_space:
            modifiers.append(word)
        i += 1
    if group is not None and modifiers and modifiers[-1] == group.name.surface:
        return Phrase(start, i - 1, None, group, tuple(modifiers), partitive)
    return None


def noun_at(doc: Doc, i: int, end: int) -> tuple[ForceNoun | None, int]:
    """The longest countable force noun that starts at a token, and its width in tokens."""
    nouns = lexicon.force_nouns()
    for width in range(MAX_WORDS, 0, -1):
        if i + width > end:
            continue
        words = " ".join(lower(doc, k) for k in range(i, i + width)).replace(" - ", "-")
        kinds = nouns.get(words)
        if kinds is None:
            continue
        noun = kinds.get("strong") or kinds.get("weak") or kinds.get("unit")
        if noun is not None:
            return noun, width
    return None, 1


def _is_modifier(doc: Doc, after: int, end: int, noun: ForceNoun) -> bool:
    """True if the force noun only describes the noun that follows: 'troop carriers', 'police stations'."""
    if after >= end or doc[after].pos_ not in ("NOUN", "PROPN") or doc[after].is_space:
        return False
    if noun.word in ATTRIBUTIVE or not noun.word.endswith("s"):
        return True
    following, _ = noun_at(doc, after, end)
    return following is not None and following.kind != "unit" and doc[after].tag_ in ("NNS", "NNPS")


def _ends_phrase(token: Token, word: str, modifiers: list[str]) -> bool:
    if word in SKIPPED or token.is_space or word in DETERMINERS:
        return False
    if word == ",":
        return not modifiers
    if word in PARTITIVE or token.pos_ in STOP_POS or (token.pos_ == "ADP" and word != "of"):
        return True
    return token.tag_ in ("VBZ", "VBP", "VBD", "VB", "MD", "WDT", "WP", "CD")


def _goes_on(doc: Doc, i: int, end: int) -> bool:
    """True if a plural noun is part of a longer name or adjective: 'U.S. Forces Korea', 'special operations'."""
    return (
        i + 1 < end
        and doc[i + 1].pos_ in ("NOUN", "PROPN", "PART")
        and doc[i].text.lower()
        in (
            "operations",
            "arms",
            "weapons",
            "states",
            "nations",
            "forces",
            "services",
            "marines",
        )
    )


def _width(doc: Doc, i: int, mention: ActorMention) -> int:
    width = 1
    while i + width < len(doc) and doc[i + width].idx < mention.end:
        width += 1
    return width
