"""Possible attributions of a sentence, each with a source, a cue and a content, before anything judges them."""

from typing import NamedTuple

from spacy.tokens import Token

TokenRange = tuple[int, int]


class Candidate(NamedTuple):
    """A possible attribution, in tokens of the article's Doc; a tuple, for most of them are made to be dropped.

    Args:
        kind: what the cue is: verb, adjective, noun, phrase ("according to"), colon, adverb ("reportedly").
        head: the cue's head.
        cue: range of the cue's tokens.
        source: head of the source and how it was found; None where nobody is named.
        content: range of the content's tokens, from its first part to its last.
        shape: how the content is attached: clause, infinitive, object, preposition, quote, …
        particle: the preposition or particle that belongs to the cue ("for" of "call for").
        label: the source's tokens where punctuation, not syntax, marks them ("Pentagon: …").
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


class Below:
    """The dependents of a token, by relation; the parse is walked once for all questions."""

    __slots__ = ("_children",)

    def __init__(self, token: Token) -> None:
        self._children = [(c.dep_, c) for c in token.children]

    def all(self, *deps: str) -> list[Token]:
        """Children in one of the relations, in order."""
        return [c for dep, c in self._children if dep in deps]

    def first(self, *deps: str) -> Token | None:
        """The first child in one of the relations, or None."""
        for dep, c in self._children:
            if dep in deps:
                return c
        return None
