"""Which characters of the text are the content: whole quotations, also those that run past the sentence."""

import re
from bisect import bisect_left

from spacy.tokens import Doc

from newsetl.extractors.attributions.statements.candidates import Candidate
from newsetl.language import Analysis, Sentence
from newsetl.language.calendar import full_names
from newsetl.language.quotes import Quote
from newsetl.language.syntax import characters, trimmed
from newsetl.lexicons import read_words

# Between the halves of a split quotation: '," the minister said. "' and no more than that.
MAX_TAG = 200  # characters
DAYS = frozenset((*(day.title() for day in full_names("WEEKDAY")), "yesterday", "today"))
WORD = re.compile(r"\w+")
WHOLE_QUOTE = re.compile(r"[^\"“”:]+:\s(?P<quote>(?:\"[^\"“”]+\"|“[^\"“”]+”),?)")
FEW = 3  # words that are a statement behind a semicolon
SHORT_QUOTE = 25  # characters; shorter ones are words, not sentences


def content_range(
    analysis: Analysis, candidate: Candidate, sentence: Sentence, quotes: list[Quote]
) -> tuple[int, int]:
    """Characters from the first to the last part of what is ascribed."""
    start, end = characters(analysis.doc, *_trimmed(analysis, candidate))
    cue = characters(analysis.doc, *candidate.cue)
    near = _near(quotes, sentence)
    for quote in near:
        if quote.start < end and start < quote.end and not quote.start < cue[0] < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
    if _is_speech(analysis.text, start, end, near):
        end = _second_half(analysis.text, end, cue, sentence, near)
    return start, end


def without_tag(text: str, content: tuple[int, int], tag: tuple[int, int]) -> tuple[int, int]:
    """The content without its own tag at its end: "…, the nurse said, the paper reported" is what the paper said."""
    start, end = content
    if start < tag[0] and tag[1] <= end and not text[tag[1] : end].strip(" .,;:"):
        end = start + len(text[start : tag[0]].rstrip(" ,;:—–-"))
    return start, end


def behind_others(text: str, content: tuple[int, int], cue_start: int) -> tuple[int, int]:
    """What is right before a tag: "He said no; it is late, said Lee", "He was calm: “No,” he said"."""
    start, end = content
    told = WHOLE_QUOTE.fullmatch(text, start, end) if end <= cue_start else None
    if told is not None:
        return told.start("quote"), end
    at = text.rfind(";", start, end) if end <= cue_start else -1
    before = text[start:at] if at >= 0 else ""
    is_told = not read_words("statements/tag_verbs").isdisjoint(WORD.findall(before))
    if not is_told or before.count('"') % 2 or before.count("“") != before.count("”"):
        return content
    begin = at + 1 + len(text[at + 1 : end]) - len(text[at + 1 : end].lstrip())
    return (begin, end) if len(text[begin:end].split()) >= FEW else content


def _trimmed(analysis: Analysis, candidate: Candidate) -> tuple[int, int]:
    start, end = trimmed(analysis.doc, *candidate.content)
    if start == candidate.cue[1] and end - start > 2 and _is_day_said(analysis.doc, start):
        start += 1
    return (start, end) if start < end else candidate.content


def _is_day_said(doc: Doc, start: int) -> bool:
    """True for the day on which it was said: "said Friday she was ready", not "said Friday is a holiday"."""
    following = doc[start + 1]
    return doc[start].text in DAYS and following.pos_ not in ("VERB", "AUX", "PART", "PUNCT", "CCONJ")


def _near(quotes: list[Quote], sentence: Sentence) -> list[Quote]:
    first = bisect_left(quotes, sentence.start, key=lambda quote: quote.end)
    return quotes[first : first + 6]


def _is_speech(text: str, start: int, end: int, quotes: list[Quote]) -> bool:
    """True if the content begins with a quotation of some words, or with one that a comma holds open."""
    for quote in quotes:
        if abs(quote.start - start) <= 1 and quote.end <= end + 1:
            return quote.end - quote.start >= SHORT_QUOTE or "," in text[quote.end - 3 : quote.end]
    return False


def _second_half(text: str, end: int, cue: tuple[int, int], sentence: Sentence, quotes: list[Quote]) -> int:
    """The end of the quotation that goes on after its tag: '"We left," he said. "Nobody stayed."'"""
    if cue[0] < end:
        return end
    for quote in quotes:
        if quote.start < cue[1]:
            continue
        tag = text[end : quote.start]
        ends_there = quote.start <= sentence.end + 2 or re.search(r"[.,;:—–-]\s*$", tag) is not None
        if "\n" not in tag and len(tag) <= MAX_TAG and ends_there and quote.start - sentence.end <= 2:
            return quote.end
        break
    return end
