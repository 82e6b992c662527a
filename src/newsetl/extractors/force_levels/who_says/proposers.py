"""Who speaks of a figure where no attribution holds it: 'the senator wants to send 900', 'the brass claim that'."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsetl.extractors.force_levels.figure import is_verb
from newsetl.extractors.force_levels.scene import Scene
from newsetl.language.numbers import NumberExpression
from newsetl.lexicons import read_words
from newsetl.tables.attributions import Attribution

MAX_STEPS = 8
FIRST_OR_SECOND = frozenset(("i", "we", "you"))
RELATIVES = frozenset(("who", "that", "which"))
NOUNS = frozenset(("NOUN", "PROPN"))


def proposer(scene: Scene, number: NumberExpression, head: int) -> str | None:
    """The person, by name, who promises, demands or threatens what the figure is of; None if none is named."""
    for verb in _verbs_above(scene, number, head):
        if _phrases(verb) & read_words("forces/proposing_verbs"):
            who = _subject(verb)
            is_told = who is not None and _is_person(who) and not _is_past_setting(who)
            return _words(scene, who) if who is not None and is_told else None
    return None


def teller(scene: Scene, number: NumberExpression, head: int) -> str | None:
    """The subject of a verb of telling over the figure's own clause; None for 'I', 'we' and 'he'."""
    for verb in _verbs_above(scene, number, head):
        if verb.lemma_ in read_words("forces/reporting_verbs") and verb.idx < number.start:
            who = _subject(verb)
            is_clause = any(c.dep_ == "ccomp" and c.idx < number.end <= _end(c) for c in verb.children)
            is_negated = any(c.dep_ == "neg" for c in verb.children)
            return _words(scene, who) if who is not None and is_clause and not is_negated else None
    return None


def is_person(row: Attribution) -> bool:
    """True for a person whose name the text tells."""
    return row.source_kind == "person" and row.anonymity == "named"


def _verbs_above(scene: Scene, number: NumberExpression, head: int) -> Iterator[Token]:
    if not scene.analysis.sentence_at(number.start).is_parsed:
        return
    token = scene.analysis.doc[head]
    for _ in range(MAX_STEPS):
        if is_verb(token):
            yield token
        if token.head.i == token.i or (token.dep_ in ("parataxis", "conj") and not is_verb(token.head)):
            return
        token = token.head


def _phrases(verb: Token) -> set[str]:
    lemma = verb.lemma_.lower()
    return {lemma, *(f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in ("prep", "prt"))}


def _subject(verb: Token) -> Token | None:
    """The verb's subject, by the noun that a relative clause is on; None for pronouns."""
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if who is not None and who.lower_ in RELATIVES and verb.dep_ == "relcl":
        who = verb.head
    return who if who is not None and who.pos_ in NOUNS else None


def _is_past_setting(who: Token) -> bool:
    """'the day after the president proposed 900': a time that is told, not a statement."""
    start = who.left_edge
    return start.i > 0 and start.nbor(-1).lower_ in ("after", "before", "since", "when", "until")


def _is_person(who: Token) -> bool:
    return who.ent_type_ == "PERSON"


def _words(scene: Scene, who: Token) -> str:
    """A name or a noun with what stands before it, without the article."""
    first = min((c.i for c in who.lefts if c.dep_ in ("compound", "amod")), default=who.i)
    words = scene.analysis.doc[first : who.i + 1].text
    return " ".join(words.split())


def _end(clause: Token) -> int:
    last = clause.right_edge
    return last.idx + len(last)
