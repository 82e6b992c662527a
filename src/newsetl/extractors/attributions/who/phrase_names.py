"""Which name a source's phrase is about: at its head, in apposition, behind a title or a kind."""

import re

from spacy.tokens import Token

from newsetl.extractors.attributions.who.bodies.kinds_of_bodies import is_part_of_union
from newsetl.extractors.attributions.who.people.roles import is_titles
from newsetl.gazetteer.descriptions import find_role, is_role_of_one
from newsetl.language.names_given import name_given
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

DEFINITE = re.compile(r"(?:the|The|his|His|her|Her|their|Their|its|Its|that|That|this|This)\s")
# "The second diplomat" and "another officer" are not those whom the article has named.
SOMEBODY_ELSE = re.compile(r"(?:(?:[Tt]he|[Aa])\s(?:second|third|fourth|fifth|other)|[Aa]nother)\s(?=[a-z])")
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
# Before a name without a comma, they make it another's: "a spokesman for", "the army and".
BINDING = frozenset(("of", "for", "to", "by", "with", "and", "or", "from", "at", "the", "a", "under", "in"))
# " head of the Trust", " from the Centre for Pilots", " a local activist": descriptions behind a name without a comma.
TOLD_OF = re.compile(
    r",?\s(?:(?:from|of|at|with)\s(?=the\s|[A-Z])|(?:(?:an?|the|its|their)\s)?(?P<role>[a-z-]+(?:\s[a-z-]+)?)\b)"
)
FROM_BODY = re.compile(r",?\s(?:from|of|at|with)\s(?:the\s)?[A-Z]")
COUNTS = word_set("statements/word_sets", "counts of casualties")
KIN_OF = re.compile(rf"\b(?:{alternatives(word_set('people/word_sets', 'kin'))})\s(?:of|to)\s")
# "The Boko Haram militant group", "the Harbour Shield aid group"
KINDS_OF_GROUPS = frozenset().union(
    *(word_set("statements/word_sets", f"words for {kind} groups") for kind in ("armed", "helping"))
)
# What a clause tells of somebody may name others: "the envoy, who met the mayor, Ada Holm".
ABOUT_HIM = re.compile(r",\s(?:who|whom|whose|which)\s")
FROM = re.compile(r"\s(?:from|by)\s(?:the\s)?")

OWNER = re.compile(r"[Tt]he\s(?P<owner>[a-z]+)(?:['’]s|s['’])\s(?=[a-z])")


def is_of_somebody(phrase: str) -> bool:
    """True for "the suspect's lawyer": the lawyer named before may be another's."""
    owner = OWNER.match(phrase)
    role = find_role(owner["owner"]) if owner is not None else None
    return role is not None and role.kind == "person"


def mention_of(
    text: str, head: Token, start: int, end: int, inside: list[EntityMention]
) -> EntityMention | None:
    """The mention among those of a phrase [start, end) that the phrase is about; None for a description."""
    himself = _naming_himself(text, start, end, inside)
    clause = ABOUT_HIM.search(text, start, end)
    if himself is None and clause is not None and all(m.start > clause.start() for m in inside):
        return None
    return (
        himself
        or _named_before_of(text, start, end, inside)
        or _mention_at_head(head, inside)
        or _titled_at_end(text, start, end, inside)
        or _apposed_at_end(text, head, start, end, inside)
        or _called_so(text, head, inside)
        or _body_apposed_at_end(text, head, end, inside)
        or _named_first(text, start, end, inside)
    )


def _naming_himself(text: str, start: int, end: int, inside: list[EntityMention]) -> EntityMention | None:
    """The person of "a doorman who gave his name as Sjors"; none of "the wife of an officer, call sign Bear"."""
    given = name_given().search(text, start, end)
    if given is None or KIN_OF.search(text, start, given.start()):
        return None
    return next((m for m in inside if m.start == given.start("name") and m.entity_type == "person"), None)


def _named_before_of(text: str, start: int, end: int, inside: list[EntityMention]) -> EntityMention | None:
    """The person of "Ada Lind of the Harbour Trust", which the parse may attach to her organisation."""
    first = _named_first(text, start, end, inside)
    return first if first is not None and FROM_BODY.match(text, first.end, end) else None


