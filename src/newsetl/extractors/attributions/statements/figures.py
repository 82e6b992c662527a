"""Figures that are stated without a verb of saying: "put the number at 800", "a police paper lists 9,500"."""

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Below, TokenRange, union
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import child, edges
from newsetl.lexicons.word_sets import word_set

SHAPE = "figure"
PUTTING = word_set("statements/word_sets", "putting verbs")
PUT = word_set("statements/word_sets", "figures put")
TELLING = word_set("statements/word_sets", "figure verbs")
OF = frozenset(("of",))


def reported_figure(verb: Token, below: Below, source: Token | None) -> tuple[TokenRange, str, str] | None:
    """The figure of a verb, as (tokens, shape, particle); None if it has none or its subject cannot speak."""
    if source is None:
        return None
    if verb.lemma_ in PUTTING:
        return _put(verb, below)
    if verb.lemma_ not in TELLING or not _may_speak(source):
        return None
    number = below.first("dobj")
    if number is not None and verb.lemma_ not in ("speak", "talk"):
        return (edges(number), SHAPE, "") if _is_bare(number) else None
    of = next((c for c in below.all("prep") if c.lower_ in OF), None)
    number = child(of, "pobj") if of is not None else None
    return (edges(number), SHAPE, "of") if number is not None and _is_bare(number) else None


def _put(verb: Token, below: Below) -> tuple[TokenRange, str, str] | None:
    """ "The number at 800" of "put the number at 800"; a meeting is put at eight as well."""
    what = below.first("dobj")
    if what is None or what.lemma_.lower() not in PUT:
        return None
    places = (
        c for token in (verb, *what.subtree) for c in token.children if c.dep_ == "prep" and c.lower_ == "at"
    )
    at = next((c for c in places if any(t.pos_ == "NUM" for t in c.subtree)), None)
    if at is None:
        return None
    return union([edges(what), edges(at)]), SHAPE, "at"


def _is_bare(number: Token) -> bool:
    """True for "9,500" and "fewer than 600 of them", not for "9,500 men" nor for a year."""
    return number.pos_ == "NUM" and number.ent_type_ not in ("DATE", "TIME", "ORDINAL")


def _may_speak(source: Token) -> bool:
    """True for a name, a pronoun of persons and a role: not for a ship that "lists 9"."""
    if source.pos_ == "PROPN" or source.ent_type_ or source.lower_ in ("he", "she", "they"):
        return True
    return find_role(source.lower_) is not None
