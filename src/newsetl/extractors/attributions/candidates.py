"""Possible attributions of a sentence, each with a source, a cue and a content, before anything judges them."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

TokenRange = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution, in tokens of the article's Doc.

    Args:
        kind: what the cue is: verb, adjective, noun, phrase ("according to"), colon, adverb ("reportedly").
        head: the cue's head.
        cue: range of the cue's tokens.
        source: head of the source and how it was found; None where nobody is named.
        content: range of the content's tokens, from its first part to its last.
        shape: how the content is attached: clause, infinitive, object, preposition, quote, …
        particle: the preposition or particle that belongs to the cue ("for" of "call for").
        label: the source's tokens where punctuation, not syntax, tells them ("Pentagon: …").
    """

    kind: str
    head: Token
    cue: TokenRange
    source: Token | None
    source_path: str
    content: TokenRange
    shape: str
    particle: str = ""
    label: TokenRange | None = None


def union(ranges: list[TokenRange]) -> TokenRange:
    """The smallest range that holds all."""
    return min(start for start, _ in ranges), max(end for _, end in ranges)


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Children in one of the relations, in order."""
    for c in token.children:
        if c.dep_ in deps:
            yield c
