"""People whom the text introduces without a name, if they speak there or not: "through an aide … the aide said"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newsetl.extractors.attributions.who.anonymity import WITHHELD
from newsetl.extractors.attributions.who.antecedents.definite_phrase import DefinitePhrase
from newsetl.extractors.attributions.who.antecedents.named_before import REACH, NamedBefore
from newsetl.extractors.attributions.who.people.salience import SalientMention
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.unnamed_labels import label_of
from newsetl.gazetteer.descriptions import describe, find_role
from newsetl.language import Analysis
from newsetl.tables.attributions import Anonymity

# "An official car", "an aide, Ada Holm", "a soldier's mother": nobody without a name is introduced by that word.
GOES_ON = re.compile(r"(?:['’]s)?\s(?!who\b|that\b)[a-z]+(?:s|er|or|man)\b|['’]|-|,?\s[A-Z]")
SOON = 70  # characters


def introduced_before(
    phrase: DefinitePhrase, analysis: Analysis, named: Sequence[SalientMention]
) -> Iterator[NamedBefore]:
    """The last of the people before whom the text calls by the noun of the phrase with "a", "another" or "one".

    Who is named behind those words is no candidate here: "a commander of the north, call sign Bear, said".
    """
    role = find_role(phrase.noun)
    if role is None or role.kind != "person":
        return
    start = analysis.sentences[max(0, phrase.sentence.index - REACH)].start
    found = [
        m
        for m in _introductions(phrase.noun).finditer(analysis.text, start, phrase.at)
        if GOES_ON.match(analysis.text, m.end()) is None
        and not any(
            m.end() < s.start < m.end() + SOON
            and s.sentence == analysis.sentence_at(m.start()).index
            and s.source.anonymity == "named"
            for s in named
        )
    ]
    if found:
        at, words = found[-1].start(), found[-1].group()
        sentence, told = analysis.sentence_at(at), describe(words)
        is_withheld = WITHHELD.search(analysis.text, at, sentence.end) is not None
        anonymity: Anonymity = "anonymous" if is_withheld or told.unnamed == "anonymous" else "role_only"
        label = label_of(words)
        source = Source(label, None, "person", anonymity, label, told.affiliation, told.iso3)
        yield NamedBefore(source, at, sentence.index, None, None, (label or "").lower())


@cache
def _introductions(noun: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ne)\s(?:[\w’'-]+\s){{0,3}}?{re.escape(noun)}\b")
