"""Who the labels of a transcript stand for: "COLONEL LINDQVIST:", and "THE PRESIDENT:" where a title says which."""

from collections.abc import Sequence

from newsetl.core.spans import Span
from newsetl.extractors.entity_mentions.names import PersonName, common_case, titles_before
from newsetl.extractors.entity_mentions.resolution import Person
from newsetl.language.dialogue_turns import Turn, generic_label

ASKED = "person asked"  # the role that lexicons/transcripts/labels.csv gives to "A" and "ANSWER"


def with_labels(text: str, names: Sequence[PersonName], turns: Sequence[Turn]) -> list[PersonName]:
    """The names of a text with those that its labels give; what the model saw within a label gives way."""
    labels = [turn.label for turn in turns]
    kept = [n for n in names if not any(n.start < s.end and s.start < n.end for s in labels)]
    kept += [_labelled(text, turn.name) for turn in turns if turn.name is not None]
    return sorted(kept, key=lambda name: name.start)


def _labelled(text: str, span: Span) -> PersonName:
    titles, start = titles_before(text, span.start)
    words = tuple(common_case(word) for word in text[span.start : span.end].split())
    return PersonName(span.start, span.end, words, titles, start)


def office_labels(
    text: str, turns: Sequence[Turn], introduced: Sequence[Person], people: Sequence[Person]
) -> list[tuple[Span, Person]]:
    """The labels that have an office alone, with their holders: the person that the headline introduces by it,
    else the only one in the text."""
    found = []
    for turn in turns:
        label = text[turn.label.start : turn.label.end]
        generic = generic_label(label)
        if generic is not None and generic["role"] == ASKED and len(introduced) == 1:
            found.append((turn.label, introduced[0]))  # "A:" in "Q&A with Vice President Lee"
        if turn.name is not None or generic is not None:
            continue
        office = label.removeprefix("THE ")
        holder = _holder(office, introduced) or _holder(office, people)
        if holder is not None:
            found.append((Span(turn.label.end - len(office), turn.label.end), holder))
    return found


def _holder(office: str, people: Sequence[Person]) -> Person | None:
    holding = {p.key: p for p in people if (p.description.role_title or "").casefold() == office.casefold()}
    return next(iter(holding.values())) if len(holding) == 1 else None
