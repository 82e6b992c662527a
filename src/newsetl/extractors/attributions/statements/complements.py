"""What verbs of saying are completed by: a clause, a quotation."""

from collections.abc import Iterable

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Below, TokenRange
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import child, edges
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import word_set

# Their object is the one spoken to.
LONGEST_GAP = 40  # tokens between a quotation and its verb
FAR = 12  # tokens from the verb to "that"
CLOSING = frozenset((",", ";", ":", '"', "”", "“", "''", "``"))
ADDRESSING = word_set("statements/word_sets", "addressing verbs")


def clause_of(verb: Token, below: Below) -> Token | None:
    """The clause that the verb introduces: after it rather than before it, and rather one that opens with "that"."""
    clauses = [c for c in below.all("ccomp") if not _is_before_semicolon(verb, c, below)]
    if len(clauses) < 2:
        return clauses[0] if clauses else None
    after = [c for c in clauses if c.i > verb.i and not is_bare_tag(c)]
    marked = [c for c in after if child(c, "mark") is not None]
    return (marked or after or clauses)[0]


def _is_before_semicolon(verb: Token, clause: Token, below: Below) -> bool:
    """True for "He left; the mayor promised an inquiry", "He left; it called on him to return".

    What has an object of its own, or nothing said between the semicolon and itself, does not say what is before.
    """
    marks = [token.i for token in verb.doc[clause.i + 1 : verb.i] if token.text == ";"]
    if not marks:
        return False
    between = verb.doc[marks[-1] + 1 : verb.i]
    is_first = not any(t.pos_ in ("VERB", "AUX") and t.head.i != verb.i for t in between)
    return below.first("dobj") is not None or (is_first and between.end - between.start > 0)


def that_clause(verb: Token, clause: Token | None) -> TokenRange | None:
    """The clause behind "said during a visit that" and "told the reporter that", which the parse gives to the noun.

    None where the parse has found it, and where words other than addressee, time and place are before "that".
    """
    is_found = clause is not None and clause.i > verb.i and not is_bare_tag(clause)
    if is_found or verb.text not in read_words("statements/tag_verbs"):
        return None
    last = verb.sent.end
    for token in verb.doc[verb.i + 1 : min(last, verb.i + FAR)]:
        if token.pos_ in ("VERB", "AUX") or token.text in CLOSING:
            return None
        if token.lower_ == "that" and token.dep_ != "det":
            end = next((t.i for t in verb.doc[token.i : last] if _begins_tag(t)), last)
            return (token.i, end) if any(t.pos_ in ("VERB", "AUX") for t in verb.doc[token.i : end]) else None
    return None


def _begins_tag(token: Token) -> bool:
    """True for the comma of ', reported El Norte', and for the full stop."""
    if token.text in (".", ";"):
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return token.is_punct and following.text in read_words("statements/tag_verbs")


def is_bare_tag(clause: Token) -> bool:
    """True for the tag behind another: '"…," the nurse said, the paper reported', ', reported El Norte'."""
    first, last = edges(clause)
    if clause.i == first and clause.text in read_words("statements/tag_verbs"):
        return clause.doc[first - 1].text in CLOSING and child(clause, "nsubj", "dobj") is not None
    return (
        clause.doc[first - 1].text == ","
        and clause.pos_ == "VERB"
        and all(c.dep_ in ("nsubj", "punct", "npadvmod", "advmod") for c in clause.children)
        and clause.i == last - 1
    )


def is_addressee(noun: Token) -> bool:
    """True for a person or body, who is an addressee and not told themselves: "told the Associated Press"."""
    if noun.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or noun.pos_ in ("PROPN", "PRON"):
        return True
    role = find_role(noun.lower_)
    return role is not None and role.kind in ("person", "organisation", "government", "news_agency")


def quote_beside(verb: Token, quotes: list[TokenRange]) -> TokenRange | None:
    """A quotation right before or after the verb and its arguments, not inside an object of it."""
    for start, end in quotes:
        if start <= verb.i < end:
            continue
        gap = verb.doc[verb.i + 1 : start] if start > verb.i else verb.doc[end : verb.i]
        speaker = child(verb, "nsubj", "nsubjpass")
        own = edges(speaker) if speaker is not None else (0, 0)
        beside = [
            t for t in gap if not own[0] <= t.i < own[1]
        ]  # "…," Lee, whose country is in the chair, said
        if start < verb.i and any(t.pos_ == "CCONJ" or t.text in (":", ";") for t in beside):
            continue  # 'They called it "a crime", and Lee condemned the raid'
        if len(gap) <= LONGEST_GAP and len(beside) <= 12 and _is_clear(verb, beside):
            # 'He tweeted the mission "will go on"': the quotation lacks its subject, which is before it.
            opening = verb.doc[start + 1 : start + 2]  # none where the text ends with the quotation mark
            is_verbal = any(token.pos_ in ("AUX", "VERB") for token in opening)
            is_predicate = start > verb.i and len(gap) > 1 and is_verbal
            begin = verb.i + 1 if is_predicate else _object_start(verb, start)
            return begin, end
    return None


def _object_start(verb: Token, start: int) -> int:
    """Where the object begins that a quotation goes on: 'called the plan "a mistake"'."""
    obj = child(verb, "dobj")
    if obj is None or not verb.i < obj.i < start or verb.lemma_ in ADDRESSING:
        return start
    return int(obj.left_edge.i)


def _is_clear(verb: Token, gap: Iterable[Token]) -> bool:
    """True if only the verb's own subject, addressee, adverbs and punctuation are between."""
    return all(token.pos_ not in ("VERB", "SCONJ") or token.i == verb.i for token in gap)
