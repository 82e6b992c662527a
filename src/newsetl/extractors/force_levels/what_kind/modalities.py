"""Whether a figure is reported as fact, plan, possibility, or denied."""

import re

from spacy.tokens import Doc, Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import is_verb
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.what_kind.verb_modality import (
    BEGUN,
    RANK,
    follows_plan,
    has_condition,
    modality_of_tense,
    modality_of_word,
    subject_modality,
)
from newsetl.tables.force_levels import Modality

CONDITION = re.compile(
    r"(?:^|[.!?”\"]\s+)(?:Should|Were)\s[^.;?]{3,80},[^.;?]*$|"
    r"\b(?:[Uu]nless|[Pp]rovided(?: that)?|[Aa]ssuming(?: that)?|[Ii]n (?:case|the event)(?: of| that)?|[Ii]f)\s"
    r"[^.;?]{3,80},[^.;?]*$"
)
SAYING = lexicon.word_set("saying verbs")
BESIDE = frozenset(("with", "for", "by"))


def read_modality(doc: Doc, steps: list[Step], decided_by: Token | None, first: int, last: int) -> Modality:
    """The modality of a figure from its governors and the words before it.

    Args:
        steps: governors, nearest first.
        decided_by: the word that decided the measure: what is below it does not count.
        first, last: tokens of the figure's phrase.
    """
    if decided_by is not None and decided_by.lemma_ == "order" and _is_into(doc, last):
        return "actual"
    chain = _from(steps, decided_by, first, last)
    found: Modality = "actual"
    is_reported = any(step.token.lemma_ in SAYING for step in chain[1:])
    for position, step in enumerate(chain):
        if position > 0 and (step.role == "aside"):
            break
        below = chain[position - 1].token if position > 0 else None
        here = _of_word(step, position == 0 and decided_by is not None, is_reported, below)
        if position == 1 and step.token.lemma_ in BEGUN and RANK[here] == 0:
            return "actual"
        if RANK[here] > RANK[found]:
            found = here
        is_event = position == 0 and decided_by is not None  # "adding 40,000 troops" is not speech
        if not is_event and step.token.lemma_ in SAYING and step.token.lemma_ not in ("announce", "vow"):
            break
    is_conditional = any(has_condition(step.token) for step in chain) or _is_inverted(doc, first)
    if found == "planned" and is_conditional:
        found = "possible"
    return found


def _is_into(doc: Doc, last: int) -> bool:
    """'ordered thousands of troops into the refineries': the order is what moved them."""
    return any(token.lower_ in ("into", "onto") for token in doc[last + 1 : last + 4])


def _from(steps: list[Step], decided_by: Token | None, first: int, last: int) -> list[Step]:
    for number, step in enumerate(steps):
        if decided_by is not None and step.token.i == decided_by.i:
            # A participle on the phrase itself has no clause above it: its own tense is all.
            is_on_phrase = step.token.dep_ in ("acl", "relcl") and first <= step.token.head.i <= last
            if not is_on_phrase:
                return steps[number:]
            above = [s for s in steps[number + 1 :] if s.token.i < first]
            is_there = bool(above) and above[0].token.lemma_ == "be"  # "it is possible that there are …"
            return [step, *above] if is_there else [step]
    return steps


def _of_word(step: Step, is_event: bool, is_reported: bool, below: Token | None) -> Modality:
    token = step.token
    if not is_verb(token):
        if is_event and step.role == "for":
            return modality_of_word(token, "event")  # "a call for 900 soldiers"
        return "actual" if is_event else modality_of_word(token, "chain")
    tense = _tense(step, is_event, is_reported, below)
    if step.role == "joined" and not is_event:
        return tense
    if (
        token.lemma_ == "be"
        and below is not None
        and is_verb(below)
        and below.dep_ in ("ccomp", "xcomp", "attr")
    ):
        tense = max(tense, subject_modality(token, below), key=RANK.__getitem__)
    word = _meaning(token, is_event, below)
    if word == "denied" and any(c.dep_ == "neg" for c in token.children):
        return "actual"
    return word if RANK[word] >= RANK[tense] else tense


def _tense(step: Step, is_event: bool, is_reported: bool, below: Token | None) -> Modality:
    """The modality by a verb's tense; a negation counts only where it denies the figure's own noun."""
    tense = modality_of_tense(step.token, is_reported)
    is_clause = below is None or below.dep_ in ("xcomp", "ccomp", "dobj", "attr", "nsubjpass")
    denies_other = step.role in BESIDE or not is_clause or (not is_event and step.role in ("subject", "noun"))
    # "the group, with 1,500 fighters, is not part of the accord"
    return "actual" if tense == "denied" and denies_other else tense


def _meaning(token: Token, is_event: bool, below: Token | None) -> Modality:
    """The modality by a verb's own meaning: "considers", "it is possible that", "the plan calls for"."""
    has_clause = below is not None and below.dep_ == "ccomp"
    if token.lemma_ in SAYING and has_clause:
        return "actual"  # "announced that it had massed"
    word = modality_of_word(token, "event" if is_event else "chain")
    if token.lemma_ == "be" and not is_event and has_clause:
        adjectives = (c for c in token.children if c.dep_ == "acomp")
        word = next((modality_of_word(c, "chain") for c in adjectives), word)
    # "the plan calls for 3,000"
    return "planned" if word == "possible" and follows_plan(token) else word


def _is_inverted(doc: Doc, first: int) -> bool:
    """'Should talks fail, …', 'Provided parliament agrees, …': a condition that no 'if' opens."""
    return CONDITION.search(doc[max(0, first - 25) : first].text) is not None
