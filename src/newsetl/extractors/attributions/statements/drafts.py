"""Accepted candidates with their characters, before they are rows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.candidates import Candidate
from newsetl.extractors.attributions.statements.collect import Scored, collect
from newsetl.extractors.attributions.statements.contents import behind_others, content_range, without_tag
from newsetl.extractors.attributions.statements.features import Features
from newsetl.extractors.attributions.statements.figures import PUTTING
from newsetl.extractors.attributions.statements.judge import THRESHOLD, learned_cues, likelihood
from newsetl.extractors.attributions.statements.mistagged import SHAPE as BARE_TAG
from newsetl.extractors.attributions.statements.no_statements import NO_STATEMENTS
from newsetl.extractors.attributions.statements.non_sources import is_no_source
from newsetl.extractors.attributions.statements.reporting_acts import ACTING
from newsetl.extractors.attributions.statements.source_spans import source_range
from newsetl.extractors.attributions.statements.statement_kinds import cue_class, listed_cues
from newsetl.extractors.attributions.who.source import UNKNOWN, Source
from newsetl.language import Analysis, Sentence
from newsetl.language.quotes import Quote
from newsetl.language.syntax import characters
from newsetl.lexicons.word_sets import word_set
from newsetl.tables.attributions import CueClass, SpeechType

# "asked not to be named" is not a statement; "said the ship was close to the shore" is one.
REFUSED = re.compile(
    r"\b(?:(?:declin|refus|ask|want|wish)\w+ (?:not )?to be (?:named|identified|called)|"
    r"not to be (?:named|identified|quoted)|that (?:his|her|their) (?:full )?names? (?:not )?be \w+|"
    r"to give (?:his|her|their) (?:full )?names?|anonymity)\b"
)
REPORTING = frozenset(("say", "deny", "warn", "announce", "allege"))
AS_PARSED = 0.7  # confidence of a parsed tag whose spans are better than those of the words' order
UNLISTED = PUTTING | ACTING  # cues of some frames only
REQUESTING = word_set("statements/word_sets", "requesting verbs")
SAME_CONTENT = 0.8  # share of the longer content; two cues of one source for one content are one attribution


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making.

    Candidate, cue and source span are None for a quotation without a tag; a transcript's turn has no candidate, and
    has its own speech_type and cue_class.
    """

    sentence: Sentence
    candidate: Candidate | None
    source_span: Span | None
    cue: Span | None
    content: Span
    confidence: float
    source: Source = UNKNOWN
    speech_type: SpeechType | None = None
    cue_class: CueClass = "say"
    features: Features | None = None

    @property
    def at(self) -> int:
        """The offset of the attribution: its cue's, else its content's."""
        return self.cue.start if self.cue is not None else self.content.start


def find_drafts(analysis: Analysis, quotes: list[Quote]) -> list[Draft]:
    """The candidates that are attributions more likely than the threshold, in text order."""
    drafts = []
    for scored in collect(analysis, quotes, _is_learned):
        if scored.candidate.source is not None and scored.candidate.source.lower_ == "you":
            continue  # "you know": the addressee has not said it
        if any(is_none(scored.candidate) for is_none in NO_STATEMENTS):
            continue
        told = scored.candidate
        confidence = likelihood(
            scored.features, partial(_is_report, told), partial(_is_reported_request, told)
        )
        if confidence < THRESHOLD:
            continue
        draft = _draft(analysis, scored, confidence, quotes)
        if draft is not None:
            drafts.append(draft)
    return sorted(_without_doubles(drafts), key=lambda draft: draft.at)


def _is_report(candidate: Candidate) -> bool:
    return cue_class(candidate) in REPORTING


def _is_reported_request(candidate: Candidate) -> bool:
    """True for "he said the mayor had urged them to stay": the corpus leaves statements within statements out.

    What somebody should ask for, or has not asked for, is not a request.
    """
    verb = candidate.head
    if candidate.shape != "object+infinitive" or candidate.source_path != "direct" or verb.dep_ != "ccomp":
        return False
    return verb.lemma_ in REQUESTING and not any(c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children)


@lru_cache(maxsize=32768)
def _is_learned(kind: str, lemma: str) -> bool:
    return lemma in learned_cues(kind) or (kind == "verb" and (lemma in listed_cues() or lemma in UNLISTED))


