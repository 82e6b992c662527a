"""Several named sources of one statement, and "the senators" that means them later on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Token

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.named_sources import government_named, named_source, state_source
from newsetl.extractors.attributions.who.people.roles import role_words
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.unnamed_labels import label_of
from newsetl.gazetteer.descriptions import find_role
from newsetl.tables.entity_mentions import EntityMention

REACH = 12  # sentences back
JUST_BEFORE = 3  # sentences back to those whom "the two groups" means
PAIR = re.compile(r"(?:[Tt]he\stwo|[Bb]oth)\s(?:[a-z]+\s)?(?:[a-z]+s|men|women)")
WORD = re.compile(r"[a-z]+")
JOINT = re.compile(r",?\s+and\s+|,\s+")
CLAUSE = re.compile(r",\s(?:both\sof\s)?(?:which|who|whose)\s")  # "Norway and Sweden, which host the talks"
OFFICE_BEHIND_AND = re.compile(r",?\sand\s(?P<office>(?:(?!\sand\s)[^;:()])+?),?\s")
AND = re.compile(r"\sand\s")
ARTICLE = re.compile(r"(?:[Bb]oth\s)?(?:[Tt]he\s)?(?:governments\sof\s)?")
PLURAL_TITLE = re.compile(r"\b([A-Z][a-z]+)s\.")  # "Sens. Lind and Holm"


@dataclass(frozen=True)
class Groups:
    """The several named of an article so far: sentence, words that they were named with, and who they are."""

    named: list[tuple[int, frozenset[str], Source]] = field(default_factory=list)

    def add(self, phrase: str, sentence: int, source: Source) -> None:
        """Adds the source that a phrase names several in."""
        words = WORD.findall(phrase.lower())
        twice = {f"{word}s" for word in words if words.count(word) > 1}  # "Senator Lind and Senator Holm"
        short = {role for title in PLURAL_TITLE.findall(phrase) for role in role_words(f"{title}.")}
        self.named.append((sentence, frozenset((*words, *twice, *(f"{role}s" for role in short))), source))

    def meant_by(self, noun: Token, sentence: int) -> Source | None:
        """The one group before that was named as such: "the senators" after "Senators Ada Lind and Karl Holm"."""
        near = [(named, source) for at, named, source in self.named if sentence - at <= REACH]
        fits = {source.id: source for named, source in near if noun.lower_ in named}
        return next(iter(fits.values())) if len(fits) == 1 else None

    def pair(self, phrase: str, sentence: int) -> Source | None:
        """The two that "the two groups" and "both organisations" are: those who have just been named together."""
        if PAIR.fullmatch(phrase) is None:
            return None
        near = [source for at, _, source in self.named if 0 <= sentence - at <= JUST_BEFORE]
        return near[-1] if near and (near[-1].name or "").count("; ") == 1 else None


def several_named(head: Token, inside: list[EntityMention]) -> Source | None:
    """Two named sources of one statement: "Lee and Kim said"."""
    others = [head]
    for token in others:
        others += [c for c in token.children if c.dep_ == "conj"]
    if len(others) < 2:
        return None
    return _together([named_source(m) for m in inside if any(_is_named_at(m, token) for token in others)])


def named_with_others(text: str, head: Token, end: int, inside: list[EntityMention]) -> Source | None:
    """A named source and others that are only described: "the FBI and police", "Lee and other officials"."""
    tokens = [head]
    for token in tokens:
        tokens += [c for c in token.children if c.dep_ == "conj" and c.idx < end]
    named = [m for m in inside if any(m.start <= token.idx < m.end for token in tokens)]
    others = [t for t in tokens if not any(m.start <= t.idx < m.end for m in inside) and _is_described(t)]
    if not named or not others or named[0].start > others[0].idx or len(named) + len(others) != len(tokens):
        return None
    told = [text[t.left_edge.idx : t.idx + len(t)] for t in others]
    label = "; ".join(filter(None, (*(m.entity_name for m in named), *map(label_of, told))))
    key = stable_id("ent", "group", *sorted(m.entity_id for m in named), *sorted(w.casefold() for w in told))
    return Source(label, key, "group", "named", iso3=named[0].country_iso3, how="several")


def _is_described(token: Token) -> bool:
    role = find_role(token.lower_)
    return role is not None and role.kind in ("person", "government", "organisation")


def _is_named_at(mention: EntityMention, token: Token) -> bool:
    """True for the name at a token, and for the person in apposition to it: "her counterpart, Ann Holm"."""
    if mention.start <= token.idx < mention.end:
        return True
    apposed = (c for c in token.children if c.dep_ == "appos" and mention.entity_type == "person")
    return any(mention.start <= c.idx < mention.end for c in apposed)


def enumerated(text: str, head: Token, end: int, inside: list[EntityMention]) -> Source | None:
    """The persons named one by one behind what they are: "former secretaries of trade Ada Lind and Karl Holm"."""
    people = [m for m in inside if m.entity_type == "person"]
    if head.tag_ not in ("NNS", "NNPS") or len(people) < 2 or people[0].start <= head.idx:
        return None
    between = [text[a.end : b.start].strip() for a, b in pairwise(people)]
    is_list = between[-1] in ("and", ", and") and all(mark == "," for mark in between[:-1])
    return _together([named_source(m) for m in people]) if is_list and people[-1].end == end else None


def joined(text: str, start: int, end: int, inside: list[EntityMention]) -> Source | None:
    """Bodies and states one by one: "France and Germany", "the Trust, the UN and Norway"; None for one name of many."""
    told = CLAUSE.search(text, start, end)
    end = told.start() if told is not None else end
    pair = _with_offices(text, start, end, inside)
    if pair is not None:
        return pair
    phrase = text[start:end]
    if AND.search(phrase) is None or government_named(ARTICLE.sub("", phrase)) is not None:
        return None
    found, at = [], start
    for mark in (*JOINT.finditer(text, start, end), None):
        found.append(_member(text, at, mark.start() if mark is not None else end, inside))
        at = mark.end() if mark is not None else end
    named = [source for source in found if source is not None]
    return _together(named) if len(named) == len(found) else None


def _with_offices(text: str, start: int, end: int, inside: list[EntityMention]) -> Source | None:
    """The two of "the ward's head, Ada Holm, and the Trust's envoy Karl Lind", each behind his office."""
    people = [m for m in inside if m.entity_type == "person" and m.start >= start and m.end <= end]
    if len(people) != 2 or text[people[1].end : end].strip(" ,"):
        return None
    link = OFFICE_BEHIND_AND.fullmatch(text, people[0].end, people[1].start)
    role, before = (
        (find_role(link["office"]), find_role(text[start : people[0].start])) if link else (None, None)
    )
    is_office = all(r is not None and r.kind == "person" and not r.is_plural for r in (role, before))
    return _together([named_source(m) for m in people]) if is_office else None


def _member(text: str, start: int, end: int, inside: list[EntityMention]) -> Source | None:
    """The one that words name wholly."""
    article = ARTICLE.match(text, start, end)
    start = article.end() if article is not None else start
    whole = next((m for m in inside if (m.start, m.end) == (start, end)), None)
    if whole is not None:
        return named_source(whole)
    country = government_named(text[start:end])
    return state_source(country) if country is not None else None


def _together(found: Sequence[Source]) -> Source | None:
    """The source that two or more of the named are together."""
    if len({source.id for source in found}) < 2:
        return None
    countries_named = {source.iso3 for source in found}
    label = "; ".join(source.name or "" for source in found)
    key = stable_id("ent", "group", *sorted(source.id or "" for source in found))
    return Source(
        label,
        key,
        "group",
        "named",
        iso3=countries_named.pop() if len(countries_named) == 1 else None,
        how="several",
    )
