"""One analysis of a text, shared by all extractors: tokens everywhere, parse and names where they are wanted."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

import numpy as np
from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from newsetl.language.decoding import SYNTAX, Stretch, read_names, read_syntax
from newsetl.language.model import load_model, one_thread
from newsetl.language.sentences import SentenceSpan, split_sentences

Wants: TypeAlias = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its characters [start, end), its tokens [token_start, token_end), its paragraph, its number."""

    index: int
    start: int
    end: int
    token_start: int
    token_end: int
    paragraph: int
    is_parsed: bool


@dataclass(frozen=True)
class Analysis:
    """A text with its tokens.

    `doc` covers the whole text. In sentences with `is_parsed` its tokens have tag_, pos_, lemma_, dep_ and head;
    elsewhere these are empty and each token is its own head. `doc.ents` holds the names that the model found in
    the sentences it was asked about. Use `sentences`, not `doc.sents`.
    """

    text: str
    doc: Doc
    sentences: tuple[Sentence, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def token_ends(self) -> list[int]:
        """By token: the offset behind its last character."""
        ends: list[int] = self.doc.to_array([IDX, LENGTH]).sum(axis=1).tolist()
        return ends

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the character, or the last one that starts before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def tokens(self, sentence: Sentence) -> TokenSpan:
        """The tokens of a sentence."""
        return self.doc[sentence.token_start : sentence.token_end]

    def sentence_text(self, sentence: Sentence) -> str:
        """The characters of a sentence."""
        return self.text[sentence.start : sentence.end]


_Part: TypeAlias = tuple[Analysis, Sentence]


def always(_: str) -> bool:
    """Wants every sentence."""
    return True


def analyse(texts: Sequence[str], wants_parse: Wants = always, wants_names: Wants = always) -> list[Analysis]:
    """Analyses of texts in order.

    Args:
        texts: article texts; many at once are faster than one by one.
        wants_parse: returns for a sentence's characters whether its syntax is needed.
        wants_names: the same for the model's named entities.
    """
    nlp = load_model()
    analyses = [_tokenise(nlp, text, wants_parse) for text in texts]
    sentences = [(a, s) for a in analyses for s in a.sentences if s.token_end > s.token_start]
    with one_thread():
        _add_syntax(nlp, [(a, s) for a, s in sentences if s.is_parsed])
        _add_names(nlp, analyses, [(a, s) for a, s in sentences if wants_names(a.sentence_text(s))])
    return analyses


def _tokenise(nlp: Language, text: str, wants_parse: Wants) -> Analysis:
    doc = nlp.tokenizer(text)
    starts = doc.to_array([IDX]).tolist()
    sentences: list[Sentence] = []
    for span in split_sentences(text):
        first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1)
        first = max(first, sentences[-1].token_end if sentences else 0)
        is_parsed = last > first and wants_parse(text[span.start : span.end])
        sentences.append(_sentence(len(sentences), span, first, max(first, last), is_parsed))
    return Analysis(text, doc, tuple(sentences))


def _sentence(index: int, span: SentenceSpan, first: int, last: int, is_parsed: bool) -> Sentence:
    return Sentence(index, span.start, span.end, first, last, span.paragraph, is_parsed)


def _stretches(parts: Sequence[_Part]) -> list[Stretch]:
    return [Stretch(a.doc, s.token_start, s.token_end) for a, s in parts]


def _add_syntax(nlp: Language, parts: Sequence[_Part]) -> None:
    """Parses sentences, each as a document of its own."""
    stretches = _stretches(parts)
    found = zip(stretches, read_syntax(nlp, stretches), strict=True)
    for whole, parsed in groupby(found, key=lambda entry: entry[0].doc):
        array = np.zeros((len(whole), len(SYNTAX)), dtype=np.uint64)
        for (_, start, end), rows in parsed:
            array[start:end] = rows
        whole.from_array(list(SYNTAX), array)


def _add_names(nlp: Language, analyses: Sequence[Analysis], parts: Sequence[_Part]) -> None:
    names: dict[int, list[TokenSpan]] = {id(analysis): [] for analysis in analyses}
    for name in read_names(nlp, _stretches(parts)):
        analysis, _ = parts[name.stretch]
        names[id(analysis)].append(TokenSpan(analysis.doc, name.start, name.end, name.label))
    for analysis in analyses:
        analysis.doc.set_ents(names[id(analysis)])
