"""Where one statement ends and a rival one begins: "the army says it is open, while the mayor says it is shut"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft

CONTRAST = re.compile(r",\s(?:while|whereas)\s\Z")
LONGEST = 12  # characters of the words of contrast
SHORTEST = 3  # characters of a content


def without_rivals(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in order, each content without the statement of another that is against it.

    The parse attaches "while" to the reported clause, as if the army had said what the mayor says.
    """
    rivals = [at for at in (_contrast(text, draft) for draft in drafts) if at is not None]
    return [_cut(draft, rivals) for draft in drafts] if rivals else list(drafts)


def _contrast(text: str, draft: Draft) -> int | None:
    """Where the comma is that sets a statement against the one before it."""
    source, candidate = draft.source_span, draft.candidate
    if source is None or candidate is None or candidate.head.dep_ != "advcl":
        return None
    found = CONTRAST.search(text, max(0, source.start - LONGEST), source.start)
    return found.start() if found is not None else None


def _cut(draft: Draft, rivals: Sequence[int]) -> Draft:
    start, end = draft.content.start, draft.content.end
    inside = [at for at in rivals if start + SHORTEST <= at < end]
    is_reported = draft.candidate is not None and draft.candidate.shape == "clause" and draft.at <= start
    return replace(draft, content=Span(start, inside[0])) if inside and is_reported else draft
