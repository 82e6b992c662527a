"""The noun phrase before a verb of saying, read from the words' classes: whom the parse has given to another clause."""

from spacy.tokens import Doc, Token

from newsetl.extractors.attributions.statements.candidates import TokenRange
from newsetl.gazetteer.countries import country_of_demonym
from newsetl.gazetteer.descriptions import find_role
from newsetl.lexicons import read_words

NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
LINKING = frozenset(("of", "for", "in", "at", "from"))
OPENING = frozenset((",", "-", "–", "—", "”", '"', "''", "_"))
SHORTEST = 4  # tokens of what is said


def phrase_beside(verb: Token) -> TokenRange | None:
    """The noun phrase right before a verb, read from the words' classes."""
    return phrase_before(verb.doc, verb.i, (verb.sent.start, verb.sent.end))


def phrase_before(doc: Doc, end: int, sentence: TokenRange) -> TokenRange | None:
    start = end
    while start > sentence[0] and (
        _is_hyphenated(doc, start)
        or _is_state_run(doc, start)
        or _is_linked_name(doc, start)
        or (doc[start - 1].pos_ in NOMINAL and doc[start - 1].text not in OPENING)
    ):
        start -= 1
    if start == end or start == sentence[0]:
        return None
    is_open = doc[start - 1].pos_ == "DET"
    start = _with_outer(doc, start - 1 if is_open else _without_clause(doc, start, end), sentence)
    start = _whole(doc, start, sentence)
    return named_or_role(doc, start, end) if start - sentence[0] >= SHORTEST else None


def _is_hyphenated(doc: Doc, at: int) -> bool:
    """True before and behind the hyphen of "a well-placed source"."""
    hyphen = doc[at - 1] if doc[at - 1].text == "-" else doc[at]
    return (
        hyphen.text == "-" and not hyphen.whitespace_ and hyphen.i > 0 and not doc[hyphen.i - 1].whitespace_
    )


def _is_linked_name(doc: Doc, at: int) -> bool:
    """True around the preposition of "Northern Observatory for Human Rights"."""
    link = at - 1 if doc[at - 1].lower_ in LINKING else at
    if not 0 < link < len(doc) - 1 or doc[link].lower_ not in LINKING:
        return False
    return all(t.pos_ == "PROPN" and t.ent_type_ != "GPE" for t in (doc[link - 1], doc[link + 1]))


def _is_state_run(doc: Doc, at: int) -> bool:
    """True behind the participle of "the state-run agency"."""
    return at > 2 and doc[at - 1].pos_ == "VERB" and doc[at - 2].text == "-" and not doc[at - 2].whitespace_


def _whole(doc: Doc, start: int, sentence: TokenRange) -> int:
    """Where the first word begins in whole: "al-Hadithi" is three tokens, a name that the model sees may be more."""
    while start > sentence[0] and doc[start].ent_iob_ == "I":
        start -= 1
    while start - 2 >= sentence[0] and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
        start -= 2
    return start


def _with_outer(doc: Doc, start: int, sentence: TokenRange) -> int:
    """The phrase with the one it belongs to: "the head of" before "the observatory" or "Norvik"."""
    at = start - 1
    if at > sentence[0] + 1 and doc[at].lower_ in ("of", "for") and find_role(doc[at - 1].lower_) is not None:
        begin = at - 1
        while begin > sentence[0] and doc[begin - 1].pos_ in NOMINAL:
            begin -= 1
        return begin - 1 if doc[begin - 1].pos_ == "DET" else begin
    return start


def _without_clause(doc: Doc, start: int, end: int) -> int:
    """The phrase without what ends the clause before it: "in Syria | activists", "Tuesday | Ahmed Lee"."""
    begin = end - 1
    if doc[begin].pos_ == "PROPN":
        while (
            begin > start
            and doc[begin - 1].pos_ == "PROPN"
            and doc[begin - 1].ent_type_ in ("", doc[begin].ent_type_)
        ):
            begin -= 1
        while begin > start and find_role(doc[begin - 1].lower_) is not None:
            begin -= 1
        return begin
    while begin > start and (
        doc[begin - 1].pos_ == "ADJ"
        or country_of_demonym(doc[begin - 1].text) is not None
        or doc[begin - 1].lower_ in read_words("statements/speaker_modifiers")
    ):
        begin -= 1
    return begin


def named_or_role(doc: Doc, start: int, end: int) -> TokenRange | None:
    """The range if it can speak: it has a name, or a role is its noun."""
    if end <= start:
        return None
    head = head_of(doc, (start, end))
    if head.ent_type_ in ("DATE", "TIME", "GPE", "LOC"):
        return None
    is_name = head.pos_ == "PROPN" or (head.text[0].isupper() and not head.is_sent_start)
    if is_name or find_role(head.lower_) is not None:
        return start, end
    return None


def head_of(doc: Doc, phrase: TokenRange) -> Token:
    """The noun of the phrase: the last one before a preposition or a comma; behind a comma-less role it is the name."""
    start, end = phrase
    for at in range(start + 1, end):
        if doc[at].text == "," or (
            doc[at].lower_ in LINKING and doc[at].pos_ == "ADP" and doc[at - 1].pos_ != "PROPN"
        ):
            return doc[at - 1]
    return doc[end - 1]
