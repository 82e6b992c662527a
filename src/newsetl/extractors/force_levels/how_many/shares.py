"""Which force a percentage or a fraction is of: 'up to 60 per cent of US forces', 'cut its army by a third'."""

import re

from spacy.tokens import Doc

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Counted, lower, token_at
from newsetl.extractors.force_levels.how_many.phrases import noun_at
from newsetl.language import Analysis, Sentence
from newsetl.language.numbers import NumberExpression

OF = re.compile(r"\s+of\s+", re.IGNORECASE)
BY = re.compile(r"\b(?:by|another|a further)\s+$", re.IGNORECASE)
CHANGE = re.compile(rf"\b(?:{lexicon.either('changes of size', 'falls and rises')})\b", re.IGNORECASE)
MAX_TOKENS = 9


def read_share(analysis: Analysis, sentence: Sentence, number: NumberExpression) -> Counted | None:
    """What a share is a share of, if that is a force and the sentence's form can move it; else None.

    Its measure decides whether it is about composition or change: a share without a verb that moves or
    commits the force is none.
    """
    first = token_at(analysis, sentence, number.start)
    of = OF.match(analysis.text, number.end)
    if of is not None:
        return _complement(analysis, sentence, first, of.end())
    left = analysis.text[sentence.start : number.hedge_start]
    if BY.search(left) and CHANGE.search(left) and lexicon.strong_words().search(left):
        return Counted(first, first, first, "troops", "percent", "share")
    return None


def _complement(analysis: Analysis, sentence: Sentence, first: int, start: int) -> Counted | None:
    """The force of 'of its entire ground combat strength', 'of US forces'; the number's token is the head."""
    doc, nouns = analysis.doc, lexicon.force_nouns()
    begin = token_at(analysis, sentence, start)
    for i in range(begin, min(sentence.token_end, begin + MAX_TOKENS)):
        noun, width = noun_at(doc, i, sentence.token_end)
        kinds = nouns.get(lower(doc, i), {})
        is_last = i + width >= sentence.token_end or doc[i + width].pos_ not in ("NOUN", "PROPN")
        if is_last and ((noun is not None and noun.kind in ("strong", "unit")) or "collective" in kinds):
            personnel = noun.personnel_type if noun is not None else kinds["collective"].personnel_type
            return Counted(first, i + width - 1, _number_head(doc, first), personnel, "percent", "share")  # type: ignore[arg-type]
        if doc[i].pos_ in ("VERB", "AUX", "ADP") and doc[i].tag_ not in ("VBG", "VBN"):
            return None
    return None


def _number_head(doc: Doc, first: int) -> int:
    """The token that is the head of a share: 'cent' of '60 per cent', 'third' of 'a third'."""
    token = doc[first]
    while (
        token.dep_ in ("nummod", "quantmod", "compound", "det", "advmod", "amod") and token.head.i > token.i
    ):
        token = token.head
    return token.i
