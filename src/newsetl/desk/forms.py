"""The forms by which rows are added: which words are marked for each, and which columns are given."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsetl.corrections.model import column_of
from newsetl.desk.judgements import CHANGEABLE


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
    "force_levels": Form("force level", {"": "The number"}, CHANGEABLE["force_levels"]),
    "attributions": Form(
        "statement",
        {"content": "What is said", "source": "Who says it, as written", "cue": "The words that ascribe it"},
        CHANGEABLE["attributions"],
    ),
    "region_mentions": Form(
        "place", {"": "The name"}, {"place_id": "Which place", "mention_type": "What the name stands for"}
    ),
}


def choices_of(table: str, name: str) -> list[tuple[str, str]]:
    """What a form offers for a column, each with how it is called; nothing where anything may be written."""
    column = column_of(table, name)
    return (
        [("false", "no"), ("true", "yes")] if column.type is bool else [(one, one) for one in column.allowed]
    )


def span_columns(prefix: str) -> tuple[str, str]:
    """'cue' -> ('cue_start', 'cue_end'); '' -> ('start', 'end')."""
    return (f"{prefix}_start", f"{prefix}_end") if prefix else ("start", "end")
