"""All possible attributions of an article, sentence by sentence."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from spacy.attrs import LEMMA, LOWER, ORTH, POS
from spacy.strings import StringStore
from spacy.symbols import ADJ, NOUN, VERB
from spacy.tokens import Doc, Token

from newsetl.extractors.attributions.statements import mistagged, nouns, phrases, verbs, views
from newsetl.extractors.attributions.statements.candidates import Candidate, TokenRange
from newsetl.extractors.attributions.statements.features import Features, features
from newsetl.extractors.attributions.statements.quoting import AS_SAYING, quotes_as_saying
from newsetl.extractors.attributions.statements.whole_clauses import whole_clauses
from newsetl.language import Analysis, Sentence
from newsetl.language.quotes import Quote
from newsetl.lexicons import read_words

KINDS = {VERB: "verb", NOUN: "noun", ADJ: "adjective"}
_OPEN = np.array([pos in KINDS for pos in range(max(KINDS) + 2)])  # by part of speech
Knows = Callable[[str, str], bool]
NO_HEADLINE_END = (".", "”", '"', "''", "?", "!", ")")


def everything(_kind: str, _lemma: str) -> bool:
    """Knows every lemma: for learning."""
    return True


class Scored(NamedTuple):
    """A candidate with its sentence and its features."""

    candidate: Candidate
    sentence: Sentence
    features: Features


class _Marks(NamedTuple):
    """Indices of tokens, in order: of what may be a cue, of verbs that tags end in, of words that views begin with."""

    cues: list[int]
    verbs: list[int]
    openings: list[int]

    def within(self, first: int, last: int) -> "_Marks":
        return _Marks(*(each[bisect_left(each, first) : bisect_left(each, last)] for each in self))


def collect(analysis: Analysis, spoken: list[Quote], knows: Knows = everything) -> Iterator[Scored]:
    """Candidates of the parsed sentences in text order, with their features.

    Args:
        analysis: the article's.
        spoken: the text's quotations.
        knows: True for a part of speech ("verb", "noun" or "adjective") and a lemma that may be a cue.
    """
    quotes = phrases.quoted_ranges(analysis.doc, [(q.start, q.end) for q in spoken])
    marks = _Marks(
        _positions(analysis, knows),
        _places(analysis.doc, ORTH, read_words("statements/tag_verbs")),
        _places(analysis.doc, LOWER, views.OPENING),
    )
    at = 0
    for sentence in analysis.sentences:
        if not sentence.is_parsed:
            continue
        first, last = sentence.token_start, sentence.token_end
        while at < len(quotes) and quotes[at][1] <= first:
            at += 1
        near = [q for q in quotes[at : at + 12] if q[0] < last]
        clipped = [(max(q[0], first), min(q[1], last)) for q in near]
        is_headline = analysis.doc[last - 1].text not in NO_HEADLINE_END
        clauses = whole_clauses(analysis.doc, (first, last), clipped)
        for candidate in _candidates(analysis, sentence, marks.within(first, last), clipped, clauses):
            clause = _around(candidate.head.i, clauses)
            yield Scored(candidate, sentence, _features(candidate, clause, clipped, is_headline))


def _around(token: int, clauses: list[TokenRange]) -> TokenRange:
    """The part of the sentence that a token is in."""
    return next((clause for clause in clauses if token < clause[1]), clauses[-1])


def _features(
    candidate: Candidate, clause: TokenRange, quotes: list[TokenRange], is_headline: bool
) -> Features:
    leads = not clause[0] <= candidate.head.head.i < clause[1]
    if not quotes:
        return features(candidate, False, 0.0, is_headline, leads)
    start, end = candidate.content
    inside = any(q[0] < candidate.head.i < q[1] for q in quotes)
    quoted = sum(max(0, min(q[1], end) - max(q[0], start)) for q in quotes)
    return features(candidate, inside, quoted / max(1, end - start), is_headline, leads)


def _positions(analysis: Analysis, knows: Knows) -> list[int]:
    """Indices of the tokens that can be cues: whole columns at once, because most words are none."""
    strings = analysis.doc.vocab.strings
    columns = analysis.doc.to_array([POS, LEMMA, LOWER])
    words = columns[:, 2].tolist()
    phrase_words, according, to = _phrase_words(strings)
    is_phrase = {
        index
        for index, word in enumerate(words)
        if word in phrase_words and (word != to or index == 0 or words[index - 1] == according)
    }
    open_class = np.flatnonzero(_OPEN.take(columns[:, 0].astype(np.int64), mode="clip"))
    found = list(is_phrase)
    for index, pos, lemma in zip(open_class.tolist(), *columns[open_class, :2].T.tolist(), strict=True):
        if _is_known(strings, knows, pos, lemma) and index not in is_phrase:
            found.append(index)
    return sorted(found)


@lru_cache(maxsize=2**17)
def _is_known(strings: StringStore, knows: Knows, pos: int, lemma: int) -> bool:
    return knows(KINDS[pos], strings[lemma].lower())


@lru_cache(maxsize=4)
def _phrase_words(strings: StringStore) -> tuple[frozenset[int], int, int]:
    """Numbers of words that stand for statements by themselves, the "to" of "according to" among them; of these two."""
    to = strings.add("to")
    return frozenset((to, *map(strings.add, phrases.IMPERSONAL))), strings.add("according"), to


def _places(doc: Doc, attribute: int, words: Iterable[str]) -> list[int]:
    """Indices of the tokens that are one of the words."""
    numbers = _numbers(doc.vocab.strings, frozenset(words))
    return [index for index, number in enumerate(doc.to_array(attribute).tolist()) if number in numbers]


@lru_cache(maxsize=8)
def _numbers(strings: StringStore, words: frozenset[str]) -> frozenset[int]:
    return frozenset(map(strings.add, words))


def _candidates(
    analysis: Analysis,
    sentence: Sentence,
    marks: _Marks,
    quotes: list[TokenRange],
    clauses: list[TokenRange],
) -> Iterator[Candidate]:
    doc, bounds = analysis.doc, (sentence.token_start, sentence.token_end)
    label = phrases.label_and_colon(doc, bounds) if ":" in analysis.sentence_text(sentence) else None
    if label is not None:
        yield label
    tag = mistagged.bare_tag(doc, bounds, marks.verbs)
    for index in marks.cues:
        clause = _around(index, clauses)
        candidate = _candidate(doc[index], clause, _within(quotes, clause))
        if candidate is None:
            continue
        if (
            tag is not None
            and tag.label is not None
            and tag.head.i == index
            and not mistagged.agrees(candidate, tag.label)
        ):
            continue
        yield candidate
    if tag is not None:
        yield tag
    for clause in clauses:
        yield from views.views(doc, clause, marks.within(*clause).openings)


def _within(quotes: list[TokenRange], clause: TokenRange) -> list[TokenRange]:
    """The quotations that touch a part of the sentence."""
    return [q for q in quotes if q[0] < clause[1] and clause[0] < q[1]]


def _candidate(token: Token, bounds: TokenRange, quotes: list[TokenRange]) -> Candidate | None:
    pos = token.pos_
    if pos == "VERB":
        framed = token.lemma_ in AS_SAYING and quotes_as_saying(token)
        return None if framed else verbs.verb_candidate(token, quotes)
    if pos == "NOUN":
        return nouns.noun_candidate(token)
    if pos == "ADJ":
        return nouns.adjective_candidate(token)
    if token.lower_ == "to":
        return phrases.according_to(token, bounds)
    return phrases.impersonal_adverb(token, bounds) if pos == "ADV" else None
