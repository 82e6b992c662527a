"""Definite phrases, such as "the Druze leader": what they are made of, and which of them introduce nobody."""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from newsetl.extractors.attributions.who.anonymity import WITHHELD
from newsetl.extractors.attributions.who.bodies.kinds_of_bodies import descriptions, names_itself
from newsetl.extractors.attributions.who.bodies.which_body import ARMED_WORDS
from newsetl.extractors.attributions.who.phrase_names import SOMEBODY_ELSE, is_of_somebody
from newsetl.gazetteer.descriptions import AFTER_ROLE, PORTFOLIOS
from newsetl.language import Sentence
from newsetl.lexicons import read_table
from newsetl.lexicons.word_sets import word_set

PHRASE = re.compile(
    r"(?:[Tt]he|[Tt]hat|[Tt]his)\s(?P<told>(?:[\w’'-]+\s){0,3}?)(?P<noun>[\w-]+)"
    r"(?:\s(?:him|her|it)self)?(?:\son\s[\w\s-]+)?(?:,?\s(?:which|that|who|whose|known)\s.*)?",
    re.DOTALL,
)
# "New York-based", "Royal Navy-run": they name no body.
SEAT = re.compile(r"(?:[A-Z]\w+\s)*[A-Z]\w+-(?:backed|based|funded|led|owned|run)\s")
WORD = re.compile(r"\w+")
ARMED_PEOPLE = word_set("statements/word_sets", "armed people")


@dataclass(frozen=True, slots=True)
class DefinitePhrase:
    """A source as written, of which the text around tells who it is: "the Druze leader".

    Args:
        fields: what an office is about, in small letters: "defence" of "the defence minister".
    """

    words: str
    noun: str
    told: frozenset[str]
    at: int
    sentence: Sentence
    has_name: bool  # "the Kremlin spokesman", "the Maariv newspaper"
    fields: frozenset[str] = frozenset()

    @property
    def is_armed(self) -> bool:
        """True for "the rebels" and "the jihadist group"."""
        return self.noun in ARMED_PEOPLE or not ARMED_WORDS.isdisjoint((self.noun, *self.told))


def definite_phrase(words: str, head: Token, at: int, sentence: Sentence) -> DefinitePhrase | None:
    """The phrase with its parts; None for one that introduces somebody, or whose name is withheld."""
    match = PHRASE.fullmatch(words)
    if match is None or SOMEBODY_ELSE.match(words) or is_of_somebody(words) or WITHHELD.search(words):
        return None
    noun = match["noun"]
    if noun.isupper() and noun.lower() in descriptions():
        noun = noun.lower()  # "the NGO"
    has_name = any(map(names_itself, SEAT.sub("", match["told"]).split()))
    is_plural = head.tag_ in ("NNS", "NNPS")
    if not noun.islower() or (is_plural and noun not in ARMED_PEOPLE):
        return None
    told = frozenset(WORD.findall(match["told"].lower()))
    if not told.isdisjoint(AFTER_ROLE):
        return None  # "the head of Russian diplomacy", whose noun is another
    nouns = {c.lower_ for c in head.lefts if c.dep_ == "compound" and c.is_lower}
    fields = told & (nouns | PORTFOLIOS) if noun in general_offices() else frozenset()
    return DefinitePhrase(words, noun, told, at, sentence, has_name, fields)


@cache
def general_offices() -> frozenset[str]:
    """Nouns that say nothing without a field: "chief", "minister", "secretary"; a spokesman needs none."""
    rows = read_table("people/role_classes")
    return frozenset(r["role"] for r in rows if " " not in r["role"] and r["role"] != "spokesperson")
