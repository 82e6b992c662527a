"""People without a name whom a sentence opens with: "A second officer was less sure: “It depends,” he said."."""

import re
from collections.abc import Iterator, Sequence

from newsetl.core.spans import Span
from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.who.described_source import described_source
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.people.salience import SalientMention
from newsetl.gazetteer.descriptions import find_role
from newsetl.language import Analysis, Sentence

# "In the capital, a senior official walked out"
OPENS = re.compile(
    r"(?:[A-Z][a-z]+\s[^,.;:()“”\"]{2,40},\s(?=an?\s))?"
    r"(?P<article>[Aa]n?|Another|One)\s(?P<told>[\w’'-]+(?:\s[\w’'-]+){0,3})"
)
APPOSED = re.compile(r",\s(?:[A-Z]\w+\.?\s)*\Z")  # "A priest, Father Karl Holm, left"

FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))  # "A sniper shot her husband": the role is the first noun
LONGEST = 60  # characters of a title and a name


def unnamed_subjects(analysis: Analysis, drafts: Sequence[Draft], names: Names) -> Iterator[SalientMention]:
    """The one person without a name whom each sentence introduces at its start, in text order; "he" may mean him.

    Who speaks there himself is taken down with what he says.
    """
    speaking = {draft.source_span.start for draft in drafts if draft.source_span is not None}
    for sentence in analysis.sentences:
        role = _role(analysis.text, sentence)
        if role is None or role.start in speaking or names.within(role.start, role.end):
            continue
        tokens = analysis.doc.char_span(role.start, role.end)
        if (
            tokens is None
            or any(t.tag_ in FINITE for t in tokens)
            or _is_named(analysis.text, role.end, names)
        ):
            continue
        opening = (
            analysis.doc.char_span(sentence.start, role.start - 1) if role.start > sentence.start else None
        )
        if opening is not None and opening[0].tag_ != "IN":
            continue  # "Karl Lind, a former pilot"
        source = described_source(analysis.text[role.start : role.end], tokens[-1])
        if source.kind == "person" and source.id is None:
            yield SalientMention(role.start, sentence.index, source, None, True, True, True)


def _is_named(text: str, end: int, names: Names) -> bool:
    """True where a name stands behind the role and a comma."""
    behind = next(iter(names.within(end, end + LONGEST)), None)
    return behind is not None and APPOSED.fullmatch(text, end, behind.start) is not None


def _role(text: str, sentence: Sentence) -> Span | None:
    """The role of one person that a sentence opens with, alone or behind words that tell where."""
    opens = OPENS.match(text, sentence.start, sentence.end)
    role = find_role(opens["told"]) if opens is not None else None
    if opens is None or role is None or role.kind != "person" or role.is_plural:
        return None
    return Span(opens.start("article"), opens.start("told") + role.end)