def _draft(analysis: Analysis, scored: Scored, confidence: float, quotes: list[Quote]) -> Draft | None:
    """The candidate as a draft; None where its words show that nobody says anything, or that nothing is said."""
    candidate, sentence, features = scored
    source = None
    if candidate.source is not None:
        source = Span(*characters(analysis.doc, *source_range(candidate)))
    content = content_range(analysis, candidate, sentence, quotes)
    cue = Span(*characters(analysis.doc, *candidate.cue))
    if source is not None:
        tag = min(source.start, cue.start), max(source.end, cue.end)
        content = without_tag(analysis.text, content, tag)
    content = behind_others(analysis.text, content, cue.start)
    said = Span(*content)
    # Not what is between them: "said on condition of anonymity that the bridge was down".
    told = f"{analysis.text[cue.start : cue.end]} {analysis.text[said.start : said.end]}"
    is_withheld = REFUSED.search(told[:60])
    if is_withheld or is_no_source(analysis.text, candidate, source, cue, said):
        return None
    return Draft(sentence, candidate, source, cue, said, confidence, features=features)


def _without_doubles(drafts: Iterable[Draft]) -> list[Draft]:
    by_sentence: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=_rank):
        kept = by_sentence.setdefault(draft.sentence.index, [])
        if not any(_is_double(draft, other) for other in kept):
            kept.append(draft)
    return [draft for kept in by_sentence.values() for draft in kept]


def _rank(draft: Draft) -> float:
    """The surest first; a draft by word order alone ranks below one by a parse that is as sure of the speaker."""
    is_bare = draft.candidate is not None and draft.candidate.shape == BARE_TAG
    return -min(draft.confidence, AS_PARSED) if is_bare else -draft.confidence


def _is_double(a: Draft, b: Draft) -> bool:
    if a.cue == b.cue and a.source_span and b.source_span and a.source_span.overlaps(b.source_span):
        return True  # the parse and the words' order have found the same tag
    if a.source_span != b.source_span:
        return False
    shared = min(a.content.end, b.content.end) - max(a.content.start, b.content.start)
    longer = max(a.content.end - a.content.start, b.content.end - b.content.start)
    return shared >= SAME_CONTENT * longer


def untagged_quotes(analysis: Analysis, quotes: list[Quote], drafts: list[Draft]) -> list[Draft]:
    """Quotations that are alone after a tagged one, ascribed to its speaker."""
    found = []
    for quote in quotes:
        sentence = analysis.sentence_at(quote.start)
        if quote.end - quote.start < 40 or quote.start > sentence.start + 1:
            continue
        if any(d.content.start < quote.end and quote.start < d.content.end for d in drafts):
            continue
        if any(_is_tag_of(analysis.text, d, quote) for d in drafts):
            continue  # "…," wrote Ada Holm, head of the union, "…"
        before = [d for d in drafts if d.at < quote.start and _is_quoted(d, quotes)]
        if before and sentence.paragraph - before[-1].sentence.paragraph <= 2:
            content = Span(quote.start, quote.end)
            confidence = UNTAGGED_CONFIDENCE
            found.append(
                Draft(
                    sentence,
                    None,
                    None,
                    None,
                    content,
                    confidence,
                    replace(before[-1].source, how="continued"),
                )
            )
    return found


def _is_tag_of(text: str, draft: Draft, quote: Quote) -> bool:
    """True for the words of a source right behind a quotation, in its paragraph."""
    start = _tag_start(draft)
    return 0 <= start - quote.end <= NEXT_TO and "\n" not in text[quote.end : start]


def _tag_start(draft: Draft) -> int:
    """Where the words of the source begin."""
    return min((part.start for part in (draft.cue, draft.source_span) if part is not None), default=-1)


NEXT_TO = 2  # characters between a quotation and its tag
UNTAGGED_CONFIDENCE = (
    0.7  # share that a reader ascribed to the same speaker, in quotations read on unlabelled news
)


def _is_quoted(draft: Draft, quotes: list[Quote]) -> bool:
    return any(
        q.start < draft.content.end and draft.content.start < q.end and q.end - q.start > 25 for q in quotes
    )
