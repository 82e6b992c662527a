"""What a statement is: the class of its cue, how it is reported, whether it is said not to have been made."""

from bisect import bisect_right
from collections.abc import Container, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import get_args

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Candidate
from newsetl.language.quotes import Quote
from newsetl.lexicons import read_table
from newsetl.tables.attributions import CueClass, SpeechType

QUOTED_WHOLLY = 0.8  # share of the content's characters


def cue_class(candidate: Candidate) -> CueClass:
    """The class of lexicons/statements/cues.csv for the cue with its particle, else for the cue alone."""
    lemma = candidate.head.lemma_.lower()
    if candidate.kind == "phrase":
        lemma = candidate.particle
    if candidate.kind in ("colon",):
        return "say"
    particle = candidate.particle.split(" ")[0] if candidate.kind == "verb" else candidate.particle
    forms = [f"{lemma} {candidate.particle}", f"{lemma} {particle}", lemma, f"be {lemma}"]
    if candidate.source_path == "passive" and candidate.shape == "passive+infinitive":
        forms = [f"be {candidate.head.lower_} to", *forms]
    for form in forms:
        if form in _classes():
            return _classes()[form]
    return "other"


def speech_type(start: int, end: int, quotes: Sequence[Quote], is_document: bool) -> SpeechType:
    """Direct where all is quoted but the tag in between, mixed where words are, document where the source is one."""
    quotes = _within(quotes, start, end)
    if any(q.start == start for q in quotes) and any(q.end == end and q.start > start for q in quotes):
        return "direct"
    quoted = sum(max(0, min(end, quote.end) - max(start, quote.start)) for quote in quotes)
    if quoted >= QUOTED_WHOLLY * (end - start):
        return "direct"
    if quoted:
        return "mixed"
    return "document" if is_document else "indirect"


def _within(quotes: Sequence[Quote], start: int, end: int) -> list[Quote]:
    """The quotations, in order, that share a character with a range."""
    near = islice(quotes, bisect_right(quotes, start, key=lambda quote: quote.end), None)
    return list(takewhile(lambda quote: quote.start < end, near))


def is_negated(cue: Token) -> bool:
    """True for "did not say", "never said", "no official said"."""
    for token in (cue, *(a for a in (cue.head,) if cue.dep_ == "xcomp")):
        if any(c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor") for c in token.children):
            return True
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is not None and (subject.lower_ in ("nobody", "none") or _has_no(subject)):
            return True
    return False


def _has_no(noun: Token) -> bool:
    return any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children)


def listed_cues() -> Container[str]:
    """Cues of lexicons/statements/cues.csv."""
    return _classes()


@cache
def _classes() -> dict[str, CueClass]:
    allowed = {name: name for name in get_args(CueClass)}
    return {row["cue"]: allowed[row["class"]] for row in read_table("statements/cues")}
