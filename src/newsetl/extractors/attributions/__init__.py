"""attributions: statements with their source, cue and content."""

import re
from collections.abc import Sequence

from newsetl.core.spans import Span
from newsetl.extractors.attributions.chains import depths_of, parents_of, with_via
from newsetl.extractors.attributions.quoting_agencies import with_carriers
from newsetl.extractors.attributions.reasons import name_confidence, steps_of, title_of
from newsetl.extractors.attributions.signed import signed_quotes
from newsetl.extractors.attributions.statements import statement_kinds
from newsetl.extractors.attributions.statements.contrasts import without_rivals
from newsetl.extractors.attributions.statements.drafts import Draft, find_drafts, untagged_quotes
from newsetl.extractors.attributions.statements.quotes_below import with_quotes_below
from newsetl.extractors.attributions.transcript_turns import turn_drafts, without_labels
from newsetl.extractors.attributions.who.name_evidence import name_evidence
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.resolve import resolve_sources, resolve_speakers
from newsetl.extractors.attributions.who.source import How
from newsetl.extractors.reasons import Reason
from newsetl.extractors.versions import version_of
from newsetl.language import Analysis
from newsetl.language.dialogue_turns import find_turns
from newsetl.language.quotes import Quote, find_quotes
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import alternatives
from newsetl.tables.articles import Article
from newsetl.tables.attributions import TABLE, Attribution
from newsetl.tables.entity_mentions import EntityMention

MARKS = re.compile(r"[“”\"«»„:]|''")
WORD = re.compile(r"[a-z]+")
# What may be "by its own count" or "in the words of an officer".
VIEW = re.compile(
    rf"\b(?:in|by) (?:[\w'’-]+ ){{1,6}}(?:{alternatives(read_words('statements/view_nouns'))})\b",
    re.IGNORECASE,
)
# "Put the toll at 19", "took to X to demand": the verbs alone are too common for a parse.
WITH_MORE = re.compile(
    r"\b(?:put|placed|pegged) [^.;]{1,120}? at [^.;]{0,24}?\d"
    r"|\b(?:take|took|taken) to (?:[A-Z]\w*|social media|the air)"
)
NAME = "attributions"
VERSION = version_of(NAME)


def may_hold(sentence: str) -> bool:
    """True if the sentence's syntax is needed to find an attribution in it: a quotation, a label or a cue's form."""
    if MARKS.search(sentence) is not None:
        return True
    words = WORD.findall(sentence.lower())
    if "according" in words or not read_words("statements/cue_forms").isdisjoint(words):
        return True
    return VIEW.search(sentence) is not None or WITH_MORE.search(sentence) is not None


def extract_attributions(
    article: Article, analysis: Analysis, entities: Sequence[EntityMention]
) -> list[Attribution]:
    """Statements of the article in text order."""
    quotes, names = find_quotes(analysis.text), Names(entities)
    drafts, parents = _resolved(analysis, entities, quotes)
    ids = [_id(article, draft) for draft in drafts]
    depths = depths_of(parents)
    sure = [name_confidence(d.source, name_evidence(analysis.text, d, names)) for d in drafts]
    return [
        _row(analysis, draft, quotes, (ids[i], None if parent is None else ids[parent], depths[i]), sure[i])
        for i, (draft, parent) in enumerate(zip(drafts, parents, strict=True))
    ]


def explain_attributions(
    article: Article, analysis: Analysis, entities: Sequence[EntityMention]
) -> list[Reason]:
    """For each row of extract_attributions, in their order, how it came about."""
    drafts, parents = _resolved(analysis, entities, find_quotes(analysis.text))
    ids = [_id(article, draft) for draft in drafts]
    above = [None if parent is None else drafts[parent] for parent in parents]
    names = Names(entities)
    evidence = [name_evidence(analysis.text, draft, names) for draft in drafts]
    return [
        Reason(NAME, row_id, title_of(analysis, draft), steps_of(analysis, draft, features, parent))
        for row_id, draft, features, parent in zip(ids, drafts, evidence, above, strict=True)
    ]


def evidence_of_names(
    analysis: Analysis, entities: Sequence[EntityMention]
) -> list[tuple[How, tuple[str, ...]]]:
    """How the name of each row of extract_attributions was found, in order, and what speaks for and against it."""
    names = Names(entities)
    drafts, _ = _resolved(analysis, entities, find_quotes(analysis.text))
    return [(draft.source.how, name_evidence(analysis.text, draft, names)) for draft in drafts]


def _resolved(
    analysis: Analysis, entities: Sequence[EntityMention], quotes: list[Quote]
) -> tuple[list[Draft], list[int | None]]:
    """Statements in text order with their sources, and the index of the one that each is nested in."""
    names = Names(entities)
    turns = find_turns(analysis.text, names.surnames())
    stated = with_quotes_below(analysis, find_drafts(analysis, quotes), quotes)
    found = without_rivals(analysis.text, without_labels(stated, turns))
    drafts = resolve_sources(analysis, found, entities, quotes)
    drafts = with_carriers(analysis, drafts, entities)
    drafts += turn_drafts(analysis, turns, names)
    drafts += signed_quotes(analysis, quotes, drafts, names)
    drafts += untagged_quotes(analysis, quotes, drafts)
    drafts.sort(key=lambda draft: (draft.at, draft.content.start))
    parents = parents_of(drafts)
    return with_via(analysis, resolve_speakers(drafts, parents), parents, entities), parents


def _id(article: Article, draft: Draft) -> str:
    return TABLE.row_id(article.article_id, article.revision, draft.source_span, draft.cue, draft.content)


def _row(
    analysis: Analysis,
    draft: Draft,
    quotes: Sequence[Quote],
    place: tuple[str, str | None, int],
    name_sure: float | None,
) -> Attribution:
    """The row of a draft; `place` is its id, that of the statement around it, and how deep it is nested."""
    row_id, parent_id, depth = place
    source, content, cue, span = draft.source, draft.content, draft.cue, draft.source_span
    starts = [part.start for part in (span, cue, content) if part is not None]
    return Attribution(
        attribution_id=row_id,
        parent_attribution_id=parent_id,
        depth=depth,
        source_start=span.start if span else None,
        source_end=span.end if span else None,
        source_text=_text(analysis, span),
        source_name=source.name,
        source_id=source.id,
        source_kind=source.kind,
        anonymity=source.anonymity,
        role_title=source.role_title,
        affiliation=source.affiliation,
        affiliation_iso3=source.iso3,
        via_name=source.via,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        cue_text=_text(analysis, cue),
        cue_class=statement_kinds.cue_class(draft.candidate) if draft.candidate else draft.cue_class,
        speech_type=draft.speech_type
        or statement_kinds.speech_type(content.start, content.end, quotes, source.kind == "document"),
        content_start=content.start,
        content_end=content.end,
        content_text=analysis.text[content.start : content.end],
        is_negated=draft.candidate is not None and statement_kinds.is_negated(draft.candidate.head),
        sentence_index=analysis.sentence_at(min(starts)).index,
        confidence=round(draft.confidence, 3),
        name_confidence=name_sure,
    )


def _text(analysis: Analysis, span: Span | None) -> str | None:
    return None if span is None else analysis.text[span.start : span.end]
