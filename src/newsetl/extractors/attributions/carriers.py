"""The statement of the agency that quotes: "SANA quoted a source as saying the road was shut" is SANA's as well."""

from collections.abc import Sequence
from dataclasses import replace

from newsetl.core.spans import Span
from newsetl.extractors.attributions.accepted import Draft
from newsetl.extractors.attributions.quoting import AS_SAYING, quoting_verb
from newsetl.extractors.attributions.source_from_words import Names, named_source
from newsetl.language import Analysis
from newsetl.language.syntax import edges
from newsetl.tables.entity_mentions import EntityMention


def with_carriers(
    analysis: Analysis, drafts: Sequence[Draft], mentions: Sequence[EntityMention]
) -> list[Draft]:
    """The drafts with a statement of each body, such as an agency, that quotes someone, around his own."""
    names = Names(mentions)
    carried = [_carrier(analysis, draft, names) for draft in drafts]
    return [*drafts, *(draft for draft in carried if draft is not None)]


def _carrier(analysis: Analysis, draft: Draft, names: Names) -> Draft | None:
    candidate, quoted = draft.candidate, draft.source_span
    if candidate is None or quoted is None or draft.cue is None or candidate.source_path != "quoted":
        return None
    verb = quoting_verb(candidate.head)
    if verb is None or verb.lemma_ not in AS_SAYING or verb.i >= candidate.head.i:
        return None
    is_before = draft.content.end <= verb.idx  # '"We left," the agency quoted him as saying.'
    for subject in (c for c in verb.children if c.dep_ == "nsubj"):
        first, last = edges(subject)
        start, end = analysis.doc[first].idx, analysis.doc[last - 1].idx + len(analysis.doc[last - 1])
        outlet = next((m for m in names.within(start, end) if m.entity_type != "person"), None)
        if outlet is not None and quoted.start > verb.idx:
            return replace(
                draft,
                candidate=None,
                source_span=Span(outlet.start, outlet.end),
                cue=Span(verb.idx, verb.idx + len(verb)),
                content=draft.content
                if is_before
                else Span(quoted.start, max(draft.content.end, draft.cue.end)),
                source=named_source(outlet),
                speech_type="indirect",
                features=None,
            )
    return None
