"""What kind of figure it is: a size, a change, an aim, a limit, people trained; or none that counts."""

import re
from dataclasses import dataclass
from typing import get_args

from spacy.tokens import Doc, Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.lexicon import VerbSense
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.tables.force_levels import Measure

MORE = re.compile(r"\b(?:more|additional|extra|another|further|fresh|new|reinforcements?)\b", re.IGNORECASE)
# Collective nouns and "number of" give a size only if nothing above them says more.
WEAK_NOUNS = lexicon.word_set("size nouns")
WEAK_VERBS = lexicon.word_set("weak verbs")
COMPLEMENTS = frozenset(
    ("prt", "advmod", "acomp", "xcomp", "dobj", "oprd", "npadvmod", "prep", "attr", "ccomp")
)
NEXT = 6  # tokens: "there are an additional 3,000" is a stock
TALLIES = lexicon.word_set("tallies")
# A legal maximum, not one deployment: 'can call up to 200,000 reservists without approval', 'allows up to 500 troops'.
LEGAL_LIMIT = re.compile(
    r"\b(?:(?:can|may)\b[^.;]{0,40}\bup to\b[^.;]{0,60}\bwithout|(?:allow\w*|permit\w*|entitle\w*|authori[sz]\w+)\b"
    r"(?![^.;]{0,40}\b(?:deployment|dispatch|sending|mobili[sz]ation|call-?up|release) of\b)"
    r"[^.;]{0,40}\b(?:up to|as many as|no more than|a maximum of|at most))\b",
    re.IGNORECASE,
)
HAVING = lexicon.word_set("having")
GONE_AFTER = re.compile(
    r"^[^.;:]{0,30}?\b(?:dead|transition\w* (?:from|out of) the|"
    r"killed|slain|missing|wounded|captured|(?:taken|held) (?:prisoner|captive|hostage)|"
    r"(?:to|with|lost|gave|given|laid down) their (?:deaths?|lives|own lives))\b",
    re.IGNORECASE,
)
STATED = lexicon.word_set("placing verbs")
ARMING = frozenset(("arm", "equip"))
ASKING = lexicon.word_set("asking verbs")
STANDING = lexicon.word_set("contributing verbs")  # in the present: what one has there
TRAPS = frozenset(("casualty", "captive", "anecdote"))
FINAL = frozenset(get_args(Measure))
LOST_BEFORE = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|slew|eliminat(?:ed|es|ing)|neutrali[sz](?:ed|es|ing)|wound(?:ed|ing)|injur(?:ed|ing)|los(?:t|e|es|ing)|captur(?:ed|ing)|arrest(?:ed|ing)|"
    r"detain(?:ed|ing)|murder(?:ed|ing)|massacr(?:ed|ing)|execut(?:ed|ing)|buried|mourn(?:ed|s|ing)?|"
    r"put(?:ting|s)? out of action)"
    r"[\s,:]*(?:(?:\w+ly|the|another|an additional|more than|at least|about|some|all|tens of|hundreds of)[\s,]*){0,3}$",
    re.IGNORECASE,
)
# What a ship or a barracks takes: "built to hold 300 soldiers".
CAPACITY = re.compile(
    r"\b(?:built|designed|able|enough|room|space|capacity|equipped|meant|can|could)\s+(?:to\s+)?"
    r"(?:hold|house|carry|seat|accommodate|sleep|transport|lift|fit|for)\s*$",
    re.IGNORECASE,
)
LOOK_BACK = 200  # characters


@dataclass(frozen=True, slots=True)
class Reading:
    """The measure (or the trap's name) and the word that decided it, if one did."""

    measure: str
    token: Token | None

    @property
    def is_trap(self) -> bool:
        """True if the figure is not a force level: casualties, captives, an anecdote."""
        return self.measure not in FINAL


def trap_beside(text: str) -> Reading | None:
    """The trap by the words right before a number, where the parse has lost them: 'to kill 900 militants'.

    Args:
        text: the words of the sentence before the number.
    """
    if LOST_BEFORE.search(text, max(0, len(text) - LOOK_BACK)):
        return Reading("casualty", None)
    return Reading("capacity", None) if CAPACITY.search(text, max(0, len(text) - LOOK_BACK)) else None


def read_measure(doc: Doc, steps: list[Step], first: int, last: int) -> Reading:
    """The measure that the governors give a figure whose phrase is tokens first..last."""
    trap = _trap_above(steps)
    if trap is not None:
        return trap
    weak: Reading | None = None
    on_phrase = [] if _is_definite(doc, first) else [s.token for s in steps if _is_on(s.token, first, last)]
    for step in steps:
        reading = _of_step(step)
        if reading is None:
            if step.role in ("clause", "joined", "aside") and weak is not None:
                break
            continue
        if reading.is_trap or not (_is_weak(step, reading) or _only_locates(step, reading, on_phrase)):
            return _refined(doc, reading, first, last)
        weak = reading if weak is None or weak.token in on_phrase else weak
    return _refined(doc, weak or Reading("level", None), first, last)


def _trap_above(steps: list[Step]) -> Reading | None:
    """The trap that a phrase depends on in its own clause, whatever depends on it: 'the names of 4,000 who …'."""
    for step in steps:
        if step.role in ("clause", "joined", "aside"):
            return None
        reading = _of_step(step)
        if reading is not None and reading.is_trap:
            return reading
    return None


def _is_weak(step: Step, reading: Reading) -> bool:
    lemma = step.token.lemma_.lower()
    if step.token.pos_ in ("VERB", "AUX"):
        return lemma in WEAK_VERBS
    return lemma in WEAK_NOUNS and reading.measure == "level"


