"""Documents as sources: "a Pentagon report in November" is the Pentagon's, "a leaked memo" is nobody's."""

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.proper_names import LETTER
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.countries import country_of_name
from newsetl.gazetteer.descriptions import describe, find_role
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import alternatives
from newsetl.tables.attributions import Anonymity
from newsetl.tables.entity_mentions import EntityMention

AUTHORED = frozenset(("by", "from"))
OWN = frozenset(("its", "their", "his", "her"))
LEADING = re.compile(
    r"^(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Oo]ne|[Aa]nother|[Ss]ome|[Ss]everal|its|their|his|her|new|recent|latest|earlier|later|second|final|fresh)\s+"
)
ISSUER = re.compile(
    rf",?\s(?:(?:{alternatives(read_words('statements/releasing_verbs'))})(?:e?d|ted)|written)\s(?:[\w-]+\s){{0,5}}?by\s(?:the\s|an?\s)?(?:(?!(?:in|near|of|at|from|for|on|with|to)\s)[a-z-]+\s){{0,4}}"
    rf"(?P<name>{LETTER}[\w’'-]+(?:\s{LETTER}[\w’'-]*){{0,4}})(?=,|\Z)"
)
MOST_LEADING = 3  # "a new recent"


def document_source(
    text: str, head: Token, start: int, inside: list[EntityMention], described: Source
) -> Source:
    """A document as the source, with the name and the body of its issuer.

    Args:
        text: the article's text.
        head: the noun of the document.
        start: where its phrase starts.
        inside: names in the phrase.
        described: what its words alone say of it.
    """
    end = head.idx + len(head)
    author = _author(head, start, inside)
    phrase = text[start : max(end, author.end)] if author is not None else text[start:end]
    if author is not None and "," in text[end : author.start]:
        phrase = f"{author.entity_name} {head.text}"  # "a report, published in May by the Trust"
    name = _name(_with_full_name(text, phrase, start, author)) or described.name
    is_withheld = _withheld().search(text[start : _phrase_end(head)]) is not None
    issuer = _capitals_behind(text, head, end) if author is None else None
    if issuer is not None:
        key = stable_id(
            "ent", "document", stable_id("ent", "organisation", issuer.casefold()), head.lemma_.lower()
        )
        name = f"{issuer} {head.text}"
        return replace(described, how="document", name=name, id=key, anonymity="named", affiliation=issuer)
    if author is None:
        own = describe(phrase)  # without "seen by Reuters" and whatever else follows
        anonymity: Anonymity = "anonymous" if is_withheld else "role_only"
        return replace(
            described,
            how="document",
            name=name,
            anonymity=anonymity,
            affiliation=own.affiliation,
            iso3=own.iso3,
        )
    return replace(
        described,
        how="document",
        name=name,
        id=stable_id("ent", "document", author.entity_id, head.lemma_.lower()),
        anonymity="role_only" if is_withheld else "named",
        affiliation=None if author.entity_type == "person" else author.entity_name,
        iso3=author.country_iso3 or described.iso3,
    )


def _with_full_name(text: str, phrase: str, start: int, author: EntityMention | None) -> str:
    """The phrase of a document with the issuer's name in full, where the article gives that.

    "The HPT statement" is the Harbour Pilots Trust's.
    """
    if author is None or author.entity_name not in text or not _is_short(author.surface, author.entity_name):
        return phrase
    return phrase[: author.start - start] + author.entity_name + phrase[author.end - start :]


def _is_short(surface: str, name: str) -> bool:
    """True for "HPT" and "Pilots Trust" beside "Harbour Pilots Trust"; another name of the same body is none."""
    words = name.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    return surface != name and (surface == initials or set(surface.split()) < set(words))


def _author(head: Token, start: int, inside: list[EntityMention]) -> EntityMention | None:
    """Who is named before the noun ("a Pentagon report") or behind it ("a report by", "data released by")."""
    before = [m for m in inside if m.start >= start and m.end <= head.idx]
    if before:
        return before[-1]
    releases = [
        c for c in head.children if c.dep_ == "acl" and c.lemma_ in read_words("statements/releasing_verbs")
    ]
    for preposition in (p for token in (head, *releases) for p in token.children):
        if preposition.dep_ in ("prep", "agent") and preposition.lower_ in AUTHORED:
            first, last = preposition.left_edge.idx, preposition.right_edge.idx
            owner = head.doc[preposition.i + 1].lower_ if preposition.i + 1 < len(head.doc) else ""
            named = (m for m in inside if first < m.start <= last)
            # "a statement from its office in Bergen" is not Bergen's, "from its spokesman Karl Holm" is his
            return next((m for m in named if owner not in OWN or m.entity_type == "person"), None)
    return None


def _capitals_behind(text: str, head: Token, end: int) -> str | None:
    """The issuer that only its capitals show: "a report published in May by the research outlet Nordlys"."""
    found = ISSUER.match(text, end, _phrase_end(head))
    if found is None or country_of_name(found["name"]) or find_role(found["name"].lower()):
        return None
    return found["name"]


def _phrase_end(head: Token) -> int:
    last = head.right_edge
    return int(last.idx + len(last))


def _name(phrase: str) -> str | None:
    """The document's name without article: "Pentagon report"."""
    name = " ".join(phrase.split()).strip(" ,;:'\"“”’")
    for _ in range(MOST_LEADING):
        name = LEADING.sub("", name)
    return name or None


@cache
def _withheld() -> re.Pattern[str]:
    words = sorted(read_words("statements/withheld_documents"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
