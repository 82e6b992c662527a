"""A transcript's turns as statements: all that follows a label is said by the speaker it names."""

from collections.abc import Sequence
from dataclasses import replace

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.descriptions import describe
from newsetl.language import Analysis
from newsetl.language.dialogue_turns import Turn, generic_label
from newsetl.tables.attributions import Anonymity, CueClass

TURN_CONFIDENCE = 0.97  # share of turns ascribed to the right speaker, in transcripts read


def turn_drafts(analysis: Analysis, turns: Sequence[Turn], names: Names) -> list[Draft]:
    """A statement for each turn."""
    return [
        Draft(
            analysis.sentence_at(turn.label.start),
            None,
            turn.label,
            turn.colon,
            turn.content,
            TURN_CONFIDENCE,
            _speaker(analysis.text, turn, names),
            speech_type="direct",
            cue_class=_cue_class(analysis.text[turn.label.start : turn.label.end]),
        )
        for turn in turns
    ]


def _speaker(text: str, turn: Turn, names: Names) -> Source:
    label = text[turn.label.start : turn.label.end]
    people = [m for m in names.within(turn.label.start, turn.label.end) if m.entity_type == "person"]
    if people:
        return replace(named_source(people[-1]), how="label")
    generic = generic_label(label)
    if generic is not None:
        return Source(generic["role"], None, "person", "role_only", generic["role"])
    return _by_office(label)


def _by_office(label: str) -> Source:
    """The source that a transcript's label without a name describes: "SENIOR ADMINISTRATION OFFICIAL"."""
    role = label.removeprefix("THE ").lower()
    description = describe(role)
    anonymity: Anonymity = "anonymous" if description.unnamed == "anonymous" else "role_only"
    if label.startswith("THE "):
        anonymity = "role_only"
    return Source(role, None, "person", anonymity, role, description.affiliation, description.iso3)


def _cue_class(label: str) -> CueClass:
    generic = generic_label(label)
    return "ask" if generic is not None and generic["class"] == "ask" else "say"


def without_labels(drafts: Sequence[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """The drafts without those that take a label for a part of the sentence: 'LEE: Thank you.'"""
    labels = [Span(turn.label.start, turn.content.start) for turn in turns]
    return [draft for draft in drafts if not any(_reads(draft, label) for label in labels)]


def _reads(draft: Draft, label: Span) -> bool:
    return any(span is not None and label.overlaps(span) for span in (draft.cue, draft.source_span))
