"""Speakers of sentences that the parse takes for no sentence, or whose name it takes for a verb."""

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.mistagged import FINITE
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import child

CALLING = frozenset(("on", "upon", "for"))
PLACING = frozenset(("in", "at", "from", "on"))
SPEAKERS = frozenset(("person", "organisation", "government", "news_agency"))
ENDS = frozenset((".", "”", '"', "''"))


def misparsed_speaker(verb: Token) -> Token | None:
    """The speaker of a verb of saying that the parse gives no subject; None where it has one or there is none."""
    if child(verb, "nsubj", "nsubjpass", "auxpass", "agent", "expl") is not None:
        return None
    return _head_of_fragment(verb) or _name_as_clause(verb) or _apposed_to_place(verb)


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


def _apposed_to_place(verb: Token) -> Token | None:
    """The minister of "In Norvik, the interior minister, Ada Holm, told …", which the parse attaches to the place."""
    while verb.dep_ == "conj" and verb.head.i < verb.i:
        verb = verb.head
        if child(verb, "nsubj", "nsubjpass", "auxpass", "expl") is not None:
            return None
    if verb.dep_ != "ROOT" or verb.tag_ not in FINITE:
        return None
    preposition = next((c for c in verb.children if c.dep_ == "prep" and c.i < verb.i), None)
    place = child(preposition, "pobj") if preposition is not None else None
    if (
        place is None
        or preposition is None
        or preposition.lower_ not in PLACING
        or preposition.i > verb.sent.start
    ):
        return None
    told = child(place, "appos")
    if told is None or told.i < place.i or place.nbor(1).text != "," or told.right_edge.i >= verb.i:
        return None
    role = find_role(told.lower_)
    is_speaker = told.ent_type_ in ("PERSON", "ORG") or (role is not None and role.kind in SPEAKERS)
    return told if is_speaker else None
