"""The words of force reports, read once from lexicons/forces/."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from newsetl.lexicons import read_table, word_sets
from newsetl.tables.force_levels import PersonnelType

# Values of personnel_type for people of no state; kinds of their groups are gazetteer.institutions.NON_STATE_KINDS
NON_STATE: frozenset[PersonnelType] = frozenset(("insurgents", "militia"))
MAX_WORDS = 4  # of a force noun: "reserve and national guard soldiers" is read as its last words


@dataclass(frozen=True, slots=True)
class ForceNoun:
    """A word for a force: what kind of people, and whether it is one by itself (kind, see nouns.csv)."""

    word: str
    personnel_type: str
    kind: str


@dataclass(frozen=True, slots=True)
class VerbSense:
    """What a verb says about a force that is its object or its subject; change is 'up', 'down' or ''."""

    as_object: str
    as_subject: str
    change: str


@cache
def force_nouns() -> dict[str, dict[str, ForceNoun]]:
    """Word -> kind -> noun."""
    nouns: dict[str, dict[str, ForceNoun]] = {}
    for row in read_table("forces/nouns"):
        noun = ForceNoun(row["word"], row["personnel_type"], row["kind"])
        nouns.setdefault(noun.word, {})[noun.kind] = noun
    return nouns


def personnel_type(noun: str | None) -> PersonnelType:
    """Kind of people that a force noun counts; troops where it gives none."""
    kinds = force_nouns().get(noun or "", {})
    first = next(iter(kinds.values()), None)
    return "troops" if first is None else first.personnel_type  # type: ignore[return-value] # the table's allowed values


@cache
def verbs() -> dict[str, VerbSense]:
    """Lemma -> sense."""
    return {
        row["lemma"]: VerbSense(row["as_object"], row["as_subject"], row["change"])
        for row in read_table("forces/verbs")
    }


@cache
def event_nouns() -> dict[str, str]:
    """Noun -> measure or trap."""
    return {row["noun"]: row["measure"] for row in read_table("forces/events")}


@cache
def modal_words(scope: str) -> dict[str, str]:
    """Lemma -> modality, for auxiliaries (scope 'aux') or governing words (scope 'chain')."""
    return {row["word"]: row["modality"] for row in read_table("forces/modality") if row["scope"] == scope}


@cache
def context_words(side: str) -> frozenset[str]:
    """Words that speak for one side: military, civil, gone, suspect."""
    return frozenset(row["word"] for row in read_table("forces/context") if row["side"] == side)


@cache
def unit_names() -> dict[str, str]:
    """Echelon as written -> the plural that it is published under."""
    return {row["word"]: row["unit"] for row in read_table("forces/unit_plurals")}


def either_kind(*kinds: str) -> str:
    """The nouns for kinds of people as the alternatives of an expression."""
    nouns = force_nouns().values()
    return word_sets.alternatives(n.word for of in nouns for n in of.values() if n.personnel_type in kinds)


def word_set(name: str) -> frozenset[str]:
    """Words that serve one rule, by the name of their set in lexicons/forces/word_sets.csv."""
    return word_sets.word_set("forces/word_sets", name)


def either(*names: str) -> str:
    """The words of sets as the alternatives of an expression."""
    return word_sets.alternatives(word for name in names for word in word_set(name))


@cache
def strong_words() -> re.Pattern[str]:
    """A word that by itself means armed or security forces."""
    words = [w for w, kinds in force_nouns().items() if kinds.keys() & {"strong", "collective"}]
    return _alternation([*words, *word_set("military words")])


@cache
def heading_words() -> re.Pattern[str]:
    """A word by which a list's heading says that forces are listed."""
    words = [w for w, kinds in force_nouns().items() if kinds.keys() & {"strong", "collective"}]
    return _alternation([*words, *word_set("heading words")])


@cache
def plural_words() -> re.Pattern[str]:
    """A countable noun that is always a force: troops, soldiers, peacekeepers."""
    return _alternation([w for w, kinds in force_nouns().items() if "strong" in kinds and w.endswith("s")])


@cache
def sign_words() -> re.Pattern[str]:
    """A word that may be the noun of a figure, for the quick test whether a sentence is worth a parse."""
    words = force_nouns().keys() - word_set("common nouns")
    sizes = ("number of", "numbering", "to number", "strength of", "membership of")
    return _alternation([*words, "strong", "military", "soldier", "militants", *sizes])


def _alternation(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_branches(sorted(set(words)))})\b", re.IGNORECASE)


def _branches(words: list[str]) -> str:
    """Alternatives grouped by their first letters, longest first: a plain list is tried word by word at each place."""
    groups = [(letter, [word[1:] for word in group]) for letter, group in groupby(words, lambda w: w[:1])]
    return "|".join(_branch(letter, rest) for letter, rest in reversed(groups))


def _branch(letter: str, rest: list[str]) -> str:
    if rest == [""]:
        return re.escape(letter)
    tails = [tail for tail in rest if tail]
    optional = "?" if len(tails) < len(rest) else ""
    return f"{re.escape(letter)}(?:{_branches(tails)}){optional}"
