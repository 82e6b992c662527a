"""Verbs that report a speech act without quoting it: "disputed the toll", "documented 12 killings".

Verbs of this kind have many other uses (a border is disputed, a court is appealed to, a team records a win), so that
the verb, its object and who speaks must fit together. What fits is in lexicons/statements/word_sets.csv.
"""

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Below, TokenRange, union
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import child, edges
from newsetl.lexicons.word_sets import word_set

SHAPE = "act"
TABLE = "statements/word_sets"
ANSWERING, THINGS_TOLD = word_set(TABLE, "answering verbs"), word_set(TABLE, "things told")
RENEWING, THINGS_ASKED = word_set(TABLE, "renewing verbs"), word_set(TABLE, "things asked")
COUNTING, THINGS_COUNTED = word_set(TABLE, "counting verbs"), word_set(TABLE, "things counted")
RECORDING, HARM = word_set(TABLE, "recording verbs"), word_set(TABLE, "harm documented")
DOCUMENT = "document"  # also without a number
HARMLESS, HARMED = word_set(TABLE, "things counted in peace"), word_set(TABLE, "words of harm")
APPEALING, UNASKED = word_set(TABLE, "appealing verbs"), word_set(TABLE, "no appeals")
LEGAL, RULING = word_set(TABLE, "legal claims"), word_set(TABLE, "ruling bodies")
ACTING = ANSWERING | RENEWING | COUNTING | RECORDING | APPEALING
SPEAKING_PRONOUNS = frozenset(("he", "she", "they", "who"))
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
MODAL = "MD"
FAR = 8  # tokens from who is appealed to to what he should do

Found = tuple[TokenRange, str, str]


def reported_act(verb: Token, below: Below, source: Token | None) -> Found | None:
    """What an act of speech is about, as (tokens, shape, particle); None where the verb does something else."""
    if (
        verb.lemma_ not in ACTING
        or source is None
        or not _may_speak(source)
        or not _is_leading_clause(verb, below)
    ):
        return None
    return next((found for told in FINDERS if (found := told(verb, below, source)) is not None), None)


def _answered(verb: Token, below: Below, source: Token) -> Found | None:
    """ "The toll given by doctors" of "disputed the toll given by doctors"; courts dismiss claims without words."""
    what = below.first("dobj")
    if verb.lemma_ not in ANSWERING or what is None or what.lemma_.lower() not in THINGS_TOLD:
        return None
    is_legal = any(c.dep_ in ("compound", "amod") and c.lower_ in LEGAL for c in what.children)
    is_ruled = any(token.lower_ in RULING for token in source.subtree)
    return None if is_legal or is_ruled else (edges(what), SHAPE, "")


def _renewed(verb: Token, below: Below, _source: Token) -> Found | None:
    """ "His call for batteries" of "renewed his call for batteries"."""
    what = below.first("dobj")
    is_asked = verb.lemma_ in RENEWING and what is not None and what.lemma_.lower() in THINGS_ASKED
    return (edges(what), SHAPE, "") if is_asked and what is not None else None


def _counted(verb: Token, below: Below, source: Token) -> Found | None:
    """ "38 dead" of "doctors counted 38 dead"; a country that records deaths, a band that "counts 20" say nothing."""
    what = below.first("dobj")
    if what is None or source.ent_type_ in PLACE_LABELS or verb.tag_ in ("VBZ", "VBP"):
        return None
    is_harm = what.lemma_.lower() in HARM or what.pos_ == "NUM"
    if what.lemma_.lower() in HARMLESS and not any(t.lower_ in HARMED for t in verb.subtree):
        return None  # "counted 12 people in the queue"
    fits = (verb.lemma_ in COUNTING and (is_harm or what.lemma_.lower() in THINGS_COUNTED)) or (
        verb.lemma_ in RECORDING and is_harm
    )
    is_told = fits and (verb.lemma_ == DOCUMENT or _is_numbered(what))
    return (edges(what), SHAPE, "") if is_told else None


def _is_numbered(noun: Token) -> bool:
    return any(t.pos_ == "NUM" and t.ent_type_ not in ("DATE", "TIME", "ORDINAL") for t in noun.subtree)


def _appealed(verb: Token, below: Below, _source: Token) -> Found | None:
    """ "Calm" of "appealed for calm", "both sides to stop" of "pleaded with both sides to stop"."""
    if verb.lemma_ not in APPEALING:
        return None
    preps = below.all("prep", "dative")
    if any(asked.lower_ in UNASKED for prep in preps if (asked := child(prep, "pobj")) is not None):
        return None
    for prep in preps:
        asked = child(prep, "pobj", "pcomp")
        if asked is None or prep.lower_ not in ("for", "to", "with"):
            continue
        wanted = _wanted(verb, asked)
        if wanted is not None:
            return union([edges(asked), wanted]), SHAPE, prep.lower_
        if prep.lower_ == "for":
            return edges(asked), SHAPE, "for"
    clause = below.first("advcl", "ccomp", "xcomp")  # "for leaders to step in"
    is_for = clause is not None and any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children)
    return (edges(clause), SHAPE, "for") if is_for and clause is not None else None


def _wanted(verb: Token, asked: Token) -> TokenRange | None:
    """What those appealed to should do: an infinitive behind them."""
    start = asked.i + 1
    inside = (t for t in verb.doc[start : min(verb.sent.end, edges(asked)[1] + FAR)])
    for token in inside:
        if token.pos_ in ("VERB", "AUX") and token.tag_ == "VB" and _has_to(token):
            return start, max(edges(token)[1], start + 1)
        if token.pos_ == "VERB" and token.tag_ != "VB":
            return None
    return None


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _is_leading_clause(verb: Token, below: Below) -> bool:
    """True for a finite verb of the leading clause: nothing that somebody may do, or says that another did."""
    if any(c.tag_ == MODAL for c in below.all("aux")) or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    if verb.tag_ == "VBN" and not any(c.lemma_ == "have" for c in below.all("aux")):
        return False
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ROOT" or _is_before_semicolon(verb)


def _is_before_semicolon(verb: Token) -> bool:
    """True for a whole sentence that the parse attaches to the next: "Lee dismissed the claim; the mayor said …"."""
    return verb.head.i > verb.i and any(t.text == ";" for t in verb.doc[verb.i : verb.head.i])


def _may_speak(source: Token) -> bool:
    """True for a name, a pronoun of persons and a role: a plan that "appeals to voters" says nothing."""
    if source.pos_ == "PROPN" or source.ent_type_ or source.lower_ in SPEAKING_PRONOUNS:
        return True
    return find_role(source.lower_) is not None


FINDERS: Iterable[Callable[[Token, Below, Token], Found | None]] = (_answered, _renewed, _counted, _appealed)