def _mention_at_head(head: Token, inside: list[EntityMention]) -> EntityMention | None:
    """The mention that the phrase is about: at its head, in apposition to it, never a mere modifier of it."""
    # "Karim Lee Jr.": the suffix, which is not part of the mention, heads the phrase.
    at = head.idx - 2 if SUFFIX.fullmatch(head.text) else head.idx
    at_head = [m for m in inside if m.start <= at < m.end]
    people = [m for m in inside if m.entity_type == "person"]
    if at_head and (at_head[0].entity_type == "person" or not people):
        return at_head[0]
    for token in head.children:
        if token.dep_ in ("appos", "compound", "nmod", "flat") or token.dep_ == "nsubj":
            for mention in people:
                if mention.start <= token.idx < mention.end and (
                    token.dep_ == "appos" or mention.end == _end(head)
                ):
                    return mention
    for token in (c for c in head.children if c.dep_ == "appos" and head.tag_ == "NN"):
        apposed = [m for m in inside if m.start <= token.idx < m.end and m.entity_type != "person"]
        if apposed and apposed[0].end == inside[-1].end:  # "its electronics unit, Holm Instruments"
            return apposed[0]
    if at_head and not (find_role(head.text.lower()) and head.pos_ == "NOUN"):
        return at_head[0]
    return None


def _titled_at_end(text: str, start: int, end: int, inside: list[EntityMention]) -> EntityMention | None:
    """The person whose name ends the phrase after a title: "director of operations, Brig. Gen. Lee"."""
    last = inside[-1] if inside else None
    if last is None or last.entity_type != "person" or last.end != end:
        return None
    return last if is_titles(text[start : last.start]) else None


def _apposed_at_end(
    text: str, head: Token, start: int, end: int, inside: list[EntityMention]
) -> EntityMention | None:
    """The person whose name ends a phrase about a role: "the head of the Northern Front, Ali Daher".

    Without a comma a preposition or a title before the name would make him someone else: "an aide to President Lee".
    """
    last = inside[-1] if inside else None
    if last is None or last.entity_type != "person" or text[last.end : end].strip(" ,'’s"):
        return None
    role = find_role(text[start : last.start])
    if role is None and DEFINITE.match(text, start, end) is None:
        return None
    if role is not None and (role.kind != "person" or role.is_plural):
        return None
    between = text[start + role.end : last.start] if role is not None else text[_end(head) : last.start]
    if between.rstrip().endswith(","):
        return last
    words = between.split()
    is_bound = not words or words[-1].lower() in BINDING or find_role(words[-1].lower()) is not None
    return last if not words or not (is_bound or is_titles(between)) else None


def _body_apposed_at_end(
    text: str, head: Token, end: int, inside: list[EntityMention]
) -> EntityMention | None:
    """The body whose name ends a phrase about its kind, without a comma: "the group's wing in Norvik Harbour Front"."""
    last = inside[-1] if inside else None
    if last is None or last.entity_type == "person" or text[last.end : end].strip(" ,"):
        return None
    if head.lower_ not in read_words("organisations/branches") or last.start < _end(head):
        return None
    words = text[_end(head) : last.start].split()
    return last if words and words[-1].lower() not in BINDING else None


def _named_first(text: str, start: int, end: int, inside: list[EntityMention]) -> EntityMention | None:
    """The person whose name opens the phrase, described without a comma: "Ada Lind head of the Harbour Trust"."""
    first = inside[0] if inside else None
    if first is None or first.entity_type != "person" or " " not in first.surface:
        return None
    if text[start : first.start].strip() and not is_titles(text[start : first.start]):
        return None
    told = TOLD_OF.match(text, first.end, end)
    if told is None:
        return None
    return first if told["role"] is None or is_role_of_one(told["role"]) else None


def _called_so(text: str, head: Token, inside: list[EntityMention]) -> EntityMention | None:
    """The body beside the noun for its kind: "the SANA news agency", "the rebel group Jaish al-Fath"."""
    role = find_role(head.lower_)
    if role is None and inside and FROM.fullmatch(text, _end(head), inside[-1].start) is not None:
        return inside[-1]  # "a first toll from the Coast Guard"
    is_count = head.lower_ in COUNTS or head.lower_ in read_words("statements/view_nouns")
    if inside and is_count and inside[-1].end == head.idx - 1:
        return inside[-1]  # "a Coast Guard toll"
    if role is None or role.kind not in ("organisation", "news_agency") or head.tag_ in ("NNS", "NNPS"):
        return None
    for mention in inside:
        if mention.entity_type == "person" or is_part_of_union(mention.surface, head.lower_):
            continue
        between = (
            text[mention.end : head.idx] if mention.end <= head.idx else text[_end(head) : mention.start]
        )
        words = frozenset(between.lower().split())
        if words <= KINDS_OF_GROUPS or between.strip() in ("news", "the", "called"):
            return mention
    return None


def _end(token: Token) -> int:
    return token.idx + len(token)
