"""People without a name whom a sentence opens with: "A second officer was less sure: “It depends,” he said."."""

import re
from collections.abc import Iterator, Sequence

from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.who.described_source import described_source
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.people.salience import SalientMention
from newsetl.gazetteer.descriptions import find_role
from newsetl.language import Analysis, Sentence

OPENS = re.compile(r"(?:An?|Another|One)\s(?P<told>[\w’'-]+(?:\s[\w’'-]+){0,3})")


def unnamed_subjects(analysis: Analysis, drafts: Sequence[Draft], names: Names) -> Iterator[SalientMention]:
    """The one person without a name whom each sentence introduces at its start, in text order; "he" may mean him.

    Who speaks there himself is taken down with what he says.
    """
    speaking = {draft.source_span.start for draft in drafts if draft.source_span is not None}
    for sentence in analysis.sentences:
        end = _end_of_role(analysis.text, sentence)
        if end is None or sentence.start in speaking or names.within(sentence.start, end):
            continue
        tokens = analysis.doc.char_span(sentence.start, end)
        if tokens is None:
            continue
        source = described_source(analysis.text[sentence.start : end], tokens[-1])
        if source.kind == "person" and source.id is None:
            yield SalientMention(sentence.start, sentence.index, source, None, True, True, True)


def _end_of_role(text: str, sentence: Sentence) -> int | None:
    """Where the role of one person ends that a sentence opens with."""
    opens = OPENS.match(text, sentence.start, sentence.end)
    role = find_role(opens["told"]) if opens is not None else None
    if opens is None or role is None or role.kind != "person" or role.is_plural:
        return None
    return opens.start("told") + role.end