def _only_locates(step: Step, reading: Reading, on_phrase: list[Token]) -> bool:
    """'withdraw 5,000 troops stationed there': a state named in the phrase itself, if the words above say more."""
    return reading.measure == "level" and step.token in on_phrase


def _is_on(token: Token, first: int, last: int) -> bool:
    return token.dep_ in ("acl", "relcl") and first <= token.head.i <= last


def _is_definite(doc: Doc, first: int) -> bool:
    """'the withdrawal of Chad's 900 soldiers at the lake': a known size, whatever happens to it."""
    before = doc[max(0, first - 1) : first].text.lower()
    return before in ("the", "its", "their", "his", "our", "those", "'s", "’s", "'", "’")


def _of_step(step: Step) -> Reading | None:
    if step.role == "for" and step.token.lemma_.lower() in ASKING:
        return Reading("increase", step.token)  # "calls for 900 soldiers"
    if step.token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return _of_noun(step)
    if step.token.lemma_ in ARMING and step.token.dep_ in ("acl", "amod"):
        return None  # "75 fighters, armed with rifles"
    sense = _sense(step.token)
    if sense is None:
        return None
    measure = ""
    if step.role == "subject" and is_total_over_years(step.token):
        measure = "served"
    elif step.role in ("to", "from", "by") and sense.change:
        measure = _size_after_change(step, sense.change)
    elif step.role in ("with", "to") and sense.as_object in TRAPS:
        measure = sense.as_object
    elif step.role in ("subject", "with"):
        measure = sense.as_subject
    elif step.role in ("object", "attribute"):
        measure = _as_object(step.token, sense.as_object)
    return Reading(measure, step.token) if measure else None


def _as_object(token: Token, measure: str) -> str:
    return "level" if token.lemma_ in STANDING and token.tag_ in ("VBZ", "VBP") else measure


def _event_measure(noun: Token) -> str | None:
    """The measure, or the trap's name, by a noun of an event: 'the withdrawal of'; None if it has none."""
    nouns = lexicon.event_nouns()
    measure = nouns.get(noun.lower_) or nouns.get(noun.lemma_.lower())
    if noun.lemma_.lower() in TALLIES:  # "the death count of 900 soldiers"
        measure = next((nouns[c.lower_] for c in noun.lefts if c.lower_ in nouns), measure)
    if measure == "target_of_strike" and not any(c.lower_ in ("on", "against") for c in noun.children):
        return None
    return measure


def _of_noun(step: Step) -> Reading | None:
    measure = _event_measure(step.token)
    if measure is None or (step.role in ("object", "attribute") and measure != "level"):
        return None
    return Reading(measure, step.token)


def _size_after_change(step: Step, change: str) -> str:
    if step.role == "by":
        return "increase" if change == "up" else "decrease"
    return "level" if step.role == "from" else "target"


def _sense(token: Token) -> VerbSense | None:
    """The sense of a verb, with its particle or complement if that makes another one: 'bring home', 'go AWOL'."""
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.i > token.i and child.dep_ in COMPLEMENTS:
            sense = lexicon.verbs().get(f"{lemma} {child.lower_}")
            if sense is not None:
                return sense
    return lexicon.verbs().get(lemma)


def _refined(doc: Doc, reading: Reading, first: int, last: int) -> Reading:
    """The reading as the words around the figure change it."""
    return reading if reading.is_trap else Reading(_refined_measure(doc, reading, first, last), reading.token)


def _refined_measure(doc: Doc, reading: Reading, first: int, last: int) -> str:
    lemma = reading.token.lemma_.lower() if reading.token is not None else ""
    after = doc[last + 1 : last + 12].text
    if GONE_AFTER.search(after):
        return "casualty"
    sentence = doc[first].sent
    if LEGAL_LIMIT.search(doc[max(sentence.start, first - 14) : min(sentence.end, last + 16)].text):
        return "cap"
    aim = _aim(reading.token) if reading.measure == "level" else None
    if aim is not None:
        return aim
    is_held = reading.token is not None and lemma in HAVING and abs(reading.token.i - first) <= NEXT
    if reading.measure == "level" and not is_held and MORE.search(_near(doc, first, last)):
        return "increase"
    return reading.measure


def _aim(token: Token | None) -> str | None:
    """'the goal is to have 7,000 soldiers at the border', 'the cap on American troops was 800'."""
    for verb in (token, token.head) if token is not None else ():
        for child in verb.children:
            measure = lexicon.event_nouns().get(child.lemma_.lower()) if child.dep_ == "nsubj" else None
            if measure in ("target", "cap"):
                return measure
    return None


def _near(doc: Doc, first: int, last: int) -> str:
    """The phrase with the two words before it, without 'more than', which hedges."""
    before = re.split(r"[,;:]", doc[max(0, first - 2) : first].text)[-1]
    return re.sub(r"\b(?:no )?more than\b", "", f"{before} {doc[first : last + 1].text}", flags=re.IGNORECASE)


def is_total_over_years(verb: Token) -> bool:
    """'hundreds of thousands have served there over the years': no force that ever stood there at once."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return (
        verb.lemma_ == "serve"
        and verb.tag_ == "VBN"
        and bool(auxiliaries & {"have", "has", "had", "'ve", "’ve"})
    )


def as_measure(reading: Reading) -> Measure:
    """The measure of a reading that is not a trap."""
    assert not reading.is_trap, reading.measure
    return reading.measure  # type: ignore[return-value]
