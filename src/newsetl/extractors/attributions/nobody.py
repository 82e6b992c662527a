"""What the parse takes for a source and is nobody: "No group claimed", "ESTONIA: 2,000 troops", "UNITED STATES: …"."""

import re

from newsetl.extractors.attributions.accepted import Draft
from newsetl.gazetteer.countries import country_of_name

NONE = re.compile(r"(?:no|neither|none|nobody)\b(?!\.)(?!\s\d)", re.IGNORECASE)
COUNT = re.compile(r"\W*(?:(?:about|around|some|over|up to|at least|more than|nearly)\s)?\d")


def is_nobody(text: str, draft: Draft) -> bool:
    """True where nobody says anything: nobody at all, a table's label before its figures, a state's name cut in two."""
    span, cue = draft.source_span, draft.cue
    if span is None or cue is None:
        return False
    if NONE.match(text, span.start, span.end):
        return True
    if span.start < cue.start and country_of_name(text[span.start : cue.end].title()) is not None:
        return True  # "UNITED" as the subject of "STATES"
    is_label = draft.candidate is not None and draft.candidate.kind == "colon" and span.end <= cue.start
    is_state = country_of_name(text[span.start : span.end].title()) is not None
    return is_label and is_state and COUNT.match(text, draft.content.start) is not None
