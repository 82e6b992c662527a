"""Strips printed prefixes from a source's words: "16:42 Norway says" of a live blog, "OSLO, 3 May - The"."""

import re
from dataclasses import replace

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.language import Analysis
from newsetl.language.datelines import dateline_at

ZONE = r"\s?(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{2,4}T)"
DASH = r"\s?[-–—:|]"
# A point alone makes no clock time: "2.30 lakh farmers".
TIME = re.compile(
    rf"(?:[01]?\d|2[0-3])(?:[:h][0-5]\d(?:{ZONE})?(?:{DASH})?|\.[0-5]\d(?:{ZONE}(?:{DASH})?|{DASH}))\s+(?=\S)"
)


def without_label(analysis: Analysis, draft: Draft) -> Draft:
    """The draft with a source that begins behind the clock time or the dateline which the parse took for its start.

    Where the dateline is all that the parse sees of the source, it is what is between the dash and the cue.
    """
    span, candidate, text = draft.source_span, draft.candidate, analysis.text
    if span is None or candidate is None or draft.cue is None or draft.cue.start <= span.start:
        return draft
    label = TIME.match(text, span.start) or dateline_at(text, span.start)
    if label is None or label.end() >= draft.cue.start:
        return draft
    end = span.end if span.end > label.end() else draft.cue.start
    words = analysis.doc.char_span(label.end(), end, alignment_mode="contract")
    if words is None or not words.text.strip():
        return draft
    head = words.root  # "President Lee on Thursday": he without the day
    last = min(head.right_edge.i + 1, words.end) if span.end <= label.end() else words.end
    kept = analysis.doc[words.start : max(head.i + 1, last)].text.rstrip(" ,")
    return replace(
        draft,
        source_span=Span(label.end(), label.end() + len(kept)),
        candidate=candidate._replace(source=head),
    )
