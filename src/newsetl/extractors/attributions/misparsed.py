"""Speakers of sentences that the parse takes for no sentence, or whose name it takes for a verb."""

from spacy.tokens import Token

from newsetl.language.syntax import child

CALLING = frozenset(("on", "upon", "for"))
ENDS = frozenset((".", "”", '"', "''"))


def misparsed_speaker(verb: Token) -> Token | None:
    """The speaker of a verb of saying that the parse gives no subject; None where it has one or there is none."""
    if child(verb, "nsubj", "nsubjpass", "auxpass", "agent", "expl") is not None:
        return None
    return _head_of_fragment(verb) or _name_as_clause(verb)


def _head_of_fragment(verb: Token) -> Token | None:
    """The watchdog of "The Oslo-based watchdog called on the army to withdraw.", read as a noun that is called."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBD", "VBN") or noun.dep_ != "ROOT" or noun.i > verb.i:
        return None
    is_sentence = noun.pos_ in ("NOUN", "PROPN") and verb.sent[-1].text in ENDS
    return noun if is_sentence and _is_active(verb) else None


def _is_active(verb: Token) -> bool:
    """True for a participle's form that has an object of its own, so that it is none."""
    if child(verb, "dobj", "ccomp") is not None:
        return True
    return verb.lemma_ == "call" and any(c.dep_ == "prep" and c.lower_ in CALLING for c in verb.children)


def _name_as_clause(verb: Token) -> Token | None:
    """The SANA of "State news agency SANA, quoting an officer, said …", read as a clause with the agency as subject."""
    if verb.dep_ != "ROOT":
        return None
    clauses = (c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i)
    return next((c for c in clauses if c.pos_ == "PROPN" or c.text.isupper()), None)
