"""States told by verbs that elsewhere tell acts: 'has 1,700 personnel deployed there'."""

from spacy.tokens import Token

HOLDING = frozenset(("have", "keep", "maintain"))


def has_served(verb: Token) -> bool:
    """'hundreds of thousands have served there over the years': no force that ever stood there at once."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return (
        verb.lemma_ == "serve"
        and verb.tag_ == "VBN"
        and bool(auxiliaries & {"have", "has", "had", "'ve", "’ve"})
    )


def is_present_state(verb: Token) -> bool:
    """'100,000 soldiers are deployed there': a state; 'were deployed', 'are being deployed': an act."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return auxiliaries in ({"are"}, {"is"}, {"'re"})


def is_stative(token: Token) -> bool:
    """'the 5,000 troops deployed in Mali', 'remain deployed', 'has 900 personnel deployed'."""
    if token.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in token.children):
        return False
    if token.dep_ == "acl" and token.head.dep_ == "dobj" and token.head.head.lemma_ in HOLDING:
        return True
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    is_on_noun = token.dep_ in ("acl", "amod", "xcomp", "acomp", "ccomp")
    return is_on_noun and following not in ("to", "from", "into", "onto")
