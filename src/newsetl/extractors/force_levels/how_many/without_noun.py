"""Numbers without a noun of their own: 'a force of 4,000', 'the number of troops rose to 17,000', 'Spain 800'."""

import re
from collections.abc import Iterator
from typing import cast

from spacy.tokens import Doc

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Counted, Figure, token_at
from newsetl.extractors.force_levels.how_many.sizes_of_groups import ARMED_KINDS, ends_of_group_is_at
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.language import Analysis, Sentence
from newsetl.language.numbers import NumberExpression
from newsetl.tables.force_levels import PersonnelType

PART_OF_THEM = re.compile(
    r"\s+(?:more\s+)?(?:of|from among|among)\s+(?:them|these|those|whom)\b", re.IGNORECASE
)
WORD = re.compile(r"[A-Za-z]+")
ARMED_BANDS = lexicon.word_set("bands")
PLURAL = ("s", "men")
BACK = 2  # sentences
COLLECTIVE = f"(?:{lexicon.either('collectives')})"
LINKS = (
    r"(?:of|at|to|by|from|with|is|are|was|were|be|being|been|than|numbering|numbers?|numbered|totals?|totall?ed|"
    r"totall?ing|reach(?:|es|ed|ing)|exceed(?:|s|ed|ing)|comprises|hit|hits|topped|stood|had|has|currently|now|"
    r"then|roughly|already|still|estimated|around|only|just|maybe|perhaps|put)"
)
HEAD_OF = re.compile(
    rf"\b{COLLECTIVE}\s+(?:(?:strength|size|level)\s+)?(?:of|numbering|totall?ing|at|numbers?|numbered|totals?|"
    r"totall?ed|exceeding)\s*(?:(?:a|an|the|total|maximum|combined|estimated)\s+)*$",
    re.IGNORECASE,
)
MEASURED = re.compile(
    rf"\b(?:{lexicon.either('measured')})\b[^;:]{{0,140}}?\b{LINKS}\s+"
    r"(?:(?:a|an|the|its|total|current|record|peak|high|low|maximum|combined|estimated|of|at|to)\s+)*$",
    re.IGNORECASE,
)
NUMBERING = re.compile(
    r"\b(?:numbering|numbered|totall?ing|estimated at|(?:who|which|that|to) numbers?)\s*$", re.IGNORECASE
)
SIZING = re.compile(
    r"\b(?:total|number|numbers|strength|levels?|size|ceiling|cap|limit|maximum|numbering|numbers|numbered|totals?|"
    r"totall?ed|totall?ing|put|puts|r[io]se|risen|grew|grow\w*|swell\w*|swollen|climb\w*|jump\w*|fell|fall\w*|drop\w*|dwindl\w*|"
    r"shr[aiu]nk\w*|shrinking|doubl\w*|tripl\w*|increas\w*|rais\w*|boost\w*|expand\w*|bring\w*|brought|reduc\w*|"
    r"cut\w*|slash\w*|trim\w*|lower\w*|peak\w*|stand\w*|stood|reach\w*|exceed\w*|estimat\w*|capp\w*|limit\w*|"
    r"declin\w*|decreas\w*|up|down|surg\w*)\b",
    re.IGNORECASE,
)
OTHER_THING = re.compile(
    rf"\b(?:{lexicon.either('other things')}|(?:kill|wound|arrest|detain|loss|budget|cost)\w*|"
    r"(?:casualt|injur|captur|fatalit)\w+)\b",
    re.IGNORECASE,
)
# A count without a noun ends here.
ALONE = re.compile(
    r"\s*(?:[.,;:!?)\]”\"—–]|--|$|"
    rf"\b(?:{lexicon.either('ends of a count')}|remain\w*|stay\w*|a\s+(?:month|year))\b)",
    re.IGNORECASE,
)
OF_THEM = re.compile(r"\s+(?:of|from)\s+(?:them|whom|these|those)\b", re.IGNORECASE)
MORE = re.compile(r"\s+(?:more|others|extra)\b(?!\s+than)", re.IGNORECASE)
OF_THE = re.compile(r"\bof the\s+$", re.IGNORECASE)  # "on top of the 7,000 who serve there"
WHO = re.compile(r"\s+who\b")
FEW = 50
NEAR_HEAD = 60  # characters before "a strength of"
PLACED = re.compile(
    r"\s+(?:more\s+|others\s+)?(?:in|at|to|from|near|on|around)\s+(?:the\s+|nearby\s+|neighbou?ring\s+)?[A-Z]"
)
JOINING = re.compile(r"(?:,|\band|\bwith|\bplus)\s+$", re.IGNORECASE)
UP_FROM = re.compile(r",\s+(?:up|down)\s+from\s+$", re.IGNORECASE)
LED_UP = 60  # characters right before a number
WITH = re.compile(r"(?:,?\s+with|,\s+(?:which|who)\s+(?:has|have|had))?\s*")
LEADING_UP = re.compile(r"\b(?:number|total|figure|force|level|to|at)s?\s+\S*\s*$")
SIZE_WORD = re.compile(rf"\b(?:{lexicon.either('size words')})\b")
OF_WHOM = re.compile(r"\b(?:of|among) (?:whom|them|these|which)\s*,?\s*$", re.IGNORECASE)
ELLIPTIC_VERBS = lexicon.word_set("verbs of a bare number")


