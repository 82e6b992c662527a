"""Where a capital's name stands for those who rule from there: "Moscow denied", "talks with Kabul", "Tehran's offer".

What governments do, have and are is data: lexicons/places/metonym_words.csv.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import dropwhile

from spacy.tokens import Token

from newsetl.extractors.region_mentions.context_words import has_role
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Gazetteer
from newsetl.language import Analysis
from newsetl.language.syntax import child
from newsetl.lexicons import read_table

SURE_KIND = 1  # 0 is the name itself, 1 its spellings
MOST_SKIPPED = (
    3  # words between a possessive and its noun, a name and its verb: "Kabul's long and costly war"
)
MOST_BETWEEN = 6  # words from the name to what its verb holds: "Paris has some three thousand soldiers"
AUXILIARIES = frozenset({"has", "have", "had", "also", "again", "later", "is", "will", "would"})
LEANING = frozenset({"pro", "anti"})
ARGUED = frozenset({"with", "between", "to", "from", "by", "against", "on", "toward", "towards", "among"})
BESIDE = frozenset({"with", "between", "against"})
# How a name depends on its head -> what the head then is where the name stands for a government.
ROLE_OF_HEAD = {
    "nsubjpass": "addressed",
    "dobj": "addressed",
    "dative": "addressed",
    "poss": "owned",
    "compound": "body",
}
# Prepositions -> what governs them there: "approval of", "a decision by", "impose … on".
ROLES_BEFORE = {
    "from": ("act",),
    "of": ("act",),
    "by": ("act", "owned"),
    "on": ("upon",),
    "upon": ("upon",),
}
MOST_HOPS = 4


def governs(place: int, gazetteer: Gazetteer) -> bool:
    """True for capitals and other seats of government; a country's name means the state as well as its land."""
    return bool(gazetteer.is_capital[place]) or place in _seats(gazetteer)


def is_seat_building(place: int, gazetteer: Gazetteer) -> bool:
    """True for the Kremlin or the White House, which stand for their rulers wherever nobody is said to be there."""
    return place in _seats(gazetteer) and gazetteer.place(place).type == "facility"


def is_located(words: Words, span: NamedSpan) -> bool:
    """True for "in the White House", "outside the Kremlin", but not for "the answer to the Kremlin"."""
    before = words.before(span.first)
    before = words.before(span.first, 2) if before in ("the", "The") else before
    is_owner = words.text[span.span.end : span.span.end + 2] in ("'s", "’s")
    return has_role(before, "locative") and before not in ARGUED and not is_owner


def stands_for_government(words: Words, span: NamedSpan, analysis: Analysis) -> bool:
    """True if the text does to the name, or has it do, what only a government can do or have."""
    if _is_hyphenated(words, span):
        return True
    sentence = analysis.sentence_at(span.span.start)
    found = analysis.doc.char_span(span.span.start, span.span.end, alignment_mode="expand")
    if sentence.is_parsed and found is not None:
        return _by_syntax(found.root)
    return _by_words(words, span)


def _is_hyphenated(words: Words, span: NamedSpan) -> bool:
    """ "Tehran-backed", "pro-Kiev"."""
    text, start, end = words.text, span.span.start, span.span.end
    if text[end : end + 1] == "-" and _is(words.after(span.last), "tied"):
        return True
    return text[start - 1 : start] == "-" and words.before(span.first).casefold() in LEANING


def _by_words(words: Words, span: NamedSpan) -> bool:
    """For sentences without a parse: the words beside the name."""
    before, behind = words.before(span.first), [words.after(span.last, n) for n in range(1, MOST_SKIPPED + 2)]
    if words.text[span.span.end : span.span.end + 2] in ("'s", "’s"):
        return any(_is_form(word, "owned") for word in behind)
    if _is_form(behind[0], "body"):
        return True
    if before == "by":
        return any(_is_form(words.before(span.first, 2), role) for role in ("subject", "addressed"))
    if has_role(before, "locative"):
        return False
    if _holds_forces_by_words([words.after(span.last, n) for n in range(1, MOST_BETWEEN + 1)]):
        return True
    skipped = dropwhile(lambda word: word in AUXILIARIES or word.endswith("ly"), behind)
    return _is_form(next(skipped, ""), "subject") or _is_form(before, "addressed")


def _holds_forces_by_words(behind: Sequence[str]) -> bool:
    """True for "has three brigades" behind the name."""
    verb = next((n for n, word in enumerate(behind[:2]) if _is_form(word, "holding")), None)
    return verb is not None and any(
        _is_form(w, role) for w in behind[verb + 1 :] for role in ("owned", "held")
    )


