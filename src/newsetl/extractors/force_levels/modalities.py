"""Whether a figure is told as fact, plan, possibility, or denied."""

import re
from typing import cast

from spacy.tokens import Doc, Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import is_verb
from newsetl.extractors.force_levels.governors import Step
from newsetl.tables.force_levels import Modality

# Ranked: the most doubtful of the words above a figure wins.
RANK: dict[str, int] = {"actual": 0, "planned": 1, "possible": 2, "denied": 3}
PLANNED_ADJECTIVE = re.compile(
    r"\b(?:planned|scheduled|promised|pledged|upcoming|announced|ordered|so-called)\b", re.I
)
POSSIBLE_ADJECTIVE = re.compile(
    r"\b(?:proposed|possible|potential|requested|eventual|suggested|recommended)\b", re.I
)
CONDITIONED = re.compile(r"\b(?:conditional|contingent|conditioned|dependent) (?:up)?on\b[^.;]*$", re.I)
CONDITION = re.compile(
    r"(?:^|[.!?”\"]\s+)(?:Should|Were)\s[^.;?]{3,80},[^.;?]*$|"
    r"\b(?:[Uu]nless|[Pp]rovided(?: that)?|[Aa]ssuming(?: that)?|[Ii]n (?:case|the event)(?: of| that)?|[Ii]f)\s"
    r"[^.;?]{3,80},[^.;?]*$"
)
CONDITION_AFTER = re.compile(
    r"^[^.;?]*?\b(?:unless|provided (?:that|the)|assuming|in case of|in the event of|on condition that|should the)\b"
)
SAYING = frozenset(
    ("say", "tell", "announce", "add", "report", "write", "note", "confirm", "state", "vow", "claim")
)
NEGATIONS = frozenset(("not", "n't", "never", "no", "nt"))
BELIEVED = frozenset(
    (
        "claim",
        "say",
        "believe",
        "estimate",
        "think",
        "report",
        "know",
        "seem",
        "appear",
        "boast",
        "understand",
    )
)
LET = frozenset(("allow", "let", "permit", "enable", "help", "force"))
BESIDE = frozenset(("with", "for", "by"))
COUNTING = frozenset(("count", "include", "list", "register"))  # "are not counted there": there all the same
BEGUN = frozenset(("begin", "start", "continue", "finish", "complete", "succeed", "help", "manage"))
PERFECT_OR_PAST = frozenset(("VBD", "VBN"))


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
        if position > 0 and (step.role == "aside" or step.token.lemma_ in lexicon.modal_words("stop")):
            break
        below = chain[position - 1].token if position > 0 else None
        here = _of_word(step, position == 0 and decided_by is not None, is_reported, below)
        if position == 1 and step.token.lemma_ in BEGUN and RANK[here] == 0:
            return "actual"
        if RANK[here] > RANK[found]:
            found = here
        is_event = position == 0 and decided_by is not None  # "adding 40,000 troops" is no speech
        if not is_event and step.token.lemma_ in SAYING and step.token.lemma_ not in ("announce", "vow"):
            break
    named = _named_before(chain[0].token) if chain else "actual"
    found = named if RANK[named] > RANK[found] else found
    is_conditional = any(_has_condition(step.token) for step in chain) or _is_inverted(doc, first, last)
    if found == "planned" and is_conditional:
        found = "possible"
    if found != "denied" and CONDITIONED.search(doc[max(0, first - 12) : first].text):
        return "possible"
    return _with_adjectives(doc, found, first, decided_by)


def _named_before(verb: Token) -> Modality:
    """'amounted to a call to deploy 500': the noun right before the infinitive, wherever the parse hangs it."""
    to = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    if to is None or to.i == 0 or to.nbor(-1).pos_ != "NOUN":
        return "actual"
    return _word(to.nbor(-1), "chain")


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
        return "actual" if is_event else _word(token, "chain")
    tense = _tense(token, is_reported)
    is_clause = below is None or below.dep_ in ("xcomp", "ccomp", "dobj", "attr", "nsubjpass")
    if tense == "denied" and (
        step.role in BESIDE
        or not is_clause
        or (not is_event and step.role in ("subject", "noun"))
        or _denies_other(step, is_event, below)
    ):
        tense = "actual"  # "the group, with 1,500 fighters, is not part of the accord"
    if step.role == "joined" and not is_event:
        return tense
    is_told = (
        token.lemma_ in SAYING and below is not None and below.dep_ == "ccomp"
    )  # "announced that it had massed"
    word = "actual" if is_told else _word(token, "event" if is_event else "chain")
    if token.lemma_ == "be" and not is_event and below is not None and below.dep_ == "ccomp":
        adjectives = (
            c for c in token.children if c.dep_ == "acomp"
        )  # "it is possible that", "it is likely that"
        word = next((_word(c, "chain") for c in adjectives), word)
    if word == "possible" and _follows_plan(token):
        word = "planned"  # "the plan calls for 3,000"
    if word == "denied" and any(c.dep_ == "neg" for c in token.children):
        return "actual"
    return word if RANK[word] >= RANK[tense] else tense


