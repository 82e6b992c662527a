"""All possible attributions of an article, sentence by sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from newsetl.extractors.attributions import nouns, phrases, verbs
from newsetl.extractors.attributions.candidates import Candidate, TokenRange
from newsetl.extractors.attributions.features import features
from newsetl.language import Analysis, Sentence
from newsetl.language.quotes import Quote


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the sentence it stands in and the features that hold for it."""

    candidate: Candidate
    sentence: Sentence
    features: list[str]


def collect(analysis: Analysis, spoken: list[Quote]) -> Iterator[Scored]:
    """Candidates of the parsed sentences in text order, with their features; `spoken` are the text's quotations."""
    quotes = phrases.quoted_ranges(analysis.doc, [(q.start, q.end) for q in spoken])
    at = 0
    for sentence in analysis.sentences:
        if not sentence.is_parsed:
            continue
        first, last = sentence.token_start, sentence.token_end
        while at < len(quotes) and quotes[at][1] <= first:
            at += 1
        near = [q for q in quotes[at : at + 12] if q[0] < last]
        clipped = [(max(q[0], first), min(q[1], last)) for q in near]
        for candidate in _candidates(analysis, sentence, clipped):
            yield Scored(candidate, sentence, _features(analysis, sentence, candidate, clipped))


def _features(analysis: Analysis, sentence: Sentence, c: Candidate, quotes: list[TokenRange]) -> list[str]:
    start, end = c.content
    inside = any(q[0] < c.head.i < q[1] for q in quotes)
    quoted = sum(max(0, min(q[1], end) - max(q[0], start)) for q in quotes)
    is_headline = analysis.doc[sentence.token_end - 1].text not in (".", "”", '"', "''", "?", "!", ")")
    return features(c, inside, quoted / max(1, end - start), is_headline)


def _candidates(analysis: Analysis, sentence: Sentence, quotes: list[TokenRange]) -> Iterator[Candidate]:
    doc, bounds = analysis.doc, (sentence.token_start, sentence.token_end)
    label = phrases.label_and_colon(doc, bounds)
    if label is not None:
        yield label
    for token in analysis.tokens(sentence):
        candidate = _candidate(token, bounds, quotes)
        if candidate is not None:
            yield candidate


QUOTING = frozenset(("quote", "cite"))


def _quotes_as_saying(verb: Token) -> bool:
    """True for "quoted him as saying", where "saying" is the cue."""
    return any(c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in verb.children)


def _candidate(token: Token, bounds: TokenRange, quotes: list[TokenRange]) -> Candidate | None:
    pos = token.pos_
    if pos == "VERB":
        framed = token.lemma_ in QUOTING and _quotes_as_saying(token)
        return None if framed else verbs.verb_candidate(token, quotes)
    if pos == "NOUN":
        return nouns.noun_candidate(token)
    if pos == "ADJ":
        return nouns.adjective_candidate(token)
    if token.lower_ == "to":
        return phrases.according_to(token, bounds)
    return phrases.impersonal_adverb(token, bounds) if pos == "ADV" else None