def antecedent_noun(
    analysis: Analysis, sentence: Sentence, number: NumberExpression
) -> tuple[int, int] | None:
    """The force noun that "of them" right after a number points back at; None where nothing there points back.

    It is the last such noun before the number in the number's own sentence, else the first of the nearest sentence
    before: its subject, where English has its usual order.
    """
    if PART_OF_THEM.match(analysis.text, number.end) is None:
        return None
    own = list(_nouns(analysis.text, sentence.start, number.hedge_start))
    if own:
        return own[-1]
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - BACK), -1):
        before = analysis.sentences[index]
        said = next(_nouns(analysis.text, before.start, before.end), None)
        if said is not None:
            return said
    return None


def _nouns(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the plural nouns that are always a force, those of rebels and militias, and of bands."""
    for word in WORD.finditer(text, start, end):
        kinds = lexicon.force_nouns().get(word.group().lower(), {})
        is_armed = "strong" in kinds or any(
            noun.personnel_type in lexicon.NON_STATE for noun in kinds.values()
        )
        is_armed = is_armed or word.group().lower() in ARMED_BANDS
        if is_armed and word.group().lower().endswith(PLURAL):
            yield word.span()


def read_total(
    analysis: Analysis, sentence: Sentence, number: NumberExpression, previous: Figure | None
) -> Counted | None:
    """What a number without a noun counts, if the words before it or the figure before it say so.

    Args:
        previous: the figure last found, in this sentence or one or two before it; None if there is none so near.
    """
    is_alone = ALONE.match(analysis.text, number.end) or _is_before_verb(analysis, sentence, number)
    is_alone = is_alone or _is_before_people(analysis, number)
    if not is_alone:
        return None
    left = analysis.text[sentence.start : number.hedge_start]
    first = token_at(analysis, sentence, number.start)
    if _is_headed(left):
        return Counted(first, first, first, _kind(left), "persons", "total")
    if previous is None:
        return _of_soldiers(analysis, sentence, number, first)
    if previous.counted.unit != "persons" or not _is_elliptic(
        analysis, sentence, number, previous, first, left
    ):
        return None
    return Counted(first, first, first, previous.counted.personnel_type, "persons", "ellipsis")


def _kind(left: str) -> PersonnelType:
    """What kind of people the last force noun before the number names."""
    said = list(lexicon.plural_words().finditer(left))
    if not said:
        return "troops"
    return cast(PersonnelType, lexicon.force_nouns()[said[-1].group().lower()]["strong"].personnel_type)


def _is_before_verb(analysis: Analysis, sentence: Sentence, number: NumberExpression) -> bool:
    """'rebels numbering 1,200 seized the town'."""
    i = token_at(analysis, sentence, number.end + 1)
    return i < sentence.token_end and analysis.doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD")


def _is_before_people(analysis: Analysis, number: NumberExpression) -> bool:
    """'an army of 4,000 Greeks', '5,100 soldiers: 4,500 French and 400 Danish'."""
    named = find_actors(analysis.text, number.end, number.end + 14)
    return bool(named) and named[0].name.kind == "demonym" and named[0].start == number.end + 1


def _of_soldiers(
    analysis: Analysis, sentence: Sentence, number: NumberExpression, first: int
) -> Counted | None:
    """'French soldiers came in 1986. About 1,000 of them are still there': the noun of the sentence before."""
    before = analysis.text[max(0, sentence.start - 160) : number.hedge_start]
    if (number.value or 0) < FEW or OF_THEM.match(analysis.text, number.end) is None:
        return None
    if OTHER_THING.search(before) or lexicon.plural_words().search(before) is None:
        return None
    meant = antecedent_noun(analysis, sentence, number)
    kind = lexicon.personnel_type(None if meant is None else analysis.text[slice(*meant)].lower())
    return Counted(first, first, first, kind, "persons", "ellipsis")


def _is_headed(left: str) -> bool:
    """True after words that name a force and lead up to its size."""
    clause = re.split(r"[.;:?!]\s|\s[–—-]{1,2}\s", left)[-1]
    if OTHER_THING.search(clause):
        return False
    if len(clause) in ends_of_group_is_at(clause):
        return True
    headed = HEAD_OF.search(clause)
    if headed is not None:
        near = clause[max(0, headed.start() - NEAR_HEAD) :]
        return lexicon.strong_words().search(near) is not None or _names_group(near)
    if NUMBERING.search(clause):
        return lexicon.strong_words().search(clause) is not None or _names_group(clause)
    measured = MEASURED.search(clause)
    if measured is None or not (lexicon.strong_words().search(clause) or _names_group(clause)):
        return False
    return SIZING.search(clause) is not None


def _names_group(clause: str) -> bool:
    """'the Janjaweed, who number 900'."""
    return any(m.name.group_kind in ARMED_KINDS for m in find_actors(clause, 0, len(clause)))


def _is_elliptic(
    analysis: Analysis,
    sentence: Sentence,
    number: NumberExpression,
    previous: Figure,
    first: int,
    left: str,
) -> bool:
    """True if the number counts the people of the figure before it."""
    if number.value is not None and number.value < 10:
        return False
    if OF_THEM.match(analysis.text, number.end) or OF_WHOM.search(left):
        return True
    if OTHER_THING.search(left[-120:]):
        return False
    is_gapped = previous.sentence.index == sentence.index and (
        _is_gapped(analysis, sentence, number, left)
        or _is_before_people(analysis, number)
        or UP_FROM.search(left[-LED_UP:]) is not None
    )
    is_of_rest = OF_THE.search(left) is not None and WHO.match(analysis.text, number.end) is not None
    if is_gapped or is_of_rest or MORE.match(analysis.text, number.end) is not None:
        return True
    if SIZING.search(left[-40:]) and LEADING_UP.search(left):
        return SIZE_WORD.search(left) is not None
    return sentence.is_parsed and _depends_on_force_verb(analysis.doc, first)


def _is_gapped(analysis: Analysis, sentence: Sentence, number: NumberExpression, left: str) -> bool:
    """'650 in Latvia and 400 in Slovakia', 'Italy has 2,100 soldiers there, France 2,000 and Britain 100'."""
    if PLACED.match(analysis.text, number.end) and JOINING.search(left):
        return True
    start = max(sentence.start, sentence.start + len(left) - 60)
    end = sentence.start + len(left)
    mentions = find_actors(analysis.text, start, end)
    return (
        bool(mentions)
        and WITH.fullmatch(analysis.text, mentions[-1].end, end) is not None
        and mentions[-1].name.kind in ("country", "group", "metonym")
    )


def _depends_on_force_verb(doc: Doc, first: int) -> bool:
    token = doc[first]
    if token.dep_ in ("nummod", "quantmod", "compound") and token.head.pos_ == "NUM":
        token = token.head
    return token.dep_ in ("dobj", "nsubj", "nsubjpass") and token.head.lemma_.lower() in ELLIPTIC_VERBS
