"""Who the subject of a verb of saying is, also where the parse takes it for something else."""

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.misparsed import misparsed_speaker
from newsetl.extractors.attributions.statements.mistagged import FINITE
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import child, subject
from newsetl.lexicons import read_words


def speaker_of(verb: Token) -> tuple[Token | None, str]:
    """The verb's subject; that of the whole sentence for ", adding that" behind a reported clause."""
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.dep_ == "ccomp" and verb.i > verb.head.i:
        reporting = verb.head.head
        if reporting.pos_ == "VERB" and verb.nbor(-1).text == ",":
            return subject(reporting)[0], "control"
    misparsed = misparsed_speaker(verb)
    if misparsed is not None:
        return misparsed, "direct"
    outer = _outer_speaker(verb)
    if outer is not None:
        return outer, "control"
    opener = _noun_behind_opener(verb)
    if opener is not None:
        return opener, "opener"
    beside = _noun_beside(verb)
    if beside is None:
        return subject(verb)
    return beside, "beside" if beside.i == verb.i - 1 and verb.dep_ != "acl" else "direct"


def _noun_behind_opener(verb: Token) -> Token | None:
    """The workers of "Aid workers in the town said they …", whose first word the parse makes a verb."""
    clause = child(verb, "csubj")
    if clause is None or clause.tag_ != "VB" or verb.text not in read_words("statements/tag_verbs"):
        return None
    noun = child(clause, "dobj")
    return noun if noun is not None and noun.i == clause.i + 1 and _has_content_clause(verb) else None


def _noun_beside(verb: Token) -> Token | None:
    """The speaker right before a verb of saying that the parse makes a participle, or leaves without a subject.

    "The northern observatory reported on Thursday that …", "Claiming the attack the group said it was …".
    """
    if verb.text not in read_words("statements/tag_verbs") or verb.tag_ not in FINITE or verb.i == 0:
        return None
    if child(verb, "nsubj", "nsubjpass", "auxpass", "agent") is not None or not _has_content_clause(verb):
        return None
    before = verb.nbor(-1)
    noun = verb.head if verb.dep_ == "acl" and verb.head.i < verb.i else before
    is_noun = noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ not in ("DATE", "TIME", "GPE", "LOC")
    if not is_noun or noun.sent.start != verb.sent.start:
        return None
    is_speaker = noun.pos_ == "PROPN" or noun.ent_type_ or find_role(noun.lower_) is not None
    return noun if is_speaker else None


def _has_content_clause(verb: Token) -> bool:
    """True if a clause with a subject of its own follows as what is said."""
    clause = child(verb, "ccomp")
    return (
        clause is not None and clause.i > verb.i and child(clause, "nsubj", "nsubjpass", "expl") is not None
    )


def _outer_speaker(verb: Token) -> Token | None:
    """The agency of "the agency said two farmers had died and described the raiders as bandits"."""
    inner = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or inner.dep_ != "ccomp" or child(verb, "nsubj") is not None:
        return None
    reporting = inner.head
    is_patient = child(inner, "nsubjpass") is not None or inner.lemma_ == "be"
    if not is_patient or reporting.i > inner.i or reporting.text not in read_words("statements/tag_verbs"):
        return None
    return child(reporting, "nsubj") if verb.lemma_ in read_words("statements/describing_verbs") else None
