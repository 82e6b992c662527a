"""The forms by which rows are added: which words are marked for each, and which columns are told."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsetl.desk.judging import CHANGEABLE


@dataclass(frozen=True, slots=True)
class Form:
    """How a row of a table is added.

    Args:
        noun: what a row is.
        spans: what is marked in the text, the first of them always: prefix of its columns -> label.
        fields: column -> label.
    """

    noun: str
    spans: Mapping[str, str]
    fields: Mapping[str, str]


FORMS = {
    "force_levels": Form("force level", {"": "The number"}, CHANGEABLE),
    "attributions": Form(
        "statement",
        {"content": "What is said", "source": "Who says it, as written", "cue": "The words that ascribe it"},
        {
            "source_name": "Who says it, in full",
            "source_kind": "Kind of source",
            "anonymity": "Named or not",
            "role_title": "Role",
            "affiliation": "Speaks for",
            "via_name": "Through",
            "cue_class": "What it does",
            "speech_type": "Speech",
            "is_negated": "Said not to be said",
        },
    ),
    "region_mentions": Form(
        "place", {"": "The name"}, {"place_id": "Which place", "mention_type": "What the name stands for"}
    ),
}


def span_columns(prefix: str) -> tuple[str, str]:
    """'cue' -> ('cue_start', 'cue_end'); '' -> ('start', 'end')."""
    return (f"{prefix}_start", f"{prefix}_end") if prefix else ("start", "end")
