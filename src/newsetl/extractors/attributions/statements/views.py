"""Whose words, view or count a sentence gives: "As the newspaper reports, …", "In his opinion, …", "by its count"."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Doc, Token

from newsetl.extractors.attributions.statements.candidates import Candidate, TokenRange
from newsetl.gazetteer.descriptions import find_role
from newsetl.gazetteer.institutions import find_institutions
from newsetl.language.syntax import child
from newsetl.lexicons import read_words

OPENING = ("as", "in", "by")
FIRST_PERSON = frozenset(("i", "we", "my", "our"))
LONGEST = 12  # tokens from "as" to the comma
NEAREST = 8  # tokens from "in" or "by" to the noun
CLOSING = (",", ".", "-", "–", "—", ":", ";")
SPEAKING = frozenset(("PERSON", "ORG", "NORP", "GPE"))


def views(doc: Doc, sentence: TokenRange, openings: Sequence[int]) -> Iterator[Candidate]:
    """Candidates whose cue comments on the clause behind or before it.

    Args:
        openings: which of the sentence's tokens are among OPENING.
    """
    for i in openings:
        if i > sentence[0] and doc[i - 1].text != ",":
            continue
        word = doc[i]
        find = _as_said if word.lower_ == "as" else _in_words
        found = find(doc, word, sentence)
        if found is not None:
            yield found


def _as_said(doc: Doc, word: Token, sentence: TokenRange) -> Candidate | None:
    """ "As the newspaper reports, …" and "…, as El Faro notes." """
    end = _comma(doc, word.i, sentence)
    if end is None or end - word.i < 3:
        return None
    verb = next((t for t in doc[word.i + 1 : end] if _is_speech(t)), None)
    if verb is None and (later := _behind_apposition(doc, end, sentence)) is not None:
        verb, end = later
    content = _commented(word.i, end, sentence)
    if verb is None or content is None:
        return None
    label = _stating(doc, verb, end) if verb.i == word.i + 1 else _speaker(doc, word, verb, end)
    if label is None or any(map(_is_no_speaker, doc[slice(*label)])):
        return None
    head = _noun(doc, label)
    return Candidate("verb", verb, (verb.i, verb.i + 1), head, "label", content, "view", label=label)


def _behind_apposition(doc: Doc, comma: int, sentence: TokenRange) -> tuple[Token, int] | None:
    """The verb, and where the view ends, of "As Lisa Holm, director of the Harbour Group, told Harbour Radio, …"."""
    second = _comma(doc, comma, sentence)
    if second is None or second + 1 >= sentence[1] or not _is_speech(doc[second + 1]):
        return None
    end = _comma(doc, second, sentence)
    return None if end is None else (doc[second + 1], end)


def _is_speech(word: Token) -> bool:
    return word.pos_ == "VERB" and word.text in read_words("statements/tag_verbs")


def _speaker(doc: Doc, word: Token, verb: Token, end: int) -> TokenRange | None:
    """The source between "as" and its verb, where at most a place or a day follows: "As El Faro noted on Monday, …"."""
    last = verb.i
    while doc[last - 1].pos_ in ("AUX", "ADV") or doc[last - 1].text == ",":
        last -= 1
    is_closed = verb.i + 1 == end or (
        doc[verb.i + 1].pos_ in ("ADP", "NOUN", "PROPN")
        and not any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in doc[verb.i + 1 : end])
    )
    return (word.i + 1, last) if is_closed and last > word.i + 1 else None


def _stating(doc: Doc, verb: Token, end: int) -> TokenRange | None:
    """Who states it in "As stated in the report, …", "As reported by El Faro, …"."""
    start = verb.i + 2
    is_stated = doc[verb.i + 1].lower_ in ("in", "by") and start < end
    return (start, end) if is_stated else None


def _noun(doc: Doc, label: TokenRange) -> Token:
    """The noun of a speaker's words: the last one before a preposition."""
    for at in range(label[0] + 1, label[1]):
        if doc[at].pos_ == "ADP" or doc[at].text == ",":
            return doc[at - 1]
    return doc[label[1] - 1]


def _is_no_speaker(word: Token) -> bool:
    return word.pos_ in ("VERB", "AUX") or word.lower_ in FIRST_PERSON


def _in_words(doc: Doc, word: Token, sentence: TokenRange) -> Candidate | None:
    """ "In his opinion, …", "in the army's words", "by the army's count", "by the estimate of officers"."""
    near = takewhile(lambda t: t.text not in CLOSING, doc[word.i + 1 : min(sentence[1], word.i + NEAREST)])
    noun = next((token for token in near if token.lower_ in read_words("statements/view_nouns")), None)
    found = None if noun is None else _owner(doc, noun)
    if noun is None or found is None:
        return None
    owner, label, end = found
    is_closed = doc[min(end, len(doc) - 1)].text in CLOSING
    is_opening = word.lower_ == "by" and word.i == sentence[0]
    if owner.lower_ in FIRST_PERSON or not (is_closed or is_opening):
        return None
    start = (
        sentence[0] if _is_bare(doc, sentence[0], word.i) else word.i
    )  # "The army, by its own count, lost 900"
    content = _commented(start, end if is_closed else end - 1, sentence)
    if content is None:
        return None
    return Candidate("noun", noun, (noun.i, noun.i + 1), owner, "label", content, "view", label=label)


def _is_bare(doc: Doc, start: int, end: int) -> bool:
    """True where no statement precedes the phrase: its verb comes after."""
    return not any(token.pos_ in ("VERB", "AUX") for token in doc[start:end])


def _owner(doc: Doc, noun: Token) -> tuple[Token, TokenRange, int] | None:
    """Whose view a noun names, its words, and where the phrase ends: "the army's count", "the count of officers"."""
    owner = child(noun, "poss")
    if owner is not None:
        of_itself = _subject(owner) if doc[noun.i - 1].lower_ == "own" else None
        who = of_itself or owner
        return who, (who.left_edge.i, who.i + 1), noun.i + 1
    of = doc[noun.i + 1] if noun.i + 1 < len(doc) else noun
    owner = child(of, "pobj") if of.lower_ == "of" else None
    if owner is None:
        return None
    words = doc[of.i + 1 : owner.i + 1].text
    if not (owner.ent_type_ in SPEAKING or find_institutions(words) or find_role(words)):
        return None
    return owner, (of.i + 1, owner.i + 1), owner.i + 1


def _subject(owner: Token) -> Token | None:
    """Who "its own" is in "By its own count, the army …": the subject of the sentence's verb, where it is a noun."""
    if owner.pos_ != "PRON":
        return None
    subject = child(owner.sent.root, "nsubj")
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def _comma(doc: Doc, start: int, sentence: TokenRange) -> int | None:
    """Where the phrase ends that starts there: at a comma, a dash or the sentence's end."""
    for at in range(start + 1, min(sentence[1], start + LONGEST)):
        if doc[at].text in CLOSING:
            return at
    return None


def _commented(start: int, end: int, sentence: TokenRange) -> TokenRange | None:
    content = (end + 1, sentence[1]) if start - sentence[0] <= 2 else (sentence[0], start)
    return content if content[1] - content[0] >= 3 else None
