"""Nouns and adjectives as cues: "his claim that", "a warning from the army", "is confident that"."""

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Candidate, TokenRange
from newsetl.language.syntax import child, edges, subject

# "a warning from the army", "criticism by lawmakers": the preposition passes the source.
SOURCE_PREPOSITIONS = ("by", "from")


def noun_candidate(noun: Token) -> Candidate | None:
    """The possible attribution that a noun introduces: it needs a source and a content."""
    found = _noun_content(noun)
    if found is None:
        return None
    content, shape, particle = found
    source, path = _noun_source(noun, content)
    if source is None:
        return None
    return Candidate("noun", noun, (noun.i, noun.i + 1), source, path, content, shape, particle)


def _noun_content(noun: Token) -> tuple[TokenRange, str, str] | None:
    for c in noun.children:
        if c.i < noun.i:
            continue
        if (c.dep_ == "acl" and c.tag_ != "VBN") or c.dep_ == "ccomp":
            return edges(c), "infinitive" if c.tag_ == "VB" else "clause", ""
        if c.dep_ == "relcl" and child(c, "mark") is not None:
            return edges(c), "clause", ""
        if c.dep_ == "prep" and c.lower_ not in SOURCE_PREPOSITIONS:
            inner = child(c, "pobj", "pcomp")
            if inner is not None:
                return edges(inner), "preposition", c.lower_
    # "The message was that": the content is what the noun is said to be.
    head = noun.head
    if noun.dep_ == "nsubj" and head.lemma_ == "be":
        clause = child(head, "ccomp", "xcomp")
        if clause is not None:
            return edges(clause), "copula", ""
    return None


def _noun_source(noun: Token, content: TokenRange) -> tuple[Token | None, str]:
    owner = child(noun, "poss")
    if owner is not None:
        return owner, "possessor"
    for c in noun.children:
        if c.dep_ in ("prep", "agent") and c.lower_ in SOURCE_PREPOSITIONS:
            inner = child(c, "pobj")
            if inner is not None and not content[0] <= inner.i < content[1]:
                return inner, "preposition"
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "pobj"):  # "Lee gave a speech on trade", "Lee is a supporter of"
        verb = head.head if noun.dep_ == "pobj" else head
        if verb.pos_ in ("VERB", "AUX"):
            return subject(verb)
    return None, "none"


def adjective_candidate(adjective: Token) -> Candidate | None:
    """The possible attribution of "is confident that", "was critical of"."""
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "conj") or verb.pos_ not in ("AUX", "VERB", "ADJ"):
        return None
    found = _adjective_content(adjective)
    if found is None:
        return None
    source, path = subject(verb)
    if source is None:
        return None
    content, shape, particle = found
    return Candidate(
        "adjective", adjective, (adjective.i, adjective.i + 1), source, path, content, shape, particle
    )


def _adjective_content(adjective: Token) -> tuple[TokenRange, str, str] | None:
    for c in adjective.children:
        if c.i < adjective.i:
            continue
        if c.dep_ in ("ccomp", "xcomp", "advcl"):
            return edges(c), "infinitive" if c.tag_ == "VB" else "clause", ""
        if c.dep_ == "prep":
            inner = child(c, "pobj", "pcomp")
            if inner is not None:
                return edges(inner), "preposition", c.lower_
    return None
