"""Which body of the UN "the UN agency" is: the one that the article has just named or cited."""

import re
from collections.abc import Sequence

from newsetl.extractors.attributions.who.named_sources import named_source
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

TABLE = "statements/word_sets"
REACH = 4  # sentences back
OF_UN = word_set(TABLE, "bodies of the UN")
MISSION_OF_UN = re.compile(r"(?:UN|MIN|MON)[A-Z][A-Za-z]{2,7}")  # UNSMIL, MINUSMA, MONUSCO
PART_OF_UN = re.compile(
    rf"[Tt]he\s(?:UN|U\.N\.|United\sNations)(?:['’]s?)?\s(?:[a-z-]+\s)?"
    rf"(?:{alternatives(word_set(TABLE, 'parts of unions'))}|body)"
)


def body_of_un(
    phrase: str, at: int, sentence: int, mentions: Sequence[EntityMention], cited: Sequence[Source]
) -> Source | None:
    """The one body of the UN that was cited a few sentences ago, else the one that was named; None for several.

    Args:
        phrase: the source as written: "the UN agency".
        at: where it is.
        sentence: its sentence.
        mentions: the article's, in order.
        cited: who was cited in the sentences before.
    """
    if PART_OF_UN.fullmatch(" ".join(phrase.split())) is None:
        return None
    heard = {source.id: source for source in cited if _is_of_un(source.name or "")}
    near = {
        m.entity_id: m
        for m in mentions
        if m.start < at and 0 <= sentence - m.sentence_index <= REACH and _is_of_un(m.entity_name)
    }
    if len(heard) == 1:
        return next(iter(heard.values()))
    return named_source(next(iter(near.values()))) if len(near) == 1 and not heard else None


def _is_of_un(name: str) -> bool:
    institution = institution_of_name(name)
    called = institution.name if institution is not None else name
    return called in OF_UN or MISSION_OF_UN.fullmatch(called) is not None
