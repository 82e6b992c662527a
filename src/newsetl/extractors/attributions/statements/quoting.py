"""Who is quoted or cited by a reporter: "the agency quoted an official as saying"."""

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Below, Candidate, TokenRange
from newsetl.extractors.attributions.statements.complements import clause_of, quote_beside
from newsetl.extractors.attributions.statements.source_spans import QUOTING
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import child, edges

CITED = frozenset(("person", "organisation", "government", "document"))
AS_SAYING = QUOTING | {"report"}  # "Reuters reported the officer as saying"


def quoted_person(verb: Token) -> tuple[Token, str] | None:
    """Who is quoted: "Xinhua quoted an official as saying", "an official was quoted as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    quoting = quoting_verb(verb)
    if quoting is None:
        return None
    quoted = child(quoting, "dobj") or child(quoting, "nsubjpass")
    return None if quoted is None else (quoted, "quoted")


def quoting_verb(saying: Token) -> Token | None:
    """The verb that "as saying" belongs to, also over a clause: "quoted an aide, who left early, as saying"."""
    if saying.dep_ == "advcl":  # "Reuters reported, citing an officer"
        return saying.head
    verb = saying.head.head
    if verb.lemma_ in QUOTING or saying.nbor(-1).lower_ != "as":
        return verb if verb.pos_ == "VERB" else None
    sentence = saying.sent
    before = [t for t in saying.doc[sentence.start : saying.i] if t.pos_ == "VERB" and t.lemma_ in QUOTING]
    return before[-1] if before else (verb if verb.pos_ == "VERB" else None)


def quotes_as_saying(verb: Token) -> bool:
    """True for "quoted him as saying", where "saying" is the cue."""
    if any(c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in verb.children):
        return True
    later = verb.doc[verb.i + 1 : verb.sent.end]
    return any(t.lower_ == "saying" and t.dep_ == "pcomp" and quoting_verb(t) == verb for t in later)


def cited_person(verb: Token, below: Below) -> Candidate | None:
    """Who says what an agency reports.

    "The rebels have left, Reuters reported, citing a senior officer", "SANA, quoting an officer, said they have left".
    """
    person = below.first("dobj")
    if verb.lemma_ not in QUOTING or verb.tag_ != "VBG" or person is None or not _may_be_cited(person):
        return None
    reporting = _reporting(verb)
    if reporting is None:
        return None
    content = clause_of(reporting, Below(reporting))
    if content is None:
        return None
    cue = (verb.i, verb.i + 1)
    return Candidate("verb", verb, cue, person, "quoted", edges(content), "cited")


def _reporting(citing: Token) -> Token | None:
    """The verb of the one who cites: of the sentence, or of the noun that the participle belongs to."""
    head = citing.head
    if citing.dep_ == "advcl" and head.pos_ == "VERB":
        return head
    is_speaker = citing.dep_ in ("acl", "advcl") and head.dep_ in ("nsubj", "ccomp") and head.i < citing.i
    return head.head if is_speaker and head.head.pos_ == "VERB" and head.head.i > citing.i else None


def _may_be_cited(noun: Token) -> bool:
    if noun.ent_type_ == "PERSON":
        return True
    role = find_role(noun.lower_)
    is_deed = (
        noun.lower_ == "release" and child(noun, "prep") is not None
    )  # "citing the release of prisoners"
    return role is not None and role.kind in CITED and not is_deed


def said_before(quoting: Token, quotes: list[TokenRange]) -> tuple[TokenRange, str, str] | None:
    """What was said where "as saying" ends the sentence: '"We sail," the agency quoted him as saying.'"""
    below = Below(quoting)
    clause = clause_of(quoting, below)
    if clause is not None:
        return edges(clause), "clause", ""
    quoted = quote_beside(quoting, quotes)
    if quoted is not None:
        return quoted, "quote", ""
    if quoting.dep_ == "conj" and quoting.head.i < quoting.i and quoting.nbor(-1).pos_ != "CCONJ":
        return (quoting.head.left_edge.i, quoting.left_edge.i), "clause", ""
    return None
