"""Which words of the text are the source."""

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Candidate, TokenRange
from newsetl.language.syntax import RELATIVE, edges, trimmed
from newsetl.lexicons import read_words

QUOTING = frozenset(("quote", "cite"))
QUANTIFIERS = frozenset(("each", "both", "all"))  # "the army and the rebels each said"
QUOTATION_MARKS = frozenset(('"', "”", "“", "''", "``", "’", "‘", "'"))


def source_range(candidate: Candidate) -> TokenRange:
    """Tokens of the source as written: with titles, appositions and relative clauses, without the cue.

    Raises:
        ValueError: the candidate names no source.
    """
    source = candidate.source
    if source is None:
        raise ValueError("no source")
    if source.lower_ in RELATIVE and source.dep_ in ("nsubj", "pobj", "nsubjpass"):
        return source.i, source.i + 1
    start, end = edges(source)
    if candidate.label is not None:
        start, end = candidate.label
    if candidate.source_path == "acl":
        end = source.i + 1
    start, end = _without(start, end, source, candidate.cue)
    start, end = _without(start, end, source, candidate.content)
    start, end = trimmed(source.doc, start, end)
    if candidate.source_path == "quoted" and end - 1 > source.i and source.doc[end - 1].lower_ == "as":
        start, end = trimmed(
            source.doc, start, end - 1
        )  # "an aide, who asked not to be named, as" before "saying"
    while (
        start < source.i and source.doc[start].text in QUOTATION_MARKS
    ):  # what closes the quotation before it
        start += 1
    start, end = _past_opener(source, start), _before_citing(source, end)
    if end - 1 > source.i and source.doc[end - 1].lower_ in QUANTIFIERS:
        end -= 1
    if end < len(source.doc) and source.dep_ == "poss" and source.doc[end].tag_ == "POS":
        end += 1
    return (start, end) if start <= source.i < end else (source.i, source.i + 1)


def _before_citing(source: Token, end: int) -> int:
    """Where a source ends: before the one that it cites, or that cites it: "the agency, quoting an officer, said"."""
    doc = source.doc
    for i in range(source.i + 1, end - 1):
        if doc[i].text == "," and doc[i + 1].lemma_ in QUOTING and doc[i + 1].tag_ in ("VBG", "VBN"):
            return i
    return end


def _past_opener(source: Token, start: int) -> int:
    """Where a source begins behind the sentence's opener, which has no comma: "Earlier state television reported"."""
    if start >= source.i:
        return start
    words = read_words("statements/openers")
    first = start + 1 if source.doc[start].lower_ == "the" and start < source.i else start
    is_opener = source.doc[first].lower_ in words and first + 1 < source.i
    return first + 1 if is_opener else start


def _without(start: int, end: int, source: Token, other: TokenRange) -> TokenRange:
    """The part of a range around the source that the other range leaves."""
    if other[0] > source.i:
        return start, min(end, other[0])
    if other[1] <= source.i:
        return max(start, other[1]), end
    return start, end


def phrase_range(noun: Token, stop: int) -> TokenRange:
    """Tokens of the phrase that a noun heads, up to a token: the noun without its relative clause."""
    start, end = edges(noun)
    return trimmed(noun.doc, start, max(noun.i + 1, min(end, stop)))
