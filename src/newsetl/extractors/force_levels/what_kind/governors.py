"""The governors of a figure: the verbs and nouns above its phrase in the parse, and clauses on the phrase."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import is_verb
from newsetl.language import Analysis

Role = Literal[
    "object", "subject", "noun", "by", "to", "from", "for", "with", "clause", "joined", "aside", "attribute"
]
MAX_STEPS = 12
ROLES: dict[str, Role] = {
    "dobj": "object",
    "nsubjpass": "object",
    "dative": "object",
    "oprd": "object",
    "nsubj": "subject",
    "csubj": "subject",
    "attr": "attribute",
    "compound": "noun",
    "xcomp": "clause",
    "ccomp": "clause",
    "advcl": "clause",
    "acl": "clause",
    "relcl": "clause",
    "parataxis": "clause",
}
ELSEWHERE = frozenset(("where", "when", "whose"))  # "where they need to be" says nothing of the troops
SENDING_IN = lexicon.word_set("sending-in verbs")
PREPOSITION_ROLES: dict[str, Role] = {
    "by": "by",
    "to": "to",
    "from": "from",
    "for": "for",
    "about": "noun",  # who complains about soldiers meets none
    "regarding": "noun",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A governing word and how the figure (or the step below) depends on it.

    "clause" shares the modality of the word above it ("plans to send"), "joined" shares only its auxiliaries
    ("will withdraw 500 and send 300"), "aside" nothing ("because it has 500").
    """

    token: Token
    role: Role


def find_governors(analysis: Analysis, first: int, last: int, head: int) -> list[Step]:
    """Governors of a phrase, nearest first; participles and relative clauses on the phrase come before all."""
    doc = analysis.doc
    steps = list(_clauses_on(doc, last, head))
    token = doc[head]
    for _ in range(MAX_STEPS):
        if token.head.i == token.i:
            break
        if _is_across_semicolon(analysis, *sorted((token.i, token.head.i))):
            break
        step = _step(token)
        if step is None:
            token = token.head
            continue
        if not first <= step.token.i <= last:
            steps.append(step)
        token = step.token
    return steps


def _is_across_semicolon(analysis: Analysis, first: int, last: int) -> bool:
    """True where a semicolon is among the tokens [first, last)."""
    doc = analysis.doc
    is_there = ";" in analysis.text[doc[first].idx : doc[last].idx]
    return is_there and any(between.text == ";" for between in doc[first:last])


def _step(token: Token) -> Step | None:
    above, dep = token.head, token.dep_
    if dep == "pobj" and above.lower_ == "including" and above.dep_ == "prep":
        return Step(above.head, "object" if is_verb(above.head) else "noun")  # a part of what is named before
    if dep in ("pobj", "pcomp"):
        preposition = above
        while above.pos_ == "ADP" and above.head.i != above.i:
            preposition, above = above, above.head
        return Step(above, "clause" if dep == "pcomp" else _prepositional(preposition, above))
    if dep == "conj":
        return Step(above, "joined") if is_verb(token) else None
    if dep in ("advcl", "relcl", "acl") and _is_finite(token):
        return Step(above, "aside")
    role = ROLES.get(dep)
    if dep == "npadvmod" and is_verb(above) and token.lower_ in lexicon.event_nouns():
        role = "object"  # "announcing earlier this year the deployment": the parse takes it for a time
    return None if role is None else Step(above, role)


def _is_finite(verb: Token) -> bool:
    """True for a clause with a modality of its own: 'when it has 500', not 'to send 500' or 'bringing 500'."""
    if verb.tag_ in ("VBG", "VBN") and not any(
        c.dep_ in ("aux", "nsubj", "nsubjpass") for c in verb.children
    ):
        return False
    return not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _prepositional(preposition: Token, above: Token) -> Role:
    if preposition.dep_ == "agent":
        return "subject"
    if preposition.lower_ == "in" and above.lemma_ in SENDING_IN and preposition.i == above.i + 1:
        return "object"  # "sending in 1,500 troops"
    word = preposition.lower_
    return PREPOSITION_ROLES.get(word, "with" if is_verb(above) else "noun")


def _clauses_on(doc: Doc, last: int, head: int) -> Iterator[Step]:
    """'3,000 troops stationed in', '3,000 troops serving in', '3,000 troops who were killed'."""
    heads = [doc[i] for i in sorted({head, last})]
    heads += [joined for token in heads for joined in token.conjuncts if joined.i > last]
    for token in heads:
        for child in token.children:
            if child.i <= last:
                continue
            if child.dep_ == "acl":
                yield Step(child, "subject" if child.tag_ == "VBG" else "object")
            elif child.dep_ == "relcl" and child.left_edge.lower_ not in ELSEWHERE:
                yield Step(child, _relative_role(child))


def _relative_role(verb: Token) -> Role:
    for child in verb.children:
        if child.lower_ in ("who", "that", "which", "whom"):
            return "subject" if child.dep_ == "nsubj" else "object"
    return "object"
