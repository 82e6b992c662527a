"""Who a description means: "the Russian leader", "the activist", the unnamed of the first lines named later."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsetl.extractors.attributions.who.people.affiliation_match import is_of
from newsetl.extractors.attributions.who.people.roles import role_words
from newsetl.extractors.attributions.who.people.salience import SalientMention
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.descriptions import Description, describe
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.gazetteer.offices import offices_of
from newsetl.lexicons import read_table
from newsetl.lexicons.word_sets import word_set

LEDE = 3  # sentences
SOON = 3  # sentences in which "a Pentagon spokesman" is named after he has been cited
DEFINITE = re.compile(r"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z][\w.]*(?:\s[A-Z]\w*)?['’]s)\s")
GOES_ON = re.compile(r",?\s(?:who|which|that)\s")  # "the chief of a charity which lives off gifts"
DIPLOMACY = re.compile(r"\b(?:head|chief) of (?:\w+ )?diplomacy\b|\b(?:top|chief) diplomat\b", re.IGNORECASE)
HEAD_OF = re.compile(r"\bhead of (?:state|government)\b", re.IGNORECASE)
OF_ANY_OFFICE = frozenset(
    ("government", "state", "official")
)  # "a government adviser" may hold many an office
WORDS = re.compile(r"\w+")
FORCES = word_set("statements/word_sets", "words of a state's forces")
INDEFINITE = re.compile(r"[Aa]n?\s")


@dataclass(frozen=True)
class People:
    """The named persons of an article, in text order."""

    named: Sequence[SalientMention]

    def meant_by(self, phrase: str, at: int, sentence: int, is_label: bool = False) -> Source | None:
        """The one person whose role and country fit a description without a name; None for nobody or several.

        "The" means someone named before, else the only one afterwards; "a" or no article, in the first sentences
        alone, the one who is named afterwards and speaks. A label ("CIA boss: …") is headline English for "the".
        """
        phrase = GOES_ON.split(phrase)[0]
        description = describe(phrase)
        wanted = _called_otherwise(phrase) or role_words(phrase)
        if not wanted or description.role_title is None:
            return None
        fits = [s for s in self.named if _fits(s.source, wanted, description)]
        if is_label or DEFINITE.match(phrase):
            before = [s for s in fits if s.start < at]
            return before[-1].source if before else _only(fits)
        after = [s for s in fits if s.start > at]
        if INDEFINITE.match(phrase) and description.affiliation:
            bare = [s for s in self.named if _bears_bare_role(s, wanted, at, sentence)]
            after = [s for s in after if _is_of_body(s.source, description.affiliation)] + bare
            if sentence >= LEDE:
                return _only([s for s in after if s.sentence - sentence <= SOON and s.is_subject])
        elif INDEFINITE.match(phrase) and sentence >= LEDE:
            return None
        heard = {s.source.id for s in self.named if s.is_subject and s.start > at}
        return _only([s for s in after if s.source.id in heard]) if sentence < LEDE else None


def _bears_bare_role(spoken: SalientMention, wanted: frozenset[str], at: int, sentence: int) -> bool:
    """True for the "spokesman Karl Holm" of the next sentence, of whose body nothing is said there."""
    title = spoken.source.role_title or ""
    is_bare = not spoken.source.affiliation and title.islower() and " " not in title
    is_next = spoken.start > at and spoken.sentence - sentence <= 1 and spoken.is_subject
    return is_bare and is_next and wanted <= role_words(title)


def _is_of_body(source: Source, body: str) -> bool:
    """True for people whose own titles name the body: an army spokesman is not a rebel spokesman."""
    known = frozenset(WORDS.findall(f"{source.role_title or ''} {source.affiliation or ''}".lower()))
    words = frozenset(WORDS.findall(body.lower()))
    if words <= OF_ANY_OFFICE or not words.isdisjoint(known):
        return True
    is_of_force = not words.isdisjoint(FORCES) and not known.isdisjoint(FORCES)
    return is_of_force or _is_same_institution(body, source)


def _is_same_institution(body: str, source: Source) -> bool:
    """True for "the Pentagon" and the Department of Defense."""
    one, other = institution_of_name(body), institution_of_name(source.affiliation or "")
    return one is not None and one == other


def _called_otherwise(phrase: str) -> frozenset[str]:
    """The office that a phrase paraphrases: "the head of Russian diplomacy" is a foreign minister."""
    if (head := HEAD_OF.search(phrase)) is not None:
        return frozenset((head.group().lower(),))
    return frozenset(("foreign minister",)) if DIPLOMACY.search(phrase) else frozenset()


def _only(fits: Sequence[SalientMention]) -> Source | None:
    return fits[-1].source if len({s.source.id for s in fits}) == 1 else None


def _fits(source: Source, wanted: frozenset[str], description: Description) -> bool:
    titles = " ".join(filter(None, (source.role_title, *offices_of(source.name or ""))))
    held = role_words(titles)
    return bool(held) and is_of(source, titles, description) and may_mean(wanted, held)


def _holders(role: str) -> frozenset[str]:
    """The role with those that may be meant by it."""
    return frozenset((role, *_classes().get(role, ())))


def may_mean(wanted: frozenset[str], held: frozenset[str]) -> bool:
    """True for "leader" and a president: news puts one role for the other."""
    return bool(held) and all(not _holders(role).isdisjoint(held) for role in wanted)


def is_kind_of(word: str, held: frozenset[str]) -> bool:
    """True for "officer" and a deputy commissioner: the word is a general one for an office or rank of these."""
    return not _kinds().get(word, frozenset()).isdisjoint(held)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    rows = read_table("people/kinds_of_roles")
    return {row["role"]: frozenset().union(*map(role_words, row["holds"].split(";"))) for row in rows}


@cache
def _classes() -> dict[str, frozenset[str]]:
    rows = read_table("people/role_classes")
    return {row["role"]: frozenset().union(*map(role_words, row["holds"].split(";"))) for row in rows}
