"""The statement of the agency that quotes: "SANA quoted a source as saying the road was shut" is SANA's as well."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.statements.quoting import AS_SAYING, quoting_verb
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.source_from_words import source_of_phrase
from newsetl.language import Analysis
from newsetl.language.syntax import characters, edges
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

REACH = 4  # sentences back to the outlet that "the agency" is
OUTLET_ALONE = re.compile(rf"[Tt]he\s(?:{alternatives(word_set('statements/word_sets', 'outlets alone'))})")


def with_carriers(
    analysis: Analysis, drafts: Sequence[Draft], mentions: Sequence[EntityMention]
) -> list[Draft]:
    """The drafts with a statement of each body, such as an agency, that quotes someone, around his own."""
    names = Names(mentions)
    carried = [_carrier(analysis, draft, names, drafts) for draft in drafts]
    return [*drafts, *(draft for draft in carried if draft is not None)]


def _carrier(analysis: Analysis, draft: Draft, names: Names, drafts: Sequence[Draft]) -> Draft | None:
    candidate, quoted = draft.candidate, draft.source_span
    if candidate is None or quoted is None or draft.cue is None or candidate.source_path != "quoted":
        return None
    verb = quoting_verb(candidate.head)
    if verb is None or verb.lemma_ not in AS_SAYING or verb.i >= candidate.head.i or quoted.start <= verb.idx:
        return None
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    named = next(filter(None, (_outlet(analysis, subject, names) for subject in subjects)), None)
    found = named or next(filter(None, (_medium(analysis, subject, names) for subject in subjects)), None)
    if found is None:
        return None
    span, source = found
    if source.id is None:
        source = _cited_before(analysis.text[span.start : span.end], draft, drafts) or source
    is_before = draft.content.end <= verb.idx  # '"We left," the agency quoted him as saying.'
    return replace(
        draft,
        candidate=None,
        source_span=span,
        cue=Span(verb.idx, verb.idx + len(verb)),
        content=draft.content if is_before else Span(quoted.start, max(draft.content.end, draft.cue.end)),
        source=source,
        speech_type="indirect",
        features=None,
    )


def _outlet(analysis: Analysis, subject: Token, names: Names) -> tuple[Span, Source] | None:
    """The body that a subject names."""
    start, end = characters(analysis.doc, *edges(subject))
    outlet = next((m for m in names.within(start, end) if m.entity_type != "person"), None)
    return None if outlet is None else (Span(outlet.start, outlet.end), named_source(outlet))


def _medium(analysis: Analysis, subject: Token, names: Names) -> tuple[Span, Source] | None:
    """ "State television", "local media": a subject that is one without a name."""
    if subject.pos_ == "PRON":
        return None
    start, end = characters(analysis.doc, *edges(subject))
    source = source_of_phrase(analysis, subject, start, end, names)
    is_outlet = source.kind == "news_agency" or OUTLET_ALONE.fullmatch(analysis.text, start, end) is not None
    return (Span(start, end), replace(source, kind="news_agency")) if is_outlet else None


def _cited_before(phrase: str, draft: Draft, drafts: Sequence[Draft]) -> Source | None:
    """The outlet that "the agency" is: the last cited, a few sentences before."""
    if OUTLET_ALONE.fullmatch(phrase) is None:
        return None
    near = (d for d in drafts if d.at < draft.at and draft.sentence.index - d.sentence.index <= REACH)
    cited = [d.source for d in near if d.source.kind == "news_agency" and d.source.id is not None]
    return replace(cited[-1], how="body_described") if cited else None
