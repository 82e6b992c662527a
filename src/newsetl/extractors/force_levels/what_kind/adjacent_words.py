"""Words right beside a figure that refuse it, where the parse has lost them: 'to free thousands of militants'."""

import re

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Counted
from newsetl.extractors.force_levels.what_kind.measures import Reading
from newsetl.language import Analysis, Sentence
from newsetl.language.numbers import NumberExpression

LOST_BEFORE = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|slew|eliminat(?:ed|es|ing)|neutrali[sz](?:ed|es|ing)|wound(?:ed|ing)|injur(?:ed|ing)|los(?:t|e|es|ing)|captur(?:ed|ing)|arrest(?:ed|ing)|"
    r"detain(?:ed|ing)|murder(?:ed|ing)|massacr(?:ed|ing)|execut(?:ed|ing)|buried|mourn(?:ed|s|ing)?|"
    r"put(?:ting|s)? out of action)"
    r"[\s,:]*(?:(?:\w+ly|the|another|an additional|more than|at least|about|some|all|tens of|hundreds of)[\s,]*){0,3}$",
    re.IGNORECASE,
)
LOST_AFTER = re.compile(
    r"^[\s,]*(?:were |was |have been |had been |has been |have |had |would be |being )?(?:also |reportedly |since )?"
    rf"(?:{lexicon.either('lost')}|short of (?:its|their|the|his)\b|lost(?=\s*(?:[,.;)]|--|—|$|\bin\b)))\b",
    re.IGNORECASE,
)


# What a ship or a barracks takes: "built to hold 300 soldiers".
CAPACITY = re.compile(
    r"\b(?:built|designed|able|enough|room|space|capacity|equipped|meant|can|could)\s+(?:to\s+)?"
    r"(?:hold|house|carry|seat|accommodate|sleep|transport|lift|fit|for)\s*$",
    re.IGNORECASE,
)


def trapped_beside(
    analysis: Analysis, sentence: Sentence, counted: Counted, number: NumberExpression
) -> Reading | None:
    """The trap that stands right before the number or right after its noun."""
    text, last = analysis.text, analysis.doc[counted.last]
    before = text[max(sentence.start, number.hedge_start - 200) : number.hedge_start]
    after = text[max(number.end, last.idx + len(last)) : sentence.end][:200]
    if LOST_BEFORE.search(before) or LOST_AFTER.search(after):
        return Reading("casualty", None)
    if CAPACITY.search(before):
        return Reading("capacity", None)
    return None
