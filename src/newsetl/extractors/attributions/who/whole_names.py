"""Sources with the whole name where the parse breaks off before it, as at the full stop of "Brig. Gen. Adam Lee"."""

import re
from dataclasses import replace

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.people.roles import is_titles
from newsetl.language import Analysis

HYPHENATED = re.compile(r"(?:-\w+)*")
LONGEST = 40  # characters of a name
OF_BODY = re.compile(r"(?:\s(?:of|for|at)\s[^,.]{2,40})?,?\s")


def with_whole_name(analysis: Analysis, draft: Draft, names: Names) -> Draft:
    """The draft with the whole name of the person that its source names in part or names last."""
    begun = _with_name_begun(draft, names)
    return _with_name_behind(analysis, _with_name_after_title(analysis, begun, names), names)


def _with_name_begun(draft: Draft, names: Names) -> Draft:
    """The draft with the whole name where its source starts in the middle of one: "Saw" of "Saw Lin Htoo" is a verb."""
    span, cue = draft.source_span, draft.cue
    if span is None:
        return draft
    near = names.within(max(0, span.start - LONGEST), span.end + LONGEST)
    whole = next((m for m in near if m.start < span.start < m.end and m.entity_type == "person"), None)
    if whole is None or (cue is not None and cue.start < span.start and whole.start < cue.end):
        return draft
    return replace(draft, source_span=Span(whole.start, max(span.end, whole.end)))


def _with_name_after_title(analysis: Analysis, draft: Draft, names: Names) -> Draft:
    """The draft with the name in its source where the parse broke off at the full stop of "Brig. Gen. Lee"."""
    span = draft.source_span
    if span is None:
        return draft
    for mention in names.within(span.end, span.end + 60)[:1]:
        between = analysis.text[span.end : mention.start]
        is_broken = between.startswith(".") and all(is_titles(f"{word} ") for word in between[1:].split())
        if (
            mention.entity_type == "person"
            and is_broken
            and is_titles(f"{analysis.text[span.start : span.end]}. ")
        ):
            return replace(draft, source_span=Span(span.start, mention.end))
    return draft


def _with_name_behind(analysis: Analysis, draft: Draft, names: Names) -> Draft:
    """The draft with the whole name where its source ends in the middle of one, and with the name in apposition.

    The tokens of "Talal al-Barazi" and "co-organiser" are three, which the parse may take apart.
    """
    span, text = draft.source_span, analysis.text
    if span is None:
        return draft
    rest = HYPHENATED.match(text, span.end)
    end = rest.end() if rest is not None else span.end
    if (cue := draft.cue) is not None and end < cue.start:  # "the director for the area Adam Holm said"
        named = next(iter(names.within(end, cue.start)), None)
        if named is not None and named.entity_type == "person" and named.start == end + 1:
            end = named.end if not text[named.end : cue.start].strip() else end
            return replace(draft, source_span=Span(span.start, end))
    cut = next((m for m in names.within(span.start, end + 40) if m.start < end < m.end), None)
    end = cut.end if cut is not None else end
    if end > span.end and cut is None:
        behind = names.within(end, end + 60)[:1]
        role = OF_BODY.match(text, end)
        if (
            behind
            and role is not None
            and behind[0].entity_type == "person"
            and role.end() == behind[0].start
        ):
            end = behind[0].end
    return replace(draft, source_span=Span(span.start, end)) if end > span.end else draft
