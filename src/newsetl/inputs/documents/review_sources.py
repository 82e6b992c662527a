"""Where an article of a press review is from: in the line below its headline, or under labels there."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsetl.inputs.documents.article import sourced_date
from newsetl.inputs.fields import metadata_of
from newsetl.inputs.written_dates import find_date

MAX_LABELLED = 160  # characters of a line with a label
_LABELLED = re.compile(r"(?P<label>[^\W\d_][^:：.!?|]{1,39})\s?[:：]\s*(?P<value>\S.*)")
_DAY = len("2024-03-05")


class ReviewSource(NamedTuple):
    """An outlet, the day, and how many lines below the headline tell them."""

    name: str
    iso: str
    lines: int


def source_below(shown: Sequence[tuple[str, int]], number: int) -> ReviewSource | None:
    """The source of the headline at a place; None where no source is below it.

    Args:
        shown: the review's lines, each with the level of the heading that it is.
    """
    if number + 1 >= len(shown):
        return None
    sourced = sourced_date(shown[number + 1][0])
    if sourced is not None:
        return ReviewSource(sourced.name, sourced.iso, 1)
    return _labelled([text for text, _ in shown[number + 1 : number + 9]])


def _labelled(lines: Sequence[str]) -> ReviewSource | None:
    """ "Source: Calden Courier", "Date: 5 March 2024", and what other labels stand beside these."""
    record: dict[str, str] = {}
    for line in lines:
        match = _LABELLED.match(line) if len(line) <= MAX_LABELLED else None
        if match is None:
            break
        record.setdefault(match["label"].strip(), match["value"])
    facts = metadata_of(record, {}) if len(record) > 1 else {}
    found = find_date(facts.get("published_at", ""))
    if "outlet" not in facts or found is None or len(found.iso) < _DAY:
        return None
    return ReviewSource(facts["outlet"], found.iso, len(record))
