"""One analysis of a text, shared by all extractors: tokens everywhere, parse and names where they are wanted."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from spacy.attrs import DEP, HEAD, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from newsetl.language.model import load_model
from newsetl.language.morphology import COLUMNS, morphology_of
from newsetl.language.sentences import SentenceSpan, split_sentences

Wants = Callable[[str], bool]
TREE = (TAG, DEP, HEAD)
SYNTAX = (*TREE, *COLUMNS)
SYNTAX_PIPES = ("tok2vec", "tagger", "parser")
NAME_PIPES = ("ner",)
BATCH_SIZE = 256  # sentences; larger batches gain nothing and cost memory


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

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the character, or the last one that starts before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def tokens(self, sentence: Sentence) -> TokenSpan:
        """The tokens of a sentence."""
        return self.doc[sentence.token_start : sentence.token_end]

    def sentence_text(self, sentence: Sentence) -> str:
        """The characters of a sentence."""
        return self.text[sentence.start : sentence.end]


def always(_: str) -> bool:
    """Wants every sentence."""
    return True


def analyse(texts: Sequence[str], wants_parse: Wants = always, wants_names: Wants = always) -> list[Analysis]:
    """Analyses of texts in order.

    Args:
        texts: article texts; many at once are faster than one by one.
        wants_parse: told a sentence's characters, says whether its syntax is needed.
        wants_names: the same for the model's named entities.
    """
    nlp = load_model()
    analyses = [_tokenise(nlp, text, wants_parse) for text in texts]
    parts = [_part(a, s, wants_names) for a in analyses for s in a.sentences]
    wanted = [part for part in parts if part is not None]
    _add_syntax(nlp, analyses, [part for part in wanted if part.sentence.is_parsed])
    _add_names(nlp, analyses, [part for part in wanted if part.is_named])
    return analyses


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence as a document of its own, for the model's pipes."""

    analysis: Analysis
    sentence: Sentence
    doc: Doc
    is_named: bool


def _part(analysis: Analysis, sentence: Sentence, wants_names: Wants) -> _Part | None:
    if sentence.token_end == sentence.token_start:
        return None
    is_named = wants_names(analysis.sentence_text(sentence))
    if not (sentence.is_parsed or is_named):
        return None
    return _Part(analysis, sentence, analysis.tokens(sentence).as_doc(), is_named)


def _tokenise(nlp: Language, text: str, wants_parse: Wants) -> Analysis:
    doc = nlp.tokenizer(text)
    starts = [token.idx for token in doc]
    sentences: list[Sentence] = []
    for span in split_sentences(text):
        first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1)
        first = max(first, sentences[-1].token_end if sentences else 0)
        is_parsed = last > first and wants_parse(text[span.start : span.end])
        sentences.append(_sentence(len(sentences), span, first, max(first, last), is_parsed))
    return Analysis(text, doc, tuple(sentences))


def _sentence(index: int, span: SentenceSpan, first: int, last: int, is_parsed: bool) -> Sentence:
    return Sentence(index, span.start, span.end, first, last, span.paragraph, is_parsed)


def _run(nlp: Language, pipes: Sequence[str], docs: Iterable[Doc]) -> Iterable[Doc]:
    for name in pipes:
        docs = nlp.get_pipe(name).pipe(docs, batch_size=BATCH_SIZE)  # type: ignore[attr-defined]
    return docs


def _add_syntax(nlp: Language, analyses: Sequence[Analysis], parts: Sequence[_Part]) -> None:
    docs = list(_run(nlp, SYNTAX_PIPES, [part.doc for part in parts]))
    arrays = {id(a): np.zeros((len(a.doc), len(SYNTAX)), dtype=np.uint64) for a in analyses}
    for part, doc, forms in zip(parts, docs, morphology_of(nlp, docs), strict=True):
        rows = arrays[id(part.analysis)][part.sentence.token_start : part.sentence.token_end]
        rows[:, : len(TREE)], rows[:, len(TREE) :] = doc.to_array(list(TREE)), forms
    for analysis in analyses:
        array = arrays[id(analysis)]
        if array.any():
            analysis.doc.from_array(list(SYNTAX), array)  # type: ignore[arg-type]


def _add_names(nlp: Language, analyses: Sequence[Analysis], parts: Sequence[_Part]) -> None:
    names: dict[int, list[TokenSpan]] = {id(analysis): [] for analysis in analyses}
    for part, doc in zip(parts, _run(nlp, NAME_PIPES, [part.doc for part in parts]), strict=True):
        whole, shift = part.analysis.doc, part.sentence.token_start
        names[id(part.analysis)] += [
            TokenSpan(whole, e.start + shift, e.end + shift, e.label) for e in doc.ents
        ]
    for analysis in analyses:
        analysis.doc.set_ents(names[id(analysis)])
