"""Questions to a parse that more than one rule asks: who a verb's subject is, where a phrase begins and ends."""

from spacy.tokens import Doc, Token

RELATIVE = frozenset(("who", "which", "that", "whom"))
# A clause without a subject of its own shares that of the clause that governs it.
SHARING = ("xcomp", "advcl", "conj", "dep", "parataxis", "ccomp")
MAX_HOPS = 6


def child(token: Token, *deps: str) -> Token | None:
    """The first child that is in one of the relations, or None."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def agent(verb: Token) -> Token | None:
    """Who does what a passive verb says: "by the army" -> army."""
    by = child(verb, "agent")
    return None if by is None else child(by, "pobj")


def subject(verb: Token) -> tuple[Token | None, str]:
    """The one who does what the verb says, and how it was found.

    Returns:
        (token, path): path is "direct", "agent", "passive" (nobody named), "expletive", "control" (subject of a
        higher clause), "acl" (the noun that a participle is at), "possessor" or "none".
    """
    token, hops = verb, 0
    while hops < MAX_HOPS:
        found, path = _own_subject(token)
        if found is not None or path in ("passive", "expletive"):
            return found, path if hops == 0 or path != "direct" else "control"
        governor, path = _governor(token)
        if governor is None or path != "clause":
            return governor, path
        token, hops = governor, hops + 1
    return None, "none"


def _own_subject(verb: Token) -> tuple[Token | None, str]:
    passive = False
    for c in verb.children:
        dep = c.dep_
        if dep == "nsubj":
            return c, "direct"
        if dep == "agent":
            return child(c, "pobj"), "agent"
        if dep in ("expl", "csubj"):
            return None, "expletive"
        passive = passive or dep in ("nsubjpass", "auxpass")
    return None, "passive" if passive else "none"


def _governor(verb: Token) -> tuple[Token | None, str]:
    """Where to look for the subject of a verb that has none: a higher verb ("clause") or a noun."""
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return None, "none"
    if dep == "acl":
        return (head, "acl") if verb.tag_ == "VBG" else (child(head, "poss"), "possessor")
    told = _told(head, dep)
    if told is not None:
        return told, "control"
    if dep in ("pcomp", "pobj"):  # "after saying", "by telling"
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        return head, "clause"
    if head.pos_ in ("NOUN", "PROPN"):
        return child(head, "poss"), "possessor"
    return (head, "clause") if head.pos_ == "ADJ" and dep in SHARING else (None, "none")


def _told(head: Token, dep: str) -> Token | None:
    """Who is told, asked or accused: "orders Minsk to send", "accuses Minsk of sending", "is accused of sending"."""
    if dep == "xcomp":
        return child(head, "dobj", "dative")
    verb = head.head
    if dep not in ("pcomp", "pobj") or head.lower_ != "of":
        return None
    if verb.pos_ == "VERB":
        return child(verb, "dobj", "nsubjpass")
    return verb if verb.dep_ == "dobj" and verb.pos_ == "PROPN" else None  # "of" hangs on the name


def edges(token: Token) -> tuple[int, int]:
    """First and one past the last token of the phrase that a token heads."""
    return token.left_edge.i, token.right_edge.i + 1


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The token range without punctuation and white space at its ends; quotation marks and brackets stay."""
    while start < end and (doc[start].is_space or doc[start].text in ",;:.—–-"):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in ",;:.—–-"):
        end -= 1
    return start, end


def characters(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token range -> character range."""
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)