def _is_form(word: str, role: str) -> bool:
    """True for the words of a role and their regular forms: "requests", "denied", "forces"."""
    if not word.islower():
        return False
    bases = (word, *(word.removesuffix(e) for e in ("s", "es", "d", "ed")), re.sub("ie[sd]$", "y", word))
    return any(_is(base, role) for base in bases) or (
        role in ("subject", "addressed") and has_role(word, "say")
    )


def _by_syntax(token: Token) -> bool:
    if any(c.dep_ == "conj" and _is_lemma(c, "owned") and child(c, "poss") for c in token.children):
        return True  # "Damascus and its allies"
    token = _first_of_list(token)
    head, dep = token.head, token.dep_
    if dep == "nsubj":
        return _acts(head)
    if dep in ROLE_OF_HEAD:
        return _is_lemma(head, ROLE_OF_HEAD[dep])
    return dep == "pobj" and _is_argument(head)


def _first_of_list(token: Token) -> Token:
    """The first of "Ankara, Baghdad and Tehran", which alone has a relation to the verb."""
    for _ in range(MOST_HOPS):
        if token.dep_ != "conj" or token.head.pos_ != "PROPN":
            break
        token = token.head
    return token


def _acts(verb: Token) -> bool:
    """True for "denied", "was ready", "began to withdraw", "had troops"."""
    for _ in range(MOST_HOPS):
        if _is_lemma(verb, "subject") or _holds_forces(verb):
            return True
        quality = child(verb, "acomp")
        if quality is not None and verb.lemma_ in ("be", "remain", "seem", "appear"):
            return _is_lemma(quality, "stance")
        following = child(verb, "xcomp")
        if following is None or following.pos_ != "VERB":
            return False
        verb = following
    return False


def _holds_forces(verb: Token) -> bool:
    """True for "has 300 soldiers", "gave arms" and "had 1,200 there", but not for "has three airports"."""
    held = child(verb, "dobj")
    if held is None or not _is_lemma(verb, "holding"):
        return False
    if any(_is_lemma(held, role) for role in ("held", "owned", "act")):
        return True
    return held.pos_ == "NUM" and any(c.lower_ == "there" for c in (*verb.children, *held.children))


def _is_argument(preposition: Token) -> bool:
    """True for the name in "talks with …", "approval of …", "backed by …", "negotiate with …", "loyal to …"."""
    word, governor = preposition.lower_, preposition.head
    if preposition.dep_ == "agent":
        return _is_lemma(governor, "subject") or _is_lemma(governor, "addressed")
    is_beside = word == "by" and _is_lemma(governor, "stationed")  # "tanks by Kyiv"
    if not is_beside and any(_is_lemma(governor, role) for role in ROLES_BEFORE.get(word, ())):
        held = child(governor, "dobj")
        return held is None or not _is_lemma(held, "inflicted")
    if word not in ARGUED:
        return False
    if _is_lemma(governor, "relation") or _is(governor.lower_, "with") or _is_lemma(governor, "stance"):
        return True
    if word not in BESIDE:
        return False
    held = child(governor, "dobj", "nsubjpass") if governor.pos_ == "VERB" else None
    return _is_lemma(governor, "with") or (held is not None and _is_lemma(held, "relation"))


def _is_lemma(token: Token, role: str) -> bool:
    return _is(token.lemma_, role)


def _is(word: str, role: str) -> bool:
    return role in _roles().get(word.casefold(), ())


@cache
def _roles() -> dict[str, frozenset[str]]:
    """Word -> its roles in metonym_words.csv."""
    found: dict[str, set[str]] = {}
    for row in read_table("places/metonym_words"):
        found.setdefault(row["word"], set()).add(row["role"])
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _seats(gazetteer: Gazetteer) -> frozenset[int]:
    found = (
        gazetteer.find(row["city"], row["country_iso3"], row["type"]) for row in read_table("places/seats")
    )
    return frozenset(place for place in found if place is not None)


def is_possessing_capital(words: Words, span: NamedSpan, gazetteer: Gazetteer) -> bool:
    """'The army is near Pokrovsk, Kyiv's General Staff said': no town that a comma puts before it is in Kyiv."""
    if span.candidates is None or not words.text.startswith(("'s ", "’s "), span.span.end):
        return False
    sure = span.candidates.places[span.candidates.kinds <= SURE_KIND]
    return bool(gazetteer.is_capital[sure].any())