def _denies_other(step: Step, is_event: bool, below: Token | None) -> bool:
    """'is not part of the accord', 'are not counted there': what is denied is not that they are, go or come."""
    if step.token.lemma_ in COUNTING:
        return True
    if step.token.lemma_ != "be":
        return below is None and not is_event
    if step.role != "subject":
        return False
    return not any(c.dep_ == "prep" or c.lower_ in ("there", "here") for c in step.token.children)


def _word(token: Token, scope: str) -> Modality:
    words = lexicon.modal_words(scope)
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
    phrase = words.get(f"{token.lemma_.lower()} {particle}") if particle is not None else None
    modality = phrase or words.get(token.lower_) or words.get(token.lemma_.lower()) or "actual"
    return cast(Modality, modality)


def _has_condition(verb: Token) -> bool:
    """True beside 'if', 'unless', 'should it come to war'."""
    return any(
        child.dep_ == "advcl" and any(c.lower_ in ("if", "unless") for c in child.children)
        for child in verb.children
    )


def _is_inverted(doc: Doc, first: int, last: int) -> bool:
    """'Should talks fail, …', 'provided parliament agrees': a condition that no 'if' opens."""
    return CONDITION.search(doc[max(0, first - 25) : first].text) is not None or (
        CONDITION_AFTER.search(doc[last + 1 : last + 20].text) is not None
    )


def _tense(verb: Token, is_reported: bool) -> Modality:
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")]
    words = lexicon.modal_words("aux")
    found: Modality = "actual"
    for auxiliary in auxiliaries:
        word = auxiliary.lower_
        modality = words.get(word, "actual")
        if word in ("would", "'d", "’d") and (is_reported or _follows_plan(verb)):
            modality = "planned"
        if RANK[modality] > RANK[found]:
            found = modality  # type: ignore[assignment]
    if any(c.lower_ in NEGATIONS for c in auxiliaries) and found == "actual":
        return "denied"
    if verb.lemma_ == "be" and any(
        _is_bare_infinitive(c) for c in verb.children
    ):  # "7,000 rebels are to gather"
        return "planned"
    if found == "actual" and _is_infinitive(auxiliaries):
        is_begun = (
            verb.dep_ == "xcomp" and verb.head.lemma_ in BEGUN
        )  # "continues to support": as it continues
        return "actual" if is_begun or _is_purpose(verb) else "planned"
    return found


def _is_bare_infinitive(token: Token) -> bool:
    return token.dep_ in ("xcomp", "ccomp", "advcl") and any(
        c.dep_ == "aux" and c.lower_ == "to" for c in token.children
    )


def _follows_plan(verb: Token) -> bool:
    """'the plan would keep 4,000', 'under the plan, it would keep': decided under a plan, not under a proposal."""
    names = [c for c in verb.children if c.dep_ == "nsubj"]
    names += [c for prep in verb.children if prep.lower_ == "under" for c in prep.children]
    return any(lexicon.modal_words("chain").get(c.lemma_.lower()) == "planned" for c in names)


def _is_infinitive(auxiliaries: list[Token]) -> bool:
    return any(a.lower_ == "to" for a in auxiliaries) and not any(
        a.lower_ in ("have", "has") for a in auxiliaries
    )


def _is_purpose(verb: Token) -> bool:
    """'used trucks to move 500 soldiers': done, if what it serves is done."""
    above = verb.head
    if above.i == verb.i:
        return False
    if above.lemma_ in BELIEVED:  # "claims to have 100,000 men"
        return True
    is_let = verb.dep_ == "ccomp" and above.lemma_ in LET
    return (verb.dep_ in ("advcl", "xcomp") or is_let) and above.tag_ in PERFECT_OR_PAST


def _with_adjectives(doc: Doc, found: Modality, first: int, decided_by: Token | None) -> Modality:
    words = doc[max(0, first - 4) : first].text
    if decided_by is not None and not is_verb(decided_by):
        words += " " + " ".join(c.text for c in decided_by.children if c.i < decided_by.i)
    if decided_by is not None:
        words += " " + " ".join(
            left.text for c in decided_by.children if c.dep_ in ("nsubj", "nsubjpass") for left in c.lefts
        )
    if POSSIBLE_ADJECTIVE.search(words) and RANK[found] < RANK["possible"]:
        return "possible"
    if PLANNED_ADJECTIVE.search(words):
        return "planned"
    return found
