"""Quotations on the line below a tag with a colon: 'In a statement, the Trust said:', and then '“We deplore …”'."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.candidates import Candidate
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.statements.phrases import quoted_ranges
from newsetl.extractors.attributions.statements.source_spans import source_range
from newsetl.extractors.attributions.statements.verb_speakers import speaker_of
from newsetl.language import Analysis, Sentence
from newsetl.language.quotes import Quote
from newsetl.language.syntax import characters
from newsetl.lexicons import read_words

FEWEST = 20  # characters of a quotation
CONFIDENCE = 0.9  # such forms are made for nothing else


def with_quotes_below(analysis: Analysis, drafts: Sequence[Draft], quotes: Sequence[Quote]) -> list[Draft]:
    """The drafts, those whose sentence ends in a colon with the quotation below it as what is said, in text order."""
    found = list(drafts)
    for sentence in analysis.sentences:
        quote = _below(analysis.text, sentence, quotes) if sentence.is_parsed else None
        draft = _introducing(analysis, sentence, quote) if quote is not None else None
        if draft is None:
            continue
        others = [d for d in found if d.cue is None or draft.cue is None or not d.cue.overlaps(draft.cue)]
        found = [*others, draft]
    return sorted(found, key=lambda draft: draft.at)


def _below(text: str, sentence: Sentence, quotes: Sequence[Quote]) -> Quote | None:
    """The quotation that follows a sentence's colon, on another line."""
    end = sentence.start + len(text[sentence.start : sentence.end].rstrip())
    at = bisect_left(quotes, end, key=lambda quote: quote.start)
    if not text[sentence.start : end].endswith(":") or at == len(quotes):
        return None
    quote = quotes[at]
    between = text[end : quote.start]
    is_below = not between.strip() and "\n" in between and quote.end - quote.start >= FEWEST
    return quote if is_below else None


def _introducing(analysis: Analysis, sentence: Sentence, quote: Quote) -> Draft | None:
    """The draft of the last verb of saying before the colon, where it has a speaker."""
    doc, tags = analysis.doc, read_words("statements/tag_verbs")
    tokens = doc[sentence.token_start : sentence.token_end]
    verb = next((t for t in reversed(tokens) if t.pos_ == "VERB" and t.text in tags), None)
    source, path = speaker_of(verb) if verb is not None else (None, "none")
    ranges = quoted_ranges(doc, [(quote.start, quote.end)])
    if verb is None or source is None or not ranges or _is_passive(verb):
        return None
    candidate = Candidate("verb", verb, (verb.i, verb.i + 1), source, path, ranges[0], "quote")
    speaker = Span(*characters(doc, *source_range(candidate)))
    cue = Span(*characters(doc, *candidate.cue))
    return Draft(sentence, candidate, speaker, cue, Span(quote.start, quote.end), CONFIDENCE)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)
