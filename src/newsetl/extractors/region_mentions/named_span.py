"""A run of words that may name a place, and which runs never do."""

from dataclasses import dataclass
from functools import cache

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.context_words import has_role, roles_of
from newsetl.extractors.region_mentions.words import ARABIC_ARTICLES, Words
from newsetl.gazetteer import Candidates
from newsetl.gazetteer.normalise import name_key
from newsetl.lexicons import read_words

GENERIC_ROLES = frozenset(
    {"area_head", "facility_head", "org_head", "place_noun", "locative", "title", "street"}
)
OPENINGS = frozenset(("san", "santa", "santo", "la", "las", "los", "le", "les"))  # of longer names
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A run of words [first, last] that may name a place.

    Args:
        how: name (in the gazetteer), headed ("X Province" of a known X), abbreviation, demonym,
            transliteration, model (only the language model takes it for a place), told ("the village of X").
        candidates: places that it may be; None if there is none.
        head: the generic word that is part of the name or follows it ("province"), in lower case.
        article: alone ("in the Gulf on Monday"), noun ("the Gulf states"), or "" where no "the" is before.
    """

    first: int
    last: int
    span: Span
    surface: str
    how: str
    candidates: Candidates | None
    head: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class ModelName:
    """A named entity of the language model, in characters."""

    span: Span
    label: str


def is_no_place(words: Words, first: int, last: int) -> bool:
    """True for names of others that some hamlet has too, and for words that only say the kind of a place."""
    key = name_key(words.text[words.words[first].start : words.words[last].end])
    if key in no_places():
        return True
    behind = words.text[words.words[last].end :][:3]
    is_held = behind[:2] == ", " and behind[2:].isupper()  # "in Hit, Iraq"
    if key in _generic_names():
        return not is_held or words.before(first)[:1].isupper()  # "Indravati National Park, Bijapur"
    if first != last or _is_sea(words, first):
        return False
    return (_is_generic(words.words[first].text) and not is_held) or _is_article_of_name(words, first)


def _is_sea(words: Words, number: int) -> bool:
    """True for "the Gulf", which is the Persian Gulf, but not for "the Gulf of …" or "the Gulf Cartel"."""
    following = words.after(number)
    is_named = words.words[number].text == "Gulf" and words.before(number).casefold() == "the"
    return is_named and following != "of" and not following[:1].isupper()


def _is_article_of_name(words: Words, number: int) -> bool:
    """True for "Al" of "Al Shadaddi" and "San" of "San Quentin": no towns in Norway and Mali."""
    word = words.words[number].text.casefold()
    return (word in ARABIC_ARTICLES or word in OPENINGS) and words.after(number)[:1].isupper()


@cache
def no_places() -> frozenset[str]:
    """Keys of names that are never a place."""
    return frozenset(name_key(name) for name in read_words("places/no_places"))


@cache
def _generic_names() -> frozenset[str]:
    """Keys of names that name a place only inside a longer one: "Virunga National Park"."""
    return frozenset(name_key(name) for name in read_words("places/generic_names"))


def _is_generic(word: str) -> bool:
    return not GENERIC_ROLES.isdisjoint(roles_of(word))


def head_after(words: Words, last: int) -> str:
    """The generic word behind a name ("province"), in lower case; '' if there is none."""
    word = words.after(last).casefold()
    return word if has_role(word, "area_head") or has_role(word, "facility_head") else ""


def head_of(words: Words, first: int, last: int) -> str:
    """The generic word behind a name, or "state" where only a division can be meant.

    "New York's governor", "the governor of Kherson", "upstate New York": cities have none of these.
    """
    head = head_after(words, last)
    if head:
        return head
    after, before = words.after(last), words.before(first)
    behind = words.after(last, 2) if after == "s" else after  # the s of "York's" is a word by itself
    is_governed = before == "of" and has_role(words.before(first, 2), "division_office")
    is_part = has_role(before, "division_part")
    return "state" if is_governed or is_part or has_role(behind, "division_office") else ""


def span_of(
    words: Words, first: int, last: int, how: str, candidates: Candidates | None, head: str = ""
) -> NamedSpan:
    """The span of the words [first, last]."""
    span = Span(words.words[first].start, words.words[last].end)
    surface = words.text[span.start : span.end]
    return NamedSpan(first, last, span, surface, how, candidates, head, _article(words, first, last))


def _article(words: Words, first: int, last: int) -> str:
    """Whether "the" is before the name, and whether it belongs to the name or to a noun behind it."""
    if words.before(first).casefold() != "the":
        return ""
    after = words.after(last)
    return "alone" if not after or after in read_words("places/plain_words") else "noun"
